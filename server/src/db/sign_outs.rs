//! Tokens of the portal that count no more, whether they were seen here or not.

use rusqlite::Connection;

use super::{DbError, meta};

/// Longer than any token may live, in seconds.
const KEPT: i64 = 32 * 24 * 60 * 60;

/// Whose tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A user's, by the name here.
    User,
    /// A person's, as the portal calls them.
    Subject,
    /// Those of one session at the portal.
    Session,
}

impl Who {
    /// The word that is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Subject => "subject",
            Self::Session => "session",
        }
    }
}

/// Ends the tokens that were issued up to `before`; false if that was said before.
pub fn put(
    conn: &Connection,
    who: Who,
    named: &str,
    before: i64,
    now: i64,
) -> Result<bool, DbError> {
    conn.prepare_cached("DELETE FROM sign_outs WHERE until <= ?1")?
        .execute([now])?;
    let put = conn
        .prepare_cached(
            "INSERT INTO sign_outs (kind, who, before, until) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, who) DO UPDATE SET before = excluded.before, until = excluded.until
             WHERE excluded.before > before",
        )?
        .execute((who.key(), named, before, before.saturating_add(KEPT)))?;
    let column = match who {
        Who::User => "user",
        Who::Subject => "subject",
        Who::Session => "portal_session",
    };
    conn.prepare_cached(&format!(
        "UPDATE sessions SET ended = 1 WHERE {column} = ?1 AND issued_at <= ?2"
    ))?
    .execute((named, before))?;
    Ok(put == 1)
}

/// Whether a token that was issued at this moment counts no more.
pub fn reaches(
    conn: &Connection,
    user: &str,
    subject: &str,
    session: Option<&str>,
    issued_at: i64,
) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM sign_outs WHERE before >= ?4 AND (kind, who) IN (
             VALUES ('user', ?1), ('subject', ?2), ('session', ?3)))",
    )?;
    let reached: bool = select.query_row((user, subject, session, issued_at), |row| row.get(0))?;
    Ok(reached || meta::signed_out(conn)?.is_some_and(|before| before >= issued_at))
}
