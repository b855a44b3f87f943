//! What a wasm is made of: how much code of each crate is in it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

/// What the names of the functions of a sort have in them, for each type that is sorted one.
const SORTS: [&str; 2] = ["driftsort_main", "ipnsort"];

/// Bytes of code by crate, of our own by module.
pub(super) fn by_part(functions: &[(&str, u64)]) -> BTreeMap<String, u64> {
    let mut parts = BTreeMap::new();
    for (name, size) in functions {
        *parts.entry(part_of(name)).or_insert(0) += size;
    }
    parts
}

/// How many types the standard library's sort is compiled for.
pub(super) fn sorts(functions: &[(&str, u64)]) -> usize {
    let is_sort = |name: &str| SORTS.iter().any(|sort| name.contains(sort));
    functions.iter().filter(|(name, _)| is_sort(name)).count()
}

/// Name and size of each function in a wasm that still has the names.
pub(super) fn functions(wasm: &[u8]) -> Result<Vec<(&str, u64)>> {
    let mut file = Reader(wasm);
    if file.take(8)? != b"\0asm\x01\0\0\0" {
        bail!("it is no wasm file of version 1");
    }
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    while !file.0.is_empty() {
        let kind = file.byte()?;
        let length = file.number()?;
        let mut section = Reader(file.take(length)?);
        match kind {
            0 if section.text()? == "name" => names = function_names(&mut section)?,
            2 => imported = imported_functions(&mut section)?,
            10 => {
                for _ in 0..section.number()? {
                    let size = section.number()?;
                    section.take(size)?;
                    sizes.push(size as u64);
                }
            }
            _ => {}
        }
    }
    let name = |index| names.get(&(imported + index)).copied().unwrap_or_default();
    let sizes = sizes.into_iter().enumerate();
    Ok(sizes.map(|(index, size)| (name(index), size)).collect())
}

/// How many functions come from outside: they are numbered first.
fn imported_functions(section: &mut Reader<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => drop(section.take(2)?),
            kind => bail!("an import of the unknown kind {kind}"),
        }
    }
    Ok(functions)
}

fn function_names<'a>(section: &mut Reader<'a>) -> Result<BTreeMap<usize, &'a str>> {
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let length = section.number()?;
        let mut part = Reader(section.take(length)?);
        if kind == 1 {
            let count = part.number()?;
            return (0..count)
                .map(|_| Ok((part.number()?, part.text()?)))
                .collect();
        }
    }
    Ok(BTreeMap::new())
}

/// The crate that a function's name begins with (of `<A as B>::c` that of `A`), and of our own
/// crates the module as well.
fn part_of(name: &str) -> String {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let Some((before, after)) = name.split_once("::") else {
        return "other".to_owned();
    };
    // the standard library's crates carry a hash: `core[c5930c85a12de822]::fmt::write`
    let before = before.split_once('[').map_or(before, |(before, _)| before);
    let start = before.rfind(|c| !is_letter(c)).map_or(0, |at| at + 1);
    let of = &before[start..];
    let module = after.split(|c| !is_letter(c)).next().unwrap_or_default();
    match of {
        "" => "other".to_owned(),
        own if own.starts_with("yuebao") => format!("{own}::{module}"),
        of => of.to_owned(),
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(count)
            .context("it ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number is too long")
    }

    fn text(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(str::from_utf8(self.take(length)?)?)
    }

    fn limits(&mut self) -> Result<()> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end {
            self.number()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_crate() {
        for (name, part) in [
            ("yuebao_web::pages::form::view::h7d66", "yuebao_web::pages"),
            (
                "<yuebao_web::state::Action as core::clone::Clone>::clone",
                "yuebao_web::state",
            ),
            (
                "<&mut serde_json::de::Deserializer<R> as serde_core::de::Deserializer>::x",
                "serde_json",
            ),
            (
                "core[c5930c85a12de822]::num::flt2dec::strategy::dragon::format_shortest",
                "core",
            ),
            (
                "<alloc::vec::Vec<T,A> as core::ops::drop::Drop>::drop",
                "alloc",
            ),
            ("<[T]>::to_vec", "other"),
            ("__wbindgen_malloc", "other"),
            ("", "other"),
        ] {
            assert_eq!(part_of(name), part, "{name}");
        }
    }

    #[test]
    fn sorts_are_known_by_their_names() {
        let functions = [
            ("core::slice::sort::stable::driftsort_main::h7d66", 1),
            ("core::slice::sort::stable::quicksort::quicksort::h7d66", 1),
            ("core::slice::sort::unstable::ipnsort", 1),
        ];
        assert_eq!(sorts(&functions), 2);
    }

    #[test]
    fn code_is_counted_by_the_names_of_its_functions() {
        let section = |kind: u8, content: &[u8]| {
            let length = u8::try_from(content.len()).expect("a short section");
            [&[kind, length], content].concat()
        };
        let import = [&b"\x01\x01m\x01f\x00\x00"[..]].concat();
        // two functions, of two and three bytes
        let code = b"\x02\x02\x00\x0b\x03\x00\x01\x0b";
        let names = b"\x04name\x01\x0f\x02\x01\x05yew::\x02\x05serde";
        let wasm = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(2, &import),
            section(10, code),
            section(0, names),
        ]
        .concat();
        let parts = by_part(&functions(&wasm).expect("it is a wasm"));
        assert_eq!(
            parts,
            [("other".to_owned(), 3), ("yew".to_owned(), 2)].into()
        );
        assert!(functions(&wasm[..wasm.len() - 2]).is_err());
        assert!(functions(b"<html>").is_err());
    }
}
