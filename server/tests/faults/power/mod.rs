//! Power loss: what a server did to its files is recorded while clerks push, and every disk that
//! could be found after a cut must hold what had been acknowledged by then.

mod disk;
mod trace;

use std::collections::BTreeSet;
use std::path::Path;

use tempfile::TempDir;
use yuebao_domain::ids::OpId;
use yuebao_domain::wire::v1::{Operation, OperationOutcome};

use crate::evidence::{Held, copy};
use crate::process::{Server, data_of, folder, rounds, skipped};
use crate::tablet::{CLERKS, Pushed, Tablet};
use disk::{Disk, Honesty};
use trace::Event;

/// What to say where nothing can be recorded.
pub(crate) const NOT_HERE: &str = "strace is not installed or may not watch processes here \
    (ptrace); run `cargo xtask test`, which installs it, on a machine that allows it";

/// Whether this machine lets one process watch another.
pub(crate) fn can_record() -> bool {
    trace::works()
}

/// A server's work and what was there before it.
struct Recorded {
    events: Vec<Event>,
    before: TempDir,
    /// What had been acknowledged before it.
    earlier: BTreeSet<OpId>,
    /// By clerk, in the order in which they were made.
    operations: Vec<Vec<Operation>>,
}

/// All clerks push so often, at once.
fn push(tablets: &mut [Tablet], pushes: u64) {
    std::thread::scope(|scope| {
        for (seed, tablet) in (1..).zip(tablets) {
            scope.spawn(move || {
                let mut dice = fastrand::Rng::with_seed(seed);
                for _ in 0..pushes {
                    tablet.write(dice.u64(1..4), dice.usize(0..1500));
                    assert_eq!(tablet.push(), Pushed::Taken);
                }
            });
        }
    });
}

/// Records a server while it starts on what a killed one has left, works, and stops.
fn record(pushes: u64) -> Recorded {
    let folder = folder();
    let data = data_of(&folder);
    let server = Server::on(&data);
    let mut tablets = Tablet::all(&server);
    push(&mut tablets, 2);
    server.kill();
    let before = tempfile::tempdir().unwrap();
    copy(&data, before.path());
    let earlier = tablets.iter().flat_map(|tablet| &tablet.acknowledged);
    let earlier = earlier.map(|operation| operation.op_id.clone()).collect();

    let record = folder.path().join("record");
    let server = Server::launch(trace::recorder(&record), &data);
    for tablet in &mut tablets {
        tablet.turn_to(&server);
    }
    push(&mut tablets, pushes);
    assert!(server.stop().success());
    Held::examine(&data).unwrap().require_exactly(&tablets);
    let text = std::fs::read_to_string(record).unwrap();
    let operations = tablets.into_iter().map(|tablet| tablet.acknowledged);
    Recorded {
        events: trace::read(&text, &data),
        before,
        earlier,
        operations: operations.collect(),
    }
}

/// The operations that an answer, on its way to a client, says are taken.
fn acknowledged_in(bytes: &[u8]) -> Vec<OpId> {
    let text = String::from_utf8_lossy(bytes);
    let results = text.split("\"op_id\":\"").skip(1).filter_map(|rest| {
        let (op_id, rest) = rest.split_once('"')?;
        rest.starts_with(",\"outcome\":\"applied\"")
            .then(|| op_id.into())
    });
    results.collect()
}

/// Moments for a cut: any, right after an answer, and in the middle of folding in the log.
fn moments(events: &[Event], count: u64, dice: &mut fastrand::Rng) -> BTreeSet<usize> {
    let places = |wanted: fn(&Event) -> bool| -> Vec<usize> {
        let found = events.iter().enumerate().filter(|(_, event)| wanted(event));
        found.map(|(place, _)| place + 1).collect()
    };
    let answers = places(|event| matches!(event, Event::Told(_)));
    let folding = places(
        |event| matches!(event, Event::Write { file, .. } | Event::Sync { file, .. } if file == "yuebao.db"),
    );
    assert!(folding.len() > 20, "the log was folded in meanwhile");
    (0..count)
        .map(|turn| match turn % 3 {
            0 => dice.usize(0..=events.len()),
            1 => answers[dice.usize(..answers.len())],
            _ => folding[dice.usize(..folding.len())],
        })
        .collect()
}

