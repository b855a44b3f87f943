//! The records of a report: entries of several fields that only make sense together.
//!
//! Each is declared once, in a file of its own. The form, the places of findings, the conflict screen,
//! the history and the names of columns read the declaration. Only what is about one record alone, a
//! rule or a column that fills it, names its fields.
//!
//! # A new record
//! 1. A file here with one [`record!`](self) of its fields, in the order of the form: the kind
//!    ([`fields`]), the key on the wire, the label in both languages, and attributes where needed
//!    ([`Attribute`]).
//! 2. In the same file its [`Record`]: the key of its entries, what people call one, the section,
//!    and how entries come about ([`Entries`]); then its name in [`ALL`]. The form shows it there.
//! 3. If rules read it: a field of [`super::Report`] and a line in `Report::take_entry`.
//!
//! Limits are the same for every record ([`super::limits`]). The test
//! `a_made_up_record_needs_its_declaration_and_nothing_else` follows these steps.

mod explanation;
pub mod fields;
mod milestone;
mod problem;
#[cfg(test)]
mod tests;
mod visit;

use std::collections::BTreeMap;

use super::{Choices, Section, ValueKind};
use crate::text::{Lang, Words};

pub use explanation::{EXPLANATION, Explanation};
pub use milestone::{MILESTONE, Milestone, MilestoneKind};
pub use problem::{CoordinationLevel, PROBLEM, Problem, ProblemType};
pub use visit::{VISIT, Visit};

/// Every record of a report. Tests have one more, which is made up.
pub const ALL: &[&Record] = &[
    &PROBLEM,
    &VISIT,
    &MILESTONE,
    &EXPLANATION,
    #[cfg(test)]
    &tests::DECISION,
];

/// The fields of one entry, as they travel and are stored: texts by their keys.
pub type Parts = BTreeMap<String, String>;

/// The declaration of a record.
#[derive(Debug)]
pub struct Record {
    /// How the keys of its entries begin: `problem` of `problem.1`.
    pub key: &'static str,
    /// What people call an entry.
    pub title: Words,
    /// The same among others of its record: 问题 of “问题 1”, the head of their names in a table.
    pub one: Words,
    /// The button that takes over from last month what still holds.
    pub carry: Words,
    /// Where entries stand on the form.
    pub section: Section,
    /// How they come about.
    pub entries: Entries,
    /// What each consists of, in the order of the form.
    pub fields: &'static [RecordField],
}

/// How the entries of a record come about, and what they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// People add and remove them; each has an id of its own.
    Added(&'static Adding),
    /// One for each of a fixed list, which is gone when nothing is filled.
    Of(Choices),
    /// Beside what they are about, which their id names; gone when nothing is filled.
    Beside,
}

/// How the form speaks of entries that people add.
#[derive(Debug, PartialEq, Eq)]
pub struct Adding {
    /// There is none, to who may add one.
    pub none: Words,
    /// There is none, to who only reads.
    pub none_read: Words,
    /// The button that adds one.
    pub add: Words,
}

/// One field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordField {
    /// The key on the wire and in storage.
    pub key: &'static str,
    /// What it holds.
    pub kind: ValueKind,
    /// The label beside it.
    pub label: Words,
    /// What else is to be known of it.
    pub attributes: &'static [Attribute],
}

/// What is to be known of a field besides its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// An entry cannot do without it.
    Needed,
    /// A day or month that may lie ahead; others have come by the end of the reported month.
    Ahead,
    /// An entry is over once it is filled: the next month does not take it over.
    Ends,
    /// What it means that it is empty.
    Empty(Words),
    /// Written by programs and shown to nobody.
    Hidden,
}

impl RecordField {
    /// Whether it is marked so.
    pub fn is(&self, attribute: Attribute) -> bool {
        self.attributes.contains(&attribute)
    }

    /// What it means that it is empty, where that says something.
    pub fn empty(&self) -> Option<Words> {
        self.attributes
            .iter()
            .find_map(|attribute| match attribute {
                Attribute::Empty(words) => Some(*words),
                _ => None,
            })
    }
}

impl Record {
    /// The fields that people see, in the order of the form.
    pub fn form(&self) -> impl Iterator<Item = &'static RecordField> + use<> {
        self.fields
            .iter()
            .filter(|field| !field.is(Attribute::Hidden))
    }

    /// The field of this key.
    pub fn field(&self, key: &str) -> Option<&'static RecordField> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Whether an entry with these fields is one still. What a newer program wrote into it counts.
    pub fn keeps(&self, parts: &Parts) -> bool {
        let is_hidden = |key: &str| {
            self.field(key)
                .is_some_and(|field| field.is(Attribute::Hidden))
        };
        matches!(self.entries, Entries::Added(_)) || parts.keys().any(|key| !is_hidden(key))
    }

    /// Whether an entry is over, as far as that is understood.
    pub fn is_over(&self, parts: &Parts) -> bool {
        let ends = |field: &RecordField| {
            let text = parts.get(field.key).map_or("", |text| text.trim());
            field.is(Attribute::Ends) && !text.is_empty() && field.kind.read(text, Lang::Zh).is_ok()
        };
        self.fields.iter().any(ends)
    }

    /// What people call the entry `id` among others of its record, if that says which it is.
    pub fn name(&self, id: &str, lang: Lang) -> Option<&'static str> {
        let Entries::Of(choices) = self.entries else {
            return None;
        };
        let found = choices.iter().find(|(key, _)| *key == id);
        found.map(|(_, words)| words.get(lang))
    }

    /// The filled fields of an entry as people read them.
    pub fn shown(&self, parts: &Parts, decimals: u32, lang: Lang) -> Vec<(&'static str, String)> {
        let shown = self.form().filter_map(|field| {
            let text = parts
                .get(field.key)
                .filter(|text| !text.trim().is_empty())?;
            Some((
                field.label.get(lang),
                field.kind.shown(text, decimals, lang),
            ))
        });
        shown.collect()
    }
}

/// Declares the fields of a record: the struct that rules read, what it is read from, and the list.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident $(by $id:ident)? {
            $( $(#[$of:meta])* $field:ident: $kind:ty = $key:literal, $zh:literal, $en:literal $(, $attribute:ident $(($($more:tt)*))?)*; )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name {
            $(
                /// Stable within the project, so that next month's report speaks of the same entry.
                pub $id: String,
            )?
            $(
                #[doc = concat!($zh, ".")]
                $(#[$of])*
                pub $field: Option<<$kind as $crate::report::records::fields::FieldKind>::Value>,
            )*
        }

        impl $name {
            /// Its fields, in the order of the form.
            pub const FIELDS: &'static [$crate::report::records::RecordField] = &[ $(
                $crate::report::records::RecordField {
                    key: $key,
                    kind: <$kind as $crate::report::records::fields::FieldKind>::KIND,
                    label: $crate::text::words($zh, $en),
                    attributes: &[ $( $crate::report::records::Attribute::$attribute $(($($more)*))?, )* ],
                },
            )* ];

            /// Reads an entry; fields that are not understood are absent.
            pub fn read($( $id: &str, )? parts: &$crate::report::records::Parts) -> Self {
                Self {
                    $( $id: $id.to_owned(), )?
                    $( $field: $crate::report::records::fields::read::<$kind>(parts, $key), )*
                }
            }

            /// The entry as it is stored.
            pub fn parts(&self) -> $crate::report::records::Parts {
                let mut parts = $crate::report::records::Parts::new();
                $( $crate::report::records::fields::write::<$kind>(&mut parts, $key, self.$field.as_ref()); )*
                parts
            }
        }
    };
}

use record;
