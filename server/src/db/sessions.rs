//! Logins: tokens of this server and of the portal. A token is kept as its hash only.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::rights::Me;

use super::sign_outs::{self, Who};
use super::{DbError, users};
use crate::accounts::TokenHash;

/// How long an expired login is remembered, in seconds: a clock that is set back must not bring
/// an ended token of the portal back.
const REMEMBERED: i64 = 24 * 60 * 60;
/// How long an expired login goes on to tell that its device is this user's, in seconds.
const VOUCHES: i64 = 400 * REMEMBERED;
/// How many of them a user has at most.
const MOST_VOUCHING: i64 = 20;

/// A token of the portal that was let in.
#[derive(Debug, Clone, Copy)]
pub struct PortalLogin<'a> {
    /// What is stored of the token.
    pub token: &'a TokenHash,
    /// The account.
    pub user: &'a str,
    /// Who it is at the portal.
    pub subject: &'a str,
    /// The session there.
    pub session: Option<&'a str>,
    /// When it was issued, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends.
    pub ends_at: i64,
}

/// Which texts of a token are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// This very text.
    This,
    /// Any text of what is signed; whoever asks has seen that it *is* signed.
    Any,
}

impl Texts {
    /// Of the row with the signed part's hash (`?1`) and the whole text's (`?2`). Rows from before
    /// version 6 have the whole text's hash alone.
    const fn sql(self) -> &'static str {
        match self {
            Self::This => {
                "(token_hash = ?1 AND coalesce(whole, ?1) IN (?1, ?2) OR token_hash = ?2)"
            }
            Self::Any => "(token_hash IN (?1, ?2))",
        }
    }
}

/// Writes a portal's login; false if another token of the same session there is remembered.
pub fn add_portal(conn: &Connection, login: &PortalLogin<'_>, now: i64) -> Result<bool, DbError> {
    let key = &login.token.key;
    add(conn, key, login.user, now, login.ends_at)?;
    let mut select = conn.prepare_cached(
        "SELECT NOT EXISTS (SELECT 1 FROM sessions WHERE user = ?1 AND portal_session = ?2)",
    )?;
    let is_first = select.query_row((login.user, login.session), |row| row.get(0))?;
    conn.prepare_cached(
        "UPDATE sessions SET subject = ?2, portal_session = ?3, issued_at = ?4, whole = ?5
         WHERE token_hash = ?1",
    )?
    .execute((
        key,
        login.subject,
        login.session,
        login.issued_at,
        login.token.whole,
    ))?;
    Ok(is_first)
}

/// Whether a token was ever let in, as far as that is remembered.
pub fn is_known(conn: &Connection, token: &TokenHash, texts: Texts) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE {})",
        texts.sql()
    ))?;
    Ok(select.query_row((token.key, token.whole), |row| row.get(0))?)
}

/// Writes a login and forgets those that expired long ago. Times are seconds since 1970.
pub fn add(
    conn: &Connection,
    hash: &[u8],
    user: &str,
    now: i64,
    expires_at: i64,
) -> Result<(), DbError> {
    forget(conn, user, now)?;
    conn.prepare_cached(
        "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((hash, user, now, expires_at))?;
    Ok(())
}

fn forget(conn: &Connection, user: &str, now: i64) -> Result<(), DbError> {
    conn.prepare_cached(
        "DELETE FROM sessions WHERE expires_at <= ?1
         AND (expires_at <= ?2 OR issued_at IS NOT NULL OR NOT vouches)",
    )?
    .execute((now - REMEMBERED, now - VOUCHES))?;
    conn.prepare_cached(
        "DELETE FROM sessions WHERE token_hash IN (
             SELECT token_hash FROM sessions WHERE user = ?1 AND expires_at <= ?2
                 AND issued_at IS NULL
             ORDER BY expires_at DESC LIMIT -1 OFFSET ?3)",
    )?
    .execute((user, now - REMEMBERED, MOST_VOUCHING))?;
    Ok(())
}

/// Whom a token belongs to, and which login it is, if it is valid now and the account is not switched
/// off.
pub fn find(
    conn: &Connection,
    token: &TokenHash,
    texts: Texts,
    now: i64,
) -> Result<Option<(Me, [u8; 32])>, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT user, token_hash FROM sessions WHERE {} AND expires_at > ?3 AND NOT ended",
        texts.sql()
    ))?;
    let found: Option<(String, [u8; 32])> = select
        .query_row((token.key, token.whole, now), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((user, login)) = found else {
        return Ok(None);
    };
    let account = users::find(conn, &user)?.filter(|account| !account.disabled);
    Ok(account.map(|account| (account.me, login)))
}

/// Whether a login is over for another reason than its age: somebody ended it, or its account is
/// switched off.
pub fn was_ended(conn: &Connection, token: &TokenHash) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT EXISTS (SELECT 1 FROM sessions JOIN users ON users.name = sessions.user
             WHERE {} AND (ended OR disabled))",
        Texts::This.sql()
    ))?;
    Ok(select.query_row((token.key, token.whole), |row| row.get(0))?)
}

/// Whether a token, valid or not, tells that whoever shows it has logged in as this user before.
pub fn vouches(conn: &Connection, token: &TokenHash, user: &str) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE token_hash = ?1 AND user = ?2 AND vouches)",
    )?;
    Ok(select.query_row((token.key, user), |row| row.get(0))?)
}

/// A login as it is listed: never its token, nor what is stored of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// User name.
    pub user: String,
    /// When it began, in seconds since 1970.
    pub created_at: u64,
    /// When it expires.
    pub expires_at: u64,
    /// Whether it is a token of the portal.
    pub portal: bool,
}

/// The logins that are valid now, by user and age.
pub fn all(conn: &Connection, now: i64) -> Result<Vec<Login>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT user, created_at, expires_at, issued_at IS NOT NULL FROM sessions
         WHERE expires_at > ?1 AND NOT ended ORDER BY user, created_at",
    )?;
    let logins = select.query_map([now], |row| {
        Ok(Login {
            user: row.get(0)?,
            created_at: row.get(1)?,
            expires_at: row.get(2)?,
            portal: row.get(3)?,
        })
    })?;
    Ok(logins.collect::<Result<_, _>>()?)
}

/// Ends one login; false if it had ended before.
pub fn end(conn: &Connection, hash: &[u8]) -> Result<bool, DbError> {
    let ended = conn
        .prepare_cached("UPDATE sessions SET ended = 1 WHERE token_hash = ?1 AND NOT ended")?
        .execute([hash])?;
    Ok(ended == 1)
}

/// Ends every login of a user, and every token of the portal that was issued until now, seen or
/// not; returns how many logins were valid.
pub fn end_all(conn: &Connection, user: &str, now: i64) -> Result<usize, DbError> {
    let ended = conn
        .prepare_cached(
            "UPDATE sessions SET ended = 1 WHERE user = ?1 AND NOT ended AND expires_at > ?2",
        )?
        .execute((user, now))?;
    // A lost tablet is nobody's any more.
    conn.prepare_cached("UPDATE sessions SET vouches = 0 WHERE user = ?1")?
        .execute([user])?;
    sign_outs::put(conn, Who::User, user, now, now)?;
    Ok(ended)
}

/// Ends every login there is, whoever's it is.
pub fn end_everything(conn: &Connection) -> Result<usize, DbError> {
    let ended = conn
        .prepare_cached("UPDATE sessions SET ended = 1 WHERE NOT ended")?
        .execute([])?;
    Ok(ended)
}
