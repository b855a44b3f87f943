//! Chromium's signed package. `crx.mjs` makes it: Node.js, which builds the widget, knows keys.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::sh;

const SCRIPT: &str = "crates/xtask/src/dist/extension/crx.mjs";

/// Makes a private key, where there is none.
pub(crate) fn make_key(root: &Path, key: &Path) -> Result<()> {
    sh::run_aside(command(root)?.arg("new").arg(key))
}

/// The public half of the private key in a file, as a manifest has it.
pub(super) fn public_key(root: &Path, key: &Path) -> Result<String> {
    // never made in passing: with another key the browsers have another extension, without the
    // reports that were filled in with this one
    ensure!(
        key.is_file(),
        "there is no key {0}; if there never was one, make it and keep it safe: node {SCRIPT} new {0}",
        key.display()
    );
    let said = sh::capture(command(root)?.arg("key").arg(key));
    said.with_context(|| format!("{} is no private key (PEM, RSA)", key.display()))
}

/// The name by which Chromium knows the extension with this public key.
pub(super) fn id(root: &Path, public_key: &str) -> Result<String> {
    sh::capture(command(root)?.args(["id", public_key]))
}

/// Signs the package `zip`.
pub(super) fn sign(root: &Path, key: &Path, zip: &Path, to: &Path) -> Result<()> {
    sh::run_aside(command(root)?.arg("sign").args([key, zip, to]))
}

fn command(root: &Path) -> Result<Command> {
    let script = root.join(SCRIPT);
    ensure!(script.is_file(), "{} is missing", script.display());
    let mut command = Command::new("node");
    command.arg(script);
    Ok(command)
}
