//! The plan's rows.

use rusqlite::Row;
use yuebao_domain::plan::PlanRow;
use yuebao_store::Result;
use yuebao_store::json::{from_text, to_text};
use yuebao_store::projects::{ReadProjects, WriteProjects};

use crate::Database;
use crate::failure::Failure;

impl ReadProjects for Database {
    fn project(&self, id: &str) -> Result<Option<PlanRow>> {
        self.first("SELECT plan FROM projects WHERE id = ?1", [id], read)
    }

    fn projects(&self) -> Result<Vec<PlanRow>> {
        self.list("SELECT plan FROM projects ORDER BY id", [], read)
    }
}

impl WriteProjects for Database {
    fn write_project(&self, plan: &PlanRow, unit: &str) -> Result<()> {
        let text = to_text("projects.plan", plan)?;
        self.execute(
            "INSERT INTO projects (id, code, unit, area, plan) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET code = excluded.code, unit = excluded.unit,
                 area = excluded.area, plan = excluded.plan",
            (&plan.id, &plan.code, unit, &plan.area, text),
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<PlanRow, Failure> {
    Ok(from_text(
        "projects.plan",
        row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
    )?)
}
