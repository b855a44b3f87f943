//! Logins. A token is kept as its hash only.

use rusqlite::{Connection, OptionalExtension};
use yuebao_domain::wire::v1::Me;

use super::{DbError, users};

/// Writes a login and forgets those that have expired. Times are seconds since 1970.
pub fn add(
    conn: &Connection,
    hash: &[u8],
    user: &str,
    now: i64,
    expires_at: i64,
) -> Result<(), DbError> {
    conn.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?
        .execute([now])?;
    conn.prepare_cached(
        "INSERT INTO sessions (token_hash, user, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((hash, user, now, expires_at))?;
    Ok(())
}

/// Whom a token belongs to, if it is valid now and the account is not switched off.
pub fn find(conn: &Connection, hash: &[u8], now: i64) -> Result<Option<Me>, DbError> {
    let mut select =
        conn.prepare_cached("SELECT user FROM sessions WHERE token_hash = ?1 AND expires_at > ?2")?;
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
}

/// The logins that are valid now, by user and age.
pub fn all(conn: &Connection, now: i64) -> Result<Vec<Login>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT user, created_at, expires_at FROM sessions WHERE expires_at > ?1
         ORDER BY user, created_at",
    )?;
    let logins = select.query_map([now], |row| {
        Ok(Login {
            user: row.get(0)?,
            created_at: row.get(1)?,
            expires_at: row.get(2)?,
        })
    })?;
    Ok(logins.collect::<Result<_, _>>()?)
}

/// Ends one login; false if it had ended before.
pub fn remove(conn: &Connection, hash: &[u8]) -> Result<bool, DbError> {
    let ended = conn
        .prepare_cached("DELETE FROM sessions WHERE token_hash = ?1")?
        .execute([hash])?;
    Ok(ended == 1)
}

/// Ends every login of a user; returns how many there were.
pub fn remove_all(conn: &Connection, user: &str) -> Result<usize, DbError> {
    let ended = conn
        .prepare_cached("DELETE FROM sessions WHERE user = ?1")?
        .execute([user])?;
    Ok(ended)
}
