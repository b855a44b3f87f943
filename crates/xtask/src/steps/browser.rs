//! The tests in `tests/browser`: the real server, the built widget, a real Chromium, and Firefox.

use std::{collections::BTreeSet, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};

use crate::{
    bench::{self, Build},
    dist::{archive, extension, tarball},
    files,
    setup::{Need, Setup},
    sh, widget,
    workspace::Workspace,
};

pub(super) fn needs() -> BTreeSet<Need> {
    let mut needs = widget::needs();
    needs.extend(bench::engine_needs());
    needs.extend([
        Need::Browser,
        Need::SecondBrowser,
        Need::BrowserPackages,
        Need::Proxies,
    ]);
    needs
}

pub(super) fn browser(workspace: &Workspace, setup: &Setup) -> Result<()> {
    widget::build(workspace, setup)?;
    sh::run(&mut workspace.cargo(["build", "--package", "yuebao-server", "--bin", "yuebao"]))?;
    let engine = workspace.target.join("bench");
    bench::build_engine(workspace, setup, Build::Widget, &engine)?;
    sh::run(&mut workspace.cargo([
        "build",
        "--package",
        "yuebao-bench",
        "--bin",
        "yuebao-bench",
    ]))?;
    let unpacked = workspace.target.join("xtask/extension");
    let for_chromium = extension_files(workspace, extension::Browser::Chromium)?;
    extension::unpack(&for_chromium, &unpacked)?;
    let packed = workspace.target.join("xtask/extension.xpi");
    let for_firefox = extension_files(workspace, extension::Browser::Firefox)?;
    fs::write(&packed, archive::zip(&for_firefox)?)
        .with_context(|| format!("cannot write {}", packed.display()))?;
    let packages = extension_packages(workspace)?;
    let npm = tarball::pack(workspace, &workspace.target.join("xtask"))?;
    let firefox = setup.firefox().context("no Firefox was found")?;
    let chromium = setup.chromium().context("no Chromium was found")?;
    sh::run(
        workspace
            .command("node")
            .args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
            .args(test_files(workspace)?)
            .env("CHROMIUM", chromium)
            .env("FIREFOX", firefox)
            .env("YUEBAO_ENGINE", engine.join("widget"))
            .env(
                "YUEBAO_BENCH_BIN",
                workspace.target.join("debug/yuebao-bench"),
            )
            .env("YUEBAO_NPM", npm)
            .env("YUEBAO_EXTENSION", unpacked)
            .env("YUEBAO_EXTENSION_FIREFOX", packed)
            .env("YUEBAO_PACKAGES", packages)
            .env("YUEBAO_BIN", workspace.target.join("debug/yuebao")),
    )?;
    Ok(())
}

/// What an administrator would have made for the portal and the server of the tests, and made anew.
fn extension_packages(workspace: &Workspace) -> Result<PathBuf> {
    let packages = workspace.target.join("xtask/packages");
    files::remove(&packages)?;
    files::create(&packages)?;
    let key = packages.join("own.pem");
    extension::crx::make_key(&workspace.root, &key)?;
    for (name, revision) in [("first", None), ("renewed", Some(1))] {
        let installation = extension::Installation {
            updates: Some("http://updates.test".to_owned()),
            key: Some(key.clone()),
            revision,
            ..for_tests()
        };
        let folder = packages.join(name);
        files::create(&folder)?;
        extension::pack(&workspace.root, &installation, &folder)?;
    }
    Ok(packages)
}

fn for_tests() -> extension::Installation {
    extension::Installation {
        server: Some("http://yuebao.test".to_owned()),
        portals: vec!["http://portal.test".to_owned()],
        ..extension::Installation::default()
    }
}

/// The extension for the portal and the server of the tests.
fn extension_files(workspace: &Workspace, browser: extension::Browser) -> Result<archive::Files> {
    let mut files = extension::files(&workspace.root, browser, &for_tests())?;
    // Debian's browsers speak English; without these words the extension's own are Chinese
    files.retain(|path, _| !path.starts_with("_locales/en/"));
    Ok(files)
}

fn test_files(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let folder = workspace.root.join("tests/browser");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    ensure!(
        !files.is_empty(),
        "there is no *.test.mjs in {}",
        folder.display()
    );
    Ok(files)
}
