//! The widget as an npm package, for portals that are built with a bundler or serve files of their
//! own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::json;

use super::extension;
use crate::{files, sh, workspace::Workspace};

/// What is not built: the file here, its name in the package.
const BESIDE: [(&str, &str); 3] = [
    ("LICENSE", "LICENSE"),
    ("web/EMBEDDING.md", "README.md"),
    ("web/yuebao.d.ts", "yuebao.d.ts"),
];

/// Packs `dist` into `folder`.
pub(super) fn pack(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let stage = workspace.target.join("xtask/npm");
    files::remove(&stage)?;
    for (path, content) in extension::read(&workspace.root.join("dist"))? {
        if is_part(&path) {
            let target = stage.join(&path);
            files::create(target.parent().context("a file lies in a folder")?)?;
            fs::write(&target, content)
                .with_context(|| format!("cannot write {}", target.display()))?;
        }
    }
    // what its README refers to
    for (name, content) in extension::read(&workspace.root.join("web/examples"))? {
        let folder = stage.join("examples");
        files::create(&folder)?;
        fs::write(folder.join(&name), content).with_context(|| format!("cannot write {name}"))?;
    }
    for (source, name) in BESIDE {
        fs::copy(workspace.root.join(source), stage.join(name))
            .with_context(|| format!("cannot copy {source}"))?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let manifest = json!({
        "name": "yuebao-report", "version": version, "license": "Apache-2.0", "type": "module",
        "description": "月报控件 / the widget of Yuebao, monthly reports of major construction projects",
        "main": "yuebao.js", "types": "yuebao.d.ts", "sideEffects": true,
    });
    let text = serde_json::to_string_pretty(&manifest)?;
    fs::write(stage.join("package.json"), text + "\n")?;
    let mut npm = workspace.command("npm");
    npm.args(["pack", "--silent", "--pack-destination"])
        .arg(folder);
    sh::run_aside(npm.current_dir(&stage))?;
    Ok(folder.join(format!("yuebao-report-{version}.tgz")))
}

/// The program and the script for a frame; pages and packed twins are the server's.
fn is_part(path: &str) -> bool {
    let beside = ["yuebao-frame.js", "yuebao-old.js"];
    extension::is_program(path) || beside.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::is_part;

    #[test]
    fn what_a_portal_needs_is_told_from_what_the_server_needs() {
        for name in [
            "yuebao.js",
            "yuebao-web-ff0f17b4460ccf2a_bg.wasm",
            "snippets-ff0f17b4460ccf2a/a/element.js",
        ] {
            assert!(is_part(name), "{name}");
        }
        for name in ["index.html", "sw.js", "yuebao.js.br", "yuebao.js.gz"] {
            assert!(!is_part(name), "{name}");
        }
    }
}
