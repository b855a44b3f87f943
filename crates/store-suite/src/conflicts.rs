//! Conflicts: what waits, and what stays on record.

use yuebao_domain::ids::OpId;
use yuebao_domain::merge::{Clash, ClashKind, Group};
use yuebao_domain::report::{FieldKey, FieldValues, apply};
use yuebao_store::conflicts::NewConflict;
use yuebao_store::hash::digest;
use yuebao_store::{Error, Result, WriteTransaction, transact};

use crate::fixture::{AT, changes, fill, may, operation, populate};
use crate::{Candidate, open};

fn clash(second: &str) -> Clash {
    let values = |text: &str| apply(&FieldValues::new(), &changes(&[("remarks", text)]));
    Clash {
        kind: ClashKind::Conflict,
        group: Group::of(&FieldKey::new("remarks").unwrap()),
        base: FieldValues::new(),
        first: values("一"),
        second: values(second),
    }
}

/// Opens a conflict in the road's report.
pub(crate) fn conflict(
    tx: &dyn WriteTransaction,
    opened_by: u64,
    second: &str,
) -> Result<(u64, String)> {
    let road = may("road");
    tx.open_conflict(&NewConflict {
        subject: &road,
        clash: &clash(second),
        first: ("zhang", &AT.into()),
        second: ("li", &"2022-06-05T03:00:00.000Z".into()),
        opened_by: &id(opened_by),
    })
}

fn id(number: u64) -> OpId {
    operation(
        number,
        "road",
        yuebao_domain::wire::v1::OperationKind::Set,
        0,
        &[],
    )
    .op_id
}

/// Numbered one after the other, open until it is settled, by the first who does, and on record ever
/// after.
pub fn a_conflict_stays_on_record_once_settled(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let numbers = transact(&mut *conn, |tx| {
        for number in 1..=4 {
            fill(tx, number, "road", &[("remarks", "一")])?;
        }
        let (one, hash) = conflict(tx, 1, "二")?;
        assert_eq!(hash, digest(&serde_json::to_string(&clash("二")).unwrap()));
        let (two, _) = conflict(tx, 2, "三")?;
        tx.settle_conflict(one, &id(3))?;
        tx.settle_conflict(one, &id(4))?;
        Ok::<_, Error>([one, two])
    });
    let [one, two] = numbers.unwrap();
    assert_eq!(two, one + 1);
    let (tx, road) = (conn.reading(), may("road"));
    assert_eq!(tx.last_conflict().unwrap(), two);
    let open = tx.open_conflicts(&road).unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].id, &open[0].clash), (two, &clash("三")));
    let by = (
        open[0].first_by.as_str(),
        open[0].second_by.as_str(),
        open[0].second_user.as_str(),
    );
    assert_eq!(by, ("zhang", "li", "li"));
    assert_eq!(
        tx.conflicts_ever(&road).unwrap(),
        [clash("二"), clash("三")]
    );
    assert_eq!(tx.conflicts_ever(&may("dam")).unwrap(), []);
    let recorded = tx.recorded_clashes(&road).unwrap();
    let settled: Vec<Option<u64>> = (recorded.iter())
        .map(|one| one.settled.as_ref().map(|made| made.rev))
        .collect();
    assert_eq!(settled, [Some(3), None], "by the first who did");
    assert_eq!([recorded[0].opened, recorded[1].opened], [1, 2]);
    // One that nobody's operation opened is refused.
    assert!(transact(&mut *conn, |tx| conflict(tx, 99, "四")).is_err());
}
