//! Licences and sources, by cargo-deny.

use anyhow::Result;

use crate::{setup::Setup, sh, workspace::Workspace};

/// Its advisories come from the network: they are for a person to ask for.
pub(super) fn deny(workspace: &Workspace, setup: &Setup) -> Result<()> {
    let mut deny = workspace.cargo(["deny", "check", "bans", "licenses", "sources"]);
    sh::run(deny.env("PATH", sh::path_with(&setup.tool_folders())?))?;
    Ok(())
}
