//! The server under load, raw SQLite and pouchdb-server on the same disk; and how long a clerk
//! waits for 已保存 in the browser.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result};

use crate::{
    files,
    setup::{Need, Setup},
    sh, widget,
    workspace::Workspace,
};

fn needs() -> BTreeSet<Need> {
    let mut needs = widget::needs();
    needs.extend([Need::Browser, Need::BrowserPackages, Need::LoadPeer]);
    needs
}

/// Builds and measures.
pub(super) fn lines(workspace: &Workspace) -> Result<String> {
    let needs = needs();
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    eprintln!("--> building the widget, the server and the load");
    widget::build(workspace, &setup)?;
    let mut cargo = workspace.cargo(["build", "--release"]);
    cargo.args(["--package", "yuebao-server", "--package", "yuebao-load"]);
    sh::run_aside(cargo.args(["--bin", "yuebao", "--bin", "yuebao-load"]))?;
    let release = workspace.target.join("release");
    let server = release.join("yuebao");
    eprintln!("--> measuring; best on a machine that does nothing else");
    let work = workspace.target.join("bench/sync");
    files::remove(&work)?;
    files::create(&work)?;
    let mut load = workspace.command(release.join("yuebao-load"));
    load.arg("--server").arg(&server).arg("--work").arg(&work);
    load.arg("--peer")
        .arg(workspace.root.join("crates/load/peer"));
    let mut lines = sh::capture(&mut load)?;
    files::remove(&work)?;
    let chromium = setup.chromium().context("no Chromium was found")?;
    lines += &saving(workspace, &server, chromium)?;
    Ok(lines)
}

/// From the last key to 已保存, without a network, with a city's plan on the tablet.
fn saving(workspace: &Workspace, server: &Path, chromium: &Path) -> Result<String> {
    eprintln!("    saving in Chromium");
    sh::capture(
        workspace
            .command("node")
            .arg("tests/browser/measure/saving.mjs")
            .env("CHROMIUM", chromium)
            .env("YUEBAO_BIN", server),
    )
}
