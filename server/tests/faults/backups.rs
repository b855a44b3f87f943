//! Backups while everybody is at work, and what is taken for one but is none.

use std::sync::atomic::{AtomicBool, Ordering};

use yuebao_domain::wire::v1::OperationOutcome;

use crate::evidence::Held;
use crate::process::{Server, data_of, folder, run, said};
use crate::tablet::{CLERKS, Pushed, Tablet};

#[test]
fn fault_33_a_backup_under_load_is_restored_and_the_tablets_bring_the_rest() {
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
