//! Backups while everybody is at work, and what is taken for one but is none.

use std::ffi::OsStr;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use yuebao_domain::wire::v1::OperationOutcome;

use crate::evidence::Held;
use crate::power;
use crate::process::{Server, YUEBAO, data_of, folder, run, said, skipped};
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
                let there = held.has(&result.op_id);
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

/// Kills a command at its calls that change files, one after the other (every `step`-th of those
/// that write), and lets `look` see what each has left.
fn kill_everywhere(args: &[&OsStr], mut look: impl FnMut(&str)) {
    for (call, step) in [("pwrite64", 17), ("fsync", 1), ("unlink", 1), ("rename", 1)] {
        let mut time = 1;
        while !survives(call, time, args) {
            look(call);
            time += step;
            assert!(time < 2000, "{call} has no end");
        }
        assert!(time > 1, "it was never killed at {call}");
        look(call);
    }
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
