//! A summary as the tables that a reader of its print can add up.
//!
//! Three kinds: each line with the lines it is divided into; the first two dimensions as a cross
//! table, whose columns are totalled by a summary of the second one alone; the total with what
//! each unit below would print of itself. The figures are the printed ones, rounded one by one.

use std::collections::BTreeMap;

use super::{Dimension, Item, Key, Line, Print, Summary, summarise};
use crate::crossfoot::{Across, Percent, Printed, Row, Table, of_column};
use crate::money::Money;
use crate::order::Gather;
use crate::profile::Profile;

/// The printed columns that are checked, as the rules about tables name them. The gap to 序时 is
/// not among them: no rule speaks of it.
pub const MEASURES: [&str; 7] = [
    "count",
    "reported_count",
    "total_investment",
    "annual_plan",
    "month_investment",
    "year_to_date",
    "completion",
];
/// The columns that add up across; percentages do not.
const ADDED: [&str; 6] = [
    "count",
    "reported_count",
    "total_investment",
    "annual_plan",
    "month_investment",
    "year_to_date",
];

/// What a name is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name<'a> {
    /// The table of what a line is divided into; the empty path is the whole summary.
    Lines(&'a [Key]),
    /// The cross table of two dimensions.
    Cross(Dimension, Dimension),
    /// The table of what each unit below says of itself.
    Parts,
    /// A line in a table.
    Line(&'a [Key]),
    /// A unit below, in the table of the parts; empty for projects of none of them.
    Unit(&'a str),
}

/// One table, and the summary's lines that its rows stand for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PrintedTable {
    pub(super) table: Table,
    /// The line of the total.
    pub(super) total: Vec<Key>,
    /// The lines of the rows; `None` for a row that the summary does not show.
    pub(super) rows: Vec<Option<Vec<Key>>>,
    /// The exact totals by measure, 万元.
    pub(super) exact: BTreeMap<String, Money>,
}

/// How rows are made.
pub(super) struct Printer<'a> {
    pub(super) print: Print,
    pub(super) name: &'a dyn Fn(Name<'_>) -> String,
}

