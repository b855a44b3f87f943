//! A server as a process of its own: where it listens, what it takes, when it has committed.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

/// A running process, killed when it is dropped.
#[derive(Debug)]
pub(crate) struct Served {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    commits: Arc<AtomicU64>,
    /// Closed when it has ended.
    log: Receiver<SocketAddr>,
}

/// Clock ticks a second in `/proc`: the same on every Linux that one meets.
const TICKS: u64 = 100;

/// How long it may take to start, and to stop.
const PATIENCE: Duration = Duration::from_mins(1);

impl Served {
    /// Starts `yuebao serve`.
    pub(crate) fn start(program: &Path, data: &Path) -> Result<Self> {
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--log-format", "json"])
            .arg("--data")
            .arg(data)
            // one line a commit, and nothing else that a server in use would not say
            .env("RUST_LOG", "info,yuebao_store::writer=debug")
            // as the service of the package does
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot run {}", program.display()))?;
        let lines = child.stderr.take().context("it has no log")?;
        let commits = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&commits);
        let (tell, log) = mpsc::channel();
        std::thread::spawn(move || listen(lines, &tell, &count));
        let address = log.recv_timeout(PATIENCE);
        if address.is_err() {
            // Fails if it has ended already.
            let _ = child.kill();
        }
        Ok(Self {
            child,
            address: address.context("the server did not start")?,
            commits,
            log,
        })
    }

    /// Transactions that it has committed so far.
    pub(crate) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Resident memory now and at most so far, in KiB.
    pub(crate) fn memory(&self) -> Result<(u64, u64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kib = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name));
            let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
            number.with_context(|| format!("/proc has no {name}"))
        };
        Ok((kib("VmRSS:")?, kib("VmHWM:")?))
    }

    /// Time that its threads have computed so far.
    pub(crate) fn cpu(&self) -> Result<Duration> {
        cpu(&self.child.id().to_string())
    }

    /// As an administrator would; returns once it has ended.
    pub(crate) fn stop(mut self) -> Result<()> {
        let id = self.child.id().to_string();
        ensure!(Command::new("kill").arg(&id).status()?.success(), "kill");
        match self.log.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Disconnected) => {}
            _ => bail!("the server does not stop"),
        }
        let status = self.child.wait()?;
        ensure!(status.success(), "the server ended with {status}");
        Ok(())
    }
}

/// Reads the log to its end: tells the address, counts commits, shows what is wrong.
fn listen(log: ChildStderr, tell: &Sender<SocketAddr>, commits: &AtomicU64) {
    for line in BufReader::new(log).lines().map_while(Result::ok) {
        if line.contains("\"committed\"") {
            commits.fetch_add(1, Ordering::Relaxed);
        } else if let Some((_, rest)) = line.split_once("serving http://") {
            let address = rest.split('/').next().unwrap_or_default().parse();
            // Nobody listens any more once the start was given up.
            let _ = address.map(|address| tell.send(address));
        } else if !line.contains("\"INFO\"") {
            eprintln!("    the server says: {line}");
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Fails if it has ended, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Time that this process has computed so far.
pub(crate) fn own_cpu() -> Result<Duration> {
    cpu("self")
}

fn cpu(id: &str) -> Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"))?;
    let (_, rest) = stat.rsplit_once(')').context("/proc/…/stat")?;
    let ticks: u64 = rest
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Ok(Duration::from_millis(ticks * 1000 / TICKS))
}
