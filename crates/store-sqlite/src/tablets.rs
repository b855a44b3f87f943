//! Tablets.

use yuebao_store::Result;
use yuebao_store::tablets::{Asking, MOST, ReadTablets, Tablet, WriteTablets};

use crate::Database;

impl ReadTablets for Database {
    fn tablets(&self, now: i64) -> Result<Vec<Tablet>> {
        self.list(
            "SELECT t.user, t.device, t.seen_at, t.set_aside, EXISTS (
                 SELECT 1 FROM sessions s
                 WHERE s.token_hash = t.login AND NOT s.ended AND s.expires_at > ?1)
             FROM tablets t ORDER BY t.user, t.device",
            [now],
            |row| {
                Ok(Tablet {
                    user: row.get(0)?,
                    device: row.get(1)?,
                    seen_at: row.get(2)?,
                    set_aside: row.get(3)?,
                    logged_in: row.get(4)?,
                })
            },
        )
    }

    fn login_of_tablet(&self, user: &str, device: &str) -> Result<Option<[u8; 32]>> {
        self.first(
            "SELECT login FROM tablets WHERE user = ?1 AND device = ?2",
            [user, device],
            |row| Ok(row.get(0)?),
        )
    }
}

impl WriteTablets for Database {
    fn note_tablet(&self, tablet: &Asking<'_>, now: i64) -> Result<()> {
        let Asking {
            user,
            device,
            login,
            set_aside,
        } = tablet;
        self.execute(
            "INSERT INTO tablets (user, device, login, seen_at, set_aside)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (user, device) DO UPDATE SET login = excluded.login,
                 seen_at = excluded.seen_at,
                 set_aside = coalesce(excluded.set_aside, tablets.set_aside)",
            (user, device, login, now, set_aside),
        )?;
        self.execute(
            "DELETE FROM tablets WHERE user = ?1 AND device IN (
                 SELECT device FROM tablets WHERE user = ?1
                 ORDER BY seen_at DESC, device LIMIT -1 OFFSET ?2)",
            (user, MOST),
        )?;
        Ok(())
    }
}
