//! Requests shrink to what the line takes.

use super::*;
use crate::json;
use crate::report::Field;
use crate::wire::v1::Hello;
use crate::wire::v2::SyncRequest;

/// A device with `n` drafts of about `size` bytes each.
fn drafts(n: usize, size: usize) -> Device {
    let mut device = Device::default();
    for number in 0..n {
        let key = ReportKey {
            project: format!("p{number}"),
            month: month(),
        };
        let boxes = [Field::VisualProgress, Field::HaltReason, Field::ResumePlan];
        let changes = boxes.map(|field| {
            let text = FieldValue::Text("进".repeat(size / 9));
            (field.into(), Some(text))
        });
        let changes = Changes::from(changes);
        let stamp = Stamp {
            op_id: format!("op-{number}").into(),
            made_at: "".into(),
        };
        device.edit(&key, &changes, stamp);
    }
    device
}

fn bytes(request: &SyncRequest) -> usize {
    serde_json::to_string(request).unwrap().len()
}

fn hello(max_operations: usize, max_body: usize) -> Hello {
    serde_json::from_value(serde_json::json!({
        "server_id": "s", "epoch": 1, "time": "", "protocol": 1, "form_versions": [1, 1],
        "max_operations": max_operations, "max_body": max_body, "build": "none", "title": "",
    }))
    .unwrap()
}

#[test]
fn a_request_stays_below_what_the_server_takes() {
    let mut device = drafts(100, 30_000);
    let (request, _) = device.request("n".to_owned());
    let most = crate::wire::v1::MAX_BODY;
    assert!(bytes(&request) <= most && bytes(&request) > most - 40_000);
    for (max_operations, max_body, operations) in [(100, 100_000, 3), (2, 1 << 21, 2), (0, 0, 1)] {
        let mut batch = Batch::default();
        batch.meet(&hello(max_operations, max_body));
        let (request, _) = device.request_of("n".to_owned(), &batch);
        assert_eq!(
            request.operations.len(),
            operations,
            "{max_operations} {max_body}"
        );
        assert!(operations == 1 || bytes(&request) <= max_body);
    }
}

#[test]
fn a_server_that_does_not_say_what_it_takes_is_one_that_takes_as_much_as_ever() {
    let said = r#"{"server_id":"s","epoch":1,"time":"","protocol":1,"form_versions":[1,1],
        "build":"none","title":""}"#;
    let mut batch = Batch::default();
    batch.meet(&json::read(said).unwrap());
    assert_eq!(batch, Batch::default());
}

/// What `limit` lets through; the rest has this fate.
fn send(device: &mut Device, limit: usize, fate: fn(&mut Batch, &SyncRequest)) -> (usize, Batch) {
    let mut batch = Batch::default();
    let mut through = 0;
    for _ in 0..200 {
        let (request, _) = device.request_of("n".to_owned(), &batch);
        if request.operations.is_empty() {
            break;
        }
        if bytes(&request) > limit {
            fate(&mut batch, &request);
            continue;
        }
        batch.passed(&request);
        through += request.operations.len();
        for operation in &request.operations {
            device.outbox.remove(&operation.sequence);
        }
    }
    (through, batch)
}

#[test]
fn fault_36_requests_shrink_until_a_proxy_takes_them_whether_it_says_so_or_not() {
    for fate in [
        Batch::refused as fn(&mut Batch, &SyncRequest),
        Batch::unanswered,
    ] {
        for limit in [1 << 20, 100_000, 33_000] {
            let mut device = drafts(40, 28_000);
            let (through, batch) = send(&mut device, limit, fate);
            assert_eq!((through, batch.stuck()), (40, None), "{limit}");
            assert_eq!(device.waiting(), 0);
        }
    }
}

#[test]
fn fault_36_one_operation_that_is_too_large_holds_up_its_own_report_only_and_is_named() {
    let mut device = drafts(5, 28_000);
    let large = drafts(6, 60_000).outbox.remove(&6).unwrap();
    device.outbox.insert(6, large.clone());
    let small = drafts(7, 100).outbox.remove(&7).unwrap();
    device.outbox.insert(7, small);
    let (through, mut batch) = send(&mut device, 33_000, Batch::refused);
    assert_eq!(through, 6);
    let (reports, size) = batch.stuck().unwrap();
    assert!(reports == 1 && (60_000..61_000).contains(&size), "{size}");
    // Once the server is greeted again it is tried again.
    batch.meet(&hello(100, 1 << 21));
    assert_eq!(batch.stuck(), None);
    let (request, _) = device.request_of("n".to_owned(), &batch);
    assert_eq!(request.operations, [(&large.operation).into()]);
}

#[test]
fn fault_36_a_dead_line_is_not_called_too_narrow() {
    let mut device = drafts(1, 60_000);
    let mut batch = Batch::default();
    let (request, _) = device.request_of("n".to_owned(), &batch);
    for _ in 0..20 {
        batch.unanswered(&request);
    }
    assert!(batch.stuck().is_none() && batch.is_in_doubt());
    // The server answers what is small, and still not this.
    batch.meet(&hello(100, 1 << 21));
    batch.unanswered(&request);
    assert!(batch.stuck().is_some());
    let mut few = drafts(3, 100);
    let (request, _) = few.request("n".to_owned());
    let mut batch = Batch::default();
    for _ in 0..20 {
        batch.unanswered(&request);
    }
    assert_eq!(
        batch,
        Batch::default(),
        "what is small was not lost for its size"
    );
}
