//! `verify` finds nothing in a healthy database, and each kind of tampering by its place.

use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome};
use yuebao_server::engine;
use yuebao_store::audit::Wanted;
use yuebao_store::everything::Trouble;
use yuebao_store::verify::{Verified, verify};
use yuebao_store_sqlite::testing::Raw;

use crate::support::client::try_login;
use crate::support::ops::{GOOD, after, operation, set, submit};
use crate::support::{TestServer, now};

/// A server at which everything has happened that leaves a trace.
fn busy() -> TestServer {
    let server = TestServer::new();
    let (mut zhang, mut li) = (server.client("zhang"), server.client("li"));
    let first = set("road", 0, &[("remarks", "张三写的")]);
    zhang.expect(OperationOutcome::Applied, &first);
    zhang.expect(
        OperationOutcome::Applied,
        &after(&first, submit("road", 0, GOOD)),
    );
    // Another box, from a device that has not seen any of it, and then the same box.
    li.expect(
        OperationOutcome::Merged,
        &submit("road", 0, &[("visual_progress", "路基完成")]),
    );
    li.expect(
        OperationOutcome::Conflict,
        &submit("road", 0, &[("remarks", "李四写的")]),
    );
    let seen = zhang.report("road", "2022-05");
    let settle = Operation {
        conflict: Some(seen.conflicts[0].id),
        ..operation(
            OperationKind::Resolve,
            "road",
            "2022-05",
            seen.rev,
            &[("remarks", "商定的")],
        )
    };
    zhang.expect(OperationOutcome::Applied, &settle);
    let wrong = &[("month_investment", "-5"), ("year_to_date", "500")];
    zhang.expect(OperationOutcome::Rejected, &submit("bridge", 0, wrong));
    zhang.expect(OperationOutcome::Applied, &submit("bridge", 0, GOOD));
    let void = Operation {
        reason: Some("重复".to_owned()),
        ..operation(OperationKind::Void, "bridge", "2022-05", 1, &[])
    };
    zhang.expect(OperationOutcome::Applied, &void);
    try_login(&server, "zhang", "a wrong password");
    try_login(&server, "nobody", "a wrong password");
    zhang.post("/api/v1/logout", b"");
    let elsewhere = tempfile::tempdir().unwrap();
    let dir = engine::existing(&server.data()).unwrap();
    let taken = dir
        .back_up(&elsewhere.path().join("backup.db"), &now().rfc3339())
        .unwrap();
    assert_eq!(taken.verified.faults, []);
    assert_eq!(taken.verified.operations, 8);
    server
}

fn verified(server: &TestServer) -> Verified {
    let dir = engine::existing(&server.data()).unwrap();
    verify(&mut *dir.open_reader().unwrap()).unwrap()
}

#[test]
fn nothing_is_wrong_with_a_database_that_the_server_wrote() {
    let server = busy();
    let found = verified(&server);
    assert_eq!(found.faults, []);
    assert_eq!(
        (found.reports, found.revisions, found.operations),
        (2, 7, 8)
    );
    let everything = Wanted {
        what: None,
        about: None,
        most: u32::MAX,
    };
    let entries = server.database().reading().entries(&everything).unwrap();
    let often = [
        "operation",
        "unit",
        "project",
        "plan_version",
        "account_added",
    ];
    let said: Vec<(&str, &str)> = (entries.iter())
        .map(|entry| (entry.what.as_str(), entry.subject.as_str()))
        .filter(|(what, _)| !often.contains(what))
        .collect();
    assert_eq!(
        said,
        [
            ("profile", "liuzhou-2022"),
            ("login", "zhang"),
            ("login", "li"),
            ("login_failed", "zhang"),
            ("logout", "zhang"),
            ("backup", ""),
        ],
        "what stands in the place of an unknown user name may be a password"
    );
    // It goes on from where it was, after a restart too.
    let again = TestServer::on(server.stop(), |_| {})
        .map_err(|(error, _)| error)
        .unwrap();
    let mut zhang = again.client("zhang");
    zhang.expect(OperationOutcome::Applied, &submit("tunnel", 0, GOOD));
    let later = verified(&again);
    assert_eq!(later.faults, []);
    assert_eq!(later.entries, found.entries + 2);
}

