//! Programs that came before this one: what they send is taken, and what they are told they can read.

use std::fmt::Write as _;

use serde_json::Value;
use yuebao_domain::wire::v1::{OperationOutcome, SyncAnswer};

use crate::support::TestServer;

/// What a profile was made of when widgets began to refuse any other key in it.
const PROFILE: [&str; 18] = [
    "areas",
    "calendar",
    "categories",
    "chain",
    "decimals",
    "entry",
    "explanation_min_chars",
    "first_year",
    "id",
    "last_year",
    "measures",
    "natures",
    "published",
    "rules",
    "source",
    "targets",
    "title",
    "title_en",
];

/// An outbox as the widget of form 1 writes it: every change a row of its own, each on the one before,
/// with 正常 for a status, and handed in at the end.
fn full_outbox(changes: usize) -> String {
    let id = |number: usize| format!("0190a1b2-0000-7000-8000-{number:012}");
    let mut rows = String::new();
    for number in 1..=changes {
        let _ = write!(
            rows,
            r#"{{"op_id":"{}","sequence":{number},"project":"road","month":"2022-05","form_version":1,"base_rev":0,{}"kind":"set","changes":{{"remarks":"第 {number} 次","status":"normal"}},"made_at":"2022-06-01T09:11:00+08:00"}},"#,
            id(number),
            previous(number, id),
        );
    }
    let last = changes + 1;
    format!(
        r#"{{"protocol":1,"nonce":"n-1","device":"0190a1b2-0000-7000-8000-0000000000d1","cursor":0,"operations":[{rows}{{"op_id":"{}","sequence":{last},"project":"road","month":"2022-05","form_version":1,"base_rev":0,{}"kind":"submit","changes":{{"month_investment":"100","year_to_date":"500","since_start":"5500"}},"made_at":"2022-06-01T09:12:00+08:00"}}]}}"#,
        id(last),
        previous(last, id),
    )
}

fn previous(number: usize, id: impl Fn(usize) -> String) -> String {
    if number == 1 {
        String::new()
    } else {
        format!(r#""previous":"{}","#, id(number - 1))
    }
}

#[test]
fn fault_42_an_old_widgets_full_outbox_is_taken_and_it_can_read_what_it_is_told() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let answer = zhang.post("/api/v1/sync", full_outbox(80).as_bytes());
    assert_eq!(answer.status, 200);
    let told: Value = serde_json::from_slice(&answer.body).unwrap();
    let profile = told["changes"]["profile"].as_object().unwrap();
    let unknown: Vec<&String> = profile
        .keys()
        .filter(|key| !PROFILE.contains(&key.as_str()))
        .collect();
    assert!(unknown.is_empty(), "a widget of then stops at {unknown:?}");
    // What it needs of an answer.
    for key in ["server_id", "epoch", "nonce", "results", "cursor"] {
        assert!(!told[key].is_null(), "{key}");
    }
    let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.results.len(), 81);
    for result in &answer.results {
        assert_eq!(result.outcome, OperationOutcome::Applied, "{result:?}");
    }
    let report = zhang.report("road", "2022-05");
    let status = report
        .values
        .iter()
        .find(|(key, _)| key.as_str() == "status");
    assert_eq!(status.unwrap().1.text(), Some("normal"), "as it was sent");
    // Once more, as after a lost answer.
    let again = zhang.post("/api/v1/sync", full_outbox(80).as_bytes());
    let again: SyncAnswer = serde_json::from_slice(&again.body).unwrap();
    for result in &again.results {
        assert_eq!(result.outcome, OperationOutcome::Duplicate, "{result:?}");
    }
}

/// One request after the other as the widget and the devices of November 2026 send them.
const OF_PROTOCOL_2: &str = include_str!("fixtures/v2_requests.json");

/// What they cannot do without in an answer, and in each subject of it.
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
const HELD: [&str; 6] = ["subject", "rev", "state", "values", "by", "received_at"];

/// The words of states that they know.
const STATES: [&str; 12] = [
    "draft",
    "submitted",
    "returned",
    "accepted",
    "void",
    "open",
    "answered",
    "closed",
    "withdrawn",
    "month_open",
    "month_locked",
    "month_reopened",
];

#[test]
fn what_programs_of_protocol_2_send_is_taken_and_they_can_read_what_they_are_told() {
    let server = TestServer::new();
    let steps: Vec<Value> = serde_json::from_str(OF_PROTOCOL_2).unwrap();
    let mut told = Vec::new();
    for step in &steps {
        let (user, request) = (step["user"].as_str().unwrap(), &step["request"]);
        let client = server.client(user);
        let answer = client.post("/api/v2/sync", request.to_string().as_bytes());
        let nonce = &request["nonce"];
        assert_eq!(answer.status, 200, "{nonce} {}", answer.json());
        let answer = answer.json();
        for key in ANSWER {
            assert!(!answer[key].is_null(), "{nonce} {key}");
        }
        assert_eq!(answer["nonce"], *nonce);
        let receipts = answer["receipts"].as_array().unwrap();
        let outcomes: Vec<&Value> = receipts.iter().map(|one| &one["outcome"]).collect();
        let expected: Vec<&Value> = step["outcomes"].as_array().unwrap().iter().collect();
        assert_eq!(outcomes, expected, "{nonce} {}", answer["receipts"]);
        let sent = request["operations"].as_array().unwrap();
        let ids = |all: &[Value]| {
            all.iter()
                .map(|one| one["op_id"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(receipts), ids(sent), "{nonce}");
        let subjects = answer["changes"]["subjects"].as_array();
        for held in subjects.into_iter().flatten() {
            for key in HELD {
                assert!(!held[key].is_null(), "{nonce} {key}");
            }
            let state = held["state"].as_str().unwrap();
            assert!(STATES.contains(&state), "{nonce}: {state}");
        }
        told = subjects.cloned().unwrap_or_default();
    }
    let report = told
        .iter()
        .find(|held| held["subject"]["month"] == "2022-05" && held["subject"]["kind"] == "report");
    let report = report.unwrap();
    assert_eq!(report["state"], "accepted");
    assert_eq!(
        report["values"]["problem.7f3a"]["type"], "demolition",
        "as it was sent"
    );
    assert!(report["tag"].is_string() && report["course"].is_object());
}
