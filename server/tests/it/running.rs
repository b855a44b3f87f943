//! The program itself: what its log says of what runs and who came.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::support::client::{agent, try_login_at};
use crate::support::{PASSWORD, prepare};

/// `yuebao serve` on a free port.
struct Program {
    child: Child,
    log: BufReader<ChildStderr>,
    said: String,
    url: String,
}

impl Program {
    fn serve(data: &Path, more: &[&str]) -> Self {
        let mut child = yuebao()
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        let url = loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "it ended: {said}");
            said.push_str(&line);
            if let Some((_, url)) = line.trim_end().split_once("serving ") {
                break url.trim_end_matches('/').to_owned();
            }
        };
        Self {
            child,
            log,
            said,
            url,
        }
    }

    /// Stops it; everything that it has logged.
    fn stop(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log.read_to_string(&mut self.said).unwrap();
        self.said
    }
}

fn yuebao() -> Command {
    let mut yuebao = Command::new(env!("CARGO_BIN_EXE_yuebao"));
    yuebao.env("YUEBAO_LANG", "zh-CN");
    yuebao
}

/// What a command has printed, on both streams.
fn told(command: &mut Command) -> String {
    let done = command.output().unwrap();
    let said = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
    assert!(done.status.success(), "{said}");
    said
}

#[test]
fn the_log_says_what_runs_and_who_came_from_where() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    prepare(&data);
    let program = Program::serve(&data, &["--allow-origin", "http://portal.example"]);
    assert_eq!(
        try_login_at(&program.url, "zhang", "wrong-wrong").status,
        401
    );
    assert_eq!(
        try_login_at(&program.url, "my-secret-word", "x").status,
        401
    );
    assert_eq!(try_login_at(&program.url, "zhang", PASSWORD).status, 200);
    let said = program.stop();
    let line = |part: &str| -> &str {
        let found = said.lines().find(|line| line.contains(part));
        found.unwrap_or_else(|| panic!("{part}: {said}"))
    };
    let start = line("月报 yuebao");
    for part in [
        env!("CARGO_PKG_VERSION"),
        data.to_str().unwrap(),
        "http://portal.example",
        "sign_on=\"-\"",
    ] {
        assert!(start.contains(part), "{part}: {start}");
    }
    for (part, user) in [("a login failed", "zhang"), ("logged in", "zhang")] {
        let line = line(part);
        assert!(line.contains("address=127.0.0.1"), "{line}");
        assert!(line.contains(user), "{line}");
    }
    assert_eq!(said.matches("a login failed").count(), 2, "{said}");
    assert!(
        !said.contains("my-secret-word"),
        "it may be a password: {said}"
    );

    let shown = told(
        yuebao()
            .args(["audit", "show", "--about", "zhang", "--data"])
            .arg(&data),
    );
    let (failed, came) = (
        shown.find("登录失败 login_failed"),
        shown.find("登录 login "),
    );
    assert!(failed.is_some() && failed < came, "{shown}");
}

#[test]
fn a_restored_server_does_not_warn_of_a_copy_by_hand_and_a_copy_by_hand_does() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    prepare(&at("data"));
    let program = Program::serve(&at("data"), &[]);
    told(
        yuebao()
            .args(["backup", "--data"])
            .args([at("data"), at("file.db")]),
    );
    program.stop();
    told(
        yuebao()
            .args(["restore", "--data"])
            .args([at("new"), at("file.db")]),
    );
    // The same server, of which the file was copied by hand, and that was restored on purpose.
    told(
        yuebao()
            .args(["restore", "--data"])
            .args([at("newer"), at("data/yuebao.db")]),
    );
    std::fs::create_dir(at("copied")).unwrap();
    std::fs::copy(at("data/yuebao.db"), at("copied/yuebao.db")).unwrap();
    for (name, warns) in [("new", false), ("newer", false), ("copied", true)] {
        let said = Program::serve(&at(name), &[]).stop();
        assert_eq!(said.contains("copied by hand"), warns, "{name}: {said}");
    }
}

#[test]
fn a_plan_is_read_from_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let import = |more: &[&str], text: &str| {
        let mut child = yuebao()
            .args(["import-plan", "-", "--data"])
            .arg(&data)
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let done = child.wait_with_output().unwrap();
        (
            done.status.success(),
            String::from_utf8(done.stderr).unwrap(),
        )
    };
    let good = r#"{"profile": "liuzhou-2022", "units": [{"id": "city", "name": "市"}]}"#;
    assert!(import(&["--check"], good).0);
    assert!(!data.exists(), "checking writes nothing");
    assert!(import(&[], good).0);
    let (done, said) = import(&[], r#"{"units": [{"id": 1}, {"name": "县"}]}"#);
    assert!(!done);
    for part in [
        "standard input:1: units[0].id: ",
        "units[0].name: 缺少",
        "units[1].id: 缺少",
        "3 处错误",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn the_log_names_the_option_that_a_portal_lacks_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    prepare(&data);
    let listed = "http://portal.example";
    let program = Program::serve(&data, &["--allow-origin", listed]);
    for _ in 0..3 {
        for origin in [listed, "https://portal.example", "null"] {
            let asked = agent().get(format!("{}/api/v1/hello", program.url));
            assert_eq!(asked.header("origin", origin).call().unwrap().status(), 200);
        }
    }
    let said = program.stop();
    let lacking = "--allow-origin https://portal.example";
    let lines: Vec<&str> = (said.lines())
        .filter(|line| line.contains("was refused"))
        .collect();
    assert_eq!(lines.len(), 1, "{said}");
    assert!(lines[0].ends_with(lacking), "{said}");
}

#[test]
fn a_base_path_that_is_none_is_refused_with_one_that_would_do() {
    for (given, said) in [
        ("yuebao/", "“/yuebao”"),
        ("/a/../b", "/yuebao"),
        ("/", "根路径"),
    ] {
        let done = yuebao()
            .args(["serve", "--data", "/nowhere", "--base-path", given])
            .output()
            .unwrap();
        assert!(!done.status.success(), "{given}");
        let told = String::from_utf8(done.stderr).unwrap();
        assert!(told.contains(said), "{given}: {told}");
    }
}

/// What the unit of the package starts.
const SERVICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/serve");

#[test]
fn the_service_takes_settings_as_they_are_and_as_they_were() {
    for settings in [
        &[
            ("YUEBAO_LISTEN", "127.0.0.1:0"),
            ("YUEBAO_ALLOW_ORIGIN", "http://a.example,http://b.example"),
        ][..],
        &[
            ("LISTEN", "127.0.0.1:0"),
            (
                "OPTIONS",
                "--allow-origin http://a.example --allow-origin http://b.example",
            ),
        ],
    ] {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        prepare(&data);
        let mut child = Command::new(SERVICE)
            .env("YUEBAO", env!("CARGO_BIN_EXE_yuebao"))
            .env("YUEBAO_DATA", &data)
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        while !said.contains("serving http://127.0.0.1:") {
            assert_ne!(log.read_line(&mut said).unwrap(), 0, "it ended: {said}");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!said.contains("127.0.0.1:8420"), "{said}");
        let origins = "http://a.example http://b.example";
        assert!(said.contains(origins), "{said}");
    }
}
