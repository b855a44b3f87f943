//! Operations on any subject, by protocol 2, and the tablet that is told of them.

use serde_json::json;
use yuebao_domain::device::Device;
use yuebao_domain::operation::{Command, Operation, Outcome, Receipt, Subject};
use yuebao_domain::wire::v2::{self, SyncAnswer};
use yuebao_server::sync::{Asked, answer};
use yuebao_store::Connection;

use super::client::Client;
use super::now;
use super::ops::op_id;

/// An operation on `subject`, of which `base_rev` was seen.
pub(crate) fn about(
    subject: impl Into<Subject>,
    base_rev: u64,
    command: impl Into<Command>,
) -> Operation {
    Operation {
        op_id: op_id().into(),
        sequence: 1,
        form_version: 1,
        base_rev,
        base_tag: None,
        previous: None,
        made_at: "".into(),
        subject: subject.into(),
        command: command.into(),
    }
}

/// One round trip, from the beginning.
pub(crate) fn sync(client: &Client, operations: &[Operation]) -> SyncAnswer {
    let operations: Vec<v2::Operation> = operations.iter().map(Into::into).collect();
    let request = json!({
        "protocol": 2, "nonce": "n", "device": "tablet", "cursor": 0, "operations": operations,
    });
    let answer = client.post("/api/v2/sync", &serde_json::to_vec(&request).unwrap());
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, 200, "{text}");
    serde_json::from_slice(&answer.body).unwrap()
}

pub(crate) fn send(client: &Client, operation: &Operation) -> Receipt {
    let mut answer = sync(client, std::slice::from_ref(operation));
    answer.receipts.remove(0).into()
}

#[track_caller]
pub(crate) fn done(client: &Client, operation: &Operation) {
    let receipt = send(client, operation);
    assert_eq!(receipt.outcome, Outcome::Applied, "{receipt:?}");
}

/// The tablet of `user`, once all has arrived there.
pub(crate) fn tablet(conn: &mut dyn Connection, user: &str) -> Device {
    let me = conn.reading().user(user).unwrap().unwrap().me;
    let mut device = Device::default();
    "tablet".clone_into(&mut device.meta.device_id);
    for number in 0..100 {
        let (request, _) = device.request(format!("nonce {number}"));
        let asked = Asked::from(&request);
        let made = answer(conn.reading(), &me, &asked, Vec::new(), now()).unwrap();
        let text = serde_json::to_string(&SyncAnswer::from(made.unwrap())).unwrap();
        let read = serde_json::from_str(&text).unwrap();
        if !device.absorb(&request, read, &"".into()).unwrap().more {
            break;
        }
    }
    assert!(device.meta.complete, "all has arrived");
    device
}
