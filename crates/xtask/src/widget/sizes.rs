//! How large the widget is on the wire.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};

use crate::text;

/// One file that a browser loads, in bytes: as it is, and as its compressed twins.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(super) name: String,
    pub(super) raw: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

impl Size {
    /// Whether the file's name ends so.
    pub(super) fn ends_in(&self, ending: &str) -> bool {
        Path::new(&self.name)
            .extension()
            .is_some_and(|own| own == ending)
    }

    /// Whether the first box needs it: the loader, the script, and what of the program is there first.
    fn is_first(&self) -> bool {
        let script = self.name.starts_with("yuebao-web-") && self.ends_in("js");
        script || self.name == "yuebao.js" || self.name.ends_with("_bg.wasm")
    }
}

/// The scripts, style sheets, wasm and texts of a folder. A file too small for twins counts as it is.
pub(crate) fn of(dist: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    collect(dist, dist, &mut sizes).with_context(|| format!("cannot read {}", dist.display()))?;
    sizes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(sizes)
}

fn collect(dist: &Path, folder: &Path, sizes: &mut Vec<Size>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(dist, &path, sizes)?;
            continue;
        }
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if !["js", "wasm", "css", "txt"].contains(&ending) {
            continue;
        }
        let raw = fs::metadata(&path)?.len();
        let twin = |added: &str| {
            fs::metadata(path.with_added_extension(added)).map_or(raw, |metadata| metadata.len())
        };
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .display()
            .to_string();
        sizes.push(Size {
            name,
            raw,
            gzip: twin("gz"),
            brotli: twin("br"),
        });
    }
    Ok(())
}

/// The sizes as a table with a total.
pub(crate) fn table(sizes: &[Size]) -> String {
    let total = Size {
        name: "total before the texts".to_owned(),
        ..sum(sizes.iter().filter(|size| !size.ends_in("txt")))
    };
    let first = Size {
        name: "of it for the first box".to_owned(),
        ..sum(sizes.iter().filter(|size| size.is_first()))
    };
    let width = sizes
        .iter()
        .map(|size| size.name.len())
        .max()
        .unwrap_or_default()
        .max(first.name.len());
    let mut table = format!(
        "{:width$} {:>11} {:>11} {:>11}\n",
        "widget, bytes", "raw", "gzip", "brotli"
    );
    for size in sizes.iter().chain([&total, &first]) {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(text::bytes);
        // writing to a String cannot fail
        let _ = writeln!(
            table,
            "{:width$} {raw:>11} {gzip:>11} {brotli:>11}",
            size.name
        );
    }
    table
}

/// What files weigh together.
pub(super) fn sum<'a>(sizes: impl Iterator<Item = &'a Size>) -> Size {
    let nothing = Size {
        name: String::new(),
        raw: 0,
        gzip: 0,
        brotli: 0,
    };
    sizes.fold(nothing, |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
        ..sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_is_the_sum_of_the_columns() {
        let size = |name: &str, raw, gzip, brotli| Size {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        };
        let table = table(&[
            size("a.js", 2_000, 900, 800),
            size("a.program.wasm", 300_000, 120_000, 99_999),
            size("a.txt", 9_000, 800, 700),
            size("a_bg.wasm", 90_000, 40_000, 30_000),
            size("yuebao-web-1.js", 5_000, 2_500, 2_000),
            size("yuebao.js", 3_000, 1_500, 1_000),
        ]);
        assert_eq!(
            table,
            "widget, bytes                   raw        gzip      brotli\n\
             a.js                          2 000         900         800\n\
             a.program.wasm              300 000     120 000      99 999\n\
             a.txt                         9 000         800         700\n\
             a_bg.wasm                    90 000      40 000      30 000\n\
             yuebao-web-1.js               5 000       2 500       2 000\n\
             yuebao.js                     3 000       1 500       1 000\n\
             total before the texts      400 000     164 900     133 799\n\
             of it for the first box      98 000      44 000      33 000\n"
        );
    }
}
