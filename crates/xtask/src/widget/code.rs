//! What a wasm is made of: how much code of each crate is in it.

use std::collections::BTreeMap;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, NameSectionReader, Naming, Parser, Payload, TypeRef};

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
    // those that come from outside are numbered first
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                sizes.push(range.end - range.start);
            }
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    names = function_names(parts)?;
                }
            }
            _ => {}
        }
    }
    let name = |index| names.get(&index).copied().unwrap_or_default();
    let numbered = (imported..).zip(sizes);
    Ok(numbered.map(|(index, size)| (name(index), size)).collect())
}

fn function_names(parts: NameSectionReader<'_>) -> Result<BTreeMap<u32, &str>> {
    let mut names = BTreeMap::new();
    for part in parts {
        if let Name::Function(functions) = part? {
            for function in functions {
                let Naming { index, name } = function?;
                names.insert(index, name);
            }
        }
    }
    Ok(names)
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
            section(1, b"\x01\x60\x00\x00"),
            section(2, &import),
            section(3, b"\x02\x00\x00"),
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
