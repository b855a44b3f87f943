//! Starting and stopping.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use axum_server::Handle;
use axum_server::accept::DefaultAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpSocket;
use tokio::task::JoinHandle;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{YearOff, holidays};
use yuebao_store::identity::{self, Start};
use yuebao_store::{
    Engine, Error, Lock, OpenError, Readers, WriteTransaction, Writer, last_run, transact,
};

use crate::accounts::{self, AccountError};
use crate::assets::Assets;
use crate::base_path::BasePath;
use crate::body::Budget;
use crate::clock::{Clock, Now};
use crate::connections::{Bounded, Limits};
use crate::engine;
use crate::hashing::Hashing;
use crate::monitoring;
use crate::origin::{OriginError, normalized};
use crate::permissions::is_open_to_others;
use crate::plan_file::{self, PlanFileError};
use crate::router::router;
use crate::sign_on::{self, KeysError, SignOn};
use crate::state::AppState;
use crate::throttle::Throttle;
use crate::webhook;

/// Largest head of a request, in bytes.
const LARGEST_HEAD: usize = 32 * 1024;
/// The same for HTTP/2, where many requests share a connection.
const SMALL_HEAD: u32 = 16 * 1024;
/// Most requests at once on one connection of HTTP/2, and how many bytes of each may wait to be read.
const MOST_STREAMS: u32 = 32;
const STREAM_WINDOW: u32 = 64 * 1024;
/// How long requests under way after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// Connections that wait to be accepted. Beyond it a tablet's own system tries again, but only after
/// a second: at a deadline hundreds come at once.
const BACKLOG: u32 = 1_024;
const READERS: usize = 4;
/// Passwords compared at once, in 19 MiB each that stay: some fifty a second, and what is handed in
/// meanwhile has the other cores to itself.
const HASHES: usize = 1;
const REQUESTS_A_MINUTE: u32 = 600;
const DAY: i64 = 24 * 60 * 60;

/// What to say of a database that was brought here by hand.
const FROM_ELSEWHERE: &str = "数据库不是上次在此目录运行的那一份：可能是手工复制的文件（缺少其日志）或放回的旧文件。\
    现按“从备份恢复”处理，平板会自动补传缺少的内容；今后请用 yuebao backup 备份 / \
    this is not the database that was last at work in this folder: it may have been copied by hand, \
    without its log, or be an older one that was put back. It counts as restored from a backup, and \
    tablets send again what it lacks; use yuebao backup in future";

/// How to run.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The path below which the server answers; at the root if absent.
    pub base_path: Option<BasePath>,
    /// Where to tell metrics, over plain http; nowhere if absent.
    pub metrics: Option<SocketAddr>,
    /// Certificate chain and private key, both PEM.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// The profile to put in force; the one in the database if absent.
    pub profile: Option<Profile>,
    /// Days off beyond those that come with the program, which they go before.
    pub holidays: Vec<YearOff>,
    /// Origins of portals whose pages may use the interface.
    pub origins: Vec<HeaderValue>,
    /// The widget's files; those in the binary if absent.
    pub assets: Option<PathBuf>,
    /// Whether a made-up portal stands at the root, and not the page to work on.
    pub demo: bool,
    /// What the portal's tokens mean, if it hands any over.
    pub sign_on: Option<sign_on::Settings>,
    /// Whom to tell what was decided; nobody if absent.
    pub webhook: Option<webhook::Settings>,
    /// How long a login lasts.
    pub session_days: u16,
    /// How many connections there may be, and how long they may say nothing.
    pub limits: Limits,
    /// The time.
    pub clock: Clock,
}

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] Error),
    /// No password hash could be made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The profile cannot be put in force.
    #[error(transparent)]
    Profile(#[from] PlanFileError),
    /// No profile was ever chosen.
    #[error("尚未选定地区配置，请加 --profile / no profile chosen yet: add --profile")]
    NoProfile,
    /// The address is taken, or not this machine's.
    #[error("{address}: 无法监听 / cannot listen: {source}")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// The certificate or its key is not usable.
    #[error("证书或私钥不可用 / certificate or key not usable: {0}")]
    Tls(std::io::Error),
    /// Anybody on this machine can take the key.
    #[error(
        "{0}: 私钥可被其他用户读取，请先执行 chmod o-rwx / other users of this machine can read the private key: chmod o-rwx it first"
    )]
    OpenKey(PathBuf),
    /// A portal's origin is none.
    #[error("{origin}: {reason}")]
    Origin {
        /// As it was given.
        origin: String,
        /// What is wrong, and the right spelling.
        reason: OriginError,
    },
    /// The keys of sign-on are not usable.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The writing thread does not start.
    #[error("thread: {0}")]
    Thread(std::io::Error),
}

