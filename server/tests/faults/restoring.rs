//! The package's way back from a backup, as an administrator goes it, on a machine whose service
//! manager and users are played by scripts of a few lines.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use yuebao_server::engine;

use crate::process::{Server, YUEBAO, data_of, folder, run, said};
use crate::tablet::{Pushed, Tablet};

const RESTORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/yuebao-restore");

/// Starts and stops the real server. A file `broken` beside it is a service that does not come up,
/// that one time.
const SYSTEMCTL: &str = r#"#!/bin/sh
echo "$*" >>"$HOME/asked"
case "$1" in
stop) [ ! -e "$HOME/pid" ] || { pid=$(cat "$HOME/pid"); rm "$HOME/pid"
    for _ in $(seq 400); do kill "$pid" 2>/dev/null || break; sleep 0.05; done; } ;;
start) if [ -e "$HOME/broken" ]; then rm "$HOME/broken"; exit 0; fi
    env --default-signal=TERM "$YUEBAO" serve --data "$YUEBAO_DATA" --listen 127.0.0.1:0 --assets "$HOME/none" >/dev/null 2>>"$HOME/log" &
    echo $! >"$HOME/pid" ;;
is-active) [ -e "$HOME/pid" ] && kill -0 "$(cat "$HOME/pid")" ;;
esac
"#;
const RUNUSER: &str = "#!/bin/sh\nshift 3\nexec \"$@\"\n";
const ID: &str = "#!/bin/sh\necho 0\n";

/// A machine with the package at work on it.
struct Machine {
    folder: TempDir,
}

