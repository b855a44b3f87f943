//! Operations: decided once, for ever.

use yuebao_domain::operation::Outcome;
use yuebao_domain::wire::v1::OperationKind::Set;
use yuebao_store::{Error, savepoint, transact};

use crate::fixture::{fill, may, operation, populate, record};
use crate::{Candidate, open};

/// The same identifier a second time is refused, whoever sends it and whatever is in it, also after
/// the database was closed; and what stands beside it in the transaction stays.
pub fn an_operation_is_written_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let first = operation(1, "road", Set, 0, &[("remarks", "一")]);
    let other = operation(1, "dam", Set, 0, &[("remarks", "二")]);
    transact(&mut *conn, |tx| {
        record(tx, "zhang", &first)?;
        let again = savepoint(tx, |tx| record(tx, "wang", &other));
        assert!(again.is_err_and(|error| !error.is_passing()));
        fill(tx, 2, "road", &[("remarks", "三")])
    })
    .unwrap();
    conn.close();
    let mut conn = open(&*engine);
    let again = transact(&mut *conn, |tx| record(tx, "zhang", &first));
    assert!(again.is_err());
    let held = conn
        .reading()
        .operation(first.op_id.as_str())
        .unwrap()
        .unwrap();
    assert_eq!((held.user.as_str(), &held.operation), ("zhang", &first));
    assert_eq!(
        conn.reading()
            .report("road", "2022-05".parse().unwrap())
            .unwrap()
            .unwrap()
            .rev,
        1
    );
}

/// What was decided is read as it was, and what was not is not there.
pub fn what_was_decided_is_read_as_it_was(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let sent = operation(
        7,
        "road",
        Set,
        0,
        &[("remarks", "一\n“二”"), ("visual_progress", "")],
    );
    transact(&mut *conn, |tx| record(tx, "li", &sent).map(drop)).unwrap();
    let tx = conn.reading();
    let held = tx.operation(sent.op_id.as_str()).unwrap().unwrap();
    assert_eq!((held.user.as_str(), held.operation), ("li", sent.clone()));
    assert_eq!(held.receipt.outcome, Outcome::Applied);
    let unknown = operation(8, "road", Set, 0, &[]);
    assert!(tx.operation(unknown.op_id.as_str()).unwrap().is_none());
    assert!(
        tx.subject(&may("road")).unwrap().is_none(),
        "it was only recorded"
    );
    // A sender who is not there is refused: what is on record has its author.
    let stranger = transact(&mut *conn, |tx| {
        record(tx, "nobody", &unknown)?;
        Ok::<_, Error>(())
    });
    assert!(stranger.is_err());
}
