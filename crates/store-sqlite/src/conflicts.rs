//! The same box with two values: open conflicts, and the settled ones behind them.

use yuebao_domain::ids::OpId;
use yuebao_domain::merge::Clash;
use yuebao_domain::operation::{OpenConflict, Subject};
use yuebao_store::Result;
use yuebao_store::conflicts::{NewConflict, ReadConflicts, WriteConflicts};
use yuebao_store::json::{from_text, moment};
use yuebao_store::users::ReadUsers as _;

use crate::Database;
use crate::columns::integer;

impl ReadConflicts for Database {
    fn open_conflicts(&self, subject: &Subject) -> Result<Vec<OpenConflict>> {
        self.list(
            "SELECT id, clash, first_user, first_at, second_user, second_at FROM conflicts
             WHERE subject = ?1 AND settled_by IS NULL ORDER BY id",
            [subject.path()],
            |row| {
                let second_user: String = row.get(4)?;
                Ok(OpenConflict {
                    id: row.get(0)?,
                    clash: from_text("conflicts.clash", &row.get::<_, String>(1)?)?,
                    first_by: self.shown_name(&row.get::<_, String>(2)?)?,
                    first_at: moment("conflicts.first_at", &row.get::<_, String>(3)?)?,
                    second_by: self.shown_name(&second_user)?,
                    second_user,
                    second_at: moment("conflicts.second_at", &row.get::<_, String>(5)?)?,
                })
            },
        )
    }

    fn conflicts_ever(&self, subject: &Subject) -> Result<Vec<Clash>> {
        self.list(
            "SELECT clash FROM conflicts WHERE subject = ?1 ORDER BY id",
            [subject.path()],
            |row| Ok(from_text("conflicts.clash", &row.get::<_, String>(0)?)?),
        )
    }

    fn last_conflict(&self) -> Result<u64> {
        self.last_number("conflicts")
    }
}

impl WriteConflicts for Database {
    fn insert_conflict(&self, id: u64, new: &NewConflict<'_>, clash: &str) -> Result<()> {
        self.execute(
            "INSERT INTO conflicts (id, subject, clash, first_user, first_at, second_user,
                 second_at, opened_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                id,
                new.subject.path(),
                clash,
                new.first.0,
                new.first.1.as_str(),
                new.second.0,
                new.second.1.as_str(),
                new.opened_by.as_str(),
            ),
        )?;
        Ok(())
    }

    fn settle_conflict(&self, id: u64, settled_by: &OpId) -> Result<()> {
        self.execute(
            "UPDATE conflicts SET settled_by = ?2 WHERE id = ?1 AND settled_by IS NULL",
            (id, settled_by.as_str()),
        )?;
        Ok(())
    }

    fn pass_over_conflicts(&self, last: u64) -> Result<()> {
        let last = integer(last);
        self.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'conflicts'",
            [last],
        )?;
        self.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'conflicts', ?1
             WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'conflicts')",
            [last],
        )?;
        Ok(())
    }
}
