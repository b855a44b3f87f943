//! The versions of the plan. Append-only, which the schema's triggers hold as well.

use rusqlite::Row;
use yuebao_domain::plan::{PlanBook, PlanVersion};
use yuebao_store::Result;
use yuebao_store::json::{from_text, to_text};
use yuebao_store::plans::{ReadPlans, WritePlans};

use crate::Database;
use crate::failure::Failure;

const VERSION: &str = "plan_versions.version";

impl ReadPlans for Database {
    fn book(&self, project: &str) -> Result<PlanBook> {
        let sql = "SELECT version FROM plan_versions WHERE project = ?1 ORDER BY number";
        Ok(PlanBook::new(self.list(sql, [project], read)?))
    }

    fn books(&self) -> Result<Vec<PlanBook>> {
        let sql = "SELECT version FROM plan_versions ORDER BY project, number";
        let mut books: Vec<PlanBook> = Vec::new();
        for version in self.list(sql, [], read)? {
            let is_of = |book: &PlanBook| {
                let first = book.versions().first();
                first.is_some_and(|first| first.row.id == version.row.id)
            };
            match books.last_mut().filter(|book| is_of(book)) {
                Some(book) => book.push(version),
                None => books.push(PlanBook::new(vec![version])),
            }
        }
        Ok(books)
    }
}

impl WritePlans for Database {
    fn insert_version(&self, version: &PlanVersion) -> Result<()> {
        self.execute(
            "INSERT INTO plan_versions (project, number, valid_from, version)
             VALUES (?1, ?2, ?3, ?4)",
            (
                &version.row.id,
                version.number,
                version.valid_from.to_string(),
                to_text(VERSION, version)?,
            ),
        )?;
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<PlanVersion, Failure> {
    let text = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(from_text(VERSION, text)?)
}
