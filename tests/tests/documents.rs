//! What people read: one word for one thing, one port, and two READMEs that tell the same.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Every text that is kept, but what was written by package managers and this file: path and text.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let listed = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(&root)
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let found: Vec<(String, String)> = (listed.split_terminator('\0'))
        .filter(|path| !path.ends_with("lock.json") && !path.ends_with("documents.rs"))
        .filter_map(|path| Some((path.to_owned(), fs::read_to_string(root.join(path)).ok()?)))
        .collect();
    assert!(found.len() > 100, "git names {} texts only", found.len());
    found
}

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

#[test]
fn one_word_stands_for_one_thing() {
    for (wrong, right) in [
        ("帐号", "账号"),
        ("帐户", "账号"),
        ("账户", "账号"),
        ("密码文件", "密钥文件"),
        ("控件", "组件"),
        ("小部件", "组件"),
    ] {
        for (path, text) in texts() {
            let line = text.lines().position(|line| line.contains(wrong));
            assert_eq!(line, None, "{path}: write {right} for {wrong}");
        }
    }
}

/// Numbers behind a colon that can only be ports.
fn ports(text: &str) -> Vec<&str> {
    let behind = text.split(':').skip(1);
    behind
        .map(|part| {
            let end = part.find(|c: char| !c.is_ascii_digit());
            &part[..end.unwrap_or(part.len())]
        })
        .filter(|digits| (4..=5).contains(&digits.len()))
        .collect()
}

#[test]
fn the_server_has_one_port() {
    const PORT: &str = "8420";
    const METRICS: &str = "9420";
    let told = |path: &String| {
        Path::new(path).extension() == Some("md".as_ref())
            || path.starts_with("server/packaging/")
            || path.starts_with("server/src/cli/")
            || path.starts_with("web/examples/")
            || path.starts_with("web/doors/")
            || path.starts_with("web/extension/")
    };
    let mut seen = 0;
    for (path, text) in texts().iter().filter(|(path, _)| told(path)) {
        for port in ports(text) {
            assert!([PORT, METRICS].contains(&port), "{path} names {port}");
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} ports were found");
    let xtask = text("crates/xtask/src/cli.rs");
    assert!(xtask.contains(&format!("port: {PORT},")));
}

/// Lines that begin so, without those in blocks of code.
fn prose(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            lines.push(line);
        }
    }
    lines
}

/// What stands between `open` and `close`, in order and without repetitions.
fn between<'a>(text: &'a str, open: &str, close: char) -> BTreeSet<&'a str> {
    (text.split(open).skip(1))
        .filter_map(|rest| rest.split_once(close))
        .map(|(inner, _)| inner)
        .collect()
}

/// What stands in backticks on a line, if it is the same in every language.
fn code(text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for line in prose(text) {
        found.extend(line.split('`').skip(1).step_by(2));
    }
    found.retain(|code| code.is_ascii() && !code.chars().any(|c| c.is_ascii_uppercase()));
    found
}

/// Whole numbers of four digits and more, without the commas in them.
fn figures(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    (text.split(|c| !is_part(c)))
        .map(|figure| figure.trim_matches([',', '.']).replace(',', ""))
        .filter(|figure| figure.len() >= 4 && !figure.contains('.'))
        .collect()
}

/// The commands of the blocks of code without what people put in place of a name.
fn commands(text: &str) -> Vec<Vec<&str>> {
    let blocks = text.split("```sh\n").skip(1);
    let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
    let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(" #").next().unwrap())
        .map(|line| line.split_whitespace().filter(is_word).collect())
        .collect()
}

#[test]
fn both_readmes_tell_the_same() {
    tell_the_same("README");
}

#[test]
fn what_was_measured_is_told_the_same() {
    tell_the_same("crates/bench/README");
}

fn tell_the_same(page: &str) {
    let (en, zh) = (
        text(&format!("{page}.md")),
        text(&format!("{page}.zh-CN.md")),
    );
    let headings = |text: &str| -> Vec<usize> {
        (prose(text).iter())
            .filter(|line| line.starts_with('#'))
            .map(|line| line.find(' ').unwrap())
            .collect()
    };
    assert_eq!(headings(&en), headings(&zh), "sections differ");
    let tables = |text: &str| -> Vec<usize> {
        let rows = prose(text).into_iter().filter(|line| line.starts_with('|'));
        rows.map(|row| row.matches('|').count()).collect()
    };
    assert_eq!(tables(&en), tables(&zh), "tables differ");
    let items = |text: &str| {
        let is_item =
            |line: &&str| line.starts_with("- ") || line.starts_with(|c: char| c.is_ascii_digit());
        prose(text).into_iter().filter(|line| is_item(line)).count()
    };
    assert_eq!(items(&en), items(&zh), "lists differ");
    assert_eq!(commands(&en), commands(&zh), "commands differ");
    let links = |text| -> BTreeSet<String> {
        let links = between(text, "](", ')').into_iter();
        links.map(|link| link.replace(".zh-CN.md", ".md")).collect()
    };
    assert_eq!(links(&en), links(&zh), "links differ");
    let (ours, theirs) = (figures(&en), figures(&zh));
    let differ: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert!(differ.is_empty(), "only one README has {differ:?}");
    let (ours, theirs) = (code(&en), code(&zh));
    let differ: Vec<_> = ours.symmetric_difference(&theirs).collect();
    assert!(differ.is_empty(), "only one README names {differ:?}");
}
