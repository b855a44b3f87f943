//! The answer that is made along with the writing says what one made afterwards would, and what stands
//! in its way undoes nothing.

use yuebao_domain::rights::Me;
use yuebao_domain::wire::v1::{Operation, PROTOCOL, SyncAnswer, SyncRequest};
use yuebao_server::engine;
use yuebao_server::sync::{Sender, answer, answer_along, push};
use yuebao_store::identity::{self, Start};
use yuebao_store::{Connection, Error, ReadTransaction, transact};

use crate::support::ops::{GOOD, set, submit};
use crate::support::{TestServer, now, prepare};

fn me(tx: &dyn ReadTransaction, user: &str) -> Me {
    tx.user(user).unwrap().unwrap().me
}

/// Writes, and answers in the same transaction if that is possible, and once more after it.
fn exchange(
    conn: &mut dyn Connection,
    user: &str,
    cursor: u64,
    operations: Vec<Operation>,
) -> (Option<SyncAnswer>, SyncAnswer) {
    let sender = Sender {
        me: me(conn.reading(), user),
        device: "device".to_owned(),
        now: now(),
    };
    let request = SyncRequest {
        protocol: PROTOCOL,
        nonce: "nonce".to_owned(),
        device: sender.device.clone(),
        epoch: None,
        cursor,
        mark: None,
        operations,
    };
    let (results, along) = transact(conn, |tx| {
        let operations = request.operations.iter().cloned().map(Into::into);
        let results = push(tx, &sender, &operations.collect::<Vec<_>>())?;
        let along = answer_along(tx, &sender.me, &(&request).into(), &results, now());
        Ok::<_, Error>((results, along))
    })
    .unwrap();
    let afterwards = answer(
        conn.reading(),
        &sender.me,
        &(&request).into(),
        results,
        now(),
    )
    .unwrap();
    (along.map(Into::into), afterwards.unwrap().into())
}

#[test]
fn an_answer_made_along_says_what_one_made_afterwards_would() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    prepare(&data);
    let mut conn = engine::existing(&data).unwrap().open(None).unwrap();
    let start = Start {
        new_id: &|| "server".to_owned(),
        dice: 1,
        at: &now().rfc3339(),
        seconds: now().seconds(),
    };
    identity::settle(conn.writing(), &start).unwrap();

    let (along, first) = exchange(&mut *conn, "zhang", 0, vec![submit("road", 0, GOOD)]);
    assert_eq!(along, None, "the whole plan is new");
    assert_eq!(first.changes.projects.len(), 3);

    let cursor = first.cursor;
    let two = vec![
        set("road", 0, &[("remarks", "张三写的")]),
        submit("bridge", 0, GOOD),
    ];
    let (along, second) = exchange(&mut *conn, "zhang", cursor, two);
    assert_eq!(along.as_ref(), Some(&second));
    assert_eq!(second.results.len(), 2);
    assert_eq!(second.changes.reports.len(), 1);
    assert!(second.cursor > cursor && !second.more);

    let (along, _) = exchange(&mut *conn, "city_office", second.cursor, Vec::new());
    assert_eq!(along, None, "who looks at everything may be told much");
}

#[test]
fn an_answer_that_cannot_be_made_leaves_what_was_written() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    zhang.sync(vec![submit("bridge", 0, GOOD)]);
    let (conn, raw) = (server.database(), server.raw());
    let spoil = |text: &str| {
        let sql = format!("UPDATE subjects SET boxes = '{text}' WHERE project = 'bridge'");
        raw.run(&sql).unwrap();
    };
    let held = raw.value("SELECT boxes FROM subjects").unwrap();
    spoil("{");
    let operation = set("road", 0, &[("remarks", "张三写的")]);
    zhang.cursor -= 1;
    let body = serde_json::json!({
        "protocol": PROTOCOL, "nonce": "n", "device": "d", "cursor": zhang.cursor,
        "operations": [operation],
    });
    let said = zhang.post("/api/v1/sync", body.to_string().as_bytes());
    assert_eq!(said.status, 500);
    let road = conn.reading().report("road", "2022-05".parse().unwrap());
    assert_eq!(road.unwrap().map(|report| report.rev), Some(1));
    spoil(&held);
    let said = zhang.post("/api/v1/sync", body.to_string().as_bytes());
    assert_eq!(said.json()["results"][0]["outcome"], "duplicate");
}