/// What somebody does to the file who knows SQL, and what is said about it.
const TAMPERING: &[(&str, &[(Trouble, &str)])] = &[
    (
        "UPDATE revisions SET changes = replace(changes, '\"100\"', '\"900\"')
         WHERE subject = 'report/road/2022-05' AND rev = 2",
        &[(Trouble::ReplayDiffers, "road 2022-05 rev 2")],
    ),
    (
        "UPDATE revisions SET boxes = replace(boxes, '张三', '别人')
         WHERE subject = 'report/road/2022-05' AND rev = 1",
        &[
            (Trouble::OperationDiffers, "road 2022-05 rev 1"),
            (Trouble::ReplayDiffers, "road 2022-05 rev 1"),
            (Trouble::ReplayDiffers, "road 2022-05 rev 2"),
        ],
    ),
    (
        "UPDATE revisions SET digest = 'x' WHERE subject = 'report/road/2022-05' AND rev = 2",
        &[
            (Trouble::OperationDiffers, "road 2022-05 rev 2"),
            (Trouble::ReplayDiffers, "road 2022-05 rev 2"),
        ],
    ),
    (
        "UPDATE subjects SET boxes = replace(boxes, '\"100\"', '\"900\"') WHERE project = 'road'",
        &[(Trouble::CurrentDiffers, "road 2022-05")],
    ),
    (
        "UPDATE subjects SET hand_ins = replace(hand_ins, '2022-06-05', '2022-06-01')
         WHERE project = 'road'",
        &[(Trouble::CurrentDiffers, "road 2022-05")],
    ),
    (
        "UPDATE revisions SET changes = replace(changes, '商定的', '改过的') WHERE rev = 5;
         UPDATE subjects SET boxes = replace(boxes, '商定的', '改过的')",
        &[
            (Trouble::CurrentDiffers, "road 2022-05"),
            (Trouble::ReplayDiffers, "road 2022-05 rev 5"),
        ],
    ),
    (
        "DELETE FROM audit WHERE what = 'login' AND subject = 'li'",
        &[(Trouble::EntryMissing, "audit ")],
    ),
    (
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        &[(Trouble::EndMissing, "audit ")],
    ),
    (
        "DELETE FROM audit WHERE seq = 1",
        &[(Trouble::EntryMissing, "audit 1")],
    ),
    (
        "UPDATE audit SET subject = 'li' WHERE what = 'login_failed'",
        &[(Trouble::LinkBroken, "audit ")],
    ),
    (
        "UPDATE audit SET hash = (SELECT hash FROM audit WHERE seq = 3) WHERE seq = 5",
        &[
            (Trouble::LinkBroken, "audit 5"),
            (Trouble::LinkBroken, "audit 6"),
        ],
    ),
    (
        "DELETE FROM revisions WHERE subject = 'report/road/2022-05' AND rev = 3",
        &[
            (Trouble::OperationDiffers, "road 2022-05 rev 0"),
            (Trouble::RevisionMissing, "road 2022-05 rev 3"),
        ],
    ),
    (
        "DELETE FROM conflicts",
        &[
            (Trouble::OperationDiffers, "road 2022-05 rev 4"),
            (Trouble::OperationDiffers, "road 2022-05 rev 5"),
        ],
    ),
    (
        "UPDATE operations SET operation = replace(operation, '李四写的', '别人写的')",
        &[(Trouble::ContentDiffers, "operation ")],
    ),
    (
        "UPDATE operations SET operation = '{' WHERE result LIKE '%rejected%'",
        &[
            (Trouble::ContentDiffers, "operation "),
            (Trouble::Unreadable, "operation "),
        ],
    ),
    (
        "UPDATE operations SET operation = '{' WHERE op_id =
             (SELECT op_id FROM revisions WHERE subject = 'report/road/2022-05' AND rev = 2)",
        &[
            (Trouble::ContentDiffers, "operation "),
            (Trouble::Unreadable, "road 2022-05"),
        ],
    ),
    (
        "DELETE FROM operations WHERE result LIKE '%rejected%'",
        &[(Trouble::OperationMissing, "operation ")],
    ),
    (
        "DELETE FROM feed WHERE kind = 'subject' AND project = 'bridge'",
        &[(Trouble::NotTold, "bridge 2022-05")],
    ),
    (
        "UPDATE users SET role = 'city_office' WHERE name = 'zhang'",
        &[(Trouble::AccountDiffers, "account zhang")],
    ),
    (
        "UPDATE users SET origin = 'expected' WHERE name = 'zhang'",
        &[(Trouble::AccountDiffers, "account zhang")],
    ),
    (
        "UPDATE users SET origin = 'portal', issuer = 'x', subject = 'y', told_at = 0
         WHERE name = 'zhang'",
        &[(Trouble::AccountDiffers, "account zhang")],
    ),
    (
        "INSERT INTO users (name, shown, role, unit, password, disabled, created_at)
         SELECT 'ghost', shown, role, unit, password, 0, created_at
         FROM users WHERE name = 'zhang'",
        &[(Trouble::NotEntered, "account ghost")],
    ),
    (
        "UPDATE projects SET plan = replace(plan, '9000', '8000') WHERE id = 'road'",
        &[(Trouble::PlanDiffers, "project road")],
    ),
    (
        "UPDATE operations SET received_at = '2022-01-01T00:00:00.000Z' WHERE result LIKE '%rejected%'",
        &[(Trouble::OperationDiffers, "received_at")],
    ),
    (
        "PRAGMA foreign_keys = OFF; DELETE FROM units WHERE id = 'schools'",
        &[
            (Trouble::Reference, "projects → units (1)"),
            (Trouble::Reference, "users → units (1)"),
        ],
    ),
];

