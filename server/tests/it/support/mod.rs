//! A server on a free port with a data folder of its own, and clients that speak to it.

pub(crate) mod client;
pub(crate) mod ops;
pub(crate) mod plan;
pub(crate) mod subjects;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use yuebao_server::accounts::{self, NewAccount};
use yuebao_server::clock::{Clock, Now};
use yuebao_server::connections::Limits;
use yuebao_server::engine;
use yuebao_server::plan_file::{Contents, import};
use yuebao_server::server::{Config, Running, StartError, start};
use yuebao_store::users::NewUser;
use yuebao_store::{Connection, Error, WriteTransaction, transact};
use yuebao_store_sqlite::testing::Raw;

pub(crate) use client::Client;

/// 10:00 in China on the day on which most tests play.
pub(crate) const DAY: &str = "2022-06-05T02:00:00Z";
pub(crate) const PASSWORD: &str = "correct horse";

/// A clock that a test sets.
#[derive(Clone)]
pub(crate) struct Hands(Arc<AtomicI64>);

impl Hands {
    fn at(moment: &str) -> Self {
        let moment: Timestamp = moment.parse().unwrap();
        Self(Arc::new(AtomicI64::new(moment.as_second())))
    }

    pub(crate) fn move_by_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn clock(&self) -> Clock {
        let hands = Arc::clone(&self.0);
        Clock::from_fn(move || Timestamp::from_second(hands.load(Ordering::SeqCst)).unwrap())
    }
}

/// The moment at which most tests play.
pub(crate) fn now() -> Now {
    Hands::at(DAY).clock().now()
}

pub(crate) struct TestServer {
    pub(crate) hands: Hands,
    pub(crate) address: SocketAddr,
    pub(crate) metrics: Option<SocketAddr>,
    runtime: Runtime,
    running: Option<Running>,
    folder: TempDir,
}

impl TestServer {
    /// A server with the plan and the accounts of [`plan`].
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same with other settings.
    pub(crate) fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        prepare(&folder.path().join("data"));
        Self::on(folder, change).unwrap()
    }

    /// A server on a folder as it is.
    pub(crate) fn on(
        folder: TempDir,
        change: impl FnOnce(&mut Config),
    ) -> Result<Self, (StartError, TempDir)> {
        let hands = Hands::at(DAY);
        let mut config = config(&folder.path().join("data"), hands.clock());
        change(&mut config);
        let runtime = Runtime::new().unwrap();
        let running = match runtime.block_on(start(config)) {
            Ok(running) => running,
            Err(error) => return Err((error, folder)),
        };
        Ok(Self {
            hands,
            address: running.address(),
            metrics: running.metrics_address(),
            runtime,
            running: Some(running),
            folder,
        })
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A client that is logged in as this user.
    pub(crate) fn client(&self, user: &str) -> Client {
        Client::login(self, user)
    }

    /// A second connection to the database.
    pub(crate) fn database(&self) -> Box<dyn Connection> {
        engine::existing(&self.data()).unwrap().open(None).unwrap()
    }

    /// The database file.
    pub(crate) fn file(&self) -> PathBuf {
        self.data().join("yuebao.db")
    }

    /// The database file under other hands than the server's.
    pub(crate) fn raw(&self) -> Raw {
        Raw::open_strict(&self.file()).unwrap()
    }

    /// Stops the server and gives the folder back.
    pub(crate) fn stop(mut self) -> TempDir {
        self.halt();
        let empty = tempfile::tempdir().unwrap();
        std::mem::replace(&mut self.folder, empty)
    }

    fn halt(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.halt();
    }
}

pub(crate) fn config(data: &Path, clock: Clock) -> Config {
    Config {
        data: data.to_owned(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        base_path: None,
        metrics: None,
        tls: None,
        profile: None,
        holidays: Vec::new(),
        origins: Vec::new(),
        // Whatever has been built on this machine does not matter here.
        assets: Some(data.join("no-assets")),
        demo: false,
        sign_on: None,
        webhook: None,
        session_days: 14,
        limits: Limits::default(),
        clock,
    }
}

/// Makes a data folder with the plan and its accounts.
pub(crate) fn prepare(data: &Path) {
    let mut conn = engine::create(data).unwrap().open(None).unwrap();
    let now = now();
    let contents = Contents {
        profile: plan::profile(),
        units: plan::units(),
        projects: plan::projects(),
    };
    transact(&mut *conn, |tx| import(tx, &contents, now)).unwrap();
    let hash = accounts::hash_password(PASSWORD).unwrap();
    transact(&mut *conn, |tx| {
        for new in plan::accounts() {
            add_account(tx, &new, &hash, &now.rfc3339())?;
        }
        Ok::<_, Error>(())
    })
    .unwrap();
}

/// Hashing once for all accounts saves a second a test.
fn add_account(
    tx: &dyn WriteTransaction,
    new: &NewAccount,
    hash: &str,
    at: &str,
) -> Result<(), Error> {
    let user = NewUser {
        name: &new.name,
        shown: &new.shown,
        role: new.role,
        unit: &new.unit,
        password_hash: hash,
        created_at: at,
    };
    assert!(tx.add_user(&user)?, "{}", new.name);
    Ok(())
}
