//! `yuebao serve`.

use std::io::IsTerminal as _;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use axum::http::HeaderValue;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::output::Output;
use super::{load_holidays, load_profile, values};
use crate::base_path::BasePath;
use crate::clock::Clock;
use crate::connections::Limits;
use crate::origin::normalized;
use crate::server::{Config, start};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "ADDR", env = "YUEBAO_LISTEN", value_parser = values::address,
          default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    #[arg(long, value_name = "PATH", env = "YUEBAO_BASE_PATH")]
    base_path: Option<BasePath>,
    #[arg(long, value_name = "ADDR", env = "YUEBAO_METRICS", value_parser = values::address)]
    metrics: Option<SocketAddr>,
    #[arg(
        long,
        value_name = "FILE",
        env = "YUEBAO_TLS_CERT",
        requires = "tls_key"
    )]
    tls_cert: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        env = "YUEBAO_TLS_KEY",
        requires = "tls_cert"
    )]
    tls_key: Option<PathBuf>,
    #[arg(long, value_name = "ID|FILE", env = "YUEBAO_PROFILE")]
    profile: Option<String>,
    #[arg(
        long,
        value_name = "FILE.toml",
        env = "YUEBAO_HOLIDAYS",
        value_delimiter = ','
    )]
    holidays: Vec<PathBuf>,
    #[arg(long, value_name = "ORIGIN", env = "YUEBAO_ALLOW_ORIGIN", value_delimiter = ',',
          value_parser = parse_origin)]
    allow_origin: Vec<HeaderValue>,
    #[arg(long, value_name = "N", env = "YUEBAO_PER_ADDRESS",
          default_value_t = Limits::default().per_address,
          value_parser = values::number(1..=Limits::default().most))]
    per_address: usize,
    #[arg(long, value_name = "IP", env = "YUEBAO_PROXY", value_delimiter = ',',
          value_parser = values::ip)]
    proxy: Vec<IpAddr>,
    #[arg(long, value_name = "DIR", env = "YUEBAO_ASSETS")]
    assets: Option<PathBuf>,
    #[arg(long, env = "YUEBAO_DEMO")]
    demo: bool,
    #[arg(long, value_name = "FILE", env = "YUEBAO_SIGN_ON")]
    sign_on: Option<PathBuf>,
    #[arg(
        long,
        value_name = "URL",
        env = "YUEBAO_WEBHOOK",
        requires = "webhook_secret_file"
    )]
    webhook: Option<String>,
    #[arg(
        long,
        value_name = "FILE",
        env = "YUEBAO_WEBHOOK_SECRET_FILE",
        requires = "webhook"
    )]
    webhook_secret_file: Option<PathBuf>,
    #[arg(long, value_name = "DAYS", env = "YUEBAO_SESSION_DAYS", default_value_t = 14,
          value_parser = values::number(1..=365_u16))]
    session_days: u16,
    #[arg(long, value_name = "FORMAT", value_enum, env = "YUEBAO_LOG_FORMAT")]
    log_format: Option<LogFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

/// Serves until told to stop.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let for_programs = if output.json {
        LogFormat::Json
    } else {
        LogFormat::Text
    };
    log(args.log_format.unwrap_or(for_programs));
    let profile = args.profile.as_deref().map(load_profile).transpose()?;
    let config = Config {
        data: args.data,
        listen: args.listen,
        base_path: args.base_path,
        metrics: args.metrics,
        tls: args.tls_cert.zip(args.tls_key),
        profile,
        holidays: load_holidays(&args.holidays)?,
        origins: args.allow_origin,
        assets: args.assets,
        demo: args.demo,
        sign_on: (args.sign_on.as_deref())
            .map(super::sign_on::load)
            .transpose()?,
        webhook: (args.webhook.zip(args.webhook_secret_file))
            .map(|(url, secret)| super::webhook::settings(url, &secret))
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
        if let Some(address) = running.metrics_address() {
            tracing::info!("metrics at http://{address}/metrics");
        }
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

fn parse_origin(text: &str) -> Result<HeaderValue, String> {
    let origin = normalized(text).map_err(|error| error.to_string())?;
    HeaderValue::from_str(&origin).map_err(|error| error.to_string())
}
