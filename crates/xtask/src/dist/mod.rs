//! `cargo xtask dist`: what is handed to those who install it, in `target/dist`.
//!
//! | module | makes |
//! |---|---|
//! | `server` | the server as one file |
//! | `deb` | the Debian package |
//! | [`extension`] | the browser extension, by [`archive`] |
//! | `tarball` | the widget as an npm package |
//! | `sbom` | what is inside |

pub(crate) mod archive;
mod deb;
pub(crate) mod extension;
mod sbom;
mod server;
pub(crate) mod tarball;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};

use crate::{cli::DistOptions, files, setup::Setup, sh, text, widget, workspace::Workspace};

/// Sets up, builds the widget and packs what is asked for.
pub(crate) fn dist(workspace: &Workspace, options: &DistOptions) -> Result<ExitCode> {
    let needs = widget::needs();
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    widget::build(workspace, &setup)?;
    let folder = workspace.target.join("dist");
    files::create(&folder)?;
    let made = match options {
        DistOptions::Extension(places) => pack_extension(workspace, places, &folder)?,
        DistOptions::All(places) => {
            // nothing of an earlier version may be taken for one of this
            files::remove(&folder)?;
            files::create(&folder)?;
            pack_all(workspace, places, &folder)?
        }
    };
    println!();
    for path in made {
        let size = fs::metadata(&path).with_context(|| path.display().to_string())?;
        println!("{} ({} bytes)", path.display(), text::bytes(size.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn pack_extension(
    workspace: &Workspace,
    places: &extension::Places,
    folder: &Path,
) -> Result<Vec<PathBuf>> {
    extension::Browser::ALL
        .into_iter()
        .map(|browser| {
            let package = archive::zip(&extension::files(&workspace.root, browser, places)?)?;
            let path = folder.join(extension::file_name(browser));
            fs::write(&path, &package)
                .with_context(|| format!("cannot write {}", path.display()))?;
            Ok(path)
        })
        .collect()
}

fn pack_all(
    workspace: &Workspace,
    places: &extension::Places,
    folder: &Path,
) -> Result<Vec<PathBuf>> {
    println!("--> building the server");
    let program = server::build(workspace)?;
    let host = server::host()?;
    let alone = folder.join(format!("yuebao-{}-{host}", env!("CARGO_PKG_VERSION")));
    fs::copy(&program, &alone).with_context(|| format!("cannot write {}", alone.display()))?;
    println!("--> packing");
    let mut made = vec![alone, deb::pack(workspace, &program, folder)?];
    made.push(tarball::pack(workspace, folder)?);
    made.extend(pack_extension(workspace, places, folder)?);
    made.extend(sbom::write(workspace, &host, folder)?);
    made.push(sums(workspace, &made, folder)?);
    Ok(made)
}

/// To be checked with `sha256sum -c SHA256SUMS`.
fn sums(workspace: &Workspace, made: &[PathBuf], folder: &Path) -> Result<PathBuf> {
    let mut command = workspace.command("sha256sum");
    command.args(made.iter().filter_map(|path| path.file_name()));
    let path = folder.join("SHA256SUMS");
    fs::write(&path, sh::capture(command.current_dir(folder))?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}