impl Machine {
    /// With reports, of which the backup lacks the later ones.
    fn new() -> (Self, PathBuf) {
        let folder = folder();
        let machine = Self { folder };
        for (name, text) in [("systemctl", SYSTEMCTL), ("runuser", RUNUSER), ("id", ID)] {
            let path = machine.at(name);
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let server = Server::on(&machine.data());
        let mut tablets = Tablet::all(&server);
        let mut push = || {
            for tablet in &mut tablets {
                tablet.write(3, 100);
                assert_eq!(tablet.push(), Pushed::Taken);
            }
        };
        push();
        let backup = machine.at("backup.db");
        let done = run([
            "backup".as_ref(),
            "--data".as_ref(),
            machine.data().as_os_str(),
            backup.as_os_str(),
        ]);
        assert!(done.status.success(), "{}", said(&done));
        push();
        server.stop();
        machine.do_to_the_service("start");
        (machine, backup)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn data(&self) -> PathBuf {
        data_of(&self.folder)
    }

    fn command(&self, program: &Path) -> Command {
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(program);
        command
            .env("PATH", format!("{}:{path}", self.folder.path().display()))
            .env("HOME", self.folder.path())
            .env("YUEBAO", YUEBAO)
            .env("YUEBAO_DATA", self.data())
            .env("YUEBAO_PATIENCE", "1");
        command
    }

    fn restore(&self, args: &[&str]) -> Output {
        self.command(Path::new(RESTORE))
            .args(args)
            .output()
            .unwrap()
    }

    fn do_to_the_service(&self, what: &str) -> bool {
        let mut asked = self.command(&self.at("systemctl"));
        asked
            .args([what, "yuebao.service"])
            .status()
            .unwrap()
            .success()
    }

    /// How far the data has come.
    fn seq(data: &Path) -> u64 {
        let conn = engine::existing(data).unwrap().open_reader().unwrap();
        conn.reading().last_seq().unwrap()
    }

    /// The folders beside the database, by the beginnings of their names.
    fn folders(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.data()).unwrap().map(Result::unwrap);
        let folders = entries.filter(|entry| entry.path().is_dir());
        let names = folders.map(|entry| entry.file_name().into_string().unwrap());
        names.collect()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.do_to_the_service("stop");
    }
}

#[test]
fn one_command_brings_a_backup_back_and_keeps_what_was_there() {
    let (machine, backup) = Machine::new();
    let now = Machine::seq(&machine.data());
    let disabled = run([
        "user".as_ref(),
        "disable".as_ref(),
        "--data".as_ref(),
        machine.data().as_os_str(),
        "zhang".as_ref(),
    ]);
    assert!(disabled.status.success(), "{}", said(&disabled));
    let done = machine.restore(&[backup.to_str().unwrap()]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(machine.do_to_the_service("is-active"), "it is at work");
    assert!(
        Machine::seq(&machine.data()) < now,
        "on what the backup has"
    );
    let folders = machine.folders();
    let [before] = folders.as_slice() else {
        panic!("{folders:?}")
    };
    assert!(before.starts_with("before-"), "{before}");
    assert!(said(&done).contains(before.as_str()), "{}", said(&done));
    assert!(
        Machine::seq(&machine.data().join(before)) >= now,
        "nothing of it is lost"
    );
    let mode = std::fs::metadata(machine.data().join("yuebao.db"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600, "for the service alone");
    let users = run([
        "user".as_ref(),
        "list".as_ref(),
        "--data".as_ref(),
        machine.data().as_os_str(),
    ]);
    let zhang = said(&users);
    let zhang = zhang.lines().find(|line| line.contains("zhang")).unwrap();
    assert!(
        zhang.contains("停用") || zhang.contains("disabled"),
        "since the backup: {zhang}"
    );
}

#[test]
fn where_it_fails_the_service_goes_on_with_what_it_had() {
    let (machine, backup) = Machine::new();
    let now = Machine::seq(&machine.data());
    let broken = machine.at("broken.db");
    let bytes = std::fs::read(&backup).unwrap();
    std::fs::write(&broken, &bytes[..bytes.len() / 2]).unwrap();
    let text = machine.at("text.db");
    std::fs::write(&text, "no database").unwrap();
    for (file, why) in [
        (&broken, "a backup that ends in the middle"),
        (&text, "what is none"),
        (&machine.at("nothing.db"), "no file"),
    ] {
        let done = machine.restore(&[file.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1), "{why}: {}", said(&done));
        assert!(machine.do_to_the_service("is-active"), "{why}");
        assert_eq!(Machine::seq(&machine.data()), now, "{why}");
        assert_eq!(machine.folders(), Vec::<String>::new(), "{why}");
    }
    // the restored server does not come up
    std::fs::write(machine.at("broken"), "").unwrap();
    let done = machine.restore(&[backup.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("放回原来的数据"), "{}", said(&done));
    assert!(machine.do_to_the_service("is-active"));
    assert_eq!(Machine::seq(&machine.data()), now);
    let folders = machine.folders();
    assert!(
        folders.len() == 1 && folders[0].starts_with("failed-"),
        "{folders:?}"
    );
}

#[test]
fn a_folder_at_work_for_another_program_is_left_alone() {
    let (machine, backup) = Machine::new();
    machine.do_to_the_service("stop");
    let by_hand = Server::on(&machine.data());
    let now = Machine::seq(&machine.data());
    let done = machine.restore(&[backup.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("不是本机的服务"), "{}", said(&done));
    assert_eq!(Machine::seq(&machine.data()), now);
    by_hand.stop();
}

#[test]
fn without_a_file_it_says_which_there_are() {
    let (machine, backup) = Machine::new();
    let copies = machine.at("copies");
    std::fs::create_dir(&copies).unwrap();
    std::fs::copy(backup, copies.join("yuebao-20261128.db")).unwrap();
    let done = machine
        .command(Path::new(RESTORE))
        .env("YUEBAO_BACKUPS", &copies)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(
        said(&done).contains("yuebao-20261128.db"),
        "{}",
        said(&done)
    );
    assert!(
        machine.do_to_the_service("is-active"),
        "nothing was stopped"
    );
}
