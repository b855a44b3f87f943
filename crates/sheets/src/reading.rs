//! Fills an entry, cell by cell.

use std::collections::BTreeMap;

use yuebao_domain::codes::{project, uscc};
use yuebao_domain::money::{Money, parse_plain};
use yuebao_domain::period::Month;
use yuebao_domain::report::{CoordinationLevel, Field, FieldKey, FieldValue, Kind, ProblemType};
use yuebao_domain::text::Lang;

use super::cells::{Moment, may_be_october, moments};
use super::choose::Column;
use super::columns::{PlanPart, Target};
use super::figures::amount;
use super::grid::Cell;
use super::months::{NoMonth, in_cell};
use super::place::Note;
use super::plain::{name, tidy};
use super::rows::{Entry, Reader, RowMonth};

/// A row that is being read.
pub(crate) struct Reading<'a> {
    pub(crate) reader: &'a Reader<'a>,
    pub(crate) entry: Entry,
    pub(crate) problem: BTreeMap<String, String>,
    pub(crate) notes: &'a mut Vec<Note>,
}

impl Reading<'_> {
    /// Takes what the cell of a column says.
    pub(crate) fn take(&mut self, column: &Column, cell: &Cell) {
        if cell.is_empty() || self.is_blank(column.target, cell) {
            return;
        }
        match column.target {
            Target::Serial | Target::Percent | Target::Ignore => {}
            Target::Month => self.take_month(column, cell),
            Target::Plan(part) => self.take_plan(part, column, cell),
            Target::StartPair | Target::CompletionPair => self.take_pair(column, cell),
            Target::Report(field) => self.take_box(field, column, cell),
            Target::Problem(part) => self.take_problem(part, cell),
            Target::Milestone(kind) => match self.day(column, cell, false) {
                Ok(Some(day)) => {
                    let done = FieldValue::Record([("done".to_owned(), day)].into());
                    self.entry.values.insert(FieldKey::milestone(kind), done);
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

    /// `/` and 无 are blanks, but for boxes in which they are a choice.
    fn is_blank(&self, target: Target, cell: &Cell) -> bool {
        let is_choice = match target {
            Target::Report(field) => matches!(field.kind(), Kind::Choice(_)),
            Target::Plan(PlanPart::IsIndustrial | PlanPart::IsPrivate | PlanPart::IsRealEstate) => {
                true
            }
            _ => false,
        };
        let text = tidy(&cell.text());
        let is_dash = !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '/'));
        is_dash || (!is_choice && self.reader.names.choice("blank", &text).is_some())
    }

    fn note(&mut self, column: &Column, zh: String, en: String) {
        self.notes.push(Note {
            place: self.entry.place.at_column(column.at),
            zh: format!("“{}”{zh}", column.label),
            en: format!("“{}”: {en}", column.label),
            is_left_out: false,
        });
    }

    fn take_month(&mut self, column: &Column, cell: &Cell) {
        let reader = self.reader;
        let found = in_cell(cell, reader.year, reader.grid.is_text());
        self.entry.month = match (found, reader.given) {
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

    /// Something is missing because of what was told last.
    fn leave_out(&mut self) {
        if let Some(note) = self.notes.last_mut() {
            note.is_left_out = true;
        }
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

    fn moments(&mut self, column: &Column, cell: &Cell) -> Result<Vec<Moment>, String> {
        if may_be_october(cell, false).is_some() {
            let text = cell.text();
            self.note(
                column,
                format!("数字 {text} 按 1 月读；若是 10 月（末尾 0 被表格软件去掉），请改为文本"),
                format!("the number {text} is read as January; if October is meant, make it text"),
            );
        }
        moments(cell)
    }

    fn day(
        &mut self,
        column: &Column,
        cell: &Cell,
        is_end: bool,
    ) -> Result<Option<String>, String> {
        let found = self.moments(column, cell)?;
        match found.first() {
            None => Ok(None),
            Some(moment) => moment.day(is_end).map(Some).ok_or_else(|| cell.text()),
        }
    }

    fn month(&mut self, column: &Column, cell: &Cell) -> Option<Month> {
        match self.moments(column, cell) {
            Ok(found) => found.first().and_then(|moment| moment.month()),
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

    fn take_plan(&mut self, part: PlanPart, column: &Column, cell: &Cell) {
        let text = name(&cell.text());
        let word = tidy(&text);
        match part {
            PlanPart::Name => self.entry.planned.name = text,
            PlanPart::Code | PlanPart::OwnerUscc => self.take_code(part, column, cell),
            PlanPart::Nature => match self.reader.nature(&word) {
                Some(nature) => self.entry.planned.nature = Some(nature),
                None => self.unknown_word(column, &text),
            },
            PlanPart::Category => match self.reader.category(&word) {
                Some(category) => self.entry.planned.category = Some(category),
                None => self.unknown_word(column, &text),
            },
            PlanPart::Area => {
                let found = self.reader.area(&word);
                // an address within the part's area says nothing else
                if found.is_some() || self.entry.planned.area.is_empty() {
                    self.entry.planned.area = found.unwrap_or(text);
                }
            }
            PlanPart::Owner => self.entry.planned.owner = text,
            PlanPart::Units => {
                let units = text.split(['、', ',', '，', ';', '；', '/']).map(name);
                self.entry.planned.units = units.filter(|unit| !unit.is_empty()).collect();
            }
            PlanPart::Scale => self.entry.planned.scale = text,
            PlanPart::Span => {
                let found = self.moments(column, cell).unwrap_or_default();
                if let [start, end] = found.as_slice() {
                    let planned = &mut self.entry.planned;
                    planned.planned_start = planned.planned_start.or(start.month());
                    planned.planned_completion = planned.planned_completion.or(end.month());
                }
            }
            PlanPart::TotalInvestment => {
                self.entry.planned.total_investment = money(column, cell);
                self.take_box(Field::TotalInvestment, column, cell);
            }
            PlanPart::AnnualPlan => {
                self.entry.planned.annual_plan = money(column, cell);
                self.take_box(Field::AnnualPlan, column, cell);
            }
            PlanPart::BeforeYear => {
                self.entry.planned.before_year = money(column, cell);
                if self.entry.planned.before_year.is_none() {
                    let raw = cell.text();
                    self.note(
                        column,
                        format!("“{raw}”不是金额，未计入"),
                        format!("“{raw}” is no amount and was not counted"),
                    );
                    self.leave_out();
                }
            }
            PlanPart::PlannedStart => self.entry.planned.planned_start = self.month(column, cell),
            PlanPart::PlannedCompletion => {
                self.entry.planned.planned_completion = self.month(column, cell);
            }
            PlanPart::Entered => self.entry.planned.entered = self.month(column, cell),
            PlanPart::Exited => {
                let found = self.moments(column, cell).unwrap_or_default();
                self.entry.planned.exited = found.first().copied();
            }
            PlanPart::ExitReason => self.entry.planned.exit_reason = Some(text),
            PlanPart::ExitApprover => self.entry.planned.exit_approver = Some(text),
            PlanPart::IsIndustrial => self.entry.planned.is_industrial = self.flag(&word),
            PlanPart::IsPrivate => self.entry.planned.is_private = self.flag(&word),
            PlanPart::IsRealEstate => self.entry.planned.is_real_estate = self.flag(&word),
        }
    }

    fn flag(&self, word: &str) -> bool {
        self.reader.names.choice("flag", word) == Some("yes")
    }

    fn unknown_word(&mut self, column: &Column, text: &str) {
        let list = |labels: Vec<&str>| labels.join("、");
        let profile = self.reader.profile;
        let known = if column.target == Target::Plan(PlanPart::Nature) {
            list(profile.natures.iter().map(|l| l.label.as_str()).collect())
        } else {
            list(
                profile
                    .categories
                    .iter()
                    .map(|l| l.label.as_str())
                    .collect(),
            )
        };
        self.note(
            column,
            format!("“{text}”不认识；可用：{known}"),
            format!("“{text}” is not known; there are {known}"),
        );
    }

    /// A code of eighteen or twenty digits does not fit into a spreadsheet's number.
    fn take_code(&mut self, part: PlanPart, column: &Column, cell: &Cell) {
        let text = cell.text();
        let is_project = part == PlanPart::Code;
        let is_cut = match cell {
            Cell::Number(_) => text.len() > 15,
            _ if is_project => project::check(&text) == Err(project::LOST),
            _ => uscc::check(&text) == Err(uscc::LOST),
        };
        if is_cut {
            self.note(
                column,
                "存成了数字，15 位以后的数字已丢失，未计入；请把该列设为文本后重填".to_owned(),
                "is stored as a number, digits were lost (those after the 15th), it was not counted; \
                 make the column text and type it again"
                    .to_owned(),
            );
        } else if is_project {
            self.entry.planned.code = Some(project::normalise(&text));
        } else {
            self.entry.planned.owner_uscc = Some(name(&text));
        }
    }

    fn take_pair(&mut self, column: &Column, cell: &Cell) {
        let is_end = column.target == Target::CompletionPair;
        let text = tidy(&cell.text());
        let (planned, actual) = match self.moments(column, cell) {
            Ok(found) => match found.as_slice() {
                [planned, actual, ..] => (Some(*planned), Some(*actual)),
                [only] if text.starts_with(['-', '/']) => (None, Some(*only)),
                [only] => (Some(*only), None),
                [] => (None, None),
            },
            Err(raw) => {
                self.note(
                    column,
                    format!("“{raw}”看不出年月，未计入；请写成 2022.5/2022.6"),
                    format!("“{raw}” names no months and was not counted; write 2022.5/2022.6"),
                );
                return;
            }
        };
        let month = planned.and_then(Moment::month);
        let field = if is_end {
            self.entry.planned.planned_completion = month;
            Field::ActualCompletion
        } else {
            self.entry.planned.planned_start = month;
            Field::ActualStart
        };
        if let Some(day) = actual.and_then(|moment| moment.day(is_end)) {
            self.entry.values.insert(field.into(), day.into());
        }
    }

    /// What is not understood goes into the box as it is: the rule about it speaks of it.
    fn take_box(&mut self, field: Field, column: &Column, cell: &Cell) {
        let value = match field.kind() {
            Kind::Amount => match amount(cell, column.unit) {
                Ok(amount) => amount,
                Err(raw) => self.not_an_amount(column, raw),
            },
            Kind::Day => {
                let is_end = field == Field::ActualCompletion;
                self.day(column, cell, is_end).unwrap_or_else(Some)
            }
            Kind::Choice(choices) => {
                let word = tidy(&cell.text());
                let own = choices.iter().find(|(_, label)| label.zh == word);
                let known = own
                    .map(|(key, _)| *key)
                    .or_else(|| self.reader.names.choice(field.key(), &word));
                Some(known.map_or_else(|| cell.text(), str::to_owned))
            }
            Kind::Text => Some(cell.text()),
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return;
        };
        let before = self
            .entry
            .values
            .get(&field.into())
            .and_then(FieldValue::text);
        let value = match before {
            Some(before) if field.kind() == Kind::Text => format!("{before}；{value}"),
            _ => value,
        };
        self.entry.values.insert(field.into(), value.into());
    }

    /// The text, for the rule; nothing if the rule would take it for an amount of 万元.
    fn not_an_amount(&mut self, column: &Column, raw: String) -> Option<String> {
        if parse_plain(&raw).is_err() {
            return Some(raw);
        }
        self.note(
            column,
            format!("“{raw}”按数字格式看不出单位，未计入；请在表头写明单位"),
            format!("“{raw}” is shown in a unit that its number format does not tell; it was not counted, \
                     write the unit in the header"),
        );
        self.leave_out();
        None
    }

    fn take_problem(&mut self, part: &'static str, cell: &Cell) {
        let text = cell.text();
        let word = tidy(&text);
        let value = match part {
            "type" => (ProblemType::ALL.iter())
                .find(|kind| {
                    kind.label()
                        .get(Lang::Zh)
                        .split('/')
                        .any(|label| label == word)
                })
                .map_or(text, |kind| kind.key().to_owned()),
            "level" => (CoordinationLevel::ALL.iter())
                .find(|level| word.starts_with(level.label().get(Lang::Zh).trim_end_matches('级')))
                .map_or(text, |level| level.key().to_owned()),
            "deadline" | "closed" => {
                let found = moments(cell).unwrap_or_default();
                let day = found.first().and_then(|moment| moment.day(true));
                day.unwrap_or(text)
            }
            _ => text,
        };
        let held = self.problem.entry(part.to_owned()).or_default();
        if !held.is_empty() {
            held.push('；');
        }
        held.push_str(&value);
    }

    /// The entry, once every cell is taken.
    pub(crate) fn finish(mut self) -> Entry {
        if !self.problem.is_empty()
            && let Some(key) = FieldKey::problem("1")
        {
            self.entry
                .values
                .insert(key, FieldValue::Record(self.problem));
        }
        self.entry
    }
}

fn is_either(given: Month, year: i16) -> bool {
    given.year() == year && matches!(given.number(), 1 | 10)
}

fn money(column: &Column, cell: &Cell) -> Option<Money> {
    let digits = amount(cell, column.unit).ok()??;
    parse_plain(&digits).ok()
}
