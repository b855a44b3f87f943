//! `yuebao serve` as a process of its own, and the other commands beside it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Client, prepare};

/// The product.
pub(crate) const YUEBAO: &str = env!("CARGO_BIN_EXE_yuebao");

/// Longer than anything takes here, however busy the machine.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// A folder with a prepared data folder in it.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    prepare(&data_of(&folder));
    folder
}

pub(crate) fn data_of(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

/// A server at work.
pub(crate) struct Server {
    child: Child,
    /// The server itself, which is not the child where something stands around it.
    pid: u32,
    url: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// A server on this data folder.
    pub(crate) fn on(data: &Path) -> Self {
        Self::with(data, &[])
    }

    /// The same with further options; its log says all that it ever says.
    pub(crate) fn with(data: &Path, options: &[&str]) -> Self {
        Self::launch_with(Command::new(YUEBAO), data, options)
    }

    /// The same started by `launcher`, a command that ends by running the program it is given.
    pub(crate) fn launch(launcher: Command, data: &Path) -> Self {
        Self::launch_with(launcher, data, &[])
    }

    fn launch_with(mut launcher: Command, data: &Path, options: &[&str]) -> Self {
        if launcher.get_program() != OsStr::new(YUEBAO) {
            launcher.arg(YUEBAO);
        }
        let mut child = launcher
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            // Whatever has been built on this machine does not matter here.
            .arg("--assets")
            .arg(data.join("no-assets"))
            .args(options)
            .env(
                "RUST_LOG",
                if options.is_empty() { "info" } else { "debug" },
            )
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let log = Arc::new(Mutex::new(String::new()));
        let (tell, told) = channel();
        let (errors, kept) = (child.stderr.take().unwrap(), Arc::clone(&log));
        std::thread::spawn(move || listen(errors, &kept, &tell));
        let Ok(url) = told.recv_timeout(PATIENCE) else {
            let _ = child.kill();
            panic!("the server does not start: {}", log.lock().unwrap());
        };
        let pid = last_child_of(child.id());
        Self {
            child,
            pid,
            url,
            log,
        }
    }

    /// `http://…` without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn address(&self) -> &str {
        self.url.strip_prefix("http://").unwrap()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// A client that is logged in as this user.
    pub(crate) fn client(&self, user: &str) -> Client {
        Client::login_at(&self.url, user)
    }

    /// What it has said so far.
    pub(crate) fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// A line of `/proc/PID/status` in KiB.
    pub(crate) fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap();
        let found = status.lines().find_map(|text| text.strip_prefix(line));
        let number = found.unwrap().trim_start_matches(':').trim();
        number.trim_end_matches(" kB").parse().unwrap()
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        signal(self.pid, "KILL");
        self.child.wait().unwrap();
    }

    /// Asks it to stop, as an administrator does, and waits until it has.
    pub(crate) fn stop(mut self) -> ExitStatus {
        signal(self.pid, "TERM");
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            signal(self.pid, "KILL");
            let _ = self.child.wait();
        }
    }
}

fn listen(errors: ChildStderr, log: &Mutex<String>, tell: &Sender<String>) {
    for line in BufReader::new(errors).lines().map_while(Result::ok) {
        if let Some((_, url)) = line.split_once("serving ") {
            // Whoever asked may have given up.
            let _ = tell.send(url.trim_end_matches('/').to_owned());
        }
        let mut log = log.lock().unwrap();
        log.push_str(&line);
        log.push('\n');
    }
}

fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill")
        .args(["-s", name, &pid.to_string()])
        .status();
    assert!(sent.unwrap().success(), "kill -s {name} {pid}");
}

/// The innermost of a chain of processes, each the only child of the one before.
fn last_child_of(pid: u32) -> u32 {
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
    match children.split_whitespace().next() {
        Some(child) => last_child_of(child.parse().unwrap()),
        None => pid,
    }
}

/// Runs another command of the product to its end.
pub(crate) fn run<I: AsRef<OsStr>>(args: impl IntoIterator<Item = I>) -> Output {
    Command::new(YUEBAO).args(args).output().unwrap()
}

/// What a command said, in both streams.
pub(crate) fn said(output: &Output) -> String {
    let streams = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(streams).unwrap()
}

/// Tells the person who runs the tests, past the harness that keeps the output of what passes.
pub(crate) fn skipped(fault: &str, why: &str) {
    let line = format!("\nNOT RUN: {fault}: {why}\n");
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}

/// A number from the environment, for the long runs.
pub(crate) fn rounds(variable: &str, usual: u64) -> u64 {
    match std::env::var(variable) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{variable}={text} is not a number")),
        Err(_) => usual,
    }
}
