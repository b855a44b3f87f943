//! The pages for who comes new name what there is: crates/README.md and the glossary.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const PAGE: &str = "crates/README.md";
const GLOSSARY: &str = "crates/domain/GLOSSARY.md";
/// Behind an identifier of the glossary that nothing bears yet.
const TO_COME: char = '○';

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The text of a file, or of all files below a folder but those that were made.
fn below(path: &Path) -> Vec<String> {
    if path.is_file() {
        return fs::read_to_string(path).into_iter().collect();
    }
    let made = ["target", "dist", "node_modules"];
    let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
    entries
        .filter(|entry| !made.iter().any(|name| entry.file_name() == *name))
        .flat_map(|entry| below(&entry.path()))
        .collect()
}

/// The domain's sources, each without its comments.
static DOMAIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sources = below(&root().join("crates/domain/src"));
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let code = |text: &String| text.lines().filter(is_code).collect::<Vec<_>>().join("\n");
    sources.iter().map(code).collect()
});

/// Whether `word` stands in `text` with nothing of a name before or behind it.
fn has_word(text: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + word.len()..].chars().next();
        !before.is_some_and(is_name) && !behind.is_some_and(is_name)
    })
}

/// Whether one of the texts has all parts of `path`, such as `Role::Clerk`.
fn is_named(path: &str, texts: &[String]) -> bool {
    (texts.iter()).any(|text| path.split("::").all(|word| has_word(text, word)))
}

/// What stands in backticks on a line.
fn code(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// Whether it is a file or folder, named from the root.
fn is_path(code: &str) -> bool {
    code.contains('/') && !code.contains(' ')
}

fn is_name(code: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_:".contains(c);
    !code.is_empty() && code.chars().all(is_part)
}

/// What is wrong with a line: whatever it names in backticks has to be there. A function, written
/// `name()` or `Type::name()`, is declared in a file that the line names, or below a folder that it
/// names; any other name is a word there. Where a line names no path, anywhere in the sources.
fn faults(line: &str) -> Vec<String> {
    let (paths, others): (Vec<&str>, Vec<&str>) = code(line).partition(|code| is_path(code));
    let gone = paths.iter().filter(|path| !root().join(path).exists());
    let mut faults: Vec<String> = gone.map(|path| format!("there is no {path}")).collect();
    if !faults.is_empty() {
        return faults;
    }
    let places = if paths.is_empty() {
        vec!["crates", "server", "web", "tests/tests"]
    } else {
        paths
    };
    let texts: Vec<String> = (places.iter())
        .flat_map(|path| below(&root().join(path)))
        .filter(|text| !text.starts_with(FIRST_LINE))
        .collect();
    for name in others {
        let is_there = if let Some(command) = name.strip_prefix("cargo ") {
            is_command(command)
        } else if let Some(function) = name.strip_suffix("()") {
            let declared = function.rsplit("::").next().unwrap();
            let is_declared = |text: &String| has_word(text, &format!("fn {declared}"));
            texts.iter().any(is_declared) && function.split("::").all(|one| is_named(one, &texts))
        } else if is_name(name) {
            is_named(name, &texts)
        } else {
            texts.iter().any(|text| text.contains(name))
        };
        if !is_there {
            faults.push(format!("{name} is not in {}", places.join(", ")));
        }
    }
    faults
}

/// How the page begins: what it says itself proves nothing.
const FIRST_LINE: &str = "# The way in";

/// Whether the packages that a command of cargo names are there, and the tests that it asks for.
fn is_command(command: &str) -> bool {
    let words: Vec<&str> = command.split_whitespace().collect();
    let behind = |option| {
        let at = words.iter().position(|word| *word == option);
        at.and_then(|at| words.get(at + 1).copied())
    };
    let Some(package) = behind("-p") else {
        return words[0] == "xtask";
    };
    let Some(folder) = folder_of(package) else {
        return false;
    };
    if let Some(binary) = behind("--test") {
        let tests = folder.join("tests");
        let found = [format!("{binary}.rs"), format!("{binary}/main.rs")];
        if !found.iter().any(|file| tests.join(file).is_file()) {
            return false;
        }
    }
    let is_flag = |word: &str| word.starts_with('-') || [package, "test"].contains(&word);
    let binary = behind("--test");
    let filters = words
        .iter()
        .filter(|word| !is_flag(word) && Some(**word) != binary);
    let texts: Vec<String> = below(&folder);
    let files: Vec<String> = names_below(&folder);
    filters.into_iter().all(|filter| {
        filter.split("::").all(|part| {
            files.iter().any(|file| file == part) || texts.iter().any(|text| text.contains(part))
        })
    })
}

/// The folder of a package of the workspace.
fn folder_of(package: &str) -> Option<PathBuf> {
    let named = format!("name = \"{package}\"");
    let crates = fs::read_dir(root().join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path());
    let others = ["server", "web", "tests"].map(|name| root().join(name));
    crates.chain(others).find(|folder| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        manifest.lines().any(|line| line == named)
    })
}

