//! Tokens of the portal that count no more, whether they were seen here or not.

use yuebao_store::Result;
use yuebao_store::sign_outs::{KEPT, ReadSignOuts, Who, WriteSignOuts};

use crate::Database;

impl ReadSignOuts for Database {
    fn is_signed_out(
        &self,
        user: &str,
        subject: &str,
        session: Option<&str>,
        issued_at: i64,
    ) -> Result<bool> {
        self.value(
            "SELECT EXISTS (SELECT 1 FROM sign_outs WHERE before >= ?4 AND (kind, who) IN (
                 VALUES ('user', ?1), ('subject', ?2), ('session', ?3)))",
            (user, subject, session, issued_at),
        )
    }
}

impl WriteSignOuts for Database {
    fn sign_out(&self, who: Who, named: &str, before: i64, now: i64) -> Result<bool> {
        self.execute("DELETE FROM sign_outs WHERE until <= ?1", [now])?;
        let put = self.execute(
            "INSERT INTO sign_outs (kind, who, before, until) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, who) DO UPDATE SET before = excluded.before, until = excluded.until
             WHERE excluded.before > before",
            (who.key(), named, before, before.saturating_add(KEPT)),
        )?;
        let column = match who {
            Who::User => "user",
            Who::Subject => "subject",
            Who::Session => "portal_session",
        };
        self.execute(
            &format!("UPDATE sessions SET ended = 1 WHERE {column} = ?1 AND issued_at <= ?2"),
            (named, before),
        )?;
        Ok(put == 1)
    }
}
