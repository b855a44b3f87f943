//! Fills an entry, cell by cell.

mod plan;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues, Milestone};

use super::carried::carried;
use super::project::{PlanValues, ProjectRow, RowMonth};
use super::reader::RowReader;
use crate::grid::Cell;
use crate::note::Note;
use crate::table::columns::Column;
use crate::values::date::{PartialDate, may_be_october, partial_dates};
use crate::values::months::{NoMonth, in_cell};
use crate::vocabulary::Target;

/// A row that is being read.
pub(super) struct RowBuilder<'a> {
    pub(super) reader: &'a RowReader<'a>,
    pub(super) row: ProjectRow,
    pub(super) problem: BTreeMap<String, String>,
    pub(super) notes: &'a mut Vec<Note>,
}

impl RowReader<'_> {
    /// Reads one row; `part` is what the heads of parts above it say.
    pub(crate) fn read(
        &self,
        row: usize,
        part: &PlanValues,
        carries: &Arc<BTreeSet<String>>,
        notes: &mut Vec<Note>,
    ) -> ProjectRow {
        let mut builder = RowBuilder {
            reader: self,
            row: ProjectRow {
                location: self.location.at_row(row),
                month: RowMonth::Unsaid,
                planned: PlanValues {
                    nature: part.nature,
                    category: part.category,
                    area: part.area.clone(),
                    units: part.units.clone(),
                    ..PlanValues::default()
                },
                values: FieldValues::new(),
                carries: Arc::clone(carries),
            },
            problem: BTreeMap::new(),
            notes,
        };
        for column in &self.header.columns {
            let Some(cell) = self.cell(row, column) else {
                // nobody is blamed for a box whose value is only not in the file
                let carries = Arc::make_mut(&mut builder.row.carries);
                if let Some(key) = carried(column) {
                    carries.remove(&key);
                }
                continue;
            };
            builder.take(column, cell);
        }
        builder.finish()
    }
}

impl RowBuilder<'_> {
    /// Takes what the cell of a column says.
    pub(super) fn take(&mut self, column: &Column, cell: &Cell) {
        if self.reader.is_blank(column.target, cell) {
            return;
        }
        match column.target {
            Target::Serial
            | Target::Percent
            | Target::Person(_)
            | Target::Telephone
            | Target::TelephoneOf(_)
            | Target::PersonDetail(..)
            | Target::Contact
            | Target::Ignore => {}
            Target::Month => self.take_month(column, cell),
            Target::Plan(part) => self.take_plan(part, column, cell),
            Target::PlannedPeriod => self.take_period(column, cell),
            Target::MonthPlan(month) => {
                let amount = plan::money(column, cell);
                self.row.planned.months.extend(amount.map(|it| (month, it)));
            }
            Target::StartPair | Target::CompletionPair => self.take_pair(column, cell),
            Target::Report(field) => self.take_box(field, column, cell),
            Target::Problem(part) => self.take_problem(part, cell),
            Target::Milestone(kind) => match self.day(column, cell, false) {
                Ok(Some(day)) => {
                    let done = Milestone {
                        done: parse_day(&day).ok(),
                        ..Milestone::default()
                    };
                    let done = FieldValue::Record(done.parts());
                    self.row.values.insert(FieldKey::milestone(kind), done);
                }
                Ok(None) => {}
                Err(raw) => self.note(
                    column,
                    format!("“{raw}”不是日期，未计入；请写成 2022-05-08 或 2022.5"),
                    format!("“{raw}” is no day and was not counted; write 2022-05-08 or 2022.5"),
                ),
            },
        }
    }

    fn take_month(&mut self, column: &Column, cell: &Cell) {
        let reader = self.reader;
        let found = in_cell(cell, reader.year, reader.grid.is_text());
        self.row.month = match (found, reader.given) {
            (Ok(month), _) => RowMonth::Named(month),
            (Err(NoMonth::JanuaryOrOctober(year)), Some(given)) if is_either(given, year) => {
                RowMonth::Named(given)
            }
            (Err(why), _) => {
                self.ask_month(column, &cell.text(), &why);
                RowMonth::Unclear
            }
        };
    }

    fn ask_month(&mut self, column: &Column, raw: &str, why: &NoMonth) {
        let (zh, en) = match why {
            NoMonth::JanuaryOrOctober(year) => (
                format!(
                    "“{raw}”可能是 {year} 年 1 月，也可能是 10 月（末尾的 0 被表格软件去掉），这一行未审核；\
                     请写成 {year}-01 或 {year}-10，或用 --month 指明"
                ),
                format!(
                    "“{raw}” may be January or October of {year} (a spreadsheet drops the last 0); the row was \
                     not checked, write {year}-01 or {year}-10, or say it with --month"
                ),
            ),
            NoMonth::Unclear => (
                format!("“{raw}”不是一个月，这一行未审核；请写成 2022-05"),
                format!("“{raw}” is not one month, the row was not checked; write 2022-05"),
            ),
        };
        self.note(column, zh, en);
        self.leave_out();
    }

    fn note(&mut self, column: &Column, zh: String, en: String) {
        self.notes.push(Note {
            location: self.row.location.at_column(column.at),
            zh: format!("“{}”{zh}", column.label),
            en: format!("“{}”: {en}", column.label),
            is_left_out: false,
        });
    }

    /// Something is missing because of what was told last.
    fn leave_out(&mut self) {
        if let Some(note) = self.notes.last_mut() {
            note.is_left_out = true;
        }
    }

    fn partial_dates(&mut self, column: &Column, cell: &Cell) -> Result<Vec<PartialDate>, String> {
        if may_be_october(cell, false).is_some() {
            let text = cell.text();
            self.note(
                column,
                format!("数字 {text} 按 1 月读；若是 10 月（末尾 0 被表格软件去掉），请改为文本"),
                format!("the number {text} is read as January; if October is meant, make it text"),
            );
        }
        partial_dates(cell)
    }

    fn day(
        &mut self,
        column: &Column,
        cell: &Cell,
        is_end: bool,
    ) -> Result<Option<String>, String> {
        let found = self.partial_dates(column, cell)?;
        match found.first() {
            None => Ok(None),
            Some(date) => date.day(is_end).map(Some).ok_or_else(|| cell.text()),
        }
    }

    fn month(&mut self, column: &Column, cell: &Cell) -> Option<Month> {
        match self.partial_dates(column, cell) {
            Ok(found) => found.first().and_then(|date| date.month()),
            Err(raw) => {
                self.note(
                    column,
                    format!("“{raw}”看不出年月，未计入；请写成 2022-05"),
                    format!("“{raw}” names no month and was not counted; write 2022-05"),
                );
                None
            }
        }
    }

    /// The entry, once every cell is taken.
    pub(super) fn finish(mut self) -> ProjectRow {
        if !self.problem.is_empty()
            && let Some(key) = FieldKey::problem("1")
        {
            self.row
                .values
                .insert(key, FieldValue::Record(self.problem));
        }
        self.row
    }
}

fn is_either(given: Month, year: i16) -> bool {
    given.year() == year && matches!(given.number(), 1 | 10)
}
