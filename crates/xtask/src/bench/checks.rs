//! The check engine and others on the same reports.

use std::{collections::BTreeSet, fs};

use anyhow::{Context, Result};

use super::engine::{self, Build};
use super::lines::Lines;
use crate::{
    files,
    setup::{Need, Setup, Tool},
    sh,
    workspace::Workspace,
};

/// Any seed will do; the one of the published figures.
const SEED: &str = "1";
/// Native runs of which the median counts.
const RUNS: &str = "31";

/// What the engine's wasm with its door for JavaScript takes to build.
pub(crate) fn engine_needs() -> BTreeSet<Need> {
    [
        Need::WasmTarget,
        Need::Node,
        Need::Tool(Tool::WasmBindgen),
        Need::Tool(Tool::WasmOpt),
    ]
    .into()
}

/// Builds, compares verdicts and measures.
pub(super) fn measure(workspace: &Workspace, lines: &mut Lines) -> Result<()> {
    let mut needs = engine_needs();
    needs.extend([Need::Browser, Need::BrowserPackages, Need::Peers]);
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    let chromium = setup.chromium().context("no Chromium was found")?;

    let folder = workspace.target.join("bench");
    files::create(&folder)?;
    for build in [Build::Widget, Build::Speed] {
        eprintln!("--> building {}", build.what());
        engine::build(workspace, &setup, build, &folder)?;
    }
    let native = workspace.target.join("release/yuebao-bench");
    let mut cargo = workspace.cargo(["build", "--release", "--package", "yuebao-bench"]);
    sh::run_aside(cargo.args(["--bin", "yuebao-bench"]))?;
    let set = sh::capture(workspace.command(&native).args(["set", SEED]))?;
    let path = folder.join("set.json");
    fs::write(&path, set).with_context(|| format!("cannot write {}", path.display()))?;
    let peers = workspace.root.join("crates/bench/peers");
    let node = |script: &str| {
        let mut command = workspace.command("node");
        command
            .arg(peers.join(script))
            .arg(&folder)
            .env("CHROMIUM", chromium);
        command
    };
    sh::run_aside(&mut node("bundle.mjs"))?;

    eprintln!("--> measuring; best on a machine that does nothing else");
    let mut run = |command: &mut _| sh::each_line(command, |line| lines.take(line));
    run(workspace.command(&native).args(["measure", SEED, RUNS]))?;
    run(&mut node("node.mjs"))?;
    run(&mut node("chromium.mjs"))
}
