//! The invariants of the house, where a reader of the source can check them.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

use yuebao_domain::profile_file::{BUILTIN, builtin};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Files below `folder` with this ending, as path and text.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "dist", "node_modules", ".git"].contains(&&*name) {
                    folders.push(path);
                }
            } else if name.ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no {ending} at all");
    found
}

fn sources() -> Vec<(PathBuf, String)> {
    ["crates", "web", "server"]
        .into_iter()
        .flat_map(|folder| files(folder, ".rs"))
        .collect()
}

/// Lines of code with their numbers, without comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(number, line)| (number + 1, line.trim_start()))
        .filter(|(_, line)| !line.starts_with("//"))
}

fn is_test(path: &Path) -> bool {
    // this crate's own folder is on the way to every file
    let below = path.strip_prefix(root()).unwrap_or(path);
    let is_one = |part: &str| part.starts_with("test") || part.ends_with("tests.rs");
    let mut parts = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.any(|part| is_one(&part))
}

#[test]
fn only_tests_are_left_out() {
    for (path, expected) in [
        ("crates/domain/src/lib.rs", false),
        ("web/src/state/mod.rs", false),
        ("web/src/state/testing.rs", true),
        ("server/src/cli/check_tests.rs", true),
        ("server/tests/it/main.rs", true),
    ] {
        let path = root().join(path);
        assert_eq!(is_test(&path), expected, "{}", path.display());
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (path, text) in sources() {
        if is_test(&path) {
            continue;
        }
        assert!(
            text.starts_with("//!"),
            "{} does not begin with //!",
            path.display()
        );
    }
}

#[test]
fn jurisdictions_are_data() {
    let mut names: Vec<String> = Vec::new();
    let mut notices: Vec<String> = Vec::new();
    for (id, _) in BUILTIN {
        let profile = builtin(id).unwrap();
        names.extend(profile.areas.into_iter().map(|area| area.name));
        notices.push(profile.source);
    }
    // A name such as "市直" or "区直中直" says what, not where.
    names.retain(|name| name.ends_with(['市', '县', '区']) && !name.contains('直'));
    assert!(names.len() > 20, "{names:?}");
    for (path, text) in sources() {
        if is_test(&path) {
            continue;
        }
        let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code(before_tests) {
            // a rule cites its notice by the name that it has
            let line =
                (notices.iter()).fold(line.to_owned(), |line, notice| line.replace(notice, ""));
            let found = names.iter().find(|name| line.contains(name.as_str()));
            assert!(
                found.is_none(),
                "{}:{number} names {found:?}",
                path.display()
            );
        }
    }
}

#[test]
fn the_domain_needs_nothing_but_pure_libraries() {
    let manifest = fs::read_to_string(root().join("crates/domain/Cargo.toml")).unwrap();
    assert!(
        !manifest.contains("[features]"),
        "the domain has no features"
    );
    for outside in [
        "tokio",
        "axum",
        "rusqlite",
        "web-sys",
        "js-sys",
        "wasm-bindgen",
        "rand",
        "chrono",
    ] {
        assert!(
            !manifest.contains(outside),
            "the domain depends on {outside}"
        );
    }
    for (path, text) in files("crates/domain/src", ".rs") {
        for (number, line) in code(&text) {
            for word in [
                "async fn",
                "SystemTime",
                "Zoned::now",
                "Instant::now",
                "std::fs",
                "std::net",
            ] {
                assert!(
                    !line.contains(word),
                    "{}:{number} uses {word}",
                    path.display()
                );
            }
        }
    }
}

/// Reading people's files and making the demo need no server, no disk and no clock.
#[test]
fn values_are_made_without_a_server() {
    for folder in ["crates/sheets", "crates/demo"] {
        let manifest = fs::read_to_string(root().join(folder).join("Cargo.toml")).unwrap();
        for outside in ["tokio", "axum", "rusqlite", "yuebao-server", "yuebao-store"] {
            assert!(!manifest.contains(outside), "{folder} depends on {outside}");
        }
        for (path, text) in files(folder, ".rs") {
            if is_test(&path) {
                continue;
            }
            for (number, line) in code(&text) {
                for word in [
                    "std::fs",
                    "std::net",
                    "SystemTime",
                    "Instant::now",
                    "Zoned::now",
                ] {
                    assert!(
                        !line.contains(word),
                        "{}:{number} uses {word}",
                        path.display()
                    );
                }
            }
        }
    }
}

/// What measures SQLite itself, beside the server.
const RAW_SQLITE: &str = "crates/load/src/raw.rs";

#[test]
fn nothing_above_the_engine_knows_sqlite() {
    for (path, text) in sources() {
        let place = path.to_string_lossy();
        if place.contains("crates/store-sqlite/") || place.ends_with(RAW_SQLITE) {
            continue;
        }
        for (number, line) in code(&text) {
            let found = [
                "rusqlite",
                "SELECT ",
                "INSERT INTO",
                "DELETE FROM",
                "PRAGMA ",
            ]
            .iter()
            .find(|word| line.contains(**word) && (!is_test(&path) || **word == "rusqlite"));
            assert!(found.is_none(), "{place}:{number} holds {found:?}");
        }
    }
    for manifest in ["crates", "web", "server", "tests"]
        .map(|folder| files(folder, "Cargo.toml"))
        .concat()
    {
        let (path, text) = manifest;
        let may = ["store-sqlite", "load"]
            .iter()
            .any(|name| path.ends_with(format!("{name}/Cargo.toml")));
        assert_eq!(text.contains("rusqlite"), may, "{}", path.display());
    }
}

#[test]
fn the_server_names_its_engine_in_one_place() {
    let engine = "yuebao_store_sqlite";
    for (path, text) in files("server/src", ".rs") {
        let own = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let names = code(own).any(|(_, line)| line.contains(engine));
        let is_place = path.ends_with("server/src/engine.rs");
        assert_eq!(names, is_place, "{}", path.display());
    }
    for (path, text) in files("crates/store/src", ".rs") {
        for (number, line) in code(&text) {
            assert!(
                !line.contains("sqlite"),
                "{}:{number} names an engine",
                path.display()
            );
        }
    }
}

/// A database under other hands is for tests.
#[test]
fn nothing_of_the_product_tampers_with_a_database() {
    for (path, text) in files("server/src", ".rs") {
        assert!(
            !text.contains("store_sqlite::testing"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn wire_types_stand_in_one_folder() {
    for folder in ["server/src/handlers", "server/src/extract", "web/src/pages"] {
        for (path, text) in files(folder, ".rs") {
            for (number, line) in code(&text) {
                let derives = line.contains("derive(") && line.contains("erialize");
                assert!(!derives, "{}:{number} declares a wire type", path.display());
            }
        }
    }
}

/// What `serde_json` reads by itself is compiled twice: see crates/domain/src/json.rs.
#[test]
fn the_widget_reads_json_through_one_door() {
    for (path, text) in [files("crates/domain/src", ".rs"), files("web/src", ".rs")].concat() {
        if is_test(&path) || path.to_string_lossy().contains("domain/src/json") {
            continue;
        }
        let own = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code(own) {
            let reads = ["from_str", "from_slice", "from_value"]
                .iter()
                .any(|way| line.contains(&format!("serde_json::{way}")));
            assert!(!reads, "{}:{number} reads past json::read", path.display());
        }
    }
}

#[test]
fn pages_link_to_nothing_that_is_not_there() {
    for page in [
        "README.md",
        "README.zh-CN.md",
        "crates/bench/README.md",
        "crates/bench/README.zh-CN.md",
        "crates/README.md",
        "crates/domain/GLOSSARY.md",
    ] {
        let text = fs::read_to_string(root().join(page)).unwrap();
        let folder = root().join(Path::new(page).parent().unwrap());
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http") && !link.starts_with('#')) {
            assert!(folder.join(link).exists(), "{page} links to {link}");
        }
    }
}

#[test]
fn the_readme_names_every_profile() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(root().join(readme)).unwrap();
        for (id, _) in BUILTIN {
            assert!(text.contains(id), "{readme} does not name the profile {id}");
        }
    }
}
