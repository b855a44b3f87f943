//! What the installation knows of itself.

use std::cell::RefCell;
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::profile::Profile;
use yuebao_domain::proof::keyed;

use super::audit::{self, What};
use super::json::{from_text, to_text, unreadable};
use super::{DbError, conflicts, feed, sessions};
use crate::clock::Now;

const SERVER_ID: &str = "server_id";
const EPOCH: &str = "epoch";
const WATERMARK: &str = "backup_watermark";
const PROFILE: &str = "profile";
const PROFILE_DIGEST: &str = "profile_digest";
const RESTORED: &str = "restored_from_backup";
const RESCUE_SECRET: &str = "rescue_secret";
const MARK: &str = "mark";
const SIGNED_OUT: &str = "signed_out";

/// Who this database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Stays with the database.
    pub server_id: String,
    /// Grows when the database was restored from a backup.
    pub epoch: u64,
    /// Operations written at or below this sequence are in a backup.
    pub backup_watermark: u64,
    /// What keys for rescue files are made from; absent before a server that makes them was at work.
    rescue_secret: Option<String>,
}

impl Identity {
    /// The key by which a user's devices know the user's rescue files. Nobody who has one can work
    /// out another.
    pub fn rescue_key(&self, user: &str) -> Option<String> {
        let secret = self.rescue_secret.as_ref();
        secret.map(|secret| keyed(secret, user))
    }
}

/// The identity, if a server has been at work on the database.
pub fn identity(conn: &Connection) -> Result<Option<Identity>, DbError> {
    let (Some(server_id), Some(_)) = (get(conn, SERVER_ID)?, get(conn, EPOCH)?) else {
        return Ok(None);
    };
    Ok(Some(Identity {
        server_id,
        epoch: number(conn, EPOCH)?,
        backup_watermark: number(conn, WATERMARK)?,
        rescue_secret: get(conn, RESCUE_SECRET)?,
    }))
}

/// The server's identifier, which the database has from its first moment on.
pub(super) fn server_id(conn: &Connection) -> Result<String, DbError> {
    get(conn, SERVER_ID)?.ok_or_else(|| unreadable("meta.server_id", &"it is missing"))
}

/// Gives the database an identifier if it has none.
pub(super) fn ensure_server_id(
    conn: &Connection,
    new_id: impl FnOnce() -> String,
) -> Result<(), DbError> {
    if get(conn, SERVER_ID)?.is_none() {
        set(conn, SERVER_ID, &new_id())?;
    }
    Ok(())
}

/// Gives a new database its identity, and one that was restored from a backup its next epoch.
/// `dice` is a random number: two restores of one backup differ, whatever the clock says.
pub fn settle_identity(
    conn: &Connection,
    new_id: impl Fn() -> String,
    dice: u32,
    now: Now,
) -> Result<Identity, DbError> {
    ensure_server_id(conn, &new_id)?;
    if get(conn, RESCUE_SECRET)?.is_none() {
        // Two random identifiers are more than nobody can guess.
        set(conn, RESCUE_SECRET, &format!("{}{}", new_id(), new_id()))?;
    }
    let later = |epoch: u64| epoch.saturating_add(1).saturating_add(dice.into());
    if get(conn, EPOCH)?.is_none() {
        set(conn, EPOCH, &later(0).to_string())?;
        raise_watermark(conn, 0)?;
    }
    if get(conn, RESTORED)?.is_some() {
        let epoch = later(number(conn, EPOCH)?);
        set(conn, EPOCH, &epoch.to_string())?;
        conflicts::number_from(conn, epoch)?;
        sign_everybody_out(conn, now)?;
        let detail = (epoch, feed::last(conn)?);
        audit::append(conn, &now.rfc3339(), What::Restored, "", &detail)?;
        remove(conn, RESTORED)?;
    }
    identity(conn)?.ok_or_else(|| unreadable("meta.server_id", &"it is missing"))
}

/// A backup does not know which logins were ended since: all of them end, and so do the portal's
/// tokens from before, seen or not.
fn sign_everybody_out(conn: &Connection, now: Now) -> Result<(), DbError> {
    sessions::end_everything(conn)?;
    set(conn, SIGNED_OUT, &now.seconds().to_string())
}

/// Up to when the portal's tokens count no more, whoever's they are, in seconds since 1970.
pub(super) fn signed_out(conn: &Connection) -> Result<Option<i64>, DbError> {
    let said = get(conn, SIGNED_OUT)?;
    let read = |text: String| {
        text.parse()
            .map_err(|error| unreadable("meta.signed_out", &error))
    };
    said.map(read).transpose()
}

/// Says in a backup that it is one: whoever opens it next begins a new epoch.
pub(super) fn mark_as_backup(conn: &Connection) -> Result<(), DbError> {
    set(conn, RESTORED, "1")
}

