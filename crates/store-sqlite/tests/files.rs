//! What only files on a disk have: damage, versions, and the guards in the schema.

#![expect(clippy::unwrap_used, reason = "a test that fails panics")]

use std::fs;

use tempfile::TempDir;
use yuebao_store::everything::Schema;
use yuebao_store::{Engine as _, OpenError, transact};
use yuebao_store_sqlite::DataDir;
use yuebao_store_sqlite::testing::Raw;
use yuebao_store_suite::fixture::{AT, fill, may, populate};

/// A folder with a database in which a little has happened.
fn busy() -> (TempDir, DataDir) {
    let folder = tempfile::tempdir().unwrap();
    let dir = DataDir::create(&folder.path().join("data")).unwrap();
    let mut conn = dir.open(None).unwrap();
    populate(&mut *conn);
    transact(&mut *conn, |tx| fill(tx, 1, "road", &[("remarks", "一")])).unwrap();
    conn.close();
    (folder, dir)
}

#[test]
fn what_is_on_record_cannot_be_rewritten_by_a_statement() {
    let (_folder, dir) = busy();
    let raw = Raw::open_strict(&dir.place()).unwrap();
    for sql in [
        "UPDATE revisions SET boxes = '{}'",
        "DELETE FROM revisions",
        "DELETE FROM subjects",
        "DELETE FROM projects",
        "UPDATE audit SET at = ''",
        "DELETE FROM audit",
    ] {
        assert!(raw.run(sql).is_err(), "{sql}");
    }
}

#[test]
fn a_wrong_text_in_a_row_is_an_error_that_says_where() {
    for (column, place) in [
        ("subjects SET received_at", "subjects.received_at"),
        ("revisions SET op_id", "revisions.op_id"),
        ("revisions SET received_at", "revisions.received_at"),
    ] {
        let (_folder, dir) = busy();
        let raw = Raw::open(&dir.place()).unwrap();
        let guards = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";
        for trigger in raw.column(guards).unwrap() {
            raw.run(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        let wrong = format!("PRAGMA foreign_keys = off; UPDATE {column} = 'yesterday'");
        raw.run(&wrong).unwrap();
        let conn = dir.open_reader().unwrap();
        let (tx, road) = (conn.reading(), may("road"));
        let ask = || {
            tx.subject(&road)?;
            tx.revisions_after(&road, 0)?;
            tx.givers(&road, &mut |_| Ok(true))
        };
        let error = ask().unwrap_err().to_string();
        assert!(
            error.contains(place) && error.contains("yesterday"),
            "{error}"
        );
    }
}

#[test]
fn an_empty_file_is_an_empty_database() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("yuebao.db"), "").unwrap();
    let dir = DataDir::existing(folder.path()).unwrap();
    let schema = |conn: &dyn yuebao_store::ReadConnection| conn.reading().schema().unwrap();
    assert_eq!(schema(&*dir.peek().unwrap()), Schema::Empty);
    assert_eq!(fs::read(dir.place()).unwrap(), b"", "left as it is");
    assert_eq!(schema(&*dir.open(None).unwrap()), Schema::Newest);
}

#[test]
fn an_older_database_is_not_migrated_under_somebody_who_is_at_work() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("yuebao.db"), "").unwrap();
    let dir = DataDir::existing(folder.path()).unwrap();
    let lock = dir.lock().unwrap();
    let refused = dir.open(None).unwrap_err();
    assert!(matches!(refused, OpenError::InUse(_)), "{refused}");
    // Whoever has the lock may.
    let conn = dir.open(Some(&*lock)).unwrap();
    assert_eq!(conn.reading().schema().unwrap(), Schema::Newest);
    assert!(
        dir.open(None).is_ok(),
        "of the newest version it is opened by anybody"
    );
}

#[test]
fn a_backup_of_a_damaged_database_is_not_taken_for_one() {
    let (folder, dir) = busy();
    let mut torn = fs::read(dir.place()).unwrap();
    let pages = torn.len() / 4096;
    for page in 3..pages {
        torn[page * 4096..page * 4096 + 64].fill(0xee);
    }
    fs::write(dir.place(), torn).unwrap();
    let file = folder.path().join("backup.db");
    assert!(dir.back_up(&file, AT).is_err());
    assert!(!file.exists());
}

#[test]
fn a_number_of_the_feed_is_known_to_the_schema_however_it_came() {
    let (_folder, dir) = busy();
    let raw = Raw::open(&dir.place()).unwrap();
    let known = "SELECT seq FROM sqlite_sequence WHERE name = 'feed'";
    assert_eq!(
        raw.value(known).unwrap(),
        raw.value("SELECT max(seq) FROM feed").unwrap()
    );
    let mut conn = dir.open(None).unwrap();
    // An entry that takes the place of another moves the number on as well.
    let given = transact(&mut *conn, |tx| fill(tx, 2, "road", &[("remarks", "二")]));
    given.unwrap();
    let last = conn.reading().last_seq().unwrap().to_string();
    assert_eq!(raw.value("SELECT max(seq) FROM feed").unwrap(), last);
    assert_eq!(raw.value(known).unwrap(), last);
}
