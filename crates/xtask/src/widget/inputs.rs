//! What the widget is made of, to know whether it has to be built again.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use anyhow::{Context, Result};

/// Files and folders whose change changes the widget.
const INPUTS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    "crates/domain",
    "crates/xtask/src/widget",
    "web",
];

/// A line for each file: path, length, time of the last change.
pub(crate) fn listing(root: &Path) -> Result<String> {
    let mut listing = String::new();
    for input in INPUTS {
        list(root, Path::new(input), &mut listing)
            .with_context(|| format!("cannot read {}", root.join(input).display()))?;
    }
    Ok(listing)
}

fn list(root: &Path, path: &Path, listing: &mut String) -> io::Result<()> {
    let here = root.join(path);
    let metadata = fs::metadata(&here)?;
    if metadata.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(&here)?
            .map(|entry| entry.map(|entry| path.join(entry.file_name())))
            .collect::<io::Result<_>>()?;
        entries.sort();
        return entries
            .iter()
            .try_for_each(|entry| list(root, entry, listing));
    }
    let changed = metadata
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    // writing to a String cannot fail
    let _ = writeln!(
        listing,
        "{} {} {}",
        path.display(),
        metadata.len(),
        changed.as_nanos()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_exists_and_is_listed() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let listing = listing(&root).expect("the checkout can be read");
        for input in INPUTS {
            assert!(
                listing.lines().any(|line| line.starts_with(input)),
                "{input}"
            );
        }
    }
}
