//! The audit log: a chain, and what verifying finds.

use yuebao_domain::rights::Role;
use yuebao_store::audit::{self, NewEntry, Wanted, What};
use yuebao_store::everything::Trouble;
use yuebao_store::verify::{Verified, verify};
use yuebao_store::{Engine, Error, savepoint, transact};

use crate::fixture::{AT, fill, may, operation, populate};
use crate::{Candidate, Damage, open};

/// A database in which a little has happened.
fn busy(candidate: &dyn Candidate) -> Box<dyn Engine> {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| {
        fill(
            tx,
            1,
            "road",
            &[("remarks", "张三写的"), ("visual_progress", "路基完成")],
        )?;
        fill(tx, 2, "road", &[("month_investment", "100")])?;
        fill(tx, 3, "dam", &[("remarks", "别处的")])?;
        audit::append(tx, AT, What::Login, "zhang", &())?;
        tx.set_role("li", Role::Liaison, "roads")?;
        audit::append(
            tx,
            AT,
            What::AccountChanged,
            "li",
            &(Role::Liaison, "roads"),
        )
    })
    .unwrap();
    conn.close();
    engine
}

fn verified(engine: &dyn Engine) -> Verified {
    verify(&mut *engine.open_reader().unwrap()).unwrap()
}

/// What the program wrote verifies, and its head stays the same until something is entered.
pub fn a_healthy_database_verifies(candidate: &dyn Candidate) {
    let engine = busy(candidate);
    let found = verified(&*engine);
    assert_eq!(found.faults, []);
    let counts = (
        found.reports,
        found.revisions,
        found.operations,
        found.entries,
    );
    assert_eq!(counts, (2, 3, 3, 8));
    assert_eq!(verified(&*engine).head, found.head);
    let mut conn = open(&*engine);
    transact(&mut *conn, |tx| {
        audit::append(tx, AT, What::Logout, "zhang", &())
    })
    .unwrap();
    let later = verified(&*engine);
    assert_eq!((later.faults, later.entries), (Vec::new(), 9));
    assert_ne!(later.head, found.head);
}

/// Whatever was done past the program is found, and named by its place.
pub fn tampering_is_found(candidate: &dyn Candidate) {
    let op_id = operation(
        3,
        "dam",
        yuebao_domain::wire::v1::OperationKind::Set,
        0,
        &[],
    )
    .op_id;
    let (road, dam) = (may("road").path(), may("dam").path());
    let cases: [(Damage, &[(Trouble, &str)]); 11] = [
        (Damage::ChangeEntry(7), &[(Trouble::LinkBroken, "audit 7")]),
        (
            Damage::RemoveEntry(1),
            &[
                (Trouble::EntryMissing, "audit 1"),
                (Trouble::NotEntered, "zhang"),
            ],
        ),
        (
            Damage::RemoveEntry(7),
            &[(Trouble::EntryMissing, "audit 7")],
        ),
        (
            Damage::RemoveEntry(8),
            &[
                (Trouble::EndMissing, "audit 8"),
                (Trouble::AccountDiffers, "li"),
            ],
        ),
        (
            Damage::ChangeSender(op_id.clone().into()),
            &[(Trouble::OperationDiffers, "dam 2022-05 rev 1")],
        ),
        (
            Damage::ChangeOperation(op_id.clone().into(), "别处的", "改过的"),
            &[
                (Trouble::ContentDiffers, op_id.as_str()),
                (Trouble::ReplayDiffers, "dam 2022-05 rev 1"),
            ],
        ),
        (
            Damage::ChangeRevision(road.clone(), 2, "100", "900"),
            &[(Trouble::ReplayDiffers, "road 2022-05 rev 2")],
        ),
        (
            Damage::ChangeRevision(dam.clone(), 1, "别处的", "改过的"),
            &[
                (Trouble::OperationDiffers, "dam 2022-05 rev 1"),
                (Trouble::CurrentDiffers, "dam 2022-05"),
                (Trouble::ReplayDiffers, "dam 2022-05 rev 1"),
            ],
        ),
        (
            Damage::ChangeCurrent(road.clone(), "100", "900"),
            &[(Trouble::CurrentDiffers, "road 2022-05")],
        ),
        (Damage::Untell(dam), &[(Trouble::NotTold, "dam 2022-05")]),
        (
            Damage::ChangeRole("zhang".to_owned(), "city_office"),
            &[(Trouble::AccountDiffers, "account zhang")],
        ),
    ];
    for (damage, expected) in cases {
        let engine = busy(candidate);
        candidate.damage(&*engine, &damage);
        let found = verified(&*engine).faults;
        assert_eq!(found.len(), expected.len(), "{damage:?}: {found:#?}");
        for ((trouble, place), fault) in expected.iter().zip(&found) {
            assert_eq!(fault.trouble, *trouble, "{damage:?}: {found:#?}");
            assert!(fault.place.contains(place), "{damage:?}: {found:#?}");
        }
    }
}

/// A mark names a state; a later state of the same database knows it, any other database does not. An
/// entry's number is given once.
pub fn a_mark_is_known_by_later_states(candidate: &dyn Candidate) {
    let engine = busy(candidate);
    let mut conn = open(&*engine);
    let mark = conn.reading().audit_mark().unwrap().unwrap();
    transact(&mut *conn, |tx| {
        audit::append(tx, AT, What::Logout, "zhang", &())?;
        let taken = tx.last_entry_given()?;
        let again = savepoint(tx, |tx| {
            tx.insert_entry(&NewEntry {
                seq: taken,
                at: AT,
                what: What::Logout,
                subject: "li",
                detail: "null",
                hash: b"of another",
            })
        });
        assert!(again.is_err(), "its number is taken");
        Ok::<_, Error>(())
    })
    .unwrap();
    let knows = |mark: &str| conn.reading().knows_mark(mark).unwrap();
    assert!(knows(&mark));
    assert!(knows(&conn.reading().audit_mark().unwrap().unwrap()));
    let (number, hash) = mark.split_once(':').unwrap();
    for other in [
        format!("{number}:00"),
        format!("999:{hash}"),
        format!("x{mark}"),
        String::new(),
    ] {
        assert!(!knows(&other), "{other}");
    }
    let mut other = open(&*candidate.place());
    populate(&mut *other);
    assert!(!other.reading().knows_mark(&mark).unwrap());
    assert_eq!(
        open(&*candidate.place())
            .reading()
            .last_entry_given()
            .unwrap(),
        0
    );
}

/// The newest that are asked for, in their order; by what was done, and by whom or what it is about.
pub fn entries_are_told_newest_last(candidate: &dyn Candidate) {
    let engine = busy(candidate);
    let conn = open(&*engine);
    let numbers = |what, about, most| -> Vec<u64> {
        let wanted = Wanted { what, about, most };
        let found = conn.reading().entries(&wanted).unwrap();
        found.into_iter().map(|entry| entry.seq).collect()
    };
    assert_eq!(numbers(None, None, 3), [6, 7, 8]);
    assert_eq!(numbers(Some(What::Operation), None, 2), [5, 6]);
    assert_eq!(
        numbers(None, Some("zhang"), 9),
        [1, 4, 5, 6, 7],
        "also what an operation says"
    );
    assert_eq!(numbers(None, Some("dam"), 9), [6]);
    assert_eq!(numbers(Some(What::Logout), None, 9), [0_u64; 0]);
}