impl Printer<'_> {
    /// Each line that is divided, with its parts.
    pub(super) fn nested(&self, summary: &Summary) -> Vec<PrintedTable> {
        let mut parts: BTreeMap<&[Key], Vec<&Line>> = BTreeMap::new();
        for line in &summary.lines {
            if let Some((_, above)) = line.path.split_last() {
                parts.entry(above).or_default().push(line);
            }
        }
        let divided = summary.lines.iter();
        divided
            .filter_map(|line| {
                let parts = parts.get(line.path.as_slice())?;
                let rows = parts.iter().map(|part| {
                    let label = (self.name)(Name::Line(&part.path));
                    (label, *part, Some(part.path.clone()))
                });
                Some(self.table((self.name)(Name::Lines(&line.path)), line, rows.collect()))
            })
            .collect()
    }

    /// What each unit below says, against the total.
    pub(super) fn parts(
        &self,
        summary: &Summary,
        parts: &[(String, Line)],
    ) -> Option<PrintedTable> {
        let total = summary.at(&[])?;
        let rows = parts
            .iter()
            .map(|(unit, line)| ((self.name)(Name::Unit(unit)), line, None));
        Some(self.table((self.name)(Name::Parts), total, rows.collect()))
    }

    fn table(
        &self,
        id: String,
        total: &Line,
        rows: Vec<(String, &Line, Option<Vec<Key>>)>,
    ) -> PrintedTable {
        let percent = Percent {
            measure: "completion".to_owned(),
            of: "year_to_date".to_owned(),
            over: "annual_plan".to_owned(),
        };
        let mut printed = PrintedTable {
            table: Table {
                id,
                stated: Some(self.row((self.name)(Name::Line(&total.path)), total)),
                percents: vec![percent],
                ..Table::default()
            },
            total: total.path.clone(),
            rows: Vec::with_capacity(rows.len()),
            exact: exact(total),
        };
        for (label, line, path) in rows {
            printed.table.rows.push(self.row(label, line));
            printed.rows.push(path);
        }
        printed
    }

    fn row(&self, label: String, line: &Line) -> Row {
        let figures = MEASURES.into_iter();
        Row {
            label,
            figures: figures
                .filter_map(|name| Some((name.to_owned(), self.figure(line, name)?)))
                .into_map(),
        }
    }

    fn figure(&self, line: &Line, measure: &str) -> Option<Printed> {
        let value = match measure {
            "count" => line.count.into(),
            "reported_count" => line.reported.into(),
            "completion" => self.print.percent(line.completion?),
            _ => self.print.amount(amount(line, measure)?),
        };
        Some(Printed { value })
    }

    /// The first two dimensions of the summary against each other.
    pub(super) fn cross(
        &self,
        summary: &Summary,
        items: &[Item<'_>],
        profile: &Profile,
    ) -> Option<PrintedTable> {
        let (first, second) = (*summary.by.first()?, *summary.by.get(1)?);
        let columns = summarise(items.iter().copied(), &[second], summary.month, profile);
        let names = self.columns(&columns);
        let (mut exact, mut stated) = (BTreeMap::new(), Row::default());
        // The total column is footed by the table of the lines: here each column has its own.
        stated.label = (self.name)(Name::Line(&[]));
        for (line, label) in &names {
            self.put(&mut stated, line, label);
            for measure in ADDED {
                let amount = amount(line, measure);
                exact.extend(amount.map(|amount| (of_column(label, measure), amount)));
            }
        }
        let (mut rows, mut paths) = (Vec::new(), Vec::new());
        for line in summary.lines.iter().filter(|line| line.path.len() == 1) {
            let mut row = self.row((self.name)(Name::Line(&line.path)), line);
            for (head, label) in &names {
                let path = [line.path.clone(), head.path.clone()].concat();
                if let Some(cell) = summary.at(&path) {
                    self.put(&mut row, cell, label);
                }
            }
            row.figures.remove("completion");
            rows.push(row);
            paths.push(Some(line.path.clone()));
        }
        let across = ADDED.map(|measure| Across {
            total: measure.to_owned(),
            parts: names
                .iter()
                .map(|(_, label)| of_column(label, measure))
                .collect(),
        });
        Some(PrintedTable {
            table: Table {
                id: (self.name)(Name::Cross(first, second)),
                stated: Some(stated),
                rows,
                across: across.into(),
                ..Table::default()
            },
            total: Vec::new(),
            rows: paths,
            exact,
        })
    }

    /// The columns of a cross table by their labels, which have to differ.
    fn columns<'a>(&self, columns: &'a Summary) -> Vec<(&'a Line, String)> {
        let mut names: Vec<(&Line, String)> = Vec::new();
        for line in columns.lines.iter().filter(|line| line.path.len() == 1) {
            let label = (self.name)(Name::Line(&line.path));
            let same = names.iter().filter(|(_, name)| *name == label).count();
            let label = if same == 0 {
                label
            } else {
                format!("{label} #{}", names.len() + 1)
            };
            names.push((line, label));
        }
        names
    }

    fn put(&self, row: &mut Row, line: &Line, label: &str) {
        for measure in ADDED {
            if let Some(printed) = self.figure(line, measure) {
                row.figures.insert(of_column(label, measure), printed);
            }
        }
    }
}

/// An exact amount of a line, by its column.
pub(super) fn amount(line: &Line, measure: &str) -> Option<Money> {
    match measure {
        "total_investment" => line.total_investment,
        "annual_plan" => line.annual_plan,
        "month_investment" => line.month,
        "year_to_date" => line.year_to_date,
        _ => None,
    }
}

fn exact(line: &Line) -> BTreeMap<String, Money> {
    let amounts = ADDED.into_iter();
    amounts
        .filter_map(|name| Some((name.to_owned(), amount(line, name)?)))
        .into_map()
}
