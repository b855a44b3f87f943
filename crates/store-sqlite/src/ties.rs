//! Who is tied to a project.

use std::collections::BTreeSet;

use yuebao_domain::rights::TiedTo;
use yuebao_store::Result;
use yuebao_store::json::unreadable;
use yuebao_store::ties::{ReadTies, WriteTies};

use crate::Database;

impl ReadTies for Database {
    fn ties(&self, project: &str) -> Result<BTreeSet<TiedTo>> {
        let found: Vec<String> = self.list(
            "SELECT tie FROM ties WHERE project = ?1",
            [project],
            |row| Ok(row.get(0)?),
        )?;
        let read = |text: &String| {
            TiedTo::from_text(text).ok_or_else(|| unreadable("ties.tie", &format!("“{text}”")))
        };
        found.iter().map(read).collect()
    }
}

impl WriteTies for Database {
    fn write_ties(&self, project: &str, ties: &BTreeSet<TiedTo>) -> Result<()> {
        self.execute("DELETE FROM ties WHERE project = ?1", [project])?;
        for tie in ties {
            self.execute(
                "INSERT INTO ties (tie, project) VALUES (?1, ?2)",
                (tie.text(), project),
            )?;
        }
        Ok(())
    }
}
