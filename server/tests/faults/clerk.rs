//! A clerk with a login who means harm: boxes, months, operations and histories without end.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use yuebao_domain::operation::Refusal;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, SyncAnswer};

use crate::process::{Server, data_of, folder};
use crate::support::Client;
use crate::support::ops::{operation, set};
use crate::tablet::{Pushed, Tablet};

/// Everything on disk, in MiB.
fn disk(data: &Path) -> u64 {
    let files = std::fs::read_dir(data).unwrap();
    let bytes: u64 = files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum();
    bytes / 1024 / 1024
}

/// A change of `boxes` boxes that no form has, each of this length.
fn invented(rev: u64, round: usize, boxes: usize, length: usize) -> Operation {
    let text = "x".repeat(length);
    let keys: Vec<String> = (0..boxes).map(|n| format!("box_{round}_{n}")).collect();
    let filled: Vec<(&str, &str)> = keys
        .iter()
        .map(|key| (key.as_str(), text.as_str()))
        .collect();
    set("road", rev, &filled)
}

/// Sends operations as they are, and tells what became of each; none if it was refused as a whole.
fn send(client: &mut Client, operations: Vec<Operation>) -> Option<SyncAnswer> {
    let request = serde_json::to_vec(&client.request(operations)).unwrap();
    let answer = client.post("/api/v1/sync", &request);
    if answer.status != 200 {
        assert_eq!(answer.status, 429, "{}", answer.problem().detail);
        return None;
    }
    let answer: SyncAnswer = serde_json::from_slice(&answer.body).unwrap();
    client.cursor = answer.cursor;
    Some(answer)
}

#[test]
fn fault_39_a_report_a_day_and_an_answer_have_an_end() {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut others = Tablet::all(&server);
    let mut clerk = server.client("zhang");
    std::fs::write(format!("/proc/{}/clear_refs", server.pid()), "5").unwrap();
    let before = server.memory("VmRSS");

    // Boxes that no form has, as many and as long as a request takes, again and again.
    let mut rev = 0;
    let mut refused = 0;
    for round in 0..30 {
        let Some(answer) = send(&mut clerk, vec![invented(rev, round, 40, 2000)]) else {
            break;
        };
        rev = answer.results[0].rev.unwrap_or(rev);
        if answer.results[0].outcome == OperationOutcome::Rejected {
            assert_eq!(answer.results[0].refusal, Some(Refusal::Malformed));
            assert!(answer.results[0].detail.as_ref().unwrap().contains("上限"));
            refused += 1;
        }
    }
    assert!(
        refused > 20 && rev < 10,
        "{refused} refused, revision {rev}"
    );

    // A long text in a large report, a hundred times at once.
    let long = "字".repeat(1000);
    let (mut rounds, mut longest) = (0, Duration::ZERO);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let at_work = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            while !done.load(Ordering::SeqCst) {
                for tablet in others.iter_mut().skip(2) {
                    tablet.write(1, 10);
                    let began = Instant::now();
                    assert_eq!(tablet.push(), Pushed::Taken);
                    longest = longest.max(began.elapsed());
                    // As a person works, and within what an account may ask.
                    std::thread::sleep(Duration::from_millis(120));
                }
            }
            longest
        });
        // on a busy machine a request carries less before its time is up
        while rounds < 200 {
            let change = |n| set("road", rev, &[("remarks", &format!("{rounds} {n} {long}"))]);
            let Some(answer) = send(&mut clerk, (0..100).map(change).collect()) else {
                break;
            };
            let revs = answer.results.iter().filter_map(|result| result.rev);
            rev = revs.max().unwrap_or(rev);
            rounds += 1;
        }
        done.store(true, Ordering::SeqCst);
        longest = at_work.join().unwrap();
    });
    println!(
        "{rounds} requests of 100, others waited {longest:?} at most, {} MiB on disk",
        disk(&data)
    );
    assert!(rounds < 200, "the account never has enough");
    assert!(longest < Duration::from_secs(15), "{longest:?}");
    assert!(disk(&data) < 300, "{} MiB", disk(&data));

    // Months that no plan has.
    let mut other = server.client("li");
    for month in ["2000-01", "2010-07", "2020-12"] {
        let early = operation(OperationKind::Set, "road", month, 0, &[("remarks", "x")]);
        let result = other.expect(OperationOutcome::Rejected, &early);
        assert_eq!(result.refusal, Some(Refusal::NotYours), "{month}");
    }

    // Histories, and everything at once.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let reader = server.client("county_coordinator");
                let told = reader.get("/api/v1/reports/road/2022-05/history");
                assert_eq!(told.status, 200);
                assert!(told.body.len() < 16 * 1024 * 1024, "{}", told.body.len());
                let all = serde_json::to_vec(&reader.request(Vec::new())).unwrap();
                let all = reader.post("/api/v1/sync", &all);
                assert!(all.body.len() < 16 * 1024 * 1024, "{}", all.body.len());
            });
        }
    });
    let grown = server.memory("VmHWM").saturating_sub(before) / 1024;
    println!("{grown} MiB more at most");
    assert!(grown < 256, "{grown} MiB");
    assert!(server.stop().success());
}
