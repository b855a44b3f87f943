//! The build tools, their exact versions and where they are kept.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{sh, text, workspace::Workspace};

/// Trunk's version. Its successors need a newer compiler than `rust-toolchain.toml` pins.
const TRUNK: &str = "0.21.14";
/// Binaryen's version; `Trunk.toml` names the same.
const BINARYEN: &str = "132";
/// wasm-split-cli's version; it takes apart what `wasm_split_helpers` has marked.
const WASM_SPLIT: &str = "0.2.4";
/// esbuild's version.
const ESBUILD: &str = "0.28.2";
/// cargo-deny's version.
const CARGO_DENY: &str = "0.20.2";

/// A build tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tool {
    /// Builds the widget's page.
    Trunk,
    /// Joins wasm and JavaScript; must be of the library's version.
    WasmBindgen,
    /// Takes the wasm apart, into what is there first and what follows.
    WasmSplit,
    /// Makes the wasm small.
    WasmOpt,
    /// Makes one small script of several.
    Esbuild,
    /// Knows the licences and sources of all dependencies.
    CargoDeny,
}

impl Tool {
    /// The name of its program.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmSplit => "wasm-split-cli",
            Self::WasmOpt => "wasm-opt",
            Self::Esbuild => "esbuild",
            Self::CargoDeny => "cargo-deny",
        }
    }

    /// The package that carries it, in its registry.
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen-cli",
            Self::WasmSplit => "wasm_split_cli_support",
            Self::WasmOpt => "binaryen",
            Self::Esbuild => "esbuild",
            Self::CargoDeny => "cargo-deny",
        }
    }

    /// Its folder's name without the version.
    fn folder(self) -> &'static str {
        match self {
            Self::Trunk => "trunk",
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmSplit => "wasm-split",
            Self::WasmOpt => "binaryen",
            Self::Esbuild => "esbuild",
            Self::CargoDeny => "cargo-deny",
        }
    }

    /// Whether it can be asked for its version; one that cannot is believed where this program has
    /// installed it.
    fn tells_version(self) -> bool {
        self != Self::WasmSplit
    }

    /// Where an installation keeps its programs.
    fn programs(self) -> &'static str {
        match self {
            Self::Trunk | Self::WasmBindgen | Self::WasmSplit | Self::CargoDeny => "bin",
            Self::WasmOpt | Self::Esbuild => "node_modules/.bin",
        }
    }
}

/// The place for tools, and the versions wanted there.
pub(crate) struct Tools {
    /// The folder that holds one folder a tool.
    pub(crate) home: PathBuf,
    wasm_bindgen: String,
}

impl Tools {
    /// The tools this checkout asks for.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self> {
        Ok(Self {
            home: home(|name| {
                env::var_os(name)
                    .filter(|value| !value.is_empty())
                    .map(PathBuf::from)
            })
            .context("set HOME or YUEBAO_TOOLS: there is no folder to keep build tools in")?,
            wasm_bindgen: workspace.locked_version("wasm-bindgen")?,
        })
    }

    /// The only version that will do.
    pub(crate) fn version(&self, tool: Tool) -> &str {
        match tool {
            Tool::Trunk => TRUNK,
            Tool::WasmBindgen => &self.wasm_bindgen,
            Tool::WasmSplit => WASM_SPLIT,
            Tool::WasmOpt => BINARYEN,
            Tool::Esbuild => ESBUILD,
            Tool::CargoDeny => CARGO_DENY,
        }
    }

    /// The folder of a tool's installation.
    pub(crate) fn folder(&self, tool: Tool) -> PathBuf {
        self.home
            .join(format!("{}-{}", tool.folder(), self.version(tool)))
    }

    /// The program in the right version: the one on `PATH`, or else the one installed before.
    pub(crate) fn locate(&self, tool: Tool) -> Option<PathBuf> {
        let installed = self.folder(tool).join(tool.programs()).join(tool.program());
        if !tool.tells_version() {
            return Some(installed).filter(|program| program.is_file());
        }
        [sh::which(tool.program()), Some(installed)]
            .into_iter()
            .flatten()
            .find(|program| self.is_right(tool, program))
    }

    fn is_right(&self, tool: Tool, program: &Path) -> bool {
        sh::probe(program, &["--version"])
            .is_some_and(|output| text::version(&output) == Some(self.version(tool)))
    }
}

fn home(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(chosen) = variable("YUEBAO_TOOLS") {
        return Some(chosen);
    }
    let cache = variable("XDG_CACHE_HOME").or_else(|| Some(variable("HOME")?.join(".cache")))?;
    Some(cache.join("yuebao/tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_of_tools_follows_the_environment() {
        for (set, expected) in [
            (vec![("HOME", "/h")], Some("/h/.cache/yuebao/tools")),
            (
                vec![("HOME", "/h"), ("XDG_CACHE_HOME", "/c")],
                Some("/c/yuebao/tools"),
            ),
            (
                vec![("XDG_CACHE_HOME", "/c"), ("YUEBAO_TOOLS", "/t")],
                Some("/t"),
            ),
            (vec![], None),
        ] {
            let found = home(|name| {
                set.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| PathBuf::from(value))
            });
            assert_eq!(found, expected.map(PathBuf::from), "{set:?}");
        }
    }

    #[test]
    fn trunk_is_told_the_same_binaryen() {
        let config = include_str!("../../../../Trunk.toml");
        assert!(config.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")));
    }

    #[test]
    fn a_tool_lies_in_a_folder_of_its_version() {
        let tools = Tools {
            home: PathBuf::from("/t"),
            wasm_bindgen: "0.2.130".to_owned(),
        };
        let folders =
            [Tool::Trunk, Tool::WasmBindgen, Tool::WasmOpt].map(|tool| tools.folder(tool));
        assert_eq!(
            folders,
            [
                "/t/trunk-0.21.14",
                "/t/wasm-bindgen-0.2.130",
                "/t/binaryen-132"
            ]
            .map(PathBuf::from)
        );
    }
}
