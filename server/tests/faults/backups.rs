//! Backups while everybody is at work, and what is taken for one but is none.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, Ordering};

use yuebao_domain::wire::v1::OperationOutcome;

use crate::disk_full::namespace;
use crate::evidence::{Held, copy};
use crate::power;
use crate::process::{Server, YUEBAO, data_of, folder, run, said, skipped};
use crate::support::client::try_login_at;
use crate::support::{Client, PASSWORD, prepare};
use crate::tablet::{CLERKS, Pushed, Tablet};

#[test]
fn fault_15_a_backup_taken_under_load_is_restored_and_the_tablets_bring_the_rest() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    for tablet in &mut tablets {
        tablet.write(20, 500);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    let safe: Vec<_> = tablets
        .iter()
        .flat_map(|one| one.acknowledged.clone())
        .collect();
    let file = folder.path().join("backup.db");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for tablet in &mut tablets {
            let done = &done;
            scope.spawn(move || {
                // At least once after the backup, so that it lacks something.
                let mut after = false;
                while !after {
                    after = done.load(Ordering::SeqCst);
                    tablet.write(3, 500);
                    assert_eq!(tablet.push(), Pushed::Taken);
                }
            });
        }
        let backed_up = run([
            "backup".as_ref(),
            "--data".as_ref(),
            data.as_os_str(),
            file.as_os_str(),
        ]);
        done.store(true, Ordering::SeqCst);
        assert!(backed_up.status.success(), "{}", said(&backed_up));
        assert!(
            said(&backed_up).contains("已备份并校验"),
            "{}",
            said(&backed_up)
        );
    });
    let watermark = tablets[0].client.sync(Vec::new()).backup_watermark;
    assert!(watermark > 0, "tablets hear of it");
    let epoch = tablets[0].client.sync(Vec::new()).epoch;
    // The machine burns down.
    server.kill();

    let elsewhere = folder.path().join("restored");
    let restored = run([
        "restore".as_ref(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
        file.as_os_str(),
    ]);
    assert!(restored.status.success(), "{}", said(&restored));
    let held = Held::examine_copy(&elsewhere).unwrap();
    held.require(&safe);
    let everything: usize = tablets.iter().map(|one| one.acknowledged.len()).sum();
    assert!(held.len() < everything, "it lacks what came later");
    let server = Server::on(&elsewhere);
    for (tablet, (user, _)) in tablets.iter_mut().zip(CLERKS) {
        tablet.client = server.client(user);
        assert!(
            tablet.client.sync(Vec::new()).epoch > epoch,
            "tablets hear of it"
        );
        for chunk in tablet.acknowledged.chunks(100) {
            for result in tablet.client.sync(chunk.to_vec()).results {
                let there = held.has(result.op_id.as_str());
                let expected = if there {
                    OperationOutcome::Duplicate
                } else {
                    OperationOutcome::Applied
                };
                assert_eq!(result.outcome, expected);
            }
        }
    }
    assert!(server.stop().success());
    Held::examine(&elsewhere).unwrap().require_exactly(&tablets);
}

const BY_HAND: [&str; 2] = ["手工复制", "copied by hand"];

fn epoch(tablets: &mut [Tablet]) -> u64 {
    tablets[0].client.sync(Vec::new()).epoch
}

