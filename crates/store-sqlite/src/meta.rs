//! What the installation knows of itself, one text a key.

use yuebao_store::Result;
use yuebao_store::meta::{ReadMeta, WriteMeta};

use crate::Database;

impl ReadMeta for Database {
    fn meta(&self, key: &str) -> Result<Option<String>> {
        self.first("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            Ok(row.get(0)?)
        })
    }
}

impl WriteMeta for Database {
    fn set_meta(&self, key: &str, value: &str) -> Result<()> {
        self.execute(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )?;
        Ok(())
    }

    fn remove_meta(&self, key: &str) -> Result<()> {
        self.execute("DELETE FROM meta WHERE key = ?1", [key])?;
        Ok(())
    }
}
