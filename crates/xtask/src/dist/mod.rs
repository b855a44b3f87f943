//! `cargo xtask dist`: what is handed to those who install it, in `target/dist`.

mod archive;
pub(crate) mod extension;

use std::{fs, process::ExitCode};

use anyhow::{Context, Result};

use crate::{cli::DistOptions, files, setup::Setup, text, widget, workspace::Workspace};

/// Sets up, builds the widget and packs it.
pub(crate) fn dist(workspace: &Workspace, options: &DistOptions) -> Result<ExitCode> {
    let needs = widget::needs();
    let mut setup = Setup::look(workspace, &needs)?;
    setup.ensure(&needs)?;
    widget::build(workspace, &setup)?;
    let DistOptions::Extension(places) = options;
    let folder = workspace.target.join("dist");
    files::create(&folder)?;
    println!();
    for browser in extension::Browser::ALL {
        let package = archive::zip(&extension::files(&workspace.root, browser, places)?)?;
        let path = folder.join(extension::file_name(browser));
        fs::write(&path, &package).with_context(|| format!("cannot write {}", path.display()))?;
        println!(
            "{} ({} bytes)",
            path.display(),
            text::bytes(package.len() as u64)
        );
    }
    Ok(ExitCode::SUCCESS)
}