/// Everything that was ever acknowledged is sent again, as after a new epoch.
fn send_again(server: &Server, tablets: &mut [Tablet]) {
    for (tablet, (user, _)) in tablets.iter_mut().zip(CLERKS) {
        tablet.client = server.client(user);
        tablet.outbox = std::mem::take(&mut tablet.acknowledged);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
}

#[test]
fn fault_33_a_file_copied_by_hand_is_not_taken_for_the_newest() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    for tablet in &mut tablets {
        tablet.write(5, 50);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    let first = epoch(&mut tablets);
    // What was acknowledged is still in the log, which nobody thinks of.
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::copy(data.join("yuebao.db"), elsewhere.join("yuebao.db")).unwrap();
    server.kill();

    let server = Server::on(&elsewhere);
    assert!(
        BY_HAND.iter().all(|words| server.log().contains(words)),
        "{}",
        server.log()
    );
    send_again(&server, &mut tablets);
    let second = epoch(&mut tablets);
    assert!(second > first, "tablets hear of it");
    assert!(server.stop().success());
    Held::examine(&elsewhere).unwrap().require_exactly(&tablets);

    // An older file put back where a newer one was.
    let older = folder.path().join("older.db");
    std::fs::copy(elsewhere.join("yuebao.db"), &older).unwrap();
    let server = Server::on(&elsewhere);
    assert!(
        !server.log().contains(BY_HAND[0]),
        "a restart is nothing special"
    );
    for tablet in &mut tablets {
        tablet.turn_to(&server);
        tablet.write(5, 50);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    assert_eq!(epoch(&mut tablets), second);
    assert!(server.stop().success());
    std::fs::copy(&older, elsewhere.join("yuebao.db")).unwrap();
    let server = Server::on(&elsewhere);
    assert!(server.log().contains(BY_HAND[0]), "{}", server.log());
    send_again(&server, &mut tablets);
    assert!(epoch(&mut tablets) > second);
    // Nor is kill -9.
    server.kill();
    let server = Server::on(&elsewhere);
    assert!(!server.log().contains(BY_HAND[0]), "{}", server.log());
    for tablet in &mut tablets {
        tablet.turn_to(&server);
        tablet.repeat_everything();
    }
    assert!(server.stop().success());
    Held::examine(&elsewhere).unwrap().require_exactly(&tablets);
}

/// Runs a command that is killed when it is about to make this call of the system for the so-many-th
/// time; whether it came to its end before.
fn survives(call: &str, time: u64, args: &[&OsStr]) -> bool {
    let killed = Command::new("strace")
        .args([
            "-f",
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={call}"),
            "-e",
        ])
        .arg(format!("inject={call}:signal=KILL:when={time}"))
        .arg(YUEBAO)
        .args(args)
        .output();
    killed.unwrap().status.success()
}

/// The calls that change files; of those that write, which are many, every so-many-th.
const CALLS: [(&str, u64); 5] = [
    ("copy_file_range", 1),
    ("pwrite64", 17),
    ("fsync", 1),
    ("unlink", 1),
    ("rename", 1),
];

/// Kills a command at its calls that change files, one after the other, and lets `look` see what
/// each has left.
fn kill_everywhere(args: &[&OsStr], mut look: impl FnMut(&str)) {
    let mut killed = 0;
    for (call, step) in CALLS {
        let mut time = 1;
        while !survives(call, time, args) {
            look(call);
            killed += 1;
            time += step;
            assert!(time < 2000, "{call} has no end");
        }
        look(call);
    }
    assert!(killed >= 4, "{killed}");
}

#[test]
fn fault_33_a_backup_or_a_restore_that_is_killed_leaves_nothing_half_done() {
    if !power::can_record() {
        skipped("fault_33 (killed)", power::NOT_HERE);
        return;
    }
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    for tablet in &mut tablets {
        tablet.write(5, 100);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    assert!(server.stop().success());
    let (file, elsewhere) = (
        folder.path().join("backup.db"),
        folder.path().join("restored"),
    );
    let backup = [
        "backup".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
        file.as_os_str(),
    ];
    let restore = [
        "restore".as_ref(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
        file.as_os_str(),
    ];
    let mut whole = 0;
    kill_everywhere(&backup, |call| {
        // There is a whole one, which can be restored, or none.
        if file.exists() {
            whole += 1;
            let restored = run(restore);
            assert!(restored.status.success(), "{call}: {}", said(&restored));
            Held::examine(&elsewhere).unwrap().require_exactly(&tablets);
            std::fs::remove_dir_all(&elsewhere).unwrap();
            std::fs::remove_file(&file).unwrap();
        }
        // The next attempt is not in the way of the last one, nor is the server.
        Held::examine(&data).unwrap().require_exactly(&tablets);
    });
    assert!(whole >= 4, "{whole}");

    let backed_up = run(backup);
    assert!(backed_up.status.success(), "{}", said(&backed_up));
    kill_everywhere(&restore, |_| {
        if elsewhere.join("yuebao.db").exists() {
            Held::examine(&elsewhere).unwrap().require_exactly(&tablets);
            std::fs::remove_dir_all(&elsewhere).unwrap();
        }
    });

    // Nor is a file without anything in it a backup.
    let nothing = folder.path().join("nothing.db");
    std::fs::write(&nothing, "").unwrap();
    let refused = run([
        "restore".as_ref(),
        "--data".as_ref(),
        elsewhere.as_os_str(),
        nothing.as_os_str(),
    ]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("没有数据库"), "{}", said(&refused));
    assert!(!elsewhere.join("yuebao.db").exists());
}

/// What the package runs every night.
const NIGHTLY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/backup");

fn every_night(copies: &Path, data: &Path) -> Output {
    let mut nightly = Command::new("sh");
    nightly.arg(NIGHTLY).args([copies, data]);
    nightly.env("YUEBAO", YUEBAO).output().unwrap()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn restore(folder: &Path, file: &Path) -> Output {
    run([
        "restore".as_ref(),
        "--data".as_ref(),
        folder.as_os_str(),
        file.as_os_str(),
    ])
}

#[test]
fn fault_38_a_clock_that_jumps_and_foreign_files_cost_no_backup() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    let copies = folder.path().join("copies");
    std::fs::create_dir(&copies).unwrap();

    // Copies from before, of nights before and after today as clocks had it, and what others left.
    let first = every_night(&copies, &data);
    assert!(first.status.success(), "{}", said(&first));
    let seed = copies.join(&names_in(&copies)[0]);
    let put = |name: &str| std::fs::copy(&seed, copies.join(name)).unwrap();
    let night = |year: u32, day: u32| format!("yuebao-{year}01{day:02}T023000Z.db");
    let ahead: Vec<String> = (1..=15).map(|day| night(2099, day)).collect();
    let old: Vec<String> = (1..=20).map(|day| night(2015, day)).collect();
    let foreign: Vec<String> = (0..15).map(|n| format!("yuebao-z{n}.db")).collect();
    for name in ahead.iter().chain(&old).chain(&foreign) {
        put(name);
    }
    let elsewhere = folder.path().join("another");
    prepare(&elsewhere);
    let of_another = night(2014, 1);
    let arguments = ["backup".as_ref(), "--data".as_ref(), elsewhere.as_os_str()];
    let file = copies.join(&of_another);
    let another = run(arguments.into_iter().chain([file.as_os_str()]));
    assert!(another.status.success(), "{}", said(&another));

    for tablet in &mut tablets {
        tablet.write(3, 50);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    let before = names_in(&copies);
    let night = every_night(&copies, &data);
    assert!(night.status.success(), "{}", said(&night));
    let after = names_in(&copies);
    let made: Vec<&String> = after.iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(
        made.len(),
        1,
        "what was made now is there: {}",
        said(&night)
    );
    for name in ahead.iter().chain(&foreign).chain([&of_another]) {
        assert!(after.contains(name), "{name} is gone");
    }
    assert!(said(&night).contains(&ahead[0]), "{}", said(&night));
    assert!(said(&night).contains(&of_another), "{}", said(&night));
    // The new one, the first one, and the newest twelve of the others.
    let left = after.iter().filter(|name| old.contains(name)).count();
    assert_eq!(left, 12);
    assert!(after.contains(&old[19]) && !after.contains(&old[0]));

    // What tablets may forget by now is in the copy that stayed.
    let told = tablets[0].client.sync(Vec::new());
    assert_eq!(told.backup_watermark, told.cursor);
    let restored = folder.path().join("restored");
    let put_back = restore(&restored, &copies.join(made[0]));
    assert!(put_back.status.success(), "{}", said(&put_back));
    Held::examine(&restored).unwrap().require_exactly(&tablets);
}

/// Puts a disk at `$1` with what is in `$2`, to which nothing can be written, and goes on.
const ON_A_READ_ONLY_DISK: &str = r#"mount -t tmpfs -o mode=755 tmpfs "$1" && cp "$2"/* "$1" &&
    mount -o remount,ro "$1" && shift 2 && exec "$@""#;

#[test]
fn fault_33_a_copy_by_hand_is_restored_with_its_log_from_where_nothing_can_be_written() {
    let Some(flags) = namespace() else {
        skipped("fault_33 (read-only)", "no file system can be mounted here");
        return;
    };
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    for tablet in &mut tablets {
        tablet.write(5, 100);
        assert_eq!(tablet.push(), Pushed::Taken);
    }
    server.kill();
    let (by_hand, disk) = (folder.path().join("by-hand"), folder.path().join("disk"));
    copy(&data, &by_hand);
    std::fs::create_dir(&disk).unwrap();
    let from_disk = |target: &PathBuf, name: &str| {
        let mut launcher = Command::new("unshare");
        launcher
            .args([flags, "sh", "-c", ON_A_READ_ONLY_DISK, "sh"])
            .args([&disk, &by_hand])
            .args([YUEBAO, "restore", "--data"])
            .args([target, &disk.join(name)]);
        launcher.output().unwrap()
    };
    let target = folder.path().join("restored");
    let restored = from_disk(&target, "yuebao.db");
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(said(&restored).contains("手工复制"), "{}", said(&restored));
    Held::examine(&target).unwrap().require_exactly(&tablets);
    assert_eq!(
        names_in(&target),
        ["yuebao.db", "yuebao.lock"],
        "nothing half done"
    );

    // Without the log it says what may be missing.
    std::fs::remove_file(by_hand.join("yuebao.db-wal")).unwrap();
    let target = folder.path().join("without");
    let restored = from_disk(&target, "yuebao.db");
    assert!(restored.status.success(), "{}", said(&restored));
    assert!(said(&restored).contains("自动补传"), "{}", said(&restored));
    let missing = restore(&target.join("x"), &by_hand.join("none.db"));
    assert!(!missing.status.success());
    assert!(said(&missing).contains("none.db"), "{}", said(&missing));
}

#[test]
fn a_restore_gives_nobody_back_what_was_taken_away_since_the_backup() {
    let folder = folder();
    let data = data_of(&folder);
    let file = folder.path().join("backup.db");
    let server = Server::on(&data);
    let before = server.client("zhang");
    let user = |data: &Path, what: &[&str]| {
        let mut command = Command::new(YUEBAO);
        command.args(["user", what[0], "--data"]).arg(data);
        let done = command.args(&what[1..]).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
    };
    let backed_up = run([
        "backup".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
        file.as_os_str(),
    ]);
    assert!(backed_up.status.success(), "{}", said(&backed_up));
    user(&data, &["disable", "li"]);
    user(&data, &["passwd", "wang"]);
    user(&data, &["change", "zhao", "--role", "supervisor"]);
    user(&data, &["revoke", "zhang"]);
    assert!(server.stop().success());

    let alone = folder.path().join("alone");
    let restored = restore(&alone, &file);
    assert!(
        said(&restored).contains("--accounts-from"),
        "{}",
        said(&restored)
    );
    let again = folder.path().join("again");
    let mut command = Command::new(YUEBAO);
    command.args(["restore", "--data"]).arg(&again);
    command.arg("--accounts-from").arg(&data).arg(&file);
    let restored = command.output().unwrap();
    assert!(restored.status.success(), "{}", said(&restored));
    for (words, there) in [("li: 停用", true), ("wang: ", true), ("zhang: ", false)] {
        assert_eq!(
            said(&restored).contains(words),
            there,
            "{}",
            said(&restored)
        );
    }
    for (folder, open) in [(&alone, [200, 200]), (&again, [401, 401])] {
        let server = Server::on(folder);
        let old = Client::with_token(server.url(), &before.token);
        assert_eq!(
            old.get("/api/v1/session").status,
            401,
            "no login comes back"
        );
        let ask = |user: &str| try_login_at(server.url(), user, PASSWORD);
        assert_eq!([ask("li").status, ask("wang").status], open);
        let role = &ask("zhao").json()["me"]["role"];
        assert_eq!(role == "supervisor", open[0] == 401, "{role}");
        assert!(server.stop().success());
    }
}
