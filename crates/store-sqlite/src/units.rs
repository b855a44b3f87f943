//! Units (单位).

use rusqlite::Row;
use yuebao_domain::units::Unit;
use yuebao_store::Result;
use yuebao_store::units::{ReadUnits, WriteUnits};

use crate::Database;
use crate::failure::Failure;

impl ReadUnits for Database {
    fn units(&self) -> Result<Vec<Unit>> {
        self.list("SELECT id, name, parent FROM units ORDER BY id", [], read)
    }

    fn unit(&self, id: &str) -> Result<Option<Unit>> {
        self.first(
            "SELECT id, name, parent FROM units WHERE id = ?1",
            [id],
            read,
        )
    }
}

impl WriteUnits for Database {
    fn write_unit(&self, unit: &Unit) -> Result<()> {
        self.execute(
            "INSERT INTO units (id, name, parent) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent",
            (&unit.id, &unit.name, &unit.parent),
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Unit, Failure> {
    Ok(Unit {
        id: row.get(0)?,
        name: row.get(1)?,
        parent: row.get(2)?,
    })
}
