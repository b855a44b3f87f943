//! Building what the browser loads: Trunk makes `dist` from `web`. Its hook, `finish.mjs`, adds the
//! loader `yuebao.js`, the pages of the other doors (`web/doors`), and a brotli and a gzip twin of
//! every file that is worth it.

mod budget;
mod code;
mod features;
mod inputs;
mod sizes;

use std::{collections::BTreeSet, env, fs};

use anyhow::{Context, Result};

use crate::{
    files,
    setup::{Need, Setup},
    sh,
    workspace::Workspace,
};

/// What [`build`] needs.
pub(crate) fn needs() -> BTreeSet<Need> {
    Need::WIDGET.into()
}

/// Builds the widget into `dist`, unless nothing it is made of changed since it was last built.
/// Says so on the error stream: a benchmark's standard output is its figures.
pub(crate) fn build(workspace: &Workspace, setup: &Setup) -> Result<()> {
    let dist = workspace.root.join("dist");
    let note = workspace.target.join("xtask/widget-inputs");
    let inputs = inputs::listing(&workspace.root)?;
    if dist.join("index.html").exists() && fs::read_to_string(&note).is_ok_and(|was| was == inputs)
    {
        eprintln!("the widget in dist is up to date");
    } else {
        // an interrupted build must not count as the last one
        let _ = fs::remove_file(&note);
        trunk(workspace, setup)?;
        files::create(&workspace.target.join("xtask"))?;
        features::check(workspace, setup, &dist)?;
        fs::write(&note, &inputs).with_context(|| format!("cannot write {}", note.display()))?;
    }
    eprint!("{}", sizes::table(&sizes::of(&dist)?));
    Ok(())
}

/// Fails if a part of what was built weighs more than its budget.
pub(crate) fn check_weight(workspace: &Workspace) -> Result<()> {
    budget::check(workspace, &sizes::of(&workspace.root.join("dist"))?)
}

fn trunk(workspace: &Workspace, setup: &Setup) -> Result<()> {
    // Trunk runs cargo offline, and so do we from here on: all crates must be there
    sh::run_aside(&mut workspace.cargo(["fetch", "--quiet"]))?;
    let mut trunk = workspace.command("trunk");
    // without `--release` Trunk leaves wasm-opt out
    trunk.args(["build", "--release", "--offline=true"]);
    trunk.env("PATH", sh::path_with(&setup.tool_folders())?);
    // Trunk reads these as its own options and refuses values such as NO_COLOR=1
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    trunk.env_remove("NO_COLOR").env_remove("RUST_LOG");
    if plain {
        trunk.arg("--no-color");
    }
    sh::run_aside(&mut trunk)
}
