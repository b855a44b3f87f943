//! What each lock of a month froze. Append-only, which the schema's triggers hold as well.

use rusqlite::Row;
use yuebao_domain::period::Month;
use yuebao_store::Result;
use yuebao_store::editions::{EachEdition, Edition, ReadEditions, WriteEditions};
use yuebao_store::json::{from_word, moment, op_id};

use crate::Database;
use crate::failure::Failure;

const COLUMNS: &str = "month, number, op_id, digest, document, locked_at";

impl ReadEditions for Database {
    fn edition(&self, month: Month, number: u32) -> Result<Option<Edition>> {
        self.first(
            &format!("SELECT {COLUMNS} FROM editions WHERE month = ?1 AND number = ?2"),
            (month.to_string(), number),
            edition,
        )
    }

    fn each_edition(&self, each: EachEdition<'_>) -> Result<()> {
        let sql = format!("SELECT {COLUMNS} FROM editions ORDER BY month, number");
        self.each(&sql, [], |row| {
            each(edition(row)?)?;
            Ok(true)
        })
    }
}

impl WriteEditions for Database {
    fn insert_edition(&self, edition: &Edition) -> Result<()> {
        self.execute(
            "INSERT INTO editions (month, number, op_id, digest, document, locked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                edition.month.to_string(),
                edition.number,
                edition.op_id.as_str(),
                &edition.digest,
                &edition.document,
                edition.locked_at.as_str(),
            ),
        )?;
        Ok(())
    }
}

fn edition(row: &Row<'_>) -> Result<Edition, Failure> {
    Ok(Edition {
        month: from_word("editions.month", &row.get::<_, String>(0)?)?,
        number: row.get(1)?,
        op_id: op_id("editions.op_id", &row.get::<_, String>(2)?)?,
        digest: row.get(3)?,
        document: row.get(4)?,
        locked_at: moment("editions.locked_at", &row.get::<_, String>(5)?)?,
    })
}
