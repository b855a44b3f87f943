//! When a report was handed in, sent back and handed in again, as widgets are told.

use serde_json::{Value, json};
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome};

use crate::reviewing::about;
use crate::support::ops::{GOOD, submit};
use crate::support::{Client, TestServer};

use OperationKind::{Return, Void};
use OperationOutcome::Applied;

/// The first subject that protocol 2 tells, or report that protocol 1 does.
fn told(client: &Client, protocol: u32) -> Value {
    let request = json!({"protocol": protocol, "nonce": "n", "device": "d", "cursor": 0});
    let path = format!("/api/v{protocol}/sync");
    let answer = client.post(&path, request.to_string().as_bytes());
    assert_eq!(answer.status, 200);
    let changes = &answer.json()["changes"];
    changes[if protocol == 1 { "reports" } else { "subjects" }][0].clone()
}

fn made_at(at: &str, operation: Operation) -> Operation {
    Operation {
        made_at: at.into(),
        ..operation
    }
}

#[test]
fn the_first_hand_in_and_each_return_travel_with_the_report() {
    let server = TestServer::new();
    let mut zhang = server.client("zhang");
    let mut office = server.client("city_office");
    let offline = made_at("2022-06-01T09:10:00+08:00", submit("road", 0, GOOD));
    zhang.expect(Applied, &offline);
    let first = json!({
        "received_at": "2022-06-05T02:00:00.000Z",
        "made_at": "2022-06-01T09:10:00+08:00",
    });
    assert_eq!(told(&zhang, 2)["hand_ins"], json!({"first": first}));

    server.hands.move_by_seconds(60);
    office.expect(Applied, &about(Return, "road", 1, "请核对"));
    let returned = json!({"at": "2022-06-05T02:01:00.000Z"});
    let expected = json!({"first": first, "returns": [returned]});
    assert_eq!(told(&zhang, 2)["hand_ins"], expected);

    server.hands.move_by_seconds(60);
    let again = made_at("2022-06-05T10:02:00+08:00", submit("road", 2, GOOD));
    zhang.expect(Applied, &again);
    let corrected = json!({
        "at": "2022-06-05T02:01:00.000Z",
        "corrected": {
            "received_at": "2022-06-05T02:02:00.000Z",
            "made_at": "2022-06-05T10:02:00+08:00",
        },
    });
    let expected = json!({"first": first, "returns": [corrected]});
    assert_eq!(told(&office, 2)["hand_ins"], expected);
    // an old widget is told what it always was
    assert_eq!(told(&office, 1).get("hand_ins"), None);

    zhang.expect(Applied, &about(Void, "road", 3, "重复填报"));
    assert_eq!(told(&zhang, 2).get("hand_ins"), None);
}

#[test]
fn a_tablet_whose_clock_is_off_hands_in_and_is_judged_by_the_servers_time() {
    // three days and five years ahead and behind, and before 1970
    for at in [
        "2022-06-08T10:00:00+08:00",
        "2022-06-02T10:00:00+08:00",
        "2027-06-05T10:00:00+08:00",
        "2017-06-05T10:00:00+08:00",
        "1969-12-31T07:00:00+08:00",
    ] {
        let server = TestServer::new();
        let mut zhang = server.client("zhang");
        zhang.expect(Applied, &made_at(at, submit("road", 0, GOOD)));
        let first = json!({"received_at": "2022-06-05T02:00:00.000Z", "made_at": at});
        assert_eq!(told(&zhang, 2)["hand_ins"], json!({"first": first}), "{at}");
    }
}
