//! What people read: one word for one thing, one port, and two READMEs that tell the same.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read the source has failed"
)]

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
            assert_eq!(port, PORT, "{path} names another port");
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} ports were found");
    let xtask = text("crates/xtask/src/cli.rs");
    assert!(xtask.contains(&format!("port: {PORT},")));
}
