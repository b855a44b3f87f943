//! What people have said of the columns of tables that they import.

use yuebao_store::Result;
use yuebao_store::import_columns::{Columns, MOST, ReadColumns, WriteColumns};
use yuebao_store::json::{from_text, to_text};

use crate::Database;

impl ReadColumns for Database {
    fn columns_of(&self, shape: &str) -> Result<Option<Columns>> {
        self.first(
            "SELECT columns FROM import_columns WHERE shape = ?1",
            [shape],
            |row| {
                let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
                Ok(from_text("import_columns.columns", text)?)
            },
        )
    }
}

impl WriteColumns for Database {
    fn remember_columns(&self, shape: &str, columns: &Columns, user: &str, at: i64) -> Result<()> {
        let text = to_text("import_columns.columns", columns)?;
        self.execute(
            "INSERT INTO import_columns (shape, columns, user, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (shape) DO UPDATE SET columns = excluded.columns, user = excluded.user,
                 at = excluded.at",
            (shape, text, user, at),
        )?;
        self.execute(
            "DELETE FROM import_columns WHERE shape IN (
                 SELECT shape FROM import_columns ORDER BY at DESC, shape LIMIT -1 OFFSET ?1)",
            [MOST],
        )?;
        Ok(())
    }
}
