//! Logins: tokens of this server and of the portal. A token is kept as its hash only.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::wire::v1::Me;

use super::sign_outs::{self, Who};
use super::{DbError, users};

/// How long an expired login is remembered, in seconds: a clock that is set back must not bring
/// an ended token of the portal back.
const REMEMBERED: i64 = 24 * 60 * 60;

/// A token of the portal that was let in.
#[derive(Debug, Clone, Copy)]
pub struct PortalLogin<'a> {
    /// What is stored of the token.
    pub hash: &'a [u8],
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

/// Writes a portal's login; false if another token of the same session there is remembered.
pub fn add_portal(conn: &Connection, login: &PortalLogin<'_>, now: i64) -> Result<bool, DbError> {
    add(conn, login.hash, login.user, now, login.ends_at)?;
    let mut select = conn.prepare_cached(
        "SELECT NOT EXISTS (SELECT 1 FROM sessions WHERE user = ?1 AND portal_session = ?2)",
    )?;
    let is_first = select.query_row((login.user, login.session), |row| row.get(0))?;
    conn.prepare_cached(
        "UPDATE sessions SET subject = ?2, portal_session = ?3, issued_at = ?4
         WHERE token_hash = ?1",
    )?
    .execute((login.hash, login.subject, login.session, login.issued_at))?;
    Ok(is_first)
}

/// Whether a token was ever let in, as far as that is remembered.
pub fn is_known(conn: &Connection, hash: &[u8]) -> Result<bool, DbError> {
    let mut select =
        conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM sessions WHERE token_hash = ?1)")?;
    Ok(select.query_row([hash], |row| row.get(0))?)
}

/// Writes a login and forgets those that expired long ago. Times are seconds since 1970.
pub fn add(
    conn: &Connection,
    hash: &[u8],
    user: &str,
    now: i64,
    expires_at: i64,
) -> Result<(), DbError> {
    conn.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?
        .execute([now - REMEMBERED])?;
    conn.prepare_cached(
        "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((hash, user, now, expires_at))?;
    Ok(())
}

/// Whom a token belongs to, if it is valid now and the account is not switched off.
pub fn find(conn: &Connection, hash: &[u8], now: i64) -> Result<Option<Me>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT user FROM sessions WHERE token_hash = ?1 AND expires_at > ?2 AND NOT ended",
    )?;
    let user: Option<String> = select.query_row((hash, now), |row| row.get(0)).optional()?;
    let account = match user {
        Some(user) => users::find(conn, &user)?,
        None => None,
    };
    Ok(account
        .filter(|account| !account.disabled)
        .map(|account| account.me))
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
    sign_outs::put(conn, Who::User, user, now, now)?;
    Ok(ended)
}
