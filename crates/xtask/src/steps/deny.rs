//! Licences and sources, by cargo-deny.

use anyhow::Result;

use super::Outcome;
use crate::{setup::Setup, sh, workspace::Workspace};

/// cargo-deny takes longer to compile than all the other steps together, so it is used where it is
/// installed. Its advisories come from the network: they are for a person to ask for.
pub(super) fn deny(workspace: &Workspace, _: &Setup) -> Result<Outcome> {
    if sh::which("cargo-deny").is_none() {
        return Ok(Outcome::Skipped(
            "cargo-deny is not on PATH; to have it: cargo install cargo-deny",
        ));
    }
    sh::run(&mut workspace.cargo(["deny", "check", "bans", "licenses", "sources"]))?;
    Ok(Outcome::Passed)
}
