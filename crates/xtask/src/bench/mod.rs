//! `cargo xtask bench`: the check engine and others on the same reports (`checks`), the server
//! under load and what it can be compared with (`sync`), the widget's start beside pages of form
//! libraries (`start`), reading a plan from a file beside others that read its cells (`import`), totals
//! and workbooks beside databases and other writers (`publish`), each in one session; and the rules on right and wrong reports (`rules`).

mod checks;
mod engine;
mod import;
mod lines;
mod publish;
mod rules;
mod start;
mod sync;

use std::{collections::BTreeSet, process::ExitCode};

use anyhow::Result;

pub(crate) use checks::engine_needs;
pub(crate) use engine::{Build, build as build_engine};

use self::lines::Lines;
use crate::{
    cli::Subject,
    setup::{Need, Setup},
    widget,
    workspace::Workspace,
};

/// Measures and prints: with `json` the lines themselves, else tables of them.
pub(crate) fn run(workspace: &Workspace, subject: Subject, json: bool) -> Result<ExitCode> {
    let mut lines = Lines::new(json);
    match subject {
        Subject::Checks => checks::measure(workspace, &mut lines)?,
        Subject::Sync => sync::measure(workspace, &mut lines)?,
        Subject::Start => start::measure(workspace, &mut lines)?,
        Subject::Import => import::measure(workspace, &mut lines)?,
        Subject::Publish => publish::measure(workspace, &mut lines)?,
        Subject::Rules => return rules::hold(workspace, json),
    }
    if !json {
        print!("{}", lines.tables());
    }
    Ok(ExitCode::SUCCESS)
}

/// Sets up what measuring the widget in the browser takes, and `peers` to compare with.
fn in_browser(workspace: &Workspace, peers: Need) -> Result<Setup<'_>> {
    let mut needs: BTreeSet<Need> = widget::needs();
    needs.extend([Need::Browser, Need::BrowserPackages, peers]);
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    Ok(setup)
}
