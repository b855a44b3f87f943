//! `cargo xtask mutants`: the rules broken one by one, by a program of its own, since this one is
//! compiled before anything else can happen.

use std::{ffi::OsString, process::ExitCode};

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Hands the arguments on.
pub(crate) fn run(workspace: &Workspace, arguments: &[OsString]) -> Result<ExitCode> {
    let mut cargo = workspace.cargo(["run", "--quiet", "--package", "yuebao-mutants", "--"]);
    let status = cargo.args(arguments).status();
    let is_fine = status.context("cannot run cargo")?.success();
    Ok(ExitCode::from(u8::from(!is_fine)))
}
