//! Revisions: kept as differences, read as states.

use std::collections::BTreeMap;

use fastrand::Rng;
use yuebao_domain::ids::{OpId, Timestamp};
use yuebao_domain::merge::Group;
use yuebao_domain::operation::Subject;
use yuebao_domain::operation::report::State;
use yuebao_domain::report::{FieldKey, FieldValues, apply};
use yuebao_domain::wire::v1::OperationKind::{Return, Set, Submit};
use yuebao_store::hash::digest;
use yuebao_store::revisions::{BoxTexts, NewRevision, tag};
use yuebao_store::subjects::boxes;
use yuebao_store::{Error, savepoint, transact};

use crate::fixture::{AT, changes, decide, fill, may, operation, populate};
use crate::{Candidate, open};

const BOXES: [&str; 6] = [
    "remarks",
    "visual_progress",
    "halt_reason",
    "month_investment",
    "of_a_newer_form",
    "x",
];

/// Some boxes with some texts, short and long ones, and some emptied.
fn some_changes(rng: &mut Rng) -> Vec<(&'static str, String)> {
    let count = rng.usize(1..4);
    let text = |rng: &mut Rng| match rng.u32(..6) {
        0 => String::new(),
        1 => "长".repeat(rng.usize(1..400)),
        _ => rng.u32(..20).to_string(),
    };
    (0..count)
        .map(|_| (BOXES[rng.usize(..BOXES.len())], text(rng)))
        .collect()
}

/// Whatever was changed in whatever order: each state is given back, by its number and its tag, and so
/// is the whole row of them; the current row is the last.
pub fn differences_give_back_every_state(candidate: &dyn Candidate) {
    for seed in 0..6 {
        let rng = &mut Rng::with_seed(seed);
        let engine = candidate.place();
        let mut conn = open(&*engine);
        populate(&mut *conn);
        let mut states = vec![FieldValues::new()];
        for id in 1..=50 {
            let some = some_changes(rng);
            let some: Vec<(&str, &str)> = some
                .iter()
                .map(|(key, text)| (*key, text.as_str()))
                .collect();
            states.push(apply(&states[states.len() - 1], &changes(&some)));
            transact(&mut *conn, |tx| fill(tx, id, "road", &some)).unwrap();
        }
        check_states(&*conn, &states, rng);
    }
}

fn check_states(conn: &dyn yuebao_store::Connection, states: &[FieldValues], rng: &mut Rng) {
    let (tx, road) = (conn.reading(), may("road"));
    for (rev, state) in (0..).zip(states) {
        let tag = tag(&boxes(state).unwrap());
        let found = |seen| tx.snapshot(&road, rev, seen).unwrap();
        assert_eq!(found(None).as_ref(), Some(state), "{rev}");
        if rev > 0 {
            assert_eq!(found(Some(&tag)).as_ref(), Some(state), "{rev}");
            assert_eq!(found(Some("another")), None, "{rev}");
        }
    }
    assert_eq!(tx.snapshot(&road, states.len() as u64, None).unwrap(), None);
    assert_eq!(tx.snapshot(&may("dam"), 1, None).unwrap(), None);
    let since = rng.usize(..states.len());
    let after = tx.revisions_after(&road, since as u64).unwrap();
    let numbers: Vec<u64> = after.iter().map(|one| one.rev).collect();
    assert_eq!(
        numbers,
        (since as u64 + 1..states.len() as u64).collect::<Vec<_>>()
    );
    assert!(
        after
            .iter()
            .zip(&states[since + 1..])
            .all(|(one, state)| one.values == *state)
    );
    let (current, its) = tx.tagged_subject(&road).unwrap().unwrap();
    assert_eq!(Some(&current.values), states.last());
    assert_eq!(its, tag(&boxes(&current.values).unwrap()));
    let told = tx.history(&road, None, 10).unwrap().0;
    assert_eq!(told.len(), 10);
    let last = &states[states.len() - 10..];
    assert!(
        told.iter()
            .zip(last)
            .all(|(one, state)| one.values == *state)
    );
    let earlier = tx.history(&road, Some(told[0].made.rev), 10).unwrap().0;
    assert_eq!(
        earlier.last().map(|one| one.made.rev + 1),
        Some(told[0].made.rev)
    );
}

