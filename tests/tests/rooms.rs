//! Imports point one way: a crate's doc names its rooms from the bottom up, and each uses those
//! before it alone. Inside a room it may be as it likes.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the line in a crate's doc begins with.
const ROOMS: &str = "//! Rooms, from the bottom up:";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The crates whose docs name their rooms.
const CRATES: &[&str] = &[
    "crates/domain/src/lib.rs",
    "crates/sheets/src/lib.rs",
    "crates/sim/src/lib.rs",
    "crates/store/src/lib.rs",
    "crates/store-sqlite/src/lib.rs",
    "crates/xtask/src/main.rs",
    "web/src/lib.rs",
    "server/src/lib.rs",
];

/// The rooms that a crate's doc names, in their order.
fn rooms(doc: &str) -> Vec<String> {
    let lines = doc.lines().skip_while(|line| !line.starts_with(ROOMS));
    let lines = lines.take_while(|line| line.starts_with("//! ") && line.len() > 4);
    let text: String = lines.map(|line| &line[3..]).collect();
    let list = text.split_once(':').map_or("", |(_, list)| list);
    let names = list.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// The source without comments and without its tests.
fn code(text: &str) -> String {
    let product = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = product.lines().map(str::trim_start);
    let lines: Vec<&str> = lines.filter(|line| !line.starts_with("//")).collect();
    lines.join("\n")
}

/// The modules of the crate's top that a file names, by `crate::` or, at the top itself, by `super::`.
fn named(code: &str, at_top: bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let ways: &[&str] = if at_top {
        &["crate::", "super::"]
    } else {
        &["crate::"]
    };
    for way in ways {
        for (at, _) in code.match_indices(way) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + way.len()..];
            match rest.strip_prefix('{') {
                Some(list) => found.extend(firsts(list)),
                None => found.extend([word(rest)]),
            }
        }
    }
    found
}

/// The first words of what stands between braces, up to the one that closes them.
fn firsts(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut begins = true;
    let mut found = Vec::new();
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => begins = true,
            c if begins && !c.is_whitespace() => {
                found.push(word(&list[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    found
}

/// The rooms of the names that the crate's top passes on: `crate::Name` is of the room it comes from.
fn passed_on(code: &str, known: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let begins = ["use ", "pub use ", "pub(crate) use "];
    let mut found = BTreeMap::new();
    for statement in code.split(';') {
        let lines = statement.lines();
        let lines = lines.skip_while(|line| !begins.iter().any(|begin| line.starts_with(begin)));
        let text: String = lines.collect();
        let path = text.split_once("use ").map_or("", |(_, path)| path);
        let path = path.trim_start_matches("crate::");
        let room = word(path);
        if !known.contains(room.as_str()) {
            continue;
        }
        for part in path.split([',', '{', '}']) {
            let name = part.rsplit([':', ' ']).find(|name| !name.is_empty());
            found.extend(name.map(|name| (name.to_owned(), room.clone())));
        }
    }
    found
}

fn word(text: &str) -> String {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
    text.chars().take_while(is_part).collect()
}

fn is_test(name: &str) -> bool {
    name.starts_with("test") || name.ends_with("tests.rs") || name.ends_with("tests")
}

/// The product's files of a crate below `folder`, each with the top module that it belongs to.
fn files(folder: &Path, room: Option<&str>, found: &mut Vec<(String, bool, PathBuf)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if is_test(&name) {
            continue;
        }
        let own = room.unwrap_or_else(|| name.trim_end_matches(".rs"));
        if path.is_dir() {
            files(&path, Some(own), found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let at_top = room.is_none()
                || (name == "mod.rs"
                    && ["../lib.rs", "../main.rs"]
                        .iter()
                        .any(|top| folder.join(top).exists()));
            found.push((own.to_owned(), at_top, path));
        }
    }
}

/// What in a crate looks up, and what its doc has forgotten.
fn wrong(lib: &Path) -> Vec<String> {
    let doc = fs::read_to_string(lib).unwrap();
    let order = rooms(&doc);
    let place = |room: &str| order.iter().position(|one| one == room);
    let mut sources = Vec::new();
    files(lib.parent().unwrap(), None, &mut sources);
    let known: BTreeSet<&str> = sources.iter().map(|(room, _, _)| room.as_str()).collect();
    let passed_on = passed_on(&code(&doc), &known);
    let mut wrong = Vec::new();
    for (room, at_top, path) in &sources {
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let Some(own) = place(room) else {
            wrong.push(format!("{room} is no room of {}", lib.display()));
            continue;
        };
        for name in named(&code(&fs::read_to_string(path).unwrap()), *at_top) {
            let other = passed_on.get(&name).unwrap_or(&name);
            let is_above = place(other).is_some_and(|other| other > own);
            if other != room && known.contains(other.as_str()) && is_above {
                wrong.push(format!(
                    "{} uses {other}, which stands above {room}",
                    path.display()
                ));
            }
        }
    }
    wrong
}

#[test]
fn imports_point_one_way() {
    for lib in CRATES {
        let wrong = wrong(&root().join(lib));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn what_looks_up_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "lib.rs",
        "//! Doc.\n//!\n//! Rooms, from the bottom up: `a`,\n//! `b`.\n\nmod a;\nmod b;\nmod c;\npub use b::{\n    Y,\n    z as Z,\n};\n",
    );
    write(
        "b.rs",
        "use crate::a::X;\n#[cfg(test)]\nmod tests { use crate::c; }\n",
    );
    write("c.rs", "");
    for (a, expected) in [
        ("use std::fmt;\n// crate::b\n", 0),
        ("use crate::b::Y;\n", 1),
        ("use crate::{\n    a,\n    b::{self, Y},\n};\n", 1),
        ("fn x() { super::b::y() }\n", 1),
        ("use crate::Y;\n", 1),
        ("use crate::{Y, Z};\n", 2),
        ("use crate::z;\n", 0),
        ("fn x() { other_crate::b::y() }\n", 0),
    ] {
        write("a.rs", a);
        let found = wrong(&folder.path().join("lib.rs"));
        let looks_up = found.iter().filter(|line| line.contains("above")).count();
        assert_eq!(looks_up, expected, "{a}: {found:?}");
        assert!(
            found.iter().any(|line| line.starts_with("c is no room")),
            "{found:?}"
        );
    }
}
