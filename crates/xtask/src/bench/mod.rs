//! `cargo xtask bench`: the check engine and others on the same reports (`checks`), the server
//! under load and what it can be compared with (`sync`), each in one session.

mod checks;
mod engine;
mod sync;
mod table;

use std::process::ExitCode;

use anyhow::Result;

pub(crate) use checks::engine_needs;
pub(crate) use engine::{Build, build as build_engine};

use crate::{cli::Subject, workspace::Workspace};

/// Measures and prints.
pub(crate) fn run(workspace: &Workspace, subject: Subject, json: bool) -> Result<ExitCode> {
    let lines = match subject {
        Subject::Checks => checks::lines(workspace)?,
        Subject::Sync => sync::lines(workspace)?,
    };
    if json {
        print!("{lines}");
    } else {
        print!("{}", table::table(&lines)?);
    }
    Ok(ExitCode::SUCCESS)
}