/// Cuts the power at each moment and lets `look` see what is found, with what was acknowledged.
fn cut_at(
    recorded: &Recorded,
    moments: &BTreeSet<usize>,
    honesty: Honesty,
    dice: &mut fastrand::Rng,
    mut look: impl FnMut(usize, &Path, &BTreeSet<OpId>),
) {
    let mut disk = Disk::with(recorded.before.path(), honesty);
    let mut acknowledged = recorded.earlier.clone();
    for moment in 0..=recorded.events.len() {
        if moments.contains(&moment) {
            let found = tempfile::tempdir().unwrap();
            disk.cut(found.path(), dice);
            look(moment, found.path(), &acknowledged);
        }
        if let Some(event) = recorded.events.get(moment) {
            disk.take(event);
            if let Event::Told(bytes) = event {
                acknowledged.extend(acknowledged_in(bytes));
            }
        }
    }
    let all: usize = recorded.operations.iter().map(Vec::len).sum();
    assert_eq!(acknowledged.len(), all, "every answer was seen on its way");
}

/// The product itself starts on what was found, and the tablets send everything again.
fn goes_on(found: &Path, acknowledged: &BTreeSet<OpId>, operations: &[Vec<Operation>]) {
    let server = Server::on(found);
    for ((user, _), operations) in CLERKS.iter().zip(operations) {
        let mut client = server.client(user);
        for chunk in operations.chunks(50) {
            for result in client.sync(chunk.to_vec()).results {
                let again = result.outcome == OperationOutcome::Duplicate;
                assert!(again || result.outcome == OperationOutcome::Applied);
                assert!(again || !acknowledged.contains(&result.op_id));
            }
        }
    }
    assert!(server.stop().success());
    let held = Held::examine(found).unwrap();
    held.require(operations.iter().flatten());
    assert_eq!(held.len(), operations.iter().map(Vec::len).sum::<usize>());
}

#[test]
fn fault_17_after_a_power_cut_everything_acknowledged_is_there() {
    if !can_record() {
        skipped("fault_17", NOT_HERE);
        return;
    }
    let recorded = record(12);
    let cuts = rounds("YUEBAO_FAULTS_CUTS", 90);
    let mut dice = fastrand::Rng::with_seed(17);
    let moments = moments(&recorded.events, cuts, &mut dice);
    let (mut turn, mut something) = (0, 0);
    cut_at(
        &recorded,
        &moments,
        Honesty::Honest,
        &mut dice,
        |moment, found, acknowledged| {
            let held = Held::examine_copy(found);
            let held = held.unwrap_or_else(|wrong| panic!("cut at {moment}: {wrong}"));
            for op_id in acknowledged {
                assert!(held.has(op_id.as_str()), "cut at {moment}: {op_id} is lost");
            }
            something += usize::from(held.len() > acknowledged.len());
            if turn % 40 == 20 {
                goes_on(found, acknowledged, &recorded.operations);
            }
            turn += 1;
        },
    );
    assert!(something > 0, "some cuts came between commit and answer");

    // The same with a disk that does not do what it is told: these eyes do see a loss.
    let mut losses = 0;
    let some: BTreeSet<usize> = moments.into_iter().step_by(3).collect();
    cut_at(
        &recorded,
        &some,
        Honesty::Lying,
        &mut dice,
        |_, found, acknowledged| {
            let lost = match Held::examine_copy(found) {
                Ok(held) => acknowledged.iter().any(|op_id| !held.has(op_id.as_str())),
                Err(_) => true,
            };
            losses += usize::from(lost);
        },
    );
    assert!(losses > some.len() / 4, "{losses} of {}", some.len());
}
