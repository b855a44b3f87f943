//! A zip of XML parts: .xlsx and .ods.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{damaged, encrypted, too_large};
use crate::note::Unreadable;

/// A year of a whole region is some tens of megabytes; a bomb is gigabytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// A workbook has some dozens of parts.
const MOST_PARTS: usize = 20_000;

/// The parts of a file, by their names.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// Small letters and slashes, as some programs write others.
    names: BTreeMap<String, usize>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl Package {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_PARTS {
            return Err(too_large());
        }
        let names = archive.file_names().enumerate();
        let names = names
            .filter_map(|(at, name)| Some((key(&name.ok()?), at)))
            .collect();
        Ok(Self {
            archive,
            names,
            left: MOST_BYTES,
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// The first part whose name ends so.
    pub(super) fn find(&self, end: &str) -> Option<String> {
        let mut names = self.names.keys();
        names.find(|name| name.ends_with(end)).cloned()
    }

    /// The text of a part; `None` if there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(at) = self.names.get(&key(name)).copied() else {
            return Ok(None);
        };
        let part = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => encrypted(),
            _ => damaged(),
        })?;
        if part.size() > self.left || is_bomb(part.size(), part.compressed_size()) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        let unpacked = part.take(self.left + 1).read_to_end(&mut bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or_else(too_large)?;
        unpacked.map_err(|_| damaged())?;
        Ok(Some(decode(bytes)))
    }
}

/// Whether a part says that it is packed as only a bomb is: a table of the same cell a million times
/// shrinks to a fiftieth, blanks to a thousandth.
fn is_bomb(unpacked: u64, packed: u64) -> bool {
    const SMALL: u64 = 16 * 1024 * 1024;
    const MOST_PACKED: u64 = 200;
    unpacked > SMALL && unpacked / packed.max(1) > MOST_PACKED
}

fn key(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches('/').to_owned()
}

fn decode(bytes: Vec<u8>) -> String {
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
        None => String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// The part that a target names, seen from a part in `folder` (`xl/`).
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The folder of a part, with its slash: `xl/` of `xl/workbook.xml`.
pub(super) fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |at| &part[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_or_absolute() {
        for (folder, target, part) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            (
                "xl/",
                "/xl/worksheets/sheet1.xml",
                "xl/worksheets/sheet1.xml",
            ),
            ("xl/", "../tables/sheet1.xml", "tables/sheet1.xml"),
            ("", "./book.xml", "book.xml"),
            ("xl/", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolve(folder, target), part, "{target}");
        }
        assert_eq!((folder("xl/workbook.xml"), folder("book.xml")), ("xl/", ""));
    }
}
