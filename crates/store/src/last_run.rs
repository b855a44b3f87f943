//! Whether the database is the one that was last at work in this place.
//!
//! A file that was copied by hand without its log, or an older one that was put back, opens without
//! a complaint: nothing in it tells what it lacks. So the database and the place name the same last
//! run, another one after each start and stop. Where they differ, the database counts as restored
//! from a backup: a new epoch begins, and tablets send again what it does not have.

use crate::{Connection, Lock, ReadTransaction, Result, WriteTransaction, transact};

/// Whether the database was last at work elsewhere, or was not the last to be at work here.
pub fn is_from_elsewhere(tx: &dyn ReadTransaction, lock: &dyn Lock) -> Result<bool> {
    // Without a last run no server was ever at work on it.
    let run = tx.last_run()?;
    Ok(run.is_some_and(|run| !lock.last_runs().contains(&run)))
}

/// The same as [`renew`] when a server begins, with the run's name in the database's file itself: a
/// copy of that file alone has it too.
pub fn begin(conn: &mut dyn Connection, lock: &dyn Lock, run: &str) -> Result<()> {
    transact(conn, |tx| renew(tx, lock, run))?;
    conn.fold_in()
}

/// Gives database and place a new last run. The place takes the old one as well, since only one of
/// the two may be written when the power goes.
pub fn renew(tx: &dyn WriteTransaction, lock: &dyn Lock, run: &str) -> Result<()> {
    let old = tx.last_run()?;
    let both = [old.as_deref().unwrap_or(run), run];
    if let Err(error) = lock.leave(both) {
        tracing::warn!(%error, "the data folder's mark was not renewed");
        return Ok(());
    }
    tx.set_last_run(run)
}
