//! Which features of WebAssembly the widget uses: no more than `web/src/loader.js` looks for before it
//! loads the program, or an older browser would show a blank.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{setup::Setup, sh, workspace::Workspace};

/// As wasm-opt calls them; the youngest, references, came with Chromium 96.
const FEATURES: [&str; 6] = [
    "mutable-globals",
    "sign-ext",
    "nontrapping-float-to-int",
    "bulk-memory",
    "multivalue",
    "reference-types",
];

/// Fails if a part of the program in `dist` uses any other.
pub(super) fn check(workspace: &Workspace, setup: &Setup, dist: &Path) -> Result<()> {
    let is_wasm = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "wasm");
    let mut parts: Vec<PathBuf> = fs::read_dir(dist)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    parts.retain(is_wasm);
    ensure!(
        !parts.is_empty(),
        "there is no *.wasm in {}",
        dist.display()
    );
    parts
        .iter()
        .try_for_each(|wasm| check_part(workspace, setup, wasm))
}

fn check_part(workspace: &Workspace, setup: &Setup, wasm: &Path) -> Result<()> {
    let path = sh::path_with(&setup.tool_folders())?;
    // what a program says of itself would be taken for allowed
    let silent = workspace.target.join("xtask/silent.wasm");
    let mut strip = workspace.command("wasm-opt");
    strip.args(["--strip-target-features", "-o"]).arg(&silent);
    sh::run_aside(strip.arg(wasm).env("PATH", &path))?;
    let mut validate = workspace.command("wasm-opt");
    validate.arg("--mvp-features");
    validate.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    validate.args(["-o", "/dev/null"]);
    sh::run_aside(validate.arg(&silent).env("PATH", &path)).context(
        "the widget uses a feature of WebAssembly that web/src/loader.js does not look for",
    )
}
