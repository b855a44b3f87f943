//! Units (单位).

use rusqlite::{Connection, OptionalExtension, Row};
use yuebao_domain::units::Unit;

use super::{DbError, feed};

/// Every unit, by id.
pub fn all(conn: &Connection) -> Result<Vec<Unit>, DbError> {
    let mut select = conn.prepare_cached("SELECT id, name, parent FROM units ORDER BY id")?;
    let units = select.query_map([], read)?.collect::<Result<_, _>>()?;
    Ok(units)
}

/// One unit.
pub fn find(conn: &Connection, id: &str) -> Result<Option<Unit>, DbError> {
    let mut select = conn.prepare_cached("SELECT id, name, parent FROM units WHERE id = ?1")?;
    Ok(select.query_row([id], read).optional()?)
}

/// Writes a unit, whose parent must be there already, and tells the devices.
pub fn put(conn: &Connection, unit: &Unit) -> Result<(), DbError> {
    conn.prepare_cached(
        "INSERT INTO units (id, name, parent) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent",
    )?
    .execute((&unit.id, &unit.name, &unit.parent))?;
    feed::touch(conn, feed::Key::Unit(&unit.id))?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit {
        id: row.get(0)?,
        name: row.get(1)?,
        parent: row.get(2)?,
    })
}
