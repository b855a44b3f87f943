//! What is delivered as JavaScript: its types, and the rules that `eslint` recommends.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::Result;

use crate::{
    setup::{Need, Setup},
    sh,
    workspace::Workspace,
};

/// Where tools and their settings are.
const TOOLS: &str = "tests/browser/node_modules/.bin";
const SETTINGS: &str = "tests/browser/scripts";
/// Pages and the worker beside them know different globals.
const PROJECTS: [&str; 2] = ["pages.json", "worker.json"];
const FOLDERS: [&str; 3] = ["web/src", "web/doors", "web/extension"];

pub(super) fn needs() -> BTreeSet<Need> {
    [Need::Node, Need::BrowserPackages].into()
}

pub(super) fn scripts(workspace: &Workspace, _: &Setup) -> Result<()> {
    let settings = |name: &str| PathBuf::from(SETTINGS).join(name);
    let tool = |name: &str| workspace.command(workspace.root.join(TOOLS).join(name));
    for project in PROJECTS {
        sh::run(tool("tsc").arg("--project").arg(settings(project)))?;
    }
    let mut eslint = tool("eslint");
    eslint.arg("--config").arg(settings("eslint.config.mjs"));
    sh::run(eslint.args(FOLDERS))?;
    Ok(())
}
