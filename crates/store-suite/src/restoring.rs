//! Backups, and what a restore must not bring back.

use std::path::PathBuf;

use yuebao_store::sessions::{Texts, TokenHash};
use yuebao_store::{Connection, Engine, Error, OpenError, last_run, transact};

use crate::conflicts::conflict;
use crate::fixture::{AT, SECONDS, fill, may, populate, settle};
use crate::{Candidate, open};

fn start(conn: &mut dyn Connection, dice: u32) -> u64 {
    transact(conn, |tx| settle(tx, dice)).unwrap()
}

/// A busy place, and a backup of it.
fn backed_up(candidate: &dyn Candidate) -> (Box<dyn Engine>, PathBuf, u64) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| fill(tx, 1, "road", &[("remarks", "一")])).unwrap();
    let file = candidate.file();
    let backup = engine.back_up(&file, AT).unwrap();
    assert_eq!(backup.verified.faults, []);
    (engine, file, backup.seq)
}

/// What a backup has is there again, under the same identity and a later epoch; in the original all of
/// it counts as safe, and only that.
pub fn a_backup_is_put_back_in_a_new_epoch(candidate: &dyn Candidate) {
    let (engine, file, seq) = backed_up(candidate);
    let mut conn = open(&*engine);
    let before = conn.reading().identity().unwrap().unwrap();
    assert_eq!(
        (before.backup_watermark, conn.reading().last_seq().unwrap()),
        (seq, seq)
    );
    transact(&mut *conn, |tx| fill(tx, 2, "road", &[("remarks", "二")])).unwrap();
    assert_eq!(
        conn.reading().identity().unwrap().unwrap().backup_watermark,
        seq
    );
    assert_eq!(engine.server_of(&file).unwrap(), engine.server().unwrap());

    let other = candidate.place();
    let restored = other.restore(&file).unwrap();
    assert!(!restored.by_hand && !restored.with_log);
    let mut conn = open(&*other);
    let epoch = start(&mut *conn, 7);
    assert!(epoch > before.epoch);
    let after = conn.reading().identity().unwrap().unwrap();
    assert_eq!(after.server_id, before.server_id);
    assert_eq!(after.rescue_key("zhang"), before.rescue_key("zhang"));
    assert_eq!(after.backup_watermark, seq);
    assert_eq!(
        conn.reading().subject(&may("road")).unwrap().unwrap().rev,
        1
    );
    assert_eq!(start(&mut *conn, 9), epoch, "a restart is no restore");
    // Put back once more, with another throw.
    let again = candidate.place();
    again.restore(&file).unwrap();
    let again = start(&mut *open(&*again), 8);
    assert!(again > before.epoch && again != epoch);
}

/// A backup overwrites nothing, nor does a restore; what is no backup is none.
pub fn nothing_is_overwritten(candidate: &dyn Candidate) {
    let (engine, file, _) = backed_up(candidate);
    assert!(matches!(
        engine.back_up(&file, AT),
        Err(OpenError::Exists(_))
    ));
    assert!(matches!(engine.restore(&file), Err(OpenError::Exists(_))));
    let other = candidate.place();
    assert!(
        other.restore(&candidate.file()).is_err(),
        "there is no such file"
    );
    let text = candidate.file();
    std::fs::write(&text, "no backup").unwrap();
    assert!(other.restore(&text).is_err());
    assert_eq!(std::fs::read(&text).unwrap(), b"no backup", "left as it is");
    other.restore(&file).unwrap();
    // Nobody may be told of a backup that is not there any more.
    let backup = engine.take_backup(&candidate.file()).unwrap();
    let gone = engine.acknowledge(&candidate.file(), &backup, AT);
    assert!(matches!(gone, Err(OpenError::Missing(_))));
}

