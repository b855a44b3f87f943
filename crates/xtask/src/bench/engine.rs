//! The engine's wasm, with a door for JavaScript: as the widget ships it, and as fast as it gets.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use crate::{files, setup::Setup, sh, workspace::Workspace};

/// How the wasm is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// With the profile of the widget.
    Widget,
    /// With everything for speed and nothing for size.
    Speed,
}

impl Build {
    /// For people.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Widget => "the engine as the widget ships it",
            Self::Speed => "the engine for speed alone",
        }
    }

    /// Folder, cargo's profile, and what wasm-opt is told; the widget's are those of `web/index.html`.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Widget => ("widget", "wasm-release", "-Oz"),
            Self::Speed => ("speed", "wasm-speed", "-O3"),
        }
    }
}

/// Builds into a folder of its own below `folder`: `engine.js`, `engine_bg.wasm`, `ours.js`.
pub(crate) fn build(
    workspace: &Workspace,
    setup: &Setup,
    build: Build,
    folder: &Path,
) -> Result<()> {
    let (name, profile, effort) = build.parts();
    let folder = folder.join(name);
    files::create(&folder)?;
    let mut cargo = workspace.cargo(["build", "--package", "yuebao-bench", "--lib"]);
    sh::run_aside(cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile]))?;

    let path = sh::path_with(&setup.tool_folders())?;
    let compiled = format!("wasm32-unknown-unknown/{profile}/yuebao_bench.wasm");
    let mut bindgen = workspace.command("wasm-bindgen");
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--out-name",
        "engine",
        "--out-dir",
    ]);
    sh::run_aside(
        bindgen
            .arg(&folder)
            .arg(workspace.target.join(compiled))
            .env("PATH", &path),
    )?;

    let wasm = folder.join("engine_bg.wasm");
    let mut shrink = workspace.command("wasm-opt");
    sh::run_aside(
        shrink
            .arg(effort)
            .arg(&wasm)
            .arg("-o")
            .arg(&wasm)
            .env("PATH", &path),
    )?;

    let door = workspace.root.join("crates/bench/peers/ours.js");
    fs::copy(&door, folder.join("ours.js"))
        .with_context(|| format!("cannot copy {}", door.display()))?;
    Ok(())
}
