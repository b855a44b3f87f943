//! Backups, what is put back from them, and how a device learns of it.

use std::path::Path;

use yuebao_domain::operation::Refusal;
use yuebao_domain::wire::v1::{Operation, OperationOutcome, ReportState, SyncAnswer};
use yuebao_server::engine;
use yuebao_store::OpenError;

use crate::support::ops::{GOOD, set, submit};
use crate::support::{TestServer, now, prepare};

/// A server on what a backup holds.
pub(crate) fn put_back(file: &Path) -> TestServer {
    let folder = tempfile::tempdir().unwrap();
    let target = engine::create(&folder.path().join("data")).unwrap();
    target.restore(file).unwrap();
    TestServer::on(folder, |_| {})
        .map_err(|(error, _)| error)
        .unwrap()
}

#[test]
fn a_backup_is_taken_beside_the_running_server_and_begins_a_new_epoch_when_restored() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let first = submit("road", 0, GOOD);
    zhang.expect(OperationOutcome::Applied, &first);
    let stood = zhang.sync(Vec::new());
    assert_eq!(stood.backup_watermark, 0);

    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("yuebao-backup.db");
    let dir = engine::existing(&server.data()).unwrap();
    let seq = dir.back_up(&file, &now().rfc3339()).unwrap().seq;
    assert_eq!(seq, stood.cursor);
    assert!(matches!(
        dir.back_up(&file, &now().rfc3339()),
        Err(OpenError::Exists(_))
    ));
    assert_eq!(zhang.sync(Vec::new()).backup_watermark, seq);
    let late = submit("bridge", 0, GOOD);
    zhang.expect(OperationOutcome::Applied, &late);
    let told = zhang.cursor;
    assert!(told > seq);
    drop(server);

    let folder = tempfile::tempdir().unwrap();
    let target = engine::create(&folder.path().join("data")).unwrap();
    target.restore(&file).unwrap();
    assert!(matches!(target.restore(&file), Err(OpenError::Exists(_))));
    let restored = TestServer::on(folder, |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    let mut zhang = restored.client("zhang");
    zhang.cursor = told;
    let answer = zhang.sync(Vec::new());
    assert_eq!(answer.server_id, stood.server_id);
    assert!(answer.epoch > stood.epoch);
    assert_eq!(
        (answer.cursor, answer.backup_watermark),
        (seq, seq),
        "below what the device was told"
    );
    // The device sends again what it had kept.
    zhang.expect(OperationOutcome::Duplicate, &first);
    zhang.expect(OperationOutcome::Applied, &late);
    let ahead = zhang.expect(
        OperationOutcome::Retry,
        &set("bridge", 9, &[("remarks", "x")]),
    );
    assert_eq!(ahead.refusal, Some(Refusal::UnknownBase));
    let epoch = answer.epoch;
    let again = TestServer::on(restored.stop(), |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    assert_eq!(
        again.client("zhang").sync(Vec::new()).epoch,
        epoch,
        "a restart is no restore"
    );

    // Put back once more, by a clock that stands still.
    let other = put_back(&file).client("zhang").sync(Vec::new()).epoch;
    assert!(other > stood.epoch && other != epoch);
}

#[test]
fn after_a_restore_a_revision_of_the_same_number_is_not_taken_for_the_one_that_was_seen() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    for (rev, text) in [(0, "一"), (1, "二")] {
        zhang.expect(
            OperationOutcome::Applied,
            &set("road", rev, &[("remarks", text)]),
        );
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("backup.db");
    engine::existing(&server.data())
        .unwrap()
        .back_up(&file, &now().rfc3339())
        .unwrap();
    let second = zhang.report("road", "2022-05");
    zhang.expect(
        OperationOutcome::Applied,
        &set("road", 2, &[("remarks", "三")]),
    );
    let third = zhang.report("road", "2022-05");
    assert_eq!(third.rev, 3);
    drop(server);

    let folder = tempfile::tempdir().unwrap();
    engine::create(&folder.path().join("data"))
        .unwrap()
        .restore(&file)
        .unwrap();
    let restored = TestServer::on(folder, |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    let mut li = restored.client("li");
    li.expect(
        OperationOutcome::Applied,
        &set("road", 2, &[("remarks", "另一个三")]),
    );
    let mut zhang = restored.client("zhang");
    let on = |seen: &ReportState, boxes: &[(&str, &str)]| Operation {
        base_tag: seen.tag.clone(),
        ..set("road", seen.rev, boxes)
    };
    let blind = on(&third, &[("remarks", "四")]);
    let result = zhang.expect(OperationOutcome::Retry, &blind);
    assert_eq!(result.refusal, Some(Refusal::UnknownBase));
    assert_eq!(
        zhang.report("road", "2022-05").values,
        li.report("road", "2022-05").values
    );
    // What the backup holds is known by its tag, and the second value waits as ever.
    zhang.expect(
        OperationOutcome::Conflict,
        &on(&second, &[("remarks", "四")]),
    );
    // A conflict's number is not given twice either.
    let conflict = &zhang.report("road", "2022-05").conflicts[0];
    assert!(conflict.id > zhang.sync(Vec::new()).epoch);
}

#[test]
fn a_folder_that_no_server_has_worked_on_can_be_backed_up_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    prepare(&folder.path().join("data"));
    let file = folder.path().join("backup.db");
    let dir = engine::existing(&folder.path().join("data")).unwrap();
    let seq = dir.back_up(&file, &now().rfc3339()).unwrap().seq;
    let restored = put_back(&file);
    let told = restored.client("zhang").sync(Vec::new());
    assert_eq!(told.backup_watermark, seq);
}

#[test]
fn a_mark_of_a_state_that_the_database_does_not_know_is_told() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let seen = zhang.sync(Vec::new());
    assert!(!seen.restored);
    zhang.expect(
        OperationOutcome::Applied,
        &set("road", 0, &[("remarks", "一")]),
    );
    let ask = |mark: &str| {
        let mut request = zhang.request(Vec::new());
        request.mark = Some(mark.to_owned());
        let answer = zhang.post("/api/v1/sync", &serde_json::to_vec(&request).unwrap());
        let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
        assert_ne!(answer.mark, seen.mark, "something was written since");
        answer.restored
    };
    let mark = seen.mark.as_deref().unwrap();
    assert!(!ask(mark), "an earlier state of this database");
    let (number, hash) = mark.split_once(':').unwrap();
    for other in [
        format!("{}:{hash}", number.parse::<u64>().unwrap() + 1),
        format!("999999:{hash}"),
        format!("{number}:0000"),
        "x".to_owned(),
    ] {
        assert!(ask(&other), "{other}");
    }
}
