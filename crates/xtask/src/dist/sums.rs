//! `SHA256SUMS`, to be checked with `sha256sum -c SHA256SUMS`.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::sh;

const NAME: &str = "SHA256SUMS";

/// Lets `change` do its work in a folder, then notes the sums of all that lies there now. While
/// it is changed, and if that fails, there are none: never those of something else.
pub(super) fn renewed(
    folder: &Path,
    change: impl FnOnce() -> Result<Vec<PathBuf>>,
) -> Result<Vec<PathBuf>> {
    let sums = folder.join(NAME);
    match fs::remove_file(&sums) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot remove {}", sums.display()));
        }
        _ => {}
    }
    let mut made = change()?;
    let mut command = Command::new("sha256sum");
    command.arg("--").args(names(folder)?).current_dir(folder);
    fs::write(&sums, sh::capture(&mut command)?)
        .with_context(|| format!("cannot write {}", sums.display()))?;
    made.push(sums);
    Ok(made)
}

fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name());
        }
    }
    names.sort();
    Ok(names)
}