/// The names of files and folders below a folder, without endings.
fn names_below(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        names.extend(
            path.file_stem()
                .map(|name| name.to_string_lossy().into_owned()),
        );
        if path.is_dir() && !path.ends_with("target") {
            names.extend(names_below(&path));
        }
    }
    names
}

/// The lines of a page outside of blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let blocks = text.split("```").step_by(2);
    blocks.flat_map(str::lines)
}

#[test]
fn the_way_in_names_what_is_there() {
    let page = text(PAGE);
    assert!(page.starts_with(FIRST_LINE));
    let named: usize = prose(&page).map(|line| code(line).count()).sum();
    assert!(named > 100, "only {named} names were found");
    let faults: Vec<String> = prose(&page).flat_map(faults).collect();
    assert!(faults.is_empty(), "{PAGE}:\n{}", faults.join("\n"));
}

#[test]
fn what_is_not_there_is_found() {
    for (line, is_right) in [
        (
            "`crates/domain/src/money.rs` has `Money` and `percent_of()`",
            true,
        ),
        (
            "`crates/domain/src/money.rs` has `Money::percent_of()`",
            true,
        ),
        ("`crates/domain/src/moneys.rs`", false),
        ("`crates/domain/src/moneys/`", false),
        ("`crates/domain/src/money.rs` has `summarise()`", false),
        ("`crates/domain/src/money.rs` has `Money()`", false),
        ("`crates/domain/src/money.rs` has `Moneys`", false),
        ("`crates/domain/src/check` has `Finding`", true),
        ("`Finding`", true),
        ("`cargo test -p yuebao-domain --lib money`", true),
        ("`cargo test -p yuebao-server --test it reviewing`", true),
        ("`cargo test -p yuebao-domain --lib moneys::of_mars`", false),
        ("`cargo test -p yuebao-domains`", false),
        ("`cargo test -p yuebao-server --test that`", false),
    ] {
        assert_eq!(faults(line).is_empty(), is_right, "{line}");
    }
}

/// A row of the glossary: the term, and each identifier with whether it is to come.
fn row(line: &str) -> Option<(&str, Vec<(&str, bool)>)> {
    let mut cells = line.strip_prefix("| ")?.split(" | ");
    let (term, named) = (cells.next()?, cells.next()?);
    let is_to_come = named.ends_with(TO_COME);
    let more = cells.next().into_iter().flat_map(code);
    let identifiers: Vec<_> = code(named)
        .chain(more)
        .map(|name| (name, is_to_come))
        .collect();
    (!identifiers.is_empty()).then_some((term, identifiers))
}

#[test]
fn the_glossary_says_what_the_code_says() {
    let page = text(GLOSSARY);
    let rows: Vec<_> = page.lines().filter_map(row).collect();
    assert!(rows.len() > 80, "only {} rows were found", rows.len());
    let said = ["crates/domain/src", "web/src", "server/src"];
    let said: Vec<String> = said
        .iter()
        .flat_map(|path| below(&root().join(path)))
        .collect();
    let mut faults = Vec::new();
    for (term, identifiers) in rows {
        for (name, is_to_come) in identifiers {
            match (is_named(name, &DOMAIN), is_to_come) {
                (false, false) => faults.push(format!("{term}: the code has no {name}")),
                (true, true) => faults.push(format!("{term}: {name} has come, so no {TO_COME}")),
                (true, false) if !said.iter().any(|text| text.contains(term)) => {
                    faults.push(format!("{term} is said nowhere"));
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_term_has_one_row() {
    let page = text(GLOSSARY);
    let mut terms: Vec<&str> = page.lines().filter_map(row).map(|(term, _)| term).collect();
    terms.sort_unstable();
    for pair in terms.windows(2) {
        assert_ne!(pair[0], pair[1], "two rows");
    }
}
