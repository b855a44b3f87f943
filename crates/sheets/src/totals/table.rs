//! A total as a table of its rows, which the domain can add up.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::{Printed, Row, Table, Verdict, foot};

use super::scope::all;
use super::unchecked::{measure_unchecked, no_column, no_figure, nothing_to_add, rows_unread};
use crate::grid::Grid;
use crate::note::Message;
use crate::rows::{RowKind, TableRow};
use crate::table::columns::{Column, Header};
use crate::values::amount::percentage;
use crate::vocabulary::{Target, TotalLabel};

/// The pages of a table, each with its header.
pub(super) struct TablePages<'a> {
    pub(super) grid: &'a Grid,
    pub(super) pages: &'a [Header],
}

impl TablePages<'_> {
    /// The rows of all pages; those of its own page if the total is exactly theirs.
    pub(super) fn whole<'l>(
        &self,
        row: &TableRow,
        sum: &TotalLabel,
        rows: &'l [TableRow],
    ) -> Vec<&'l TableRow> {
        let whole = all(rows);
        let own: Vec<&TableRow> = (whole.iter().copied())
            .filter(|other| other.page == row.page)
            .collect();
        if own.len() == whole.len() {
            return whole;
        }
        let table = self.table(row, sum, &own, &mut Vec::new());
        let is_own = table.is_some_and(|table| {
            let mut checks = foot(&table)
                .into_iter()
                .filter(|check| check.stated.is_some());
            checks.all(|check| check.verdict == Verdict::Exact)
        });
        if is_own { own } else { whole }
    }

    /// `None` if the row prints no total, or none that can be checked.
    pub(super) fn table(
        &self,
        row: &TableRow,
        sum: &TotalLabel,
        scope: &[&TableRow],
        unchecked: &mut Vec<(usize, Message)>,
    ) -> Option<Table> {
        let mut stated = self.stated(row, sum, unchecked);
        if stated.figures.is_empty() {
            return None;
        }
        let unread: Vec<usize> = (scope.iter())
            .filter(|row| row.kind.is_unread())
            .map(|row| row.at)
            .collect();
        if !unread.is_empty() {
            unchecked.push((row.at, rows_unread(&sum.label, &unread)));
            return None;
        }
        let one = sum.count.map(|_| 1);
        let rows: Vec<Row> = (scope.iter())
            .filter_map(|row| self.project(row, one))
            .collect();
        for column in self.measures() {
            let is_stated = |stated: &Row| stated.figures.get(&column.label).copied();
            let Some(total) = is_stated(&stated) else {
                continue;
            };
            let has_addend = rows
                .iter()
                .any(|row| row.figures.contains_key(&column.label));
            let why = self
                .unreadable(column, scope)
                .or_else(|| (!has_addend && !total.value.is_zero()).then(nothing_to_add));
            if let Some(why) = why {
                stated.figures.remove(&column.label);
                unchecked.push((row.at, measure_unchecked(&sum.label, &column.label, why)));
            }
        }
        let location = [self.grid.name.as_str(), sum.label.as_str()];
        let location: Vec<&str> = location
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        Some(Table {
            id: location.join("·"),
            stated: Some(stated),
            rows,
            ..Table::default()
        })
    }

    /// What the row of a total prints; cells that are no figures are said to be unchecked.
    fn stated(
        &self,
        row: &TableRow,
        sum: &TotalLabel,
        unchecked: &mut Vec<(usize, Message)>,
    ) -> Row {
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            match self.figure(measure, row) {
                Ok(Some(printed)) => {
                    figures.insert(measure.label.clone(), printed);
                }
                Ok(None) => {}
                Err(text) => {
                    let why = no_figure(row.at, &text);
                    let message = measure_unchecked(&sum.label, &measure.label, why);
                    unchecked.push((row.at, message));
                }
            }
        }
        self.take_percent(row, &mut figures);
        take_count(sum.count, &mut figures);
        Row {
            label: sum.label.clone(),
            figures,
        }
    }

    /// A project's figures, as far as they are some.
    pub(super) fn project(&self, row: &TableRow, count: Option<u32>) -> Option<Row> {
        if row.kind != RowKind::Project {
            return None;
        }
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            if let Ok(Some(printed)) = self.figure(measure, row) {
                figures.insert(measure.label.clone(), printed);
            }
        }
        self.take_percent(row, &mut figures);
        take_count(count, &mut figures);
        Some(Row {
            label: self.name(row),
            figures,
        })
    }

    fn take_percent(&self, row: &TableRow, figures: &mut BTreeMap<String, Printed>) {
        let own = self.column(Target::Percent, row);
        let measure = self.first(Target::Percent);
        if let Some((own, measure)) = own.zip(measure)
            && let Some(printed) = percentage(self.grid.cell(row.at, own.at))
        {
            figures.insert(measure.label.clone(), printed);
        }
    }

    pub(super) fn strip_percents(&self, rows: &mut [Row]) {
        if let Some(percent) = self.first(Target::Percent) {
            for row in rows {
                row.figures.remove(&percent.label);
            }
        }
    }

    /// Why the rows of a measure do not add up to anything: a cell holds words, or a page lacks the
    /// column.
    fn unreadable(&self, measure: &Column, scope: &[&TableRow]) -> Option<Message> {
        scope.iter().find_map(|row| {
            if self.column(measure.target, row).is_none() {
                return Some(no_column(row.at));
            }
            self.figure(measure, row)
                .err()
                .map(|text| no_figure(row.at, &text))
        })
    }

    pub(super) fn rows_by_label(&self, scope: &[&TableRow]) -> BTreeMap<String, usize> {
        let projects = scope.iter().filter(|row| row.kind == RowKind::Project);
        projects.map(|row| (self.name(row), row.at)).collect()
    }
}

fn take_count(count: Option<u32>, figures: &mut BTreeMap<String, Printed>) {
    if let Some(count) = count {
        let value = Decimal::from(count);
        figures.insert("count".to_owned(), Printed { value });
    }
}
