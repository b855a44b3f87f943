//! How soon the widget can be used on a slow tablet and a slow line, beside pages of two form
//! libraries.

use anyhow::{Context, Result};

use super::{in_browser, lines::Lines};
use crate::{files, setup::Need, sh, widget, workspace::Workspace};

/// Builds and measures.
pub(super) fn measure(workspace: &Workspace, lines: &mut Lines) -> Result<()> {
    let setup = in_browser(workspace, Need::PagePeers)?;
    let chromium = setup.chromium().context("no Chromium was found")?;
    eprintln!("--> building the widget, the server and the pages to compare with");
    widget::build(workspace, &setup)?;
    let mut cargo = workspace.cargo(["build", "--release", "--package", "yuebao-server"]);
    sh::run_aside(cargo.args(["--bin", "yuebao"]))?;
    let pages = workspace.target.join("bench/pages");
    files::create(&pages)?;
    let node = |script: &str| {
        let mut command = workspace.command("node");
        command.arg(workspace.root.join(script)).arg(&pages);
        command
    };
    sh::run_aside(&mut node("crates/bench/pages/bundle.mjs"))?;
    eprintln!("--> measuring; best on a machine that does nothing else");
    let mut starting = node("tests/browser/measure/starting.mjs");
    starting
        .env("CHROMIUM", chromium)
        .env("YUEBAO_BIN", workspace.target.join("release/yuebao"));
    sh::each_line(&mut starting, |line| lines.take(line))
}
