//! Set-up: look at the machine ([`found`]), plan what is missing ([`plan`], pure), apply the plan
//! ([`apply`]). Nothing is installed before everything that is needed is known to be obtainable.

mod apply;
mod found;
mod plan;
mod tool;

use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

pub(crate) use plan::Need;
pub(crate) use tool::Tool;

use crate::{text, workspace::Workspace};
use found::{Chromium, Found};
use plan::Action;
use tool::Tools;

/// What has to be on the machine, and where it was found.
pub(crate) struct Setup<'a> {
    workspace: &'a Workspace,
    tools: Tools,
    found: Found,
}

/// One thing that was installed.
pub(crate) struct Installed {
    /// What it was, as a person says it.
    pub(crate) what: String,
    /// How long it took.
    pub(crate) took: Duration,
}

impl<'a> Setup<'a> {
    /// Looks at the machine. Fails, installing nothing, if one of `needs` is neither there nor can
    /// be installed by this program; the error says what to install and how.
    pub(crate) fn look(workspace: &'a Workspace, needs: &BTreeSet<Need>) -> Result<Self> {
        let tools = Tools::of(workspace)?;
        let found = Found::look(workspace, &tools, needs);
        let missing = plan::plan(&found, needs).missing;
        if !missing.is_empty() {
            let list: Vec<String> = missing.iter().map(ToString::to_string).collect();
            bail!(
                "some things are missing here that this command cannot install itself\n{}",
                list.join("\n")
            );
        }
        Ok(Self {
            workspace,
            tools,
            found,
        })
    }

    /// Installs what is missing of `needs`, saying so.
    pub(crate) fn ensure(&mut self, needs: &BTreeSet<Need>) -> Result<Vec<Installed>> {
        let mut installed = Vec::new();
        for action in plan::plan(&self.found, needs).actions {
            let what = self.name(&action);
            eprintln!("--> set-up: {what} ({})", action.expectation());
            let start = Instant::now();
            apply::apply(&action, self.workspace, &self.tools)?;
            let took = start.elapsed();
            eprintln!("--> set-up: {what}: done in {}", text::duration(took));
            installed.push(Installed { what, took });
        }
        if !installed.is_empty() {
            self.found = Found::look(self.workspace, &self.tools, &self.found.asked);
        }
        let left = plan::plan(&self.found, needs).actions;
        if let Some(action) = left.first() {
            bail!("{action}: it was installed without an error, but it is still not found");
        }
        Ok(installed)
    }

    fn name(&self, action: &Action) -> String {
        match action {
            Action::Tool(tool) => format!("{action} {}", self.tools.version(*tool)),
            _ => action.to_string(),
        }
    }

    /// Folders to be put before `PATH`: those of the build tools that are not found there.
    pub(crate) fn tool_folders(&self) -> Vec<&Path> {
        self.found
            .tools
            .values()
            .filter(|program| program.starts_with(&self.tools.home))
            .filter_map(|program| program.parent())
            .collect()
    }

    /// The browser that was found.
    pub(crate) fn chromium(&self) -> Option<&Path> {
        match &self.found.chromium {
            Chromium::At(path) => Some(path),
            Chromium::Absent | Chromium::NotWhereChosen(_) => None,
        }
    }

    /// The other browser that was found.
    pub(crate) fn firefox(&self) -> Option<&Path> {
        self.found.firefox.as_deref()
    }
}
