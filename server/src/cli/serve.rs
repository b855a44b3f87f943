//! `yuebao serve`.

use std::io::IsTerminal as _;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use axum::http::HeaderValue;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::load_profile;
use crate::base_path::BasePath;
use crate::clock::Clock;
use crate::connections::Limits;
use crate::origin::normalized;
use crate::server::{Config, start};

/// Run the server: the widget at /, the interface below /api/v1
///
/// Stops on Ctrl-C or SIGTERM after finishing what is under way. One server a data folder.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// Data folder; made if it does not exist
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Address and port to listen on; port 0 takes any free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// Path below which the server answers, such as /yuebao, for a proxy that passes the whole path
    /// on; not needed where the proxy takes the path off
    #[arg(long, value_name = "PATH")]
    base_path: Option<BasePath>,
    /// Certificate chain in PEM; without it the server speaks plain http
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key of the certificate in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Profile to put in force: a built-in id or a .toml file; needed the first time only
    #[arg(long, value_name = "ID|FILE")]
    profile: Option<String>,
    /// Portal whose pages may embed the widget from this server, by script or in a frame of
    /// /embed, as scheme://host:port; repeat for more
    #[arg(long, value_name = "ORIGIN", value_parser = parse_origin)]
    allow_origin: Vec<HeaderValue>,
    /// Most connections from one address; a county behind one address may need more
    #[arg(long, value_name = "N", default_value_t = Limits::default().per_address, value_parser = per_address)]
    per_address: usize,
    /// Address of the county's proxy, which asks for many people: it has no such bound, and who it
    /// asks for is taken from X-Forwarded-For; repeat for more
    #[arg(long, value_name = "IP")]
    proxy: Vec<IpAddr>,
    /// Deliver the widget from this folder instead of from the program itself
    #[arg(long, value_name = "DIR")]
    assets: Option<PathBuf>,
    /// Show a made-up portal with the widget at /, instead of the page to work on
    #[arg(long)]
    demo: bool,
    /// What tokens of the portal mean (TOML); `yuebao sign-on check` tries it
    #[arg(long, value_name = "FILE")]
    sign_on: Option<PathBuf>,
    /// Days after which a login expires
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365))]
    session_days: u16,
    /// Form of the log on standard error
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
}

const HELP: &str = "\
Examples:
  yuebao serve --data /srv/yuebao --profile liuzhou-2022
  yuebao serve --data /srv/yuebao --listen 0.0.0.0:443 --tls-cert chain.pem --tls-key key.pem \\
      --allow-origin https://portal.example

Over plain http a browser keeps no page for a reload without network; prefer https.
The environment variable RUST_LOG sets what is logged (default: info).";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    /// Lines for people
    Text,
    /// One JSON object a line
    Json,
}

/// Serves until told to stop.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    log(args.log_format);
    let profile = args.profile.as_deref().map(load_profile).transpose()?;
    let config = Config {
        data: args.data,
        listen: args.listen,
        base_path: args.base_path,
        tls: args.tls_cert.zip(args.tls_key),
        profile,
        origins: args.allow_origin,
        assets: args.assets,
        demo: args.demo,
        sign_on: (args.sign_on.as_deref())
            .map(super::sign_on::load)
            .transpose()?,
        session_days: args.session_days,
        limits: Limits {
            per_address: args.per_address,
            proxies: args.proxy,
            ..Limits::default()
        },
        clock: Clock::system(),
    };
    serve(config)?;
    Ok(ExitCode::SUCCESS)
}

/// Runs a server until a signal arrives.
pub(crate) fn serve(config: Config) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("tokio")?;
    runtime.block_on(async {
        let scheme = if config.tls.is_some() {
            "https"
        } else {
            "http"
        };
        announce(&config);
        let path = config.base_path.clone();
        let path = path.map_or_else(String::new, |path| path.to_string());
        let mut running = start(config).await?;
        tracing::info!("serving {scheme}://{}{path}/", running.address());
        let (mut term, mut int) = (
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
        );
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
            ended = running.failed() => return ended.context("the server stopped"),
        }
        tracing::info!("stopping");
        running.stop().await;
        Ok(())
    })
}

/// What runs, where, and for whom: before anything can go wrong.
fn announce(config: &Config) {
    let data = std::path::absolute(&config.data).unwrap_or_else(|_| config.data.clone());
    let origins: Vec<_> = (config.origins.iter())
        .map(|origin| String::from_utf8_lossy(origin.as_bytes()))
        .collect();
    let proxies: Vec<String> = (config.limits.proxies.iter())
        .map(ToString::to_string)
        .collect();
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        data = %data.display(),
        origins = listed(&origins.join(" ")),
        sign_on = config.sign_on.as_ref().map_or("-", |sign_on| sign_on.issuer.as_str()),
        proxies = listed(&proxies.join(" ")),
        session_days = config.session_days,
        "月报 yuebao"
    );
}

fn listed(several: &str) -> &str {
    if several.is_empty() { "-" } else { several }
}

fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // Fails only if somebody who embeds this program has set up a log already.
    let _ = match format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}

fn per_address(text: &str) -> Result<usize, String> {
    let most = Limits::default().most;
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("须为 1–{most} / must be 1–{most}"))
}

fn parse_origin(text: &str) -> Result<HeaderValue, String> {
    let origin = normalized(text).map_err(|error| error.to_string())?;
    HeaderValue::from_str(&origin).map_err(|error| error.to_string())
}
