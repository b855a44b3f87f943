//! Doing what was planned.

use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use super::{
    found::PACKAGES_NOTE,
    plan::{
        Action, BACK_END_PACKAGES, BROWSER_PACKAGES, OFFICE_PACKAGES, PROXY_PACKAGES,
        RECORDER_PACKAGES, SECOND_BROWSER_PACKAGES,
    },
    tool::{Tool, Tools},
};
use crate::{files, sh, workspace::Workspace};

/// Carries out one action.
pub(crate) fn apply(action: &Action, workspace: &Workspace, tools: &Tools) -> Result<()> {
    match action {
        Action::Component(name) => {
            sh::run_aside(workspace.command("rustup").args(["component", "add", name]))
        }
        Action::WasmTarget => sh::run_aside(workspace.command("rustup").args([
            "target",
            "add",
            "wasm32-unknown-unknown",
        ])),
        Action::Tool(tool) => install_tool(*tool, tools),
        Action::Browser => install_debian(&BROWSER_PACKAGES),
        Action::SecondBrowser => install_debian(&SECOND_BROWSER_PACKAGES),
        Action::Proxies => install_without_starting(&PROXY_PACKAGES),
        Action::Recorder => install_debian(&RECORDER_PACKAGES),
        Action::BackEnds => install_debian(&BACK_END_PACKAGES),
        Action::Office => install_debian(&OFFICE_PACKAGES),
        Action::BrowserPackages => install_packages(&workspace.root.join("tests/browser")),
        Action::Peers => install_packages(&workspace.root.join("crates/bench/peers")),
        Action::LoadPeer => install_packages(&workspace.root.join("crates/load/peer")),
        Action::PagePeers => install_packages(&workspace.root.join("crates/bench/pages")),
    }
}

fn install_debian(packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        sh::run_aside(
            Command::new("apt-get")
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args(arguments),
        )
    };
    apt(&["update", "-q"])?;
    apt(&[
        &["install", "-q", "-y", "--no-install-recommends"],
        packages,
    ]
    .concat())
}

/// Debian starts a service when it is installed, and again with the machine. Nobody who runs tests
/// wants one on port 80.
fn install_without_starting(packages: &[&str]) -> Result<()> {
    let policy = Path::new("/usr/sbin/policy-rc.d");
    let own = !policy.exists();
    if own {
        fs::write(policy, "#!/bin/sh\nexit 101\n")
            .and_then(|()| fs::set_permissions(policy, fs::Permissions::from_mode(0o755)))
            .with_context(|| format!("cannot write {}", policy.display()))?;
    }
    let installed = install_debian(packages);
    if own {
        fs::remove_file(policy).with_context(|| format!("cannot remove {}", policy.display()))?;
    }
    // where there is no systemd there is nothing to switch off
    let _ = sh::probe("systemctl", &["disable", "nginx"]);
    installed
}

fn install_packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    ensure!(
        lock.exists(),
        "{} is missing: it is not known which packages belong there",
        lock.display()
    );
    sh::run_aside(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    fs::copy(&lock, folder.join(PACKAGES_NOTE))
        .with_context(|| format!("cannot write in {}", folder.display()))?;
    Ok(())
}

/// Installs beside the final place and moves the whole there at the end, so that an interrupted
/// installation never looks like a finished one. What was compiled is kept until then: the next
/// attempt goes on from it.
fn install_tool(tool: Tool, tools: &Tools) -> Result<()> {
    let home = &tools.home;
    files::create(home)?;
    let lock_path = home.join(".lock");
    let lock = File::create(&lock_path)
        .with_context(|| format!("cannot write {}", lock_path.display()))?;
    lock.lock()
        .context("cannot wait for another installation to end")?;
    if tools.locate(tool).is_some() {
        return Ok(());
    }

    let place = tools.folder(tool);
    let unfinished = beside(&place, ".unfinished");
    let build = beside(&place, ".build");
    files::remove(&unfinished)?;
    files::create(&unfinished)?;
    let version = tools.version(tool);
    let mut install = match tool {
        Tool::Trunk | Tool::WasmBindgen | Tool::WasmSplit | Tool::CargoDeny => {
            cargo_install(tool, version, &unfinished, &build)
        }
        Tool::WasmOpt | Tool::Esbuild => npm_install(tool, version, &unfinished),
    };
    sh::run_aside(&mut install)?;
    files::remove(&place)?;
    fs::rename(&unfinished, &place).with_context(|| {
        format!(
            "cannot move the finished installation to {}",
            place.display()
        )
    })?;
    files::remove(&build)
}

fn cargo_install(tool: Tool, version: &str, root: &Path, build: &Path) -> Command {
    let mut command = Command::new("cargo");
    command
        .args([
            "install",
            tool.package(),
            "--version",
            &format!("={version}"),
            "--root",
        ])
        .arg(root);
    match tool {
        // it will find its tools on PATH: nothing to download, so no TLS
        Tool::Trunk => command.args(["--locked", "--no-default-features"]),
        Tool::WasmSplit => command.args(["--locked", "--features", "build-binary"]),
        Tool::CargoDeny => command.arg("--locked"),
        Tool::WasmBindgen | Tool::WasmOpt | Tool::Esbuild => &mut command,
    };
    // the tool runs for seconds: compiling it fast matters more than a fast tool
    for (name, value) in [
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
        ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ] {
        command.env(name, value);
    }
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(name);
    }
    command.env("CARGO_TARGET_DIR", build);
    command
}

fn npm_install(tool: Tool, version: &str, folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command
        .args([
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--prefix",
        ])
        .arg(folder)
        .arg(format!("{}@{version}", tool.package()));
    command
}

fn beside(place: &Path, ending: &str) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
