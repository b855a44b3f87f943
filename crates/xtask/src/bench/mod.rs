//! `cargo xtask bench`: the check engine and others on the same reports (`checks`), the server
//! under load and what it can be compared with (`sync`), the widget's start beside pages of form
//! libraries (`start`), each in one session.

mod checks;
mod engine;
mod lines;
mod start;
mod sync;

use std::process::ExitCode;

use anyhow::Result;

pub(crate) use checks::engine_needs;
pub(crate) use engine::{Build, build as build_engine};

use self::lines::Lines;
use crate::{cli::Subject, workspace::Workspace};

/// Measures and prints: with `json` the lines themselves, else tables of them.
pub(crate) fn run(workspace: &Workspace, subject: Subject, json: bool) -> Result<ExitCode> {
    let mut lines = Lines::new(json);
    match subject {
        Subject::Checks => checks::measure(workspace, &mut lines)?,
        Subject::Sync => sync::measure(workspace, &mut lines)?,
        Subject::Start => start::measure(workspace, &mut lines)?,
    }
    if !json {
        print!("{}", lines.tables());
    }
    Ok(ExitCode::SUCCESS)
}
