//! `cargo xtask faults`: the seeded simulation, optimised, on all cores.

use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::{cli::FaultsOptions, sh, workspace::Workspace};

/// Builds the simulation and plays; fails if a promise was broken.
pub(crate) fn faults(workspace: &Workspace, options: &FaultsOptions) -> Result<ExitCode> {
    let mut cargo = workspace.cargo(["build", "--profile", "faults", "--package", "yuebao-sim"]);
    sh::run_aside(&mut cargo)?;
    let (option, number) = match options {
        FaultsOptions::Count(count) => ("--count", count),
        FaultsOptions::Seed(seed) => ("--seed", seed),
    };
    let program = workspace.target.join("faults/yuebao-faults");
    let status = workspace
        .command(&program)
        .args([option, &number.to_string()])
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
