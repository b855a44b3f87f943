//! What a cell says of the plan.

use yuebao_domain::codes::{project, uscc};
use yuebao_domain::money::{Money, parse_plain};
use yuebao_domain::plan::{Level, PlanBox};
use yuebao_domain::profile::Label;
use yuebao_domain::report::Field;
use yuebao_domain::text::Lang;

use super::RowBuilder;
use crate::grid::Cell;
use crate::table::columns::Column;
use crate::text::{answer, name, tidy};
use crate::values::amount::amount;
use crate::values::date::PartialDate;
use crate::vocabulary::Target;

fn words<K>(labels: &[Label<K>]) -> Vec<&str> {
    labels.iter().map(|label| label.get(Lang::Zh)).collect()
}

impl RowBuilder<'_> {
    pub(super) fn take_plan(&mut self, part: PlanBox, column: &Column, cell: &Cell) {
        let text = name(&cell.text());
        let word = tidy(&text);
        let answer = answer(&cell.text());
        match part {
            PlanBox::Id => self.row.planned.id = text,
            PlanBox::Name => self.row.planned.name = text,
            PlanBox::Code | PlanBox::OwnerUscc => self.take_code(part, column, cell),
            PlanBox::Nature => match self.reader.nature(&word) {
                Some(nature) => self.row.planned.nature = Some(nature),
                None => self.unknown_word(column, &text),
            },
            PlanBox::Category => match self.reader.category(&word) {
                Some(category) => self.row.planned.category = Some(category),
                None => self.unknown_word(column, &text),
            },
            PlanBox::Level => match self.reader.level(&word) {
                Some(level) => self.row.planned.level = Some(level),
                None => self.unknown_word(column, &text),
            },
            PlanBox::Class(class) => match self.reader.class_value(class, &answer) {
                Some(value) => {
                    let known = self.reader.profile.class(class);
                    let carried = known.and_then(|class| class.carried(value));
                    self.row.planned.classes.set(class, carried);
                }
                None => self.unknown_word(column, &text),
            },
            PlanBox::Sector => self.row.planned.sector = Some(text),
            PlanBox::Area => {
                let found = self.reader.area(&word);
                // an address within the part's area says nothing else
                if found.is_some() || self.row.planned.area.is_empty() {
                    self.row.planned.area = found.unwrap_or(text);
                }
            }
            PlanBox::Owner => self.row.planned.owner = text,
            PlanBox::Units => {
                let units = text.split(['、', ',', '，', ';', '；', '/']).map(name);
                self.row.planned.units = units.filter(|unit| !unit.is_empty()).collect();
            }
            PlanBox::Scale => self.row.planned.scale = text,
            PlanBox::TotalInvestment => {
                self.row.planned.total_investment = money(column, cell);
                self.take_box(Field::TotalInvestment, column, cell);
            }
            PlanBox::AnnualPlan => {
                self.row.planned.annual_plan = money(column, cell);
                self.take_box(Field::AnnualPlan, column, cell);
            }
            PlanBox::BeforeYear => {
                self.row.planned.before_year = money(column, cell);
                if self.row.planned.before_year.is_none() {
                    let raw = cell.text();
                    self.note(
                        column,
                        format!("“{raw}”不是金额，未计入"),
                        format!("“{raw}” is no amount and was not counted"),
                    );
                    self.leave_out();
                }
            }
            PlanBox::UpperLevelFunds => {
                self.row.planned.upper_level_funds = money(column, cell);
            }
            PlanBox::PlannedStart => self.row.planned.planned_start = self.month(column, cell),
            PlanBox::PlannedCompletion => {
                self.row.planned.planned_completion = self.month(column, cell);
            }
            PlanBox::Entered => self.row.planned.entered = self.month(column, cell),
            PlanBox::Exited => {
                let found = self.partial_dates(column, cell).unwrap_or_default();
                self.row.planned.exited = found.first().copied();
            }
            PlanBox::ExitDay => {
                let found = self.partial_dates(column, cell).unwrap_or_default();
                self.row.planned.exit_day = found.first().copied();
            }
            PlanBox::ExitReason => self.row.planned.exit_reason = Some(text),
            PlanBox::ExitApprover => self.row.planned.exit_approver = Some(text),
            PlanBox::IsIndustrial => self.row.planned.is_industrial = self.flag(&answer),
            PlanBox::IsPrivate => self.row.planned.is_private = self.flag(&answer),
            PlanBox::IsRealEstate => self.row.planned.is_real_estate = self.flag(&answer),
            PlanBox::Bundle => self.row.planned.bundle = Some(text),
            PlanBox::IsBundle => self.row.planned.is_bundle = self.flag(&answer),
            // a column a month
            PlanBox::MonthlyPlan => {}
        }
    }

    pub(super) fn take_period(&mut self, column: &Column, cell: &Cell) {
        let found = self.partial_dates(column, cell).unwrap_or_default();
        if let [start, end] = found.as_slice() {
            let planned = &mut self.row.planned;
            planned.planned_start = planned.planned_start.or(start.month());
            planned.planned_completion = planned.planned_completion.or(end.month());
        }
    }

    fn flag(&self, word: &str) -> bool {
        self.reader.names.choice("flag", word) == Some("yes")
    }

    fn unknown_word(&mut self, column: &Column, text: &str) {
        let known = self.known_words(column.target).join("、");
        self.note(
            column,
            format!("“{text}”不认识；可用：{known}"),
            format!("“{text}” is not known; there are {known}"),
        );
    }

    /// The words that can stand in such a column.
    fn known_words(&self, target: Target) -> Vec<&str> {
        let profile = self.reader.profile;
        match target {
            Target::Plan(PlanBox::Nature) => words(&profile.natures),
            Target::Plan(PlanBox::Level) if profile.levels.is_empty() => {
                let usual = Level::USUAL.iter();
                usual
                    .map(|level| profile.level_label(level, Lang::Zh))
                    .collect()
            }
            Target::Plan(PlanBox::Level) => words(&profile.levels),
            Target::Plan(PlanBox::Class(key)) => match profile.class(key) {
                Some(class) if class.is_flag() => vec!["是", "否"],
                class => class.map_or_else(Vec::new, |class| words(&class.values)),
            },
            _ => words(&profile.categories),
        }
    }

    /// A code of eighteen or twenty digits does not fit into a spreadsheet's number.
    fn take_code(&mut self, part: PlanBox, column: &Column, cell: &Cell) {
        let text = cell.text();
        let is_project = part == PlanBox::Code;
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
            self.row.planned.code = Some(project::normalise(&text));
        } else {
            self.row.planned.owner_uscc = Some(name(&text));
        }
    }

    pub(super) fn take_pair(&mut self, column: &Column, cell: &Cell) {
        let is_end = column.target == Target::CompletionPair;
        let text = tidy(&cell.text());
        let (planned, actual) = match self.partial_dates(column, cell) {
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
        let month = planned.and_then(PartialDate::month);
        let field = if is_end {
            self.row.planned.planned_completion = month;
            Field::ActualCompletion
        } else {
            self.row.planned.planned_start = month;
            Field::ActualStart
        };
        if let Some(day) = actual.and_then(|date| date.day(is_end)) {
            self.row.values.insert(field.into(), day.into());
        }
    }
}

pub(super) fn money(column: &Column, cell: &Cell) -> Option<Money> {
    let digits = amount(cell, column.unit).ok()??;
    parse_plain(&digits).ok()
}
