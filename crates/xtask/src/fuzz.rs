//! `cargo xtask fuzz`: the readers of files against broken files, for minutes; optimised where
//! that is worth the building.

use std::process::{ExitCode, Stdio};

use anyhow::{Context, Result};

use crate::{cli::FuzzOptions, workspace::Workspace};

/// Plays; fails with the seed of the first file that ends in anything but figures or words.
pub(crate) fn fuzz(workspace: &Workspace, options: &FuzzOptions) -> Result<ExitCode> {
    const WORTH_IT: u64 = 300;
    let is_long = matches!(options, FuzzOptions::Seconds(WORTH_IT..));
    let profile = if is_long { "faults" } else { "dev" };
    let mut cargo = workspace.cargo(["test", "--profile", profile, "--package", "yuebao-sheets"]);
    let (variable, number) = match options {
        FuzzOptions::Seconds(seconds) => ("YUEBAO_FUZZ_SECONDS", seconds),
        FuzzOptions::Seed(seed) => ("YUEBAO_FUZZ_SEED", seed),
    };
    let status = cargo
        .args(["--lib", "--", "tests::fuzz::", "--nocapture"])
        .env(variable, number.to_string())
        .stdin(Stdio::null())
        .status()
        .context("cannot run cargo")?;
    Ok(ExitCode::from(u8::from(!status.success())))
}
