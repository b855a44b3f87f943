//! The server under load, raw SQLite and pouchdb-server on the same disk; and how long a clerk
//! waits for 已保存 in the browser.

use anyhow::{Context, Result};

use super::{in_browser, lines::Lines};
use crate::{files, setup::Need, sh, widget, workspace::Workspace};

/// Builds and measures.
pub(super) fn measure(workspace: &Workspace, lines: &mut Lines) -> Result<()> {
    let setup = in_browser(workspace, Need::LoadPeer)?;
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
    sh::each_line(&mut load, |line| lines.take(line))?;
    files::remove(&work)?;
    let chromium = setup.chromium().context("no Chromium was found")?;
    eprintln!("    saving in Chromium");
    let mut saving = workspace.command("node");
    saving
        .arg("tests/browser/measure/saving.mjs")
        .env("CHROMIUM", chromium)
        .env("YUEBAO_BIN", &server);
    sh::each_line(&mut saving, |line| lines.take(line))
}
