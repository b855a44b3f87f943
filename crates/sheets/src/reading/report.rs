//! What a cell says of the report: a box, or a part of the problem.

use yuebao_domain::money::parse_plain;
use yuebao_domain::report::{CoordinationLevel, Field, FieldValue, Kind, ProblemType};
use yuebao_domain::text::Lang;

use super::Reading;
use crate::cells::moments;
use crate::choose::Column;
use crate::figures::amount;
use crate::grid::Cell;
use crate::plain::tidy;

impl Reading<'_> {
    /// What is not understood goes into the box as it is: the rule about it speaks of it.
    pub(super) fn take_box(&mut self, field: Field, column: &Column, cell: &Cell) {
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

    pub(super) fn take_problem(&mut self, part: &'static str, cell: &Cell) {
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
}