/// A subject's revision of the same number, and a second one of the same operation, are refused.
pub fn a_revision_is_written_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let (road, empty) = (may("road"), FieldValues::new());
    let (one, two) = (
        operation(1, "road", Set, 0, &[]),
        operation(2, "road", Set, 1, &[]),
    );
    transact(&mut *conn, |tx| {
        decide(tx, "zhang", &one, State::Draft)?;
        crate::fixture::record(tx, "zhang", &two)?;
        let seq = tx.last_seq()? + 1;
        let at: Timestamp = AT.into();
        let again = |rev: u64, op_id: &OpId| {
            let new = NewRevision {
                seq,
                subject: &road,
                rev,
                state: State::Draft.into(),
                before: &empty,
                values: &empty,
                boxes: "{}",
                digest: &digest("{}"),
                op_id,
                user: "zhang",
                device: "tablet",
                received_at: &at,
                made_at: &at,
            };
            let texts = BoxTexts {
                boxes: Some("{}".to_owned()),
                ..BoxTexts::default()
            };
            savepoint(tx, |tx| tx.insert_revision(&new, &texts))
        };
        assert!(again(1, &two.op_id).is_err(), "its number is taken");
        assert!(again(2, &one.op_id).is_err(), "its operation has one");
        assert!(
            again(2, &"of-nobody".into()).is_err(),
            "there is no such operation"
        );
        again(2, &two.op_id)
    })
    .unwrap();
    assert_eq!(conn.reading().revisions_after(&road, 0).unwrap().len(), 2);
}

/// Who gave a box its value is the last who changed it, not the last who sent it or another box.
pub fn who_gave_a_value_is_known(candidate: &dyn Candidate) {
    let rng = &mut Rng::with_seed(5);
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let mut givers: BTreeMap<&str, &str> = BTreeMap::new();
    let mut values = FieldValues::new();
    for id in 1..=40 {
        let user = ["zhang", "li"][rng.usize(..2)];
        let some = some_changes(rng);
        let some: Vec<(&str, &str)> = some
            .iter()
            .map(|(key, text)| (*key, text.as_str()))
            .collect();
        let after = apply(&values, &changes(&some));
        for key in BOXES.map(|name| FieldKey::new(name).unwrap()) {
            if values.get(&key) != after.get(&key) {
                let name = BOXES.iter().find(|name| **name == key.as_str());
                givers.insert(name.unwrap(), user);
            }
        }
        values = after;
        let sent = operation(id, "road", Set, id - 1, &some);
        transact(&mut *conn, |tx| decide(tx, user, &sent, State::Draft)).unwrap();
        let road: &Subject = &may("road");
        for name in BOXES {
            let group = Group::of(&FieldKey::new(name).unwrap());
            let found = conn.reading().last_change_of(road, &group).unwrap();
            let found = found.map(|giver| giver.user);
            assert_eq!(
                found.as_deref(),
                givers.get(name).copied(),
                "{name} after {id}"
            );
        }
    }
}

/// Since when a report stands where it stands, who brought it there with which words, and who has
/// filed what waits.
pub fn a_review_is_the_last_step(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let road = may("road");
    let steps = [
        ("zhang", Set, State::Draft),
        ("li", Submit, State::Submitted),
        ("wang", Return, State::Returned),
        ("wang", Set, State::Returned),
    ];
    for (number, (user, kind, state)) in (1..).zip(steps) {
        let note = number.to_string();
        let boxes = [("remarks", note.as_str())];
        let boxes = if kind == Return { &[][..] } else { &boxes[..] };
        let sent = operation(number, "road", kind, number - 1, boxes);
        transact(&mut *conn, |tx| decide(tx, user, &sent, state)).unwrap();
    }
    let tx = conn.reading();
    assert_eq!(tx.stands_since(&road).unwrap(), 3);
    assert_eq!(tx.stands_since(&may("dam")).unwrap(), 0);
    let review = tx
        .review_of(&road, State::Returned.into())
        .unwrap()
        .unwrap();
    assert_eq!(
        (review.rev, review.by.as_str(), review.at.as_str()),
        (3, "wang", AT)
    );
    assert_eq!(review.comment.as_deref(), Some("请核对"));
    assert_eq!(tx.review_of(&road, State::Draft.into()).unwrap(), None);
    assert_eq!(tx.filers(&road).unwrap(), ["li", "wang", "zhang"]);
    // Behind an accepted revision nobody has filed anything yet.
    let accept = operation(
        5,
        "road",
        yuebao_domain::wire::v1::OperationKind::Accept,
        4,
        &[],
    );
    transact(&mut *conn, |tx| {
        decide(tx, "wang", &accept, State::Accepted)?;
        assert_eq!(tx.filers(&road)?, [""; 0]);
        let late = operation(6, "road", Set, 5, &[("remarks", "又")]);
        decide(tx, "zhang", &late, State::Submitted)?;
        assert_eq!(tx.filers(&road)?, ["zhang"]);
        Ok::<_, Error>(())
    })
    .unwrap();
}