/// What the database and the folder where it was last at work have in common.
pub(super) fn mark(conn: &Connection) -> Result<Option<String>, DbError> {
    get(conn, MARK)
}

/// Another one.
pub(super) fn set_mark(conn: &Connection, mark: &str) -> Result<(), DbError> {
    set(conn, MARK, mark)
}

/// None: no server was at work on it where it is now.
pub(super) fn clear_mark(conn: &Connection) -> Result<(), DbError> {
    remove(conn, MARK)
}

/// Everything up to `seq` is in a backup.
pub fn raise_watermark(conn: &Connection, seq: u64) -> Result<(), DbError> {
    // A folder that no server has worked on yet has none.
    let raised = match get(conn, WATERMARK)? {
        Some(_) => number(conn, WATERMARK)?.max(seq),
        None => seq,
    };
    set(conn, WATERMARK, &raised.to_string())
}

/// The profile in force, if one was chosen.
pub fn profile(conn: &Connection) -> Result<Option<Profile>, DbError> {
    get(conn, PROFILE)?
        .map(|text| from_text("meta.profile", &text))
        .transpose()
}

/// The same, read anew only where its digest is another than the last time: taking a profile apart
/// costs more than deciding an operation, and so does fetching its text.
pub fn profile_in_force(conn: &Connection) -> Result<Option<Rc<Profile>>, DbError> {
    thread_local! {
        static LAST: RefCell<Option<(String, Rc<Profile>)>> = const { RefCell::new(None) };
    }
    let Some(digest) = get(conn, PROFILE_DIGEST)? else {
        return Ok(profile(conn)?.map(Rc::new));
    };
    LAST.with_borrow_mut(|last| {
        if let Some((before, profile)) = last
            && *before == digest
        {
            return Ok(Some(Rc::clone(profile)));
        }
        let Some(profile) = profile(conn)?.map(Rc::new) else {
            return Ok(None);
        };
        *last = Some((digest, Rc::clone(&profile)));
        Ok(Some(profile))
    })
}

/// Makes sure that the profile has its digest, and the right one.
pub fn digest_profile(conn: &Connection) -> Result<(), DbError> {
    let Some(text) = get(conn, PROFILE)? else {
        return Ok(());
    };
    let digest = audit::digest(&text);
    if get(conn, PROFILE_DIGEST)?.as_ref() != Some(&digest) {
        set(conn, PROFILE_DIGEST, &digest)?;
    }
    Ok(())
}

/// Puts a profile in force and tells the devices; true if it differs from what was there.
pub fn set_profile(conn: &Connection, profile: &Profile) -> Result<bool, DbError> {
    let text = to_text("meta.profile", profile)?;
    if get(conn, PROFILE)?.as_deref() == Some(text.as_str()) {
        return Ok(false);
    }
    set(conn, PROFILE, &text)?;
    digest_profile(conn)?;
    feed::touch(conn, feed::Key::Profile)?;
    Ok(true)
}

fn get(conn: &Connection, key: &str) -> Result<Option<String>, DbError> {
    let mut select = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(select.query_row([key], |row| row.get(0)).optional()?)
}

fn set(conn: &Connection, key: &str, value: &str) -> Result<(), DbError> {
    conn.prepare_cached(
        "INSERT INTO meta (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}

fn remove(conn: &Connection, key: &str) -> Result<(), DbError> {
    conn.prepare_cached("DELETE FROM meta WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

fn number(conn: &Connection, key: &str) -> Result<u64, DbError> {
    let text = get(conn, key)?.unwrap_or_default();
    text.parse()
        .map_err(|_| unreadable(&format!("meta.{key}"), &format!("“{text}” is not a number")))
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile::builtin;

    use super::{PROFILE_DIGEST, digest_profile, profile_in_force, set_profile};
    use crate::db::memory;

    #[test]
    fn the_profile_in_force_is_the_last_one_that_was_put_there() {
        let conn = memory::open().unwrap();
        let in_force = || profile_in_force(&conn).unwrap().map(|one| one.id.clone());
        assert_eq!(in_force(), None);
        for id in ["liuzhou-2022", "guigang-2021", "liuzhou-2022"] {
            assert!(set_profile(&conn, &builtin(id).unwrap()).unwrap());
            assert_eq!(in_force().as_deref(), Some(id));
        }
        // As an earlier version left it.
        let other = serde_json::to_string(&builtin("guigang-2021").unwrap()).unwrap();
        conn.execute("DELETE FROM meta WHERE key = ?1", [PROFILE_DIGEST])
            .unwrap();
        conn.execute("UPDATE meta SET value = ?1 WHERE key = 'profile'", [other])
            .unwrap();
        for _ in 0..2 {
            assert_eq!(in_force().as_deref(), Some("guigang-2021"));
            digest_profile(&conn).unwrap();
        }
    }
}
