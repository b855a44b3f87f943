//! What a cell says of the report: a box, or a field of the problem.

use yuebao_domain::money::parse_plain;
use yuebao_domain::report::records::PROBLEM;
use yuebao_domain::report::{Choices, Field, FieldValue, ValueKind};

use super::RowBuilder;
use crate::grid::Cell;
use crate::table::columns::Column;
use crate::text::tidy;
use crate::values::amount::amount;
use crate::values::date::partial_dates;

impl RowBuilder<'_> {
    /// What is not understood goes into the box as it is: the rule about it speaks of it.
    pub(super) fn take_box(&mut self, field: Field, column: &Column, cell: &Cell) {
        let value = match field.kind() {
            ValueKind::Amount => match amount(cell, column.unit) {
                Ok(amount) => amount,
                Err(raw) => self.not_an_amount(column, raw),
            },
            ValueKind::Day => {
                let is_end = field == Field::ActualCompletion;
                self.day(column, cell, is_end).unwrap_or_else(Some)
            }
            ValueKind::Choice(choices) => {
                let word = tidy(&cell.text());
                let own = choices.iter().find(|(_, label)| label.zh == word);
                let known = own
                    .map(|(key, _)| *key)
                    .or_else(|| self.reader.names.choice(field.key(), &word));
                Some(known.map_or_else(|| cell.text(), str::to_owned))
            }
            ValueKind::Text | ValueKind::Line | ValueKind::Month | ValueKind::Person => {
                Some(cell.text())
            }
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return;
        };
        let before = self
            .row
            .values
            .get(&field.into())
            .and_then(FieldValue::text);
        let value = match before {
            Some(before) if field.kind() == ValueKind::Text => format!("{before}；{value}"),
            _ => value,
        };
        self.row.values.insert(field.into(), value.into());
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

    pub(super) fn take_problem(&mut self, key: &'static str, cell: &Cell) {
        let text = cell.text();
        let value = match PROBLEM.field(key).map(|field| field.kind) {
            Some(ValueKind::Choice(choices)) => {
                chosen(choices, &tidy(&text)).map_or(text, str::to_owned)
            }
            Some(ValueKind::Day) => {
                let found = partial_dates(cell).unwrap_or_default();
                let day = found.first().and_then(|date| date.day(true));
                day.unwrap_or(text)
            }
            _ => text,
        };
        let held = self.problem.entry(key.to_owned()).or_default();
        if !held.is_empty() {
            held.push('；');
        }
        held.push_str(&value);
    }
}

/// The choice that a word names: one of its words, or more than a level's (“市级层面”).
fn chosen(choices: Choices, word: &str) -> Option<&'static str> {
    let names = |label: &str| {
        let level = label.strip_suffix('级');
        label.split('/').any(|name| name == word)
            || level.is_some_and(|level| word.starts_with(level))
    };
    let found = choices.iter().find(|(_, label)| names(label.zh));
    found.map(|(key, _)| *key)
}
