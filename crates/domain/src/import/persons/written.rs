//! What cells hold for the persons of a kind.

use super::detail::NOTHING;
use super::{BETWEEN, Detail};
use crate::operation::persons::Person;

/// The texts of the cells of one kind of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Their names.
    pub names: String,
    /// Their numbers, in the same order.
    pub telephones: String,
    details: [String; Detail::ALL.len()],
}

impl Written {
    /// What a column of its own holds of them; empty if nothing is known.
    pub fn detail(&self, detail: Detail) -> &str {
        let mut all = Detail::ALL.into_iter().zip(&self.details);
        all.find(|(one, _)| *one == detail)
            .map_or("", |(_, text)| text)
    }
}

/// What cells of the file would hold for the persons of a kind.
pub fn written<'a>(persons: impl Iterator<Item = &'a Person>) -> Written {
    let persons: Vec<&Person> = persons.collect();
    let numbers = |person: &Person| person.telephone.as_deref().map(joined);
    let of = |detail: Detail| {
        column(&persons, |person| {
            let text = detail.of(person)?;
            // A single cell of a single person is read as it is.
            Some(if persons.len() == 1 {
                text
            } else {
                joined(&text)
            })
        })
    };
    let names: Vec<&str> = persons.iter().map(|person| person.name.as_str()).collect();
    Written {
        names: names.join("、"),
        telephones: column(&persons, numbers),
        details: Detail::ALL.map(of),
    }
}

/// A text of one person that stands among those of others.
pub(super) fn joined(text: &str) -> String {
    text.split(BETWEEN).collect::<Vec<_>>().join("/")
}

/// A text a person; empty if nobody has any.
fn column(persons: &[&Person], text: impl Fn(&Person) -> Option<String>) -> String {
    let texts: Vec<Option<String>> = persons.iter().map(|person| text(person)).collect();
    if texts.iter().all(Option::is_none) {
        return String::new();
    }
    let or_nothing = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
    let texts: Vec<String> = texts.into_iter().map(or_nothing).collect();
    texts.join("、")
}
