//! Units (单位).

use rusqlite::Row;
use yuebao_domain::units::Unit;
use yuebao_store::Result;
use yuebao_store::units::{ReadUnits, WriteUnits};

use crate::Database;
use crate::failure::Failure;

impl ReadUnits for Database {
    fn units(&self) -> Result<Vec<Unit>> {
        self.list(
            "SELECT id, name, parent, area FROM units ORDER BY id",
            [],
            read,
        )
    }

    fn unit(&self, id: &str) -> Result<Option<Unit>> {
        self.first(
            "SELECT id, name, parent, area FROM units WHERE id = ?1",
            [id],
            read,
        )
    }
}

impl WriteUnits for Database {
    fn write_unit(&self, unit: &Unit) -> Result<()> {
        self.execute(
            "INSERT INTO units (id, name, parent, area) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent,
                 area = excluded.area",
            (&unit.id, &unit.name, &unit.parent, &unit.area),
        )?;
        Ok(())
    }

    fn remove_unit(&self, id: &str) -> Result<()> {
        self.execute("DELETE FROM units WHERE id = ?1", [id])?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Unit, Failure> {
    Ok(Unit {
        id: row.get(0)?,
        name: row.get(1)?,
        parent: row.get(2)?,
        area: row.get(3)?,
    })
}
