//! Sources of a few projects, for tests.

use std::collections::BTreeMap;

use super::document::Table;
use super::{Document, Project, Source, Status};
use crate::check::testing::{draft, month, plan_row, profile};
use crate::money::{Money, parse_plain};
use crate::plan::{Nature, PlanRow};
use crate::report::Report;

/// A provisional source of these projects.
pub(super) fn source(at: &str, projects: Vec<Project>) -> Source {
    Source {
        projects: projects.into(),
        units: BTreeMap::from([("u1".to_owned(), "市交通局".to_owned())]),
        ..Source::new(month(at), profile(), Status::Provisional)
    }
}

/// A project with this annual plan and no report.
pub(super) fn project(id: &str, nature: Nature, annual: &str) -> Project {
    let plan = PlanRow {
        id: id.to_owned(),
        name: format!("{id}项目"),
        nature,
        annual_plan: wan(annual),
        ..plan_row()
    };
    Project {
        opening: Some(plan.clone()),
        plan,
        has_left: false,
        report: None,
        earlier: None,
    }
}

impl Project {
    /// With a report of the month.
    pub(super) fn reporting(mut self, boxes: &[(&str, &str)]) -> Self {
        self.report = Some(Report::read(&draft(boxes)));
        self
    }

    /// With one of an earlier month and none of this.
    pub(super) fn carried(mut self, at: &str, boxes: &[(&str, &str)]) -> Self {
        self.earlier = Some((month(at), Report::read(&draft(boxes))));
        self
    }

    /// With another row of the plan.
    pub(super) fn planned(mut self, change: impl FnOnce(&mut PlanRow)) -> Self {
        change(&mut self.plan);
        self
    }
}

/// An amount; nothing of an empty text.
pub(super) fn wan(text: &str) -> Option<Money> {
    parse_plain(text).ok()
}

/// The table of this id.
pub(super) fn table<'a>(document: &'a Document, id: &str) -> &'a Table {
    document.tables().find(|table| table.id == id).unwrap()
}

/// What is printed in these columns, row by row.
pub(super) fn shown(table: &Table, columns: &[&str]) -> Vec<String> {
    let row = |row: &super::document::Row| {
        let cells: Vec<&str> = columns.iter().map(|it| row.shown(table, it)).collect();
        cells.join(" | ")
    };
    table.rows.iter().map(row).collect()
}

/// The paragraphs and headings, one after the other.
pub(super) fn texts(document: &Document) -> Vec<&str> {
    use super::document::Block;
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Heading { text, .. } | Block::Paragraph { text } => Some(text.as_str()),
            Block::Table(_) | Block::Chart(_) => None,
        })
        .collect()
}
