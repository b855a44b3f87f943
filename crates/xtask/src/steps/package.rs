//! The Debian package as those find it who install it: made from the program that the tests have
//! built, and unpacked.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{dist::deb, files, setup::Setup, sh, workspace::Workspace};

/// What must be in it, beside what `deb` lists itself.
const WANTED: [&str; 13] = [
    "usr/bin/yuebao",
    "usr/lib/yuebao/serve",
    "usr/lib/yuebao/backup",
    "usr/share/bash-completion/completions/yuebao",
    "usr/share/zsh/vendor-completions/_yuebao",
    "usr/share/fish/vendor_completions.d/yuebao.fish",
    "usr/share/man/man1/yuebao.1.gz",
    "usr/share/man/man1/yuebao-user-add.1.gz",
    "usr/share/man/zh_CN/man1/yuebao-serve.1.gz",
    "usr/share/doc/yuebao/README.md",
    "usr/share/doc/yuebao/README.zh-CN.md",
    "usr/share/doc/yuebao/web/EMBEDDING.md",
    "usr/share/doc/yuebao/changelog.gz",
];

pub(super) fn package(workspace: &Workspace, _: &Setup) -> Result<()> {
    sh::run(&mut workspace.cargo(["build", "--package", "yuebao-server", "--bin", "yuebao"]))?;
    let folder = workspace.target.join("xtask/package");
    files::remove(&folder)?;
    files::create(&folder)?;
    let program = workspace.target.join("debug/yuebao");
    // it is unpacked again at once
    let package = deb::pack(workspace, &program, &folder, &["-Znone"])?;
    let root = folder.join("root");
    sh::run(
        workspace
            .command("dpkg-deb")
            .arg("--extract")
            .arg(&package)
            .arg(&root),
    )?;
    for path in WANTED {
        ensure!(root.join(path).is_file(), "the package has no {path}");
    }
    completes(workspace, &root)?;
    can_be_read(workspace, &root)
}

/// bash takes the script and offers what there is.
fn completes(workspace: &Workspace, root: &Path) -> Result<()> {
    const ASK: &str = "source \"$1\"; complete -p yuebao; COMP_WORDS=(yuebao user a) COMP_CWORD=2; \
                       _yuebao yuebao a user; echo \"${COMPREPLY[@]}\"";
    let script = root.join("usr/share/bash-completion/completions/yuebao");
    let said = sh::capture(
        workspace
            .command("bash")
            .args(["-c", ASK, "bash"])
            .arg(script),
    )?;
    ensure!(
        said.contains("-F _yuebao") && said.lines().any(|line| line == "add"),
        "bash does not complete: {said}"
    );
    Ok(())
}

/// `man` shows every page without a warning, where there is a `man`.
fn can_be_read(workspace: &Workspace, root: &Path) -> Result<()> {
    if sh::which("man").is_none() || sh::which("groff").is_none() {
        println!("there is no man or groff here: the manual pages are not rendered");
        return Ok(());
    }
    for (folder, word) in [("man1", "SYNOPSIS\n"), ("zh_CN/man1", "用法\n")] {
        let folder = root.join("usr/share/man").join(folder);
        for entry in std::fs::read_dir(&folder).context("the package has no manual pages")? {
            let page = entry?.path();
            let mut man = workspace.command("man");
            man.args(["--warnings", "-E", "UTF-8", "-l"]).arg(&page);
            let output = man.env("LC_ALL", "C.UTF-8").output().context("man")?;
            let said = String::from_utf8_lossy(&output.stdout);
            let warned = String::from_utf8_lossy(&output.stderr);
            // Chinese has no blanks to stretch a line by
            let warned: Vec<&str> = (warned.lines())
                .filter(|line| !line.contains("adjust line"))
                .collect();
            ensure!(
                output.status.success() && said.contains(word) && warned.is_empty(),
                "man cannot show {}: {warned:?}",
                page.display()
            );
        }
    }
    Ok(())
}
