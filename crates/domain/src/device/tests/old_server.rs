//! A server of before, which leaves out whatever can be left out.

use serde_json::Value;

use super::*;

/// What an answer has had from the beginning of its protocol.
const ANSWER: [&str; 10] = [
    "server_id",
    "epoch",
    "nonce",
    "time",
    "me",
    "receipts",
    "changes",
    "cursor",
    "more",
    "backup_watermark",
];

/// What every subject in it has had.
const HELD: [&str; 6] = ["subject", "rev", "state", "values", "by", "received_at"];

fn keep(value: &mut Value, keys: &[&str]) {
    let parts = value.as_object_mut().unwrap();
    parts.retain(|key, _| keys.contains(&key.as_str()));
}

/// The answer as a server of before gives it.
fn of_before(answer: &mut SyncAnswer) {
    let mut value = serde_json::to_value(&*answer).unwrap();
    keep(&mut value, &ANSWER);
    keep(&mut value["me"], &["user", "name", "role", "unit"]);
    let subjects = value["changes"].get_mut("subjects");
    for held in subjects.and_then(Value::as_array_mut).into_iter().flatten() {
        keep(held, &HELD);
    }
    for receipt in value["receipts"].as_array_mut().unwrap() {
        keep(receipt, &["op_id", "outcome", "rev", "refusal"]);
    }
    *answer = serde_json::from_value(value).unwrap();
}

#[test]
fn what_is_typed_is_kept_and_taken_once_by_a_server_that_leaves_everything_out_that_it_can() {
    let mut server = Server::new();
    let mut clerk = Tablet::new("clerk", &mut server);
    clerk.edit(&set("remarks", "旧服务器"));
    clerk.edit(&set("visual_progress", "路基完成"));
    let waiting = clerk.device.waiting();
    assert!(waiting > 0);
    for _ in 0..4 {
        clerk.sync_changed(&mut server, of_before);
        let shown = |field| text(clerk.device.reports[&key()].values(), field);
        assert_eq!(shown("remarks"), Some("旧服务器"));
        assert_eq!(shown("visual_progress"), Some("路基完成"));
    }
    assert_eq!(clerk.device.waiting(), 0, "taken, and not asked for again");
    clerk.crash();
    let replica = &clerk.device.reports[&key()];
    assert_eq!(text(replica.values(), "remarks"), Some("旧服务器"));
    let told = replica.server.as_ref().unwrap();
    assert_eq!((told.tag.as_ref(), told.course.as_ref()), (None, None));
    // Once it is upgraded, work goes on as if nothing had been missing.
    clerk.edit(&set("remarks", "升级以后"));
    clerk.sync(&mut server);
    let held = clerk.device.reports[&key()].server.clone().unwrap();
    assert_eq!(text(&held.values, "remarks"), Some("升级以后"));
    assert!(held.conflicts.is_empty(), "{:?}", held.conflicts);
}