/// A server at work.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    serving: JoinHandle<std::io::Result<()>>,
    metrics: Option<(SocketAddr, JoinHandle<()>)>,
    webhook: Option<JoinHandle<()>>,
    writer: Arc<Writer>,
    lock: Arc<dyn Lock>,
}

/// Opens the data folder and begins to answer.
pub async fn start(mut config: Config) -> Result<Running, StartError> {
    config.origins = as_browsers_write(&config.origins)?;
    let engine = engine::create(&config.data)?;
    let lock: Arc<dyn Lock> = engine.lock()?.into();
    let state = open(&*engine, &*lock, &config)?;
    if let Some(sign_on) = &state.sign_on {
        // a portal that cannot be reached does not keep this server from starting; the log has it
        let _ = sign_on.keys.refresh(state.clock.now()).await;
    }
    let tls = match &config.tls {
        Some((cert, key)) => Some(load_tls(cert, key).await?),
        None => None,
    };
    let (listener, address) = listen(config.listen)?;
    let writer = Arc::clone(&state.writer);
    let limits = config.limits;
    let counts = Arc::clone(&state.metrics.connections);
    let metrics = match config.metrics {
        None => None,
        Some(at) => {
            let (listener, address) = listen(at)?;
            let served = monitoring::serve(listener, state.clone());
            let served = served.map_err(|source| StartError::Listen { address, source })?;
            Some((address, served))
        }
    };
    let webhook = config.webhook.clone();
    let webhook = webhook.map(|settings| webhook::start(state.clone(), settings));
    let app = router(state, config.origins);
    let app = match config.base_path {
        Some(path) => path.around(app),
        None => app,
    };
    let app = app.into_make_service();
    let handle = Handle::new();
    let failed = |source| StartError::Listen { address, source };
    let mut plain = axum_server::from_tcp(listener).map_err(failed)?;
    plain
        .http_builder()
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_buf_size(LARGEST_HEAD);
    plain
        .http_builder()
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MOST_STREAMS)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(2 * STREAM_WINDOW)
        .max_header_list_size(SMALL_HEAD);
    let plain = plain.handle(handle.clone());
    let serving = match tls {
        None => {
            let acceptor = Bounded::new(DefaultAcceptor::new(), &limits, counts);
            tokio::spawn(plain.acceptor(acceptor).serve(app))
        }
        Some(tls) => {
            let acceptor = Bounded::new(RustlsAcceptor::new(tls), &limits, counts);
            tokio::spawn(plain.acceptor(acceptor).serve(app))
        }
    };
    Ok(Running {
        address,
        handle,
        serving,
        metrics,
        webhook,
        writer,
        lock,
    })
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the metrics are told.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().map(|(address, _)| *address)
    }

    /// Returns when it has stopped answering of itself, which is always a failure.
    pub async fn failed(&mut self) -> std::io::Result<()> {
        (&mut self.serving)
            .await
            .unwrap_or_else(|error| Err(std::io::Error::other(error)))
    }

    /// Finishes what is under way, writes what is queued, folds in the log and lets go of the data.
    pub async fn stop(self) {
        self.handle.graceful_shutdown(Some(GRACE));
        if let Some((_, metrics)) = &self.metrics {
            metrics.abort();
        }
        if let Some(webhook) = &self.webhook {
            webhook.abort();
        }
        if let Ok(Err(error)) = self.serving.await {
            tracing::warn!(%error, "while stopping");
        }
        let (writer, lock) = (self.writer, Arc::clone(&self.lock));
        let renewed = writer.write(move |tx| last_run::renew(tx, &*lock, &new_id()));
        if let Err(error) = renewed.await {
            tracing::warn!(%error, "the data folder's mark was not renewed");
        }
        if tokio::task::spawn_blocking(move || writer.close())
            .await
            .is_err()
        {
            tracing::error!("the writer did not close");
        }
        drop(self.lock);
    }
}

