//! A total as a table of its rows, which the domain can add up.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::{Printed, Row, Table, Verdict, foot};

use super::scope::all;
use super::unchecked::{measure_unchecked, no_column, no_figure, nothing_to_add, rows_unread};
use crate::grid::Grid;
use crate::note::Question;
use crate::rows::{Kind, Line};
use crate::table::columns::{Column, Header};
use crate::values::amount::percentage;
use crate::vocabulary::{Sum, Target};

/// A sheet with its pages.
pub(super) struct Sheet<'a> {
    pub(super) grid: &'a Grid,
    pub(super) pages: &'a [Header],
}

impl Sheet<'_> {
    /// The rows of all pages; those of its own page if the total is exactly theirs.
    pub(super) fn whole<'l>(&self, line: &Line, sum: &Sum, lines: &'l [Line]) -> Vec<&'l Line> {
        let whole = all(lines);
        let own: Vec<&Line> = (whole.iter().copied())
            .filter(|other| other.page == line.page)
            .collect();
        if own.len() == whole.len() {
            return whole;
        }
        let table = self.table(line, sum, &own, &mut Vec::new());
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
        line: &Line,
        sum: &Sum,
        scope: &[&Line],
        unchecked: &mut Vec<(usize, Question)>,
    ) -> Option<Table> {
        let mut stated = self.stated(line, sum, unchecked);
        if stated.figures.is_empty() {
            return None;
        }
        let unread: Vec<usize> = (scope.iter())
            .filter(|line| line.kind.is_unread())
            .map(|line| line.row)
            .collect();
        if !unread.is_empty() {
            unchecked.push((line.row, rows_unread(&sum.label, &unread)));
            return None;
        }
        let one = sum.count.map(|_| 1);
        let rows: Vec<Row> = (scope.iter())
            .filter_map(|line| self.project(line, one))
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
                unchecked.push((line.row, measure_unchecked(&sum.label, &column.label, why)));
            }
        }
        let place = [self.grid.name.as_str(), sum.label.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Table {
            id: place.join("·"),
            stated: Some(stated),
            rows,
            ..Table::default()
        })
    }

    /// What the row of a total prints; cells that are no figures are said to be unchecked.
    fn stated(&self, line: &Line, sum: &Sum, unchecked: &mut Vec<(usize, Question)>) -> Row {
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            match self.figure(measure, line) {
                Ok(Some(printed)) => {
                    figures.insert(measure.label.clone(), printed);
                }
                Ok(None) => {}
                Err(text) => {
                    let why = no_figure(line.row, &text);
                    let question = measure_unchecked(&sum.label, &measure.label, why);
                    unchecked.push((line.row, question));
                }
            }
        }
        self.take_percent(line, &mut figures);
        take_count(sum.count, &mut figures);
        Row {
            label: sum.label.clone(),
            figures,
        }
    }

    /// A project's figures, as far as they are some.
    pub(super) fn project(&self, line: &Line, count: Option<u32>) -> Option<Row> {
        if line.kind != Kind::Project {
            return None;
        }
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            if let Ok(Some(printed)) = self.figure(measure, line) {
                figures.insert(measure.label.clone(), printed);
            }
        }
        self.take_percent(line, &mut figures);
        take_count(count, &mut figures);
        Some(Row {
            label: self.name(line),
            figures,
        })
    }

    fn take_percent(&self, line: &Line, figures: &mut BTreeMap<String, Printed>) {
        let own = self.column(Target::Percent, line);
        let measure = self.first(Target::Percent);
        if let Some((own, measure)) = own.zip(measure)
            && let Some(printed) = percentage(self.grid.cell(line.row, own.at))
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
    fn unreadable(&self, measure: &Column, scope: &[&Line]) -> Option<Question> {
        scope.iter().find_map(|line| {
            if self.column(measure.target, line).is_none() {
                return Some(no_column(line.row));
            }
            self.figure(measure, line)
                .err()
                .map(|text| no_figure(line.row, &text))
        })
    }

    pub(super) fn places(&self, scope: &[&Line]) -> BTreeMap<String, usize> {
        let projects = scope.iter().filter(|line| line.kind == Kind::Project);
        projects.map(|line| (self.name(line), line.row)).collect()
    }
}

fn take_count(count: Option<u32>, figures: &mut BTreeMap<String, Printed>) {
    if let Some(count) = count {
        let value = Decimal::from(count);
        figures.insert("count".to_owned(), Printed { value });
    }
}
