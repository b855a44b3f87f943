//! Archives that come out the same, to the byte, whenever and wherever they are made.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};

use anyhow::{Context, Result};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Files by their path inside the archive.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A zip archive.
pub(crate) fn zip(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        archive
            .start_file(path.as_str(), options)
            .and_then(|()| Ok(archive.write_all(content)?))
            .with_context(|| format!("cannot pack {path}"))?;
    }
    Ok(archive
        .finish()
        .context("cannot end the archive")?
        .into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_make_the_same_archive() {
        let files = Files::from([
            ("b.txt".to_owned(), b"second".repeat(99)),
            ("a/a.txt".to_owned(), b"first".to_vec()),
        ]);
        let archive = zip(&files).expect("it can be packed");
        assert_eq!(archive, zip(&files).expect("it can be packed again"));
        let mut read = zip::ZipArchive::new(Cursor::new(&archive)).expect("it can be read");
        let mut content = Vec::new();
        std::io::copy(
            &mut read.by_name("b.txt").expect("it is there"),
            &mut content,
        )
        .expect("it can be unpacked");
        assert_eq!(content, files["b.txt"]);
    }
}
