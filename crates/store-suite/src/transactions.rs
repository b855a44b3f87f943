//! Transactions: all or nothing, and one state for whoever reads.

use yuebao_store::{Error, Limit, read, savepoint, transact};

use crate::fixture::unit;
use crate::{Candidate, open};

fn gives_up() -> Error {
    Error::Unreadable {
        what: "nothing".to_owned(),
        reason: "it is given up".to_owned(),
    }
}

/// Of a transaction that fails nothing stays, whatever was written before the failure.
pub fn what_fails_leaves_nothing(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    let failed = transact(&mut *conn, |tx| {
        tx.put_unit(&unit("a", None))?;
        Err::<(), _>(gives_up())
    });
    assert!(failed.is_err());
    assert!(!conn.writing().is_open(), "nothing is held any more");
    transact(&mut *conn, |tx| tx.put_unit(&unit("b", None))).unwrap();
    assert_eq!(conn.reading().units().unwrap(), [unit("b", None)]);
    // A unit whose parent is not there is refused, and what came with it goes.
    let orphan = transact(&mut *conn, |tx| {
        tx.put_unit(&unit("c", None))?;
        tx.put_unit(&unit("d", Some("nowhere")))
    });
    assert!(orphan.is_err_and(|error| !error.is_passing()));
    assert_eq!(conn.reading().units().unwrap(), [unit("b", None)]);
}

/// A savepoint undoes what came after it, also within another, and nothing before it.
pub fn savepoints_nest(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    transact(&mut *conn, |tx| {
        tx.put_unit(&unit("a", None))?;
        savepoint(tx, |tx| {
            tx.put_unit(&unit("b", None))?;
            let inner = savepoint(tx, |tx| {
                tx.put_unit(&unit("c", None))?;
                Err::<(), _>(gives_up())
            });
            assert!(inner.is_err());
            assert!(tx.unit("c")?.is_none());
            tx.put_unit(&unit("d", None))
        })?;
        let outer = savepoint(tx, |tx| {
            savepoint(tx, |tx| tx.put_unit(&unit("e", None)))?;
            // What the database itself refuses ends no more than the savepoint.
            tx.put_unit(&unit("f", Some("nowhere")))
        });
        assert!(outer.is_err());
        assert!(tx.is_open());
        Ok::<_, Error>(())
    })
    .unwrap();
    let ids = conn
        .reading()
        .units()
        .unwrap()
        .into_iter()
        .map(|unit| unit.id);
    assert_eq!(ids.collect::<Vec<_>>(), ["a", "b", "d"]);
}

/// Whoever reads goes on seeing what was there when they began, whatever is committed meanwhile, and
/// nothing of what is not.
pub fn a_reader_sees_one_state(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut writer = open(&*engine);
    transact(&mut *writer, |tx| tx.put_unit(&unit("a", None))).unwrap();
    let mut reader = engine.open_reader().unwrap();
    writer.begin().unwrap();
    writer.writing().put_unit(&unit("b", None)).unwrap();
    assert_eq!(reader.reading().units().unwrap().len(), 1, "not committed");
    let counts = read(&mut *reader, Limit::Patient, |tx| {
        let before = tx.units()?.len();
        writer.commit().unwrap();
        Ok((before, tx.units()?.len(), tx.last_seq()?))
    });
    assert_eq!(counts.unwrap(), (1, 1, 1));
    assert_eq!(reader.reading().units().unwrap().len(), 2);
    assert_eq!(reader.reading().last_seq().unwrap(), 2);
}

/// Closed and opened again, everything that was committed is there.
pub fn what_was_committed_is_there_after_closing(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    transact(&mut *conn, |tx| tx.put_unit(&unit("a", None))).unwrap();
    conn.tidy_up();
    conn.fold_in().unwrap();
    conn.examine().unwrap();
    conn.close();
    let peeked = engine.peek().unwrap();
    assert_eq!(peeked.reading().units().unwrap(), [unit("a", None)]);
    drop(peeked);
    assert_eq!(open(&*engine).reading().units().unwrap(), [unit("a", None)]);
}
