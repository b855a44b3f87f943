//! The Debian package: the server, a service that may do very little, a nightly backup. Debian's own
//! dpkg-deb packs it: cargo-deb would build the program anew, and be one more tool to compile.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::beside;
use crate::{files, sh, workspace::Workspace};

/// What people look at before they write their own.
const EXAMPLES: &str = "usr/share/doc/yuebao/examples";

/// Where in the package what lies: the file in `server/packaging`, its place, its mode.
const FILES: [(&str, &str, u32); 16] = [
    ("yuebao.service", "usr/lib/systemd/system", 0o644),
    ("yuebao-backup.service", "usr/lib/systemd/system", 0o644),
    ("yuebao-backup.timer", "usr/lib/systemd/system", 0o644),
    ("serve", "usr/lib/yuebao", 0o755),
    ("backup", "usr/lib/yuebao", 0o755),
    ("yuebao-restore", "usr/sbin", 0o755),
    ("copyright", "usr/share/doc/yuebao", 0o644),
    ("yuebao.conf", "etc/yuebao", 0o640),
    ("sign-on.toml", EXAMPLES, 0o644),
    ("proxy/nginx-host.conf", EXAMPLES, 0o644),
    ("proxy/nginx-path.conf", EXAMPLES, 0o644),
    ("proxy/apache-host.conf", EXAMPLES, 0o644),
    ("proxy/apache-path.conf", EXAMPLES, 0o644),
    ("postinst", "DEBIAN", 0o755),
    ("prerm", "DEBIAN", 0o755),
    ("postrm", "DEBIAN", 0o755),
];

/// Kept as somebody has changed it when a newer package comes.
const CONFIGURATION: &str = "/etc/yuebao/yuebao.conf\n";

/// Packs `program`, which runs on this machine, into `folder`; `how` are options of `dpkg-deb`.
pub(crate) fn pack(
    workspace: &Workspace,
    program: &Path,
    folder: &Path,
    how: &[&str],
) -> Result<PathBuf> {
    let stage = workspace.target.join("xtask/deb");
    files::remove(&stage)?;
    let sources = workspace.root.join("server/packaging");
    for (name, place, mode) in FILES {
        put(&sources.join(name), &stage.join(place).join(name), mode)?;
    }
    put(program, &stage.join("usr/bin/yuebao"), 0o755)?;
    beside::check_changelog(workspace)?;
    beside::put_all(workspace, program, &stage.join("usr"))?;
    let architecture = architecture()?;
    let version = env!("CARGO_PKG_VERSION");
    let control =
        fs::read_to_string(sources.join("control")).context("server/packaging/control")?;
    let size = fs::metadata(program)?.len().div_ceil(1024).to_string();
    let control = control
        .replace("VERSION", version)
        .replace("ARCHITECTURE", &architecture)
        .replace("SIZE", &size);
    fs::write(stage.join("DEBIAN/control"), control)?;
    fs::write(stage.join("DEBIAN/conffiles"), CONFIGURATION)?;
    let package = folder.join(format!("yuebao_{version}_{architecture}.deb"));
    sh::run(
        workspace
            .command("dpkg-deb")
            .args(how)
            .args(["--root-owner-group", "--build"])
            .arg(&stage)
            .arg(&package)
            .env("SOURCE_DATE_EPOCH", epoch()),
    )?;
    Ok(package)
}

/// What the package puts below `/usr`, as one archive for machines without dpkg.
pub(super) fn pack_tar(workspace: &Workspace, host: &str, folder: &Path) -> Result<PathBuf> {
    let name = format!("yuebao-{}", env!("CARGO_PKG_VERSION"));
    let archive = folder.join(format!("{name}-{host}.tar.gz"));
    let mut tar = workspace.command("tar");
    tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner"])
        .args([
            format!("--mtime=@{}", epoch()),
            format!("--transform=s,^\\.,{name},"),
        ])
        .args(["--use-compress-program", "gzip -9n", "-cf"])
        .arg(&archive)
        .arg("-C")
        .arg(workspace.target.join("xtask/deb/usr"))
        .arg(".");
    sh::run(&mut tar)?;
    Ok(archive)
}

/// The time of the last commit: the same checkout makes the same package.
fn epoch() -> String {
    let said = sh::probe("git", &["log", "-1", "--format=%ct"]);
    said.map_or_else(|| "0".to_owned(), |said| said.trim().to_owned())
}

fn architecture() -> Result<String> {
    let said = sh::probe("dpkg", &["--print-architecture"]);
    let said = said.context("dpkg does not run: the package is made on Debian")?;
    Ok(said.trim().to_owned())
}

pub(super) fn put(source: &Path, target: &Path, mode: u32) -> Result<()> {
    files::create(target.parent().context("a file lies in a folder")?)?;
    fs::copy(source, target).with_context(|| format!("cannot copy {}", source.display()))?;
    fs::set_permissions(target, fs::Permissions::from_mode(mode))?;
    Ok(())
}
