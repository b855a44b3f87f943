//! The steps that are one call of cargo.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::{
    setup::{Need, Setup},
    sh,
    workspace::Workspace,
};

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub(super) fn format(workspace: &Workspace, _: &Setup) -> Result<()> {
    sh::run(&mut workspace.cargo(["fmt", "--all", "--check"]))?;
    Ok(())
}

pub(super) fn clippy(workspace: &Workspace, _: &Setup) -> Result<()> {
    sh::run(
        workspace
            .cargo(["clippy", "--workspace", "--all-targets"])
            .args(DENY_WARNINGS),
    )?;
    Ok(())
}

pub(super) fn clippy_wasm(workspace: &Workspace, _: &Setup) -> Result<()> {
    let packages = [
        "clippy",
        "--package",
        "yuebao-domain",
        "--package",
        "yuebao-web",
    ];
    sh::run(
        workspace
            .cargo(packages)
            .args(["--target", "wasm32-unknown-unknown"])
            .args(DENY_WARNINGS),
    )?;
    Ok(())
}

/// The tests that break the server's machine run on Linux alone.
pub(super) fn test_needs() -> BTreeSet<Need> {
    let linux = cfg!(target_os = "linux");
    let everywhere = [Need::Node, Need::BackEnds, Need::Office];
    (everywhere.into_iter())
        .chain(linux.then_some(Need::Recorder))
        .collect()
}

pub(super) fn test(workspace: &Workspace, _: &Setup) -> Result<()> {
    sh::run(&mut workspace.cargo(["test", "--workspace"]))?;
    Ok(())
}

pub(super) fn doc(workspace: &Workspace, _: &Setup) -> Result<()> {
    let mut doc = workspace.cargo(["doc", "--workspace", "--no-deps"]);
    sh::run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(())
}
