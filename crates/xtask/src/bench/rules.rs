//! The rules on invented right and wrong reports, held to their budget.

use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::{sh, workspace::Workspace};

/// Builds and tries; fails if the budget is broken.
pub(super) fn hold(workspace: &Workspace, json: bool) -> Result<ExitCode> {
    let mut cargo = workspace.cargo(["build", "--release", "--package", "yuebao-years"]);
    sh::run_aside(&mut cargo)?;
    let program = workspace.target.join("release/yuebao-years");
    let status = workspace
        .command(&program)
        .args(json.then_some("--json"))
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
