//! Persons (责任人) of a row: names in the columns of their kinds, numbers in those beside them.

use std::collections::BTreeMap;

use yuebao_domain::import::persons::{Detail, FilePersons};

use crate::grid::Cell;
use crate::note::{Location, Message, Note};
use crate::rows::RowReader;
use crate::table::columns::{Column, Header};
use crate::table::header::RawHeader;
use crate::values::date::partial_dates;
use crate::vocabulary::{PersonKind, Target};

/// How headers of columns end that name somebody.
const SOMEBODY: [&str; 6] = ["人", "员", "领导", "长", "主任", "姓名"];

/// Gives each column of numbers to the persons that it is of: of the column left of it that names some,
/// else of the only one. What cannot be told is asked.
pub(super) fn settle(header: &mut Header, raw: &RawHeader, location: &Location) -> Vec<Note> {
    let kinds: Vec<PersonKind> = header.columns.iter().filter_map(kind_of).collect();
    let mut asked = Vec::new();
    let mut taken: Vec<PersonKind> = header.columns.iter().filter_map(numbers_of).collect();
    if kinds.is_empty() {
        return asked;
    }
    let row = header.body.saturating_sub(1);
    for column in header
        .columns
        .iter_mut()
        .filter(|it| it.target == Target::Telephone)
    {
        let owner = match (left_of(raw, column.at), kinds.as_slice()) {
            (Some(Somebody::Of(kind)), _) => kind,
            (None, [only]) => *only,
            (Some(Somebody::Else), _) => continue,
            (None, _) => {
                let place = location.at_row(row).at_column(column.at);
                asked.push(Note::asked(place, unclear(&column.label)));
                continue;
            }
        };
        // of two columns of numbers the one beside the names counts
        if !taken.contains(&owner) {
            taken.push(owner);
            column.target = Target::TelephoneOf(owner);
        }
    }
    asked
}

enum Somebody {
    Of(PersonKind),
    Else,
}

/// Whom the nearest column to the left names that names anybody.
fn left_of(raw: &RawHeader, at: usize) -> Option<Somebody> {
    let left = raw.columns.iter().filter(|column| column.at < at);
    left.rev().find_map(|column| match column.target {
        Some(Target::Person(kind)) => Some(Somebody::Of(kind)),
        Some(Target::Contact) => Some(Somebody::Else),
        Some(_) => None,
        None => {
            let label = column.label();
            let is_somebody = SOMEBODY.iter().any(|end| label.ends_with(end));
            is_somebody.then_some(Somebody::Else)
        }
    })
}

const fn kind_of(column: &Column) -> Option<PersonKind> {
    match column.target {
        Target::Person(kind) => Some(kind),
        _ => None,
    }
}

const fn numbers_of(column: &Column) -> Option<PersonKind> {
    match column.target {
        Target::TelephoneOf(kind) => Some(kind),
        _ => None,
    }
}

const fn detail_of(column: &Column) -> Option<(PersonKind, Detail)> {
    match column.target {
        Target::PersonDetail(kind, detail) => Some((kind, detail)),
        _ => None,
    }
}

/// In which columns the persons of each kind stand, and what else is said of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Places {
    names: BTreeMap<String, usize>,
    details: BTreeMap<(String, Detail), usize>,
}

impl Places {
    /// The column of names of a kind.
    pub(super) fn names(&self, kind: &str) -> Option<&usize> {
        self.names.get(kind)
    }

    /// The column of something else, or that of the names where there is none.
    pub(super) fn detail(&self, kind: &str, detail: Detail) -> Option<&usize> {
        let own = self.details.get(&(kind.to_owned(), detail));
        own.or_else(|| self.names(kind))
    }
}

/// What a row says of the persons of each kind that the table has a column for, and in which.
pub(super) fn read(reader: &RowReader<'_>, at: usize) -> (Vec<FilePersons>, Places) {
    let text = |column: &Column| match reader.cell(at, column) {
        Some(cell) if !reader.is_blank(column.target, cell) => match (column.target, cell) {
            (Target::PersonDetail(_, Detail::From | Detail::To), Cell::Number(_)) => dated(cell),
            _ => cell.text(),
        },
        _ => String::new(),
    };
    let columns = &reader.header.columns;
    let (mut persons, mut places) = (Vec::new(), Places::default());
    for column in columns {
        let Some(kind) = kind_of(column) else {
            continue;
        };
        let numbers = columns.iter().find(|other| numbers_of(other) == Some(kind));
        let mut details = BTreeMap::new();
        for other in columns {
            if let Some((of, detail)) = detail_of(other)
                && of == kind
                && !details.contains_key(&detail)
            {
                details.insert(detail, text(other));
                places.details.insert((kind.key(), detail), other.at);
            }
        }
        places.names.insert(kind.key(), column.at);
        persons.push(FilePersons {
            kind: kind.key(),
            names: text(column),
            telephones: numbers.map(text),
            details,
        });
    }
    (persons, places)
}

/// A number as the month that it stands for, if it is certain which.
fn dated(cell: &Cell) -> String {
    let dates = partial_dates(cell).unwrap_or_default();
    let month = dates.first().and_then(|date| date.month());
    month.map_or_else(|| cell.text(), |month| month.to_string())
}

fn unclear(label: &str) -> Message {
    (
        format!(
            "“{label}”看不出是谁的电话；请放在责任人列的右边，或在列名写明，例如“联络员电话”，或说明此列不导入"
        ),
        format!(
            "whose numbers “{label}” has cannot be told: put it right of the column of their names, or \
             name them in the header, such as 联络员电话, or leave the column out"
        ),
    )
}