fn open(engine: &dyn Engine, lock: &dyn Lock, config: &Config) -> Result<AppState, StartError> {
    let mut conn = engine.open(Some(lock))?;
    conn.examine()?;
    let dice = getrandom::u32().map_err(AccountError::from)?;
    let elsewhere = last_run::is_from_elsewhere(conn.reading(), lock)?;
    if elsewhere {
        tracing::warn!("{}: {FROM_ELSEWHERE}", config.data.display());
    }
    let now = config.clock.now();
    let start = Start {
        new_id: &new_id,
        dice,
        at: &now.rfc3339(),
        seconds: now.seconds(),
    };
    transact(&mut *conn, |tx| {
        if elsewhere {
            tx.count_as_restored()?;
        }
        identity::settle(tx, &start)?;
        put_profile(tx, config, now)?;
        tx.digest_profile()?;
        Ok::<_, StartError>(())
    })?;
    let renewed = last_run::begin(&mut *conn, lock, &new_id());
    if let Err(error) = renewed {
        tracing::warn!(%error, "the data folder's mark was not renewed");
    }
    let sign_on = config.sign_on.clone().map(SignOn::new).transpose()?;
    let unguessable = accounts::new_token()?;
    let readers = (0..READERS).map(|_| engine.open_reader());
    let readers = readers.collect::<Result<_, _>>()?;
    Ok(AppState {
        readers: Arc::new(Readers::new(readers)),
        writer: Arc::new(Writer::start(conn).map_err(StartError::Thread)?),
        clock: config.clock.clone(),
        assets: Arc::new(Assets::new(
            config.assets.clone(),
            &config.origins,
            config.demo,
        )),
        logins: Arc::default(),
        bodies: Budget::default(),
        metrics: Arc::default(),
        proxies: config.limits.proxies.as_slice().into(),
        requests: Arc::new(Throttle::new(REQUESTS_A_MINUTE)),
        written: Arc::default(),
        tablets: Arc::default(),
        hashing: Arc::new(Hashing::new(HASHES)),
        nobody: accounts::hash_password(&unguessable)?.into(),
        sign_on: sign_on.map(Arc::new),
        session_seconds: i64::from(config.session_days) * DAY,
    })
}

/// Puts the profile in force that was asked for, or leaves those that are, with the days off that this
/// program knows.
fn put_profile(tx: &dyn WriteTransaction, config: &Config, now: Now) -> Result<(), StartError> {
    let held = tx.profiles()?;
    let chosen = match &config.profile {
        Some(asked) => Some(plan_file::with_profile(tx, asked)?),
        None => held.clone(),
    };
    let profiles = chosen.ok_or(StartError::NoProfile)?;
    let profiles = profiles.map(|mut profile| {
        profile.holidays = holidays(&profile, &config.holidays);
        profile
    });
    if held.as_ref() != Some(&profiles) {
        plan_file::put_profiles(tx, &profiles, now)?;
    }
    Ok(())
}

/// The origins in the spelling in which they will come, each once.
fn as_browsers_write(origins: &[HeaderValue]) -> Result<Vec<HeaderValue>, StartError> {
    let mut written: Vec<HeaderValue> = Vec::new();
    for given in origins {
        let origin = String::from_utf8_lossy(given.as_bytes()).into_owned();
        let value = normalized(&origin)
            .and_then(|text| HeaderValue::from_str(&text).map_err(|_| OriginError::Host))
            .map_err(|reason| StartError::Origin { origin, reason })?;
        if !written.contains(&value) {
            written.push(value);
        }
    }
    Ok(written)
}

fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let bind = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let listener = socket.listen(BACKLOG)?.into_std()?;
        let bound = listener.local_addr()?;
        Ok((listener, bound))
    };
    bind().map_err(|source| StartError::Listen { address, source })
}

async fn load_tls(cert: &PathBuf, key: &PathBuf) -> Result<RustlsConfig, StartError> {
    if is_open_to_others(key) {
        return Err(StartError::OpenKey(key.clone()));
    }
    // Fails only if a provider is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    RustlsConfig::from_pem_file(cert, key)
        .await
        .map_err(StartError::Tls)
}
