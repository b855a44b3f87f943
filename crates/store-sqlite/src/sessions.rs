//! Logins. A token is kept as its hash only.

use yuebao_store::Result;
use yuebao_store::sessions::{
    Login, MOST_VOUCHING, PortalLogin, REMEMBERED, ReadSessions, Texts, TokenHash, VOUCHES,
    WriteSessions,
};

use crate::Database;

/// The row with the signed part's hash (`?1`) and the whole text's (`?2`). Rows from before version 6
/// have the whole text's hash alone.
const fn sql(texts: Texts) -> &'static str {
    match texts {
        Texts::This => "(token_hash = ?1 AND coalesce(whole, ?1) IN (?1, ?2) OR token_hash = ?2)",
        Texts::Any => "(token_hash IN (?1, ?2))",
    }
}

impl ReadSessions for Database {
    fn session_user(
        &self,
        token: &TokenHash,
        texts: Texts,
        now: i64,
    ) -> Result<Option<(String, [u8; 32])>> {
        let row = sql(texts);
        self.first(
            &format!(
                "SELECT user, token_hash FROM sessions WHERE {row} AND expires_at > ?3 AND NOT ended"
            ),
            (token.key, token.whole, now),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }

    fn is_known_token(&self, token: &TokenHash, texts: Texts) -> Result<bool> {
        let row = sql(texts);
        self.value(
            &format!("SELECT EXISTS (SELECT 1 FROM sessions WHERE {row})"),
            (token.key, token.whole),
        )
    }

    fn was_ended(&self, token: &TokenHash) -> Result<bool> {
        let row = sql(Texts::This);
        self.value(
            &format!(
                "SELECT EXISTS (SELECT 1 FROM sessions JOIN users ON users.name = sessions.user
                     WHERE {row} AND (ended OR disabled))"
            ),
            (token.key, token.whole),
        )
    }

    fn vouches(&self, token: &TokenHash, user: &str) -> Result<bool> {
        self.value(
            "SELECT EXISTS (SELECT 1 FROM sessions
                 WHERE token_hash = ?1 AND user = ?2 AND vouches)",
            (token.key, user),
        )
    }

    fn sessions(&self, now: i64) -> Result<Vec<Login>> {
        self.list(
            "SELECT user, created_at, expires_at, issued_at IS NOT NULL FROM sessions
             WHERE expires_at > ?1 AND NOT ended ORDER BY user, created_at",
            [now],
            |row| {
                Ok(Login {
                    user: row.get(0)?,
                    created_at: row.get(1)?,
                    expires_at: row.get(2)?,
                    portal: row.get(3)?,
                })
            },
        )
    }
}

impl WriteSessions for Database {
    fn insert_session(&self, hash: &[u8], user: &str, now: i64, expires_at: i64) -> Result<()> {
        self.execute(
            "INSERT INTO sessions (token_hash, user, created_at, expires_at)
             VALUES (?1, ?2, ?3, ?4)",
            (hash, user, now, expires_at),
        )?;
        Ok(())
    }

    fn mark_portal_session(&self, login: &PortalLogin<'_>) -> Result<bool> {
        let is_first = self.value(
            "SELECT NOT EXISTS (SELECT 1 FROM sessions WHERE user = ?1 AND portal_session = ?2)",
            (login.user, login.session),
        )?;
        self.execute(
            "UPDATE sessions SET subject = ?2, portal_session = ?3, issued_at = ?4, whole = ?5
             WHERE token_hash = ?1",
            (
                login.token.key,
                login.subject,
                login.session,
                login.issued_at,
                login.token.whole,
            ),
        )?;
        Ok(is_first)
    }

    fn forget_sessions(&self, user: &str, now: i64) -> Result<()> {
        self.execute(
            "DELETE FROM sessions WHERE expires_at <= ?1
             AND (expires_at <= ?2 OR issued_at IS NOT NULL OR NOT vouches)",
            (now - REMEMBERED, now - VOUCHES),
        )?;
        self.execute(
            "DELETE FROM sessions WHERE token_hash IN (
                 SELECT token_hash FROM sessions WHERE user = ?1 AND expires_at <= ?2
                     AND issued_at IS NULL
                 ORDER BY expires_at DESC LIMIT -1 OFFSET ?3)",
            (user, now - REMEMBERED, MOST_VOUCHING),
        )?;
        Ok(())
    }

    fn end_session(&self, hash: &[u8]) -> Result<bool> {
        let ended = self.execute(
            "UPDATE sessions SET ended = 1 WHERE token_hash = ?1 AND NOT ended",
            [hash],
        )?;
        Ok(ended == 1)
    }

    fn end_sessions_of(&self, user: &str, now: i64) -> Result<usize> {
        let ended = self.execute(
            "UPDATE sessions SET ended = 1 WHERE user = ?1 AND NOT ended AND expires_at > ?2",
            (user, now),
        )?;
        self.execute("UPDATE sessions SET vouches = 0 WHERE user = ?1", [user])?;
        Ok(ended)
    }

    fn end_every_session(&self) -> Result<usize> {
        self.execute("UPDATE sessions SET ended = 1 WHERE NOT ended", [])
    }
}
