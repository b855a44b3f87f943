//! One mutant, run: does a test notice?

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::tree::Tree;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// A test failed.
    Caught,
    /// The tests did not come to an end.
    TimedOut,
    /// Nothing failed.
    Survived,
}

/// How long all tests take when nothing is broken; fails if they do not pass.
pub(crate) fn baseline(tree: &Tree) -> Result<Duration> {
    let begin = Instant::now();
    match tests(tree, None, "", Duration::from_hours(1))? {
        Fate::Survived => Ok(begin.elapsed()),
        _ => bail!("the tests of the domain fail where nothing is broken: mend that first"),
    }
}

/// Runs the tests of the mutant's own file, then all, and stops at the first that fails.
pub(crate) fn fate(tree: &Tree, id: usize, patience: Duration) -> Result<Fate> {
    let own = tree.sites[id].file.trim_end_matches(".rs");
    let own = own
        .trim_end_matches("/mod")
        .rsplit('/')
        .next()
        .unwrap_or(own);
    match tests(tree, Some(id), own, patience)? {
        Fate::Survived => tests(tree, Some(id), "", patience),
        fate => Ok(fate),
    }
}

fn tests(tree: &Tree, id: Option<usize>, filter: &str, patience: Duration) -> Result<Fate> {
    let mut command = Command::new(&tree.program);
    command
        .current_dir(&tree.folder)
        .args(["--test-threads=2", filter])
        // the same cases in every run: what is caught today is caught tomorrow
        .env("PROPTEST_RNG_SEED", "1")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(id) = id {
        command.env("YUEBAO_MUTANT", id.to_string());
    }
    let mut child = command.spawn().context("cannot run the tests")?;
    let output = child.stdout.take().context("the tests have no output")?;
    let (tell, told) = channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
    let deadline = Instant::now() + patience;
    let fate = loop {
        match told.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) if line.ends_with("FAILED") => break Some(Fate::Caught),
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break Some(Fate::TimedOut),
            Err(RecvTimeoutError::Disconnected) => break None,
        }
    };
    if let Some(fate) = fate {
        // it may have ended by itself meanwhile
        let _ = child.kill();
        child.wait()?;
        return Ok(fate);
    }
    Ok(if child.wait()?.success() {
        Fate::Survived
    } else {
        Fate::Caught
    })
}
