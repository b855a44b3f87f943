//! The portal's back ends in `web/examples/back-end`, each run as it stands there: what it signs lets
//! the person in, and what it signs with another secret does not.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_server::clock::Clock;
use yuebao_server::sign_on::Settings;

use super::portal::{ask, said};
use crate::support::TestServer;

const SECRET: &str = "9Hq3mZ0pVx7cTgB2yLr8sKd4WnJf6uEa1";
/// What a person's name can have in it.
const NAME: &str = "李“明”\\\"\t𠮷";

/// One of the examples: a command, and the files that it needs.
pub(crate) struct BackEnd {
    pub(crate) name: &'static str,
    pub(crate) command: Command,
    pub(crate) folder: TempDir,
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/examples/back-end")
}

impl BackEnd {
    fn new(name: &'static str, program: &str) -> Self {
        let mut command = Command::new(program);
        // without it a machine without a language gives Java no Chinese
        command.env("LC_ALL", "C.UTF-8");
        let folder = tempfile::tempdir().unwrap();
        Self {
            name,
            command,
            folder,
        }
    }

    pub(crate) fn script(name: &'static str, program: &str) -> Self {
        let mut script = Self::new(name, program);
        script.command.arg(examples().join(name));
        script
    }

    /// Compiled for the oldest Java that portals have.
    pub(crate) fn java(name: &'static str) -> Self {
        let mut java = Self::new(name, "java");
        let mut compiler = Command::new("javac");
        compiler.args(["--release", "8", "-encoding", "UTF-8", "-d"]);
        compiler
            .arg(java.folder.path())
            .arg(examples().join(java.name));
        assert!(compiler.status().expect("a JDK is installed").success());
        let class = name.trim_end_matches(".java");
        java.command.arg("-cp").arg(java.folder.path()).arg(class);
        java
    }

    fn token(mut self, secret: &str) -> String {
        let file = self.folder.path().join("portal.secret");
        std::fs::write(&file, format!("{secret}\n")).unwrap();
        self.command.arg(file);
        self.command.args(["4711", "li.ming", NAME, "2041", "填报"]);
        let told = self.command.output().expect(self.name);
        let words = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "{}: {words}", self.name);
        String::from_utf8(told.stdout).unwrap().trim().to_owned()
    }
}

fn all() -> [BackEnd; 3] {
    [
        BackEnd::java("Token.java"),
        BackEnd::script("token.mjs", "node"),
        BackEnd::script("token.py", "python3"),
    ]
}

fn server() -> TestServer {
    TestServer::with(|config| {
        let folder = config.data.parent().unwrap();
        std::fs::write(folder.join("portal.secret"), format!("{SECRET}\n")).unwrap();
        let text = std::fs::read_to_string(examples().join("sign-on.toml")).unwrap();
        config.sign_on = Some(Settings::from_toml(&text, folder).unwrap());
        config.clock = Clock::system();
    })
}

#[test]
fn a_token_of_each_back_end_signs_a_person_in_and_one_of_another_secret_does_not() {
    for back_end in all() {
        let server = server();
        let name = back_end.name;
        let answer = ask(&server, &back_end.token(SECRET));
        assert_eq!(said(&answer), (200, String::new()), "{name}");
        let me: Me = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            (me.user.as_str(), me.role),
            ("li.ming", Role::Clerk),
            "{name}"
        );
        assert_eq!(me.unit.id, "roads", "{name}");
        assert_eq!(me.name, NAME.replace('\t', ""), "{name}");
    }
    let server = server();
    for back_end in all() {
        let name = back_end.name;
        let answer = ask(
            &server,
            &back_end.token("another secret, of more than 32 bytes"),
        );
        let refused = (401, "token-refused".to_owned());
        assert_eq!(said(&answer), refused, "{name}");
    }
}
