//! The widget as an npm package, for portals that are built with a bundler (`index.js`) or serve files
//! of their own (`yuebao.js`).

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::extension;
use crate::{files, sh, workspace::Workspace};

/// What is not built: the file here, its name in the package.
const BESIDE: [(&str, &str); 7] = [
    ("LICENSE", "LICENSE"),
    ("web/src/early.js", "early.js"),
    ("web/src/loader.js", "loader.js"),
    ("web/EMBEDDING.md", "README.md"),
    ("web/yuebao.d.ts", "yuebao.d.ts"),
    ("web/react.d.ts", "react.d.ts"),
    ("web/vue.d.ts", "vue.d.ts"),
];

/// Packs `dist` into `folder`.
pub(crate) fn pack(workspace: &Workspace, folder: &Path) -> Result<PathBuf> {
    let stage = workspace.target.join("xtask/npm");
    files::remove(&stage)?;
    files::create(folder)?;
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
        let target = stage.join("examples").join(&name);
        files::create(target.parent().context("a file lies in a folder")?)?;
        fs::write(target, content).with_context(|| format!("cannot write {name}"))?;
    }
    let packed = workspace.root.join("web/src/packed.js");
    write_entry(&stage, &fs::read_to_string(packed)?)?;
    for (source, name) in BESIDE {
        fs::copy(workspace.root.join(source), stage.join(name))
            .with_context(|| format!("cannot copy {source}"))?;
    }
    let version = env!("CARGO_PKG_VERSION");
    let manifest = json!({
        "name": "yuebao-report", "version": version, "license": "Apache-2.0", "type": "module",
        "description": "月报组件 / the widget of Yuebao, monthly reports of major construction projects",
        "main": "index.js", "types": "yuebao.d.ts", "sideEffects": true,
    });
    let text = serde_json::to_string_pretty(&manifest)?;
    fs::write(stage.join("package.json"), text + "\n")?;
    let mut npm = workspace.command("npm");
    npm.args(["pack", "--silent", "--pack-destination"])
        .arg(folder);
    sh::run_aside(npm.current_dir(&stage))?;
    Ok(folder.join(format!("yuebao-report-{version}.tgz")))
}

/// The script that a bundler begins with, for the program's script as it is in the stage.
fn write_entry(stage: &Path, entry: &str) -> Result<()> {
    let files = extension::read(stage)?;
    let name = files
        .iter()
        .find_map(|(name, _)| name.strip_suffix("_bg.wasm"))
        .context("there is no program in dist")?;
    fs::write(stage.join("index.js"), entry.replace("@BUILD@", name))?;
    let script = stage.join(format!("{name}.js"));
    let text = without_own_address(&fs::read_to_string(&script)?)?;
    fs::write(&script, text).with_context(|| format!("cannot write {}", script.display()))
}

/// In a portal's bundle the script's own address tells neither where the server is nor which build
/// the server has; those of the files beside it are the bundler's to find.
fn without_own_address(script: &str) -> Result<String> {
    const OWN: &str = "=import.meta.url";
    let found = script.matches(OWN).count();
    ensure!(
        found == 1,
        "the script asks {found} times for its own address, not once"
    );
    Ok(script.replace(OWN, "=\"\""))
}

/// The program and the script for a frame; pages and packed twins are the server's.
fn is_part(path: &str) -> bool {
    let beside = ["yuebao-frame.js", "yuebao-old.js"];
    extension::is_program(path) || beside.contains(&path)
}

#[cfg(test)]
mod tests {
    use super::{is_part, without_own_address};

    #[test]
    fn the_addresses_of_files_stay_and_the_own_one_goes() {
        let script = r#"let p=new URL("./a.wasm",import.meta.url);let t=import.meta.url,n=1"#;
        assert_eq!(
            without_own_address(script).unwrap(),
            r#"let p=new URL("./a.wasm",import.meta.url);let t="",n=1"#
        );
        assert!(without_own_address("let t=1").is_err());
    }

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
