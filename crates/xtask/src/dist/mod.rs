//! `cargo xtask dist`: what is handed to those who install it, in `target/dist`.
//!
//! | module | makes |
//! |---|---|
//! | `server` | the server as one file |
//! | [`deb`] | the Debian package, and the same as an archive |
//! | `beside` | completions, manual pages and READMEs in it |
//! | [`extension`] | the browser extension, by [`archive`] |
//! | `tarball` | the widget as an npm package |
//! | `sbom` | what is inside |
//! | `sums` | the checksums of all that |

pub(crate) mod archive;
mod beside;
pub(crate) mod deb;
pub(crate) mod extension;
mod sbom;
mod server;
mod sums;
pub(crate) mod tarball;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};

use crate::{files, setup::Setup, text, widget, workspace::Workspace};

/// What `dist` makes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DistOptions {
    /// All that is delivered.
    All(extension::Installation),
    /// The browser extension.
    Extension(extension::Installation),
}

/// Sets up, builds the widget and packs what is asked for.
pub(crate) fn dist(workspace: &Workspace, options: &DistOptions) -> Result<ExitCode> {
    let needs = widget::needs();
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    widget::build(workspace, &setup)?;
    let folder = workspace.target.join("dist");
    files::create(&folder)?;
    let made = sums::renewed(&folder, || match options {
        DistOptions::Extension(installation) => {
            extension::pack(&workspace.root, installation, &folder)
        }
        DistOptions::All(installation) => {
            // nothing of an earlier version may be taken for one of this
            files::remove(&folder)?;
            files::create(&folder)?;
            pack_all(workspace, installation, &folder)
        }
    })?;
    println!();
    for path in made {
        let size = fs::metadata(&path).with_context(|| path.display().to_string())?;
        println!("{} ({} bytes)", path.display(), text::bytes(size.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn pack_all(
    workspace: &Workspace,
    installation: &extension::Installation,
    folder: &Path,
) -> Result<Vec<PathBuf>> {
    println!("--> building the server");
    let program = server::build(workspace)?;
    let host = server::host()?;
    let alone = folder.join(format!("yuebao-{}-{host}", env!("CARGO_PKG_VERSION")));
    fs::copy(&program, &alone).with_context(|| format!("cannot write {}", alone.display()))?;
    println!("--> packing");
    let mut made = vec![alone, deb::pack(workspace, &program, folder, &[])?];
    made.push(deb::pack_tar(workspace, &host, folder)?);
    made.push(tarball::pack(workspace, folder)?);
    made.extend(extension::pack(&workspace.root, installation, folder)?);
    made.extend(sbom::write(workspace, &host, folder)?);
    Ok(made)
}
