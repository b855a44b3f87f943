//! What lies beside the program on a machine: completions for shells, manual pages, and the READMEs with
//! what they refer to.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use super::{deb::put, extension};
use crate::{files, sh, workspace::Workspace};

/// A shell, and where below `usr` it looks for completions.
pub(super) const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "share/bash-completion/completions/yuebao"),
    ("zsh", "share/zsh/vendor-completions/_yuebao"),
    ("fish", "share/fish/vendor_completions.d/yuebao.fish"),
];

/// A language, and where below `usr` its manual pages lie.
pub(super) const MANUALS: [(&str, &str); 2] =
    [("en", "share/man/man1"), ("zh-CN", "share/man/zh_CN/man1")];

/// Where below `usr` what there is to read lies.
pub(super) const DOCUMENTS: &str = "share/doc/yuebao";

/// Puts all of it into the folder `usr`.
pub(super) fn put_all(workspace: &Workspace, program: &Path, usr: &Path) -> Result<()> {
    for (shell, place) in COMPLETIONS {
        let script = sh::capture(workspace.command(program).args([
            "completions",
            shell,
            "--lang",
            "zh-CN",
        ]))?;
        let target = usr.join(place);
        files::create(target.parent().context("a file lies in a folder")?)?;
        fs::write(&target, script).with_context(|| target.display().to_string())?;
    }
    for (lang, place) in MANUALS {
        let folder = usr.join(place);
        let mut man = workspace.command(program);
        sh::capture(man.args(["man", "--lang", lang]).arg(&folder))?;
        for (name, _) in extension::read(&folder)? {
            compress(workspace, &folder.join(name))?;
        }
    }
    for readme in ["README.md", "README.zh-CN.md"] {
        put_with_links(workspace, readme, &usr.join(DOCUMENTS))?;
    }
    let changelog = usr.join(DOCUMENTS).join("changelog");
    put(
        &workspace.root.join("server/packaging/changelog"),
        &changelog,
        0o644,
    )?;
    compress(workspace, &changelog)
}

/// As Debian wants it: as small as can be, without name and time.
fn compress(workspace: &Workspace, file: &Path) -> Result<()> {
    sh::run(workspace.command("gzip").arg("-9n").arg(file))
}

/// A document, and the files of the repository that it refers to, at the same places as there.
fn put_with_links(workspace: &Workspace, name: &str, folder: &Path) -> Result<()> {
    let text = fs::read_to_string(workspace.root.join(name)).with_context(|| name.to_owned())?;
    put(&workspace.root.join(name), &folder.join(name), 0o644)?;
    for link in links(&text) {
        let source = workspace.root.join(&link);
        // the licence is in `copyright`; folders are for those who have the source
        if source.is_file()
            && link != Path::new("LICENSE")
            && link.extension() != Some("rs".as_ref())
        {
            put(&source, &folder.join(&link), 0o644)?;
        }
    }
    Ok(())
}

/// Where the links of a Markdown text lead within the repository.
fn links(text: &str) -> Vec<PathBuf> {
    (text.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')'))
        .map(|(link, _)| link)
        .filter(|link| !link.contains("://") && !link.starts_with('#'))
        .map(PathBuf::from)
        .collect()
}

/// The version that the changelog begins with must be the one that is packed.
pub(super) fn check_changelog(workspace: &Workspace) -> Result<()> {
    let file = workspace.root.join("server/packaging/changelog");
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let version = env!("CARGO_PKG_VERSION");
    ensure!(
        text.starts_with(&format!("yuebao ({version}) ")),
        "{} does not begin with yuebao ({version})",
        file.display()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_into_the_repository_are_told_from_others() {
        let text = "[a](web/A.md), ![b](b.png) [c](https://c.example) [d](#d) (e)";
        assert_eq!(links(text), ["web/A.md", "b.png"].map(PathBuf::from));
    }
}