#[test]
fn each_kind_of_tampering_is_found_and_named() {
    let folder = busy().stop();
    let healthy = folder.path().join("data/yuebao.db");
    let scratch = tempfile::tempdir().unwrap();
    for (number, (sql, expected)) in TAMPERING.iter().enumerate() {
        let file = scratch.path().join(format!("{number}/yuebao.db"));
        std::fs::create_dir(file.parent().unwrap()).unwrap();
        std::fs::copy(&healthy, &file).unwrap();
        let raw = Raw::open_strict(&file).unwrap();
        for table in ["revisions", "audit"] {
            for what in ["changed", "deleted"] {
                let sql = match table {
                    "audit" => format!("DROP TRIGGER audit_is_never_{what}"),
                    _ => format!("DROP TRIGGER revisions_are_never_{what}"),
                };
                raw.run(&sql).unwrap();
            }
        }
        raw.run(sql).unwrap();
        drop(raw);
        let written = std::fs::read(&file).unwrap();
        let mut conn = engine::existing(file.parent().unwrap())
            .unwrap()
            .open_reader()
            .unwrap();
        let found = verify(&mut *conn).unwrap().faults;
        drop(conn);
        assert_eq!(std::fs::read(&file).unwrap(), written, "it only reads");
        assert_eq!(found.len(), expected.len(), "{sql}: {found:#?}");
        for ((trouble, place), fault) in expected.iter().zip(&found) {
            assert_eq!(fault.trouble, *trouble, "{sql}: {found:#?}");
            assert!(fault.place.contains(place), "{sql}: {found:#?}");
        }
    }
}

#[test]
fn a_database_is_verified_beside_the_running_server() {
    let server = TestServer::new();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut zhang = server.client("zhang");
            for rev in 0..40 {
                let text = format!("第{rev}稿");
                zhang.expect(
                    OperationOutcome::Applied,
                    &set("road", rev, &[("remarks", &text)]),
                );
            }
        });
        while !writing.is_finished() {
            assert_eq!(verified(&server).faults, []);
        }
    });
    assert_eq!(verified(&server).revisions, 40);
}