/// A conflict's number given between a backup and its restore is not given again, however many there
/// were; numbers of the feed go on above everything that devices let go of, and in the same place a
/// number that was given is given to nothing else.
pub fn numbers_are_never_used_again(candidate: &dyn Candidate) {
    let (engine, file, seq) = backed_up(candidate);
    let mut conn = open(&*engine);
    let given = transact(&mut *conn, |tx| {
        let mut given = Vec::new();
        for second in 0..20 {
            given.push(conflict(tx, 1, &second.to_string())?.0);
        }
        Ok::<_, Error>(given)
    });
    let given = given.unwrap();
    let other = candidate.place();
    other.restore(&file).unwrap();
    let mut conn = open(&*other);
    let epoch = start(&mut *conn, 1_000);
    let (number, next) = transact(&mut *conn, |tx| {
        let number = conflict(tx, 1, "又")?.0;
        fill(tx, 9, "road", &[("remarks", "又")])?;
        Ok::<_, Error>((number, tx.last_seq()?))
    })
    .unwrap();
    assert!(number > epoch && !given.contains(&number), "{number}");
    assert_eq!(
        next,
        seq + 1,
        "devices hear of the new epoch and ask again from {seq}"
    );
    // Rows that are gone keep their numbers.
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    transact(&mut *conn, |tx| {
        fill(tx, 1, "road", &[("remarks", "一")])?;
        conflict(tx, 1, "二").map(drop)
    })
    .unwrap();
    let (last, conflicts) = (
        conn.reading().last_seq().unwrap(),
        conn.reading().last_conflict().unwrap(),
    );
    conn.close();
    candidate.damage(&*engine, &crate::Damage::Untell(may("road").path()));
    candidate.damage(&*engine, &crate::Damage::RemoveConflicts);
    let conn = open(&*engine);
    assert_eq!(conn.reading().last_seq().unwrap(), last);
    assert_eq!(conn.reading().last_conflict().unwrap(), conflicts);
}

/// A backup does not know which logins were ended since: all end, the portal's too.
pub fn logins_end_with_a_restore(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    populate(&mut *conn);
    let token = TokenHash {
        key: [1; 32],
        whole: [1; 32],
    };
    transact(&mut *conn, |tx| {
        tx.add_session(&token.key, "zhang", SECONDS, SECONDS + 99)
    })
    .unwrap();
    let valid = |conn: &dyn Connection| {
        conn.reading()
            .session(&token, Texts::This, SECONDS)
            .unwrap()
            .is_some()
    };
    assert!(valid(&*conn));
    let file = candidate.file();
    engine.back_up(&file, AT).unwrap();
    let other = candidate.place();
    other.restore(&file).unwrap();
    let mut conn = open(&*other);
    start(&mut *conn, 3);
    assert!(!valid(&*conn));
    let reaches = |issued_at| {
        conn.reading()
            .sign_out_reaches("zhang", "sub", None, issued_at)
            .unwrap()
    };
    assert!(reaches(SECONDS) && !reaches(SECONDS + 1));
}

/// A database that was last at work in another place is noticed; one that was put here on purpose, or
/// never was at work, is not.
pub fn a_database_from_elsewhere_is_noticed(candidate: &dyn Candidate) {
    let (engine, file, _) = backed_up(candidate);
    let is_from_elsewhere = |engine: &dyn Engine, place: &dyn Engine| {
        let conn = engine.open_reader().unwrap();
        let lock = place.lock().unwrap();
        last_run::is_from_elsewhere(conn.reading(), &*lock).unwrap()
    };
    assert!(
        !is_from_elsewhere(&*engine, &*engine),
        "no server was ever at work on it"
    );
    let lock = engine.lock().unwrap();
    assert!(
        matches!(engine.lock(), Err(OpenError::InUse(_))),
        "one at a time"
    );
    let mut conn = engine.open(Some(&*lock)).unwrap();
    last_run::begin(&mut *conn, &*lock, "run-1").unwrap();
    // A second start whose name reached the place and not the database.
    lock.leave(["run-1", "run-2"]).unwrap();
    drop(lock);
    assert!(!is_from_elsewhere(&*engine, &*engine));
    let lock = engine.lock().unwrap();
    last_run::begin(&mut *conn, &*lock, "run-3").unwrap();
    drop(lock);
    assert!(!is_from_elsewhere(&*engine, &*engine));
    let other = candidate.place();
    assert!(is_from_elsewhere(&*engine, &*other));
    other.restore(&file).unwrap();
    assert!(!is_from_elsewhere(&*other, &*other), "put here on purpose");
}

/// The first start gives an identity, and no later one changes it.
pub fn an_identity_is_settled_once(candidate: &dyn Candidate) {
    let engine = candidate.place();
    let mut conn = open(&*engine);
    assert_eq!(conn.reading().identity().unwrap(), None);
    start(&mut *conn, 5);
    let first = conn.reading().identity().unwrap().unwrap();
    assert_eq!((first.epoch, first.backup_watermark), (6, 0));
    start(&mut *conn, 6);
    assert_eq!(conn.reading().identity().unwrap().unwrap(), first);
    transact(&mut *conn, |tx| {
        tx.raise_watermark(7)?;
        tx.raise_watermark(3)
    })
    .unwrap();
    let raised = conn.reading().identity().unwrap().unwrap();
    assert_eq!(raised.backup_watermark, 7, "it never sinks");
}
