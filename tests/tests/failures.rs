//! The ways in which something could get lost or stopped, each with a test that carries its number.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Folders of the repository in which tests stand.
const FOLDERS: [&str; 4] = ["crates", "server", "tests", "web"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn readme() -> String {
    fs::read_to_string(root().join("tests/README.md")).unwrap()
}

/// The numbers for which a text has a test: a function in Rust, a name in JavaScript.
fn tested(text: &str) -> impl Iterator<Item = usize> {
    let names = ["\nfn fault_", "\n    fn fault_", "\"fault_"];
    names.into_iter().flat_map(|start| {
        let found = text.split(start).skip(1);
        found.filter_map(|rest| rest.split('_').next()?.parse().ok())
    })
}

fn tests_below(folder: &Path, found: &mut Vec<usize>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() && !["target", "dist", "node_modules"].contains(&&*name) {
            tests_below(&path, found);
        } else if (ending == "rs" && !path.ends_with(file!())) || ending == "mjs" {
            found.extend(tested(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The numbers of the table's rows, as they stand there.
fn rows(readme: &str) -> Vec<usize> {
    let rows = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `fault_"));
    rows.map(|row| row.split('_').next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn every_failure_has_a_test_of_its_number_or_a_sentence_that_says_why_not() {
    let mut found = Vec::new();
    for folder in FOLDERS {
        tests_below(&root().join(folder), &mut found);
    }
    let readme = readme();
    let said = |number: usize| {
        let name = format!("`fault_{number:02}_`");
        let mut sentences = readme.lines().filter(|line| !line.starts_with('|'));
        sentences.any(|line| line.contains(&name))
    };
    let rows = rows(&readme);
    let missing: Vec<&usize> = (rows.iter())
        .filter(|number| !found.contains(number) && !said(**number))
        .collect();
    assert!(missing.is_empty(), "no test and no sentence: {missing:?}");
    let unknown = found.iter().find(|number| !rows.contains(number));
    assert_eq!(unknown, None, "the table has no row for it");
}

#[test]
fn the_table_has_its_failures_in_order_and_none_of_the_first_33_is_missing() {
    let rows = rows(&readme());
    assert!(rows.is_sorted_by(|one, next| one < next), "{rows:?}");
    assert!(rows.iter().copied().take(33).eq(1..=33), "{rows:?}");
}

#[test]
fn a_test_is_known_by_its_name() {
    let text = "\nfn fault_07_x() {}\n// fault_08_\n    fn fault_09_y() {}\nt(\"fault_10_a_ z\"";
    let mut found: Vec<usize> = tested(text).collect();
    found.sort_unstable();
    assert_eq!(found, [7, 9, 10]);
}
