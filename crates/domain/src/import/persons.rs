//! Persons (责任人) in a file: what its cells say, and what that would change.

mod detail;
mod written;

use std::collections::BTreeMap;

use super::Gone;
use crate::operation::persons::{Command, DayOrMonth, Entry, Fault, Log, Person, telephone};
use crate::period::{Date, Month};

pub use detail::Detail;
use detail::NOTHING as NO_NUMBER;
pub use written::{Written, written};

/// What stands between several persons in a cell, and between their numbers.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '\n', '\r'];
/// The same, and what may also stand between the numbers of one person.
const OR_NUMBERS: [char; 9] = ['、', '，', ',', '；', ';', '\n', '\r', '/', '／'];

/// What a file says of the persons of one kind of a project: the texts of some cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilePersons {
    /// The kind, by its key.
    pub kind: String,
    /// Their names; empty where the file says that there is nobody.
    pub names: String,
    /// Their numbers in the same order; `None` where the file has no such column. An empty text says
    /// nothing of numbers.
    pub telephones: Option<String>,
    /// What else it says of them, in the same order, where it has such columns. An empty text says nothing.
    pub details: BTreeMap<Detail, String>,
}

/// What persons of files are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// What was decided so far, by project.
    pub logs: &'a BTreeMap<String, Log>,
    /// Who had left before this day is of no account.
    pub today: Date,
    /// The answer about persons whom the file no longer names.
    pub gone: Option<Gone>,
}

/// Why the persons of a file cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonsFault {
    /// So many names, and so many numbers.
    Numbers(usize, usize),
    /// So many names, and so many posts, units or dates.
    Details(Detail, usize, usize),
    /// What is neither a day nor a month.
    Date(Detail, String),
    /// A blank between what may be two names.
    Blank(String),
    /// Somebody cannot be entered so.
    Person(Fault),
}

/// What becomes of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonChange {
    /// The project does not have this one.
    New(Person),
    /// It has this one under another number, or with another post, unit or date.
    Changed {
        /// The entry.
        entry: String,
        /// As it is.
        before: Person,
        /// As it would be.
        after: Person,
    },
    /// It has this one, and the file does not.
    Gone {
        /// The entry.
        entry: String,
        /// As it is.
        person: Person,
        /// Whether it ends; else it stays.
        ends: bool,
        /// The last month, of one that ends; `None` if nobody knows since when it is over.
        last: Option<DayOrMonth>,
    },
}

impl PersonChange {
    /// The word that programs read.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Changed { .. } => "changed",
            Self::Gone { .. } => "gone",
        }
    }

    /// Who it is, after the change.
    pub const fn person(&self) -> &Person {
        match self {
            Self::New(person) | Self::Gone { person, .. } => person,
            Self::Changed { after, .. } => after,
        }
    }

    /// As it was.
    pub const fn before(&self) -> Option<&Person> {
        match self {
            Self::New(_) => None,
            Self::Changed { before, .. } => Some(before),
            Self::Gone { person, .. } => Some(person),
        }
    }

    /// As it will be.
    pub const fn after(&self) -> Option<&Person> {
        match self {
            Self::New(person) => Some(person),
            Self::Changed { after, .. } => Some(after),
            Self::Gone { person, ends, .. } => {
                if *ends {
                    None
                } else {
                    Some(person)
                }
            }
        }
    }

    /// What is decided with it, if anything; `id` is that of a new entry.
    pub fn command(&self, id: &str) -> Option<Command> {
        match self {
            Self::New(person) => Some(Command::name(id, person, None)),
            Self::Changed { entry, after, .. } => Some(Command::amend(entry, after)),
            Self::Gone {
                entry, ends, last, ..
            } => ends.then(|| Command::end(entry, *last)),
        }
    }
}

/// The persons of a project who are in their posts on a day or come later, in the order in which they
/// were named.
pub fn in_post(log: &Log, day: Date) -> Vec<Entry> {
    let lasts = |entry: &Entry| {
        let last = entry.person.to;
        !entry.is_over && last.is_none_or(|last| day <= last.last_day())
    };
    log.entries().into_iter().filter(lasts).collect()
}

/// What the file would change of a project's persons, and what is wrong with the cells of which kind.
pub(super) fn changes(
    said: &[FilePersons],
    project: &str,
    named: &Named<'_>,
    valid_from: Month,
) -> (Vec<PersonChange>, Vec<(String, PersonsFault)>) {
    let log = named.logs.get(project);
    let day = named.today.max(valid_from.first_day());
    let held = log.map_or_else(Vec::new, |log| in_post(log, day));
    let ever = log.map_or_else(Vec::new, Log::entries);
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for one in said {
        let own = held.iter().filter(|entry| entry.person.kind == one.kind);
        let own: Vec<&Entry> = own.collect();
        if one.is_written(&own) {
            continue;
        }
        match one.read() {
            Ok(mut persons) => {
                persons.retain(|person| !has_left(person, &ever, &own));
                changes.extend(of_kind(persons, &own, named.gone, valid_from));
            }
            Err(fault) => faults.push((one.kind.clone(), fault)),
        }
    }
    (changes, faults)
}

/// Whether a person whom the file says to have left is known to have, until then, and holds no such post
/// any more.
fn has_left(said: &Person, ever: &[Entry], held: &[&Entry]) -> bool {
    let is_named = |entry: &Entry| is_same_name(&entry.person.name, &said.name);
    let is_this = |entry: &Entry| {
        let known = &entry.person;
        known.kind == said.kind && known.to == said.to && is_named(entry)
    };
    said.to.is_some() && ever.iter().any(is_this) && !held.iter().any(|entry| is_named(entry))
}

/// The persons of one kind beside those who hold the post.
fn of_kind(
    said: Vec<Person>,
    held: &[&Entry],
    gone: Option<Gone>,
    valid_from: Month,
) -> Vec<PersonChange> {
    let mut left: Vec<&Entry> = held.to_vec();
    let mut changes = Vec::new();
    for person in said {
        let known = left
            .iter()
            .position(|one| is_same_name(&one.person.name, &person.name));
        match known.map(|at| left.remove(at)) {
            Some(entry) => changes.extend(corrected(entry, &person)),
            None => changes.push(PersonChange::New(person)),
        }
    }
    let ends = gone == Some(Gone::Exit);
    if ends && !left.is_empty() {
        for change in &mut changes {
            if let PersonChange::New(person) = change {
                let from = DayOrMonth::Month(valid_from);
                person.from.get_or_insert(from);
            }
        }
    }
    let gone = left.into_iter().map(|entry| {
        let person = entry.person.clone();
        let last = DayOrMonth::Month(valid_from.previous());
        let has_begun = |from: DayOrMonth| from.first_day() <= last.last_day();
        PersonChange::Gone {
            entry: entry.id.clone(),
            ends,
            last: person.from.is_none_or(has_begun).then_some(last),
            person,
        }
    });
    changes.extend(gone);
    changes
}

/// What the file says otherwise of somebody, if anything. What it does not say stays.
fn corrected(entry: &Entry, said: &Person) -> Option<PersonChange> {
    let mut after = entry.person.clone();
    let dialled = |text: &str| -> Vec<String> {
        let numbers = telephone::numbers(text).into_iter();
        numbers.map(|(_, dialled)| dialled).collect()
    };
    let held = after.telephone.as_deref().unwrap_or_default();
    if let Some(number) = &said.telephone
        && dialled(held) != dialled(number)
    {
        after.telephone = Some(number.clone());
    }
    for detail in Detail::ALL {
        let known = detail.of(&entry.person);
        // as an export writes it among those of others
        let is_written = |text: &String| {
            known
                .as_deref()
                .is_some_and(|known| known == text || written::joined(known) == *text)
        };
        if let Some(text) = detail.of(said).filter(|text| !is_written(text)) {
            detail.put(&mut after, &text);
        }
    }
    (after != entry.person).then(|| PersonChange::Changed {
        entry: entry.id.clone(),
        before: entry.person.clone(),
        after,
    })
}

impl FilePersons {
    /// Whether the cells say what an export of these would.
    fn is_written(&self, held: &[&Entry]) -> bool {
        let own = written(held.iter().map(|entry| &entry.person));
        let is_so = |said: &str, own: &str| said.trim().is_empty() || said.trim() == own;
        let mut details = self.details.iter();
        self.names.trim() == own.names
            && (self.telephones.as_deref()).is_none_or(|said| is_so(said, &own.telephones))
            && details.all(|(detail, said)| is_so(said, own.detail(*detail)))
    }

    /// The persons that the cells name.
    fn read(&self) -> Result<Vec<Person>, PersonsFault> {
        let names: Vec<&str> = parts(&self.names, &BETWEEN).collect();
        let own = names.iter().map(|name| with_number(name));
        let own: Vec<(&str, Option<&str>)> = own.collect();
        let beside = self.numbers(names.len())?;
        let mut details = Vec::new();
        for (detail, text) in &self.details {
            details.push((*detail, each(*detail, text, names.len())?));
        }
        let mut persons: Vec<Person> = Vec::new();
        for (at, (name, own)) in own.into_iter().enumerate() {
            let beside = beside.get(at).copied().flatten();
            if own.is_some() && beside.is_some() {
                return Err(PersonsFault::Numbers(1, 2));
            }
            if has_blank(name) {
                return Err(PersonsFault::Blank(name.to_owned()));
            }
            let mut person = Person {
                kind: self.kind.clone(),
                name: name.to_owned(),
                telephone: own.or(beside).map(str::to_owned),
                ..Person::default()
            };
            for (detail, texts) in &details {
                let said = texts.get(at).copied().flatten();
                if let Some(text) = said.filter(|text| !detail.put(&mut person, text)) {
                    return Err(PersonsFault::Date(*detail, text.to_owned()));
                }
            }
            let person = person.tidied();
            if let Some(fault) = person.fault() {
                return Err(PersonsFault::Person(fault));
            }
            // who is named twice is one person
            if persons.iter().all(|one| !is_same_name(&one.name, name)) {
                persons.push(person);
            }
        }
        Ok(persons)
    }

    /// A number a name, in their order; nothing if the file says nothing of numbers.
    fn numbers(&self, names: usize) -> Result<Vec<Option<&str>>, PersonsFault> {
        let text = self.telephones.as_deref().unwrap_or_default().trim();
        if text.is_empty() || names == 0 {
            return Ok(Vec::new());
        }
        let or_none = |number| Some(number).filter(|number| *number != NO_NUMBER);
        if names == 1 {
            return Ok(vec![or_none(text)]);
        }
        let mut found: Vec<&str> = parts(text, &BETWEEN).collect();
        if found.len() < names {
            found = parts(text, &OR_NUMBERS).collect();
        }
        if found.len() != names {
            return Err(PersonsFault::Numbers(names, found.len()));
        }
        Ok(found.into_iter().map(or_none).collect())
    }
}

/// A post, unit or date a name, in their order; nothing if the file says nothing of them.
fn each(detail: Detail, text: &str, names: usize) -> Result<Vec<Option<&str>>, PersonsFault> {
    let text = text.trim();
    let or_none = |said| Some(said).filter(|said| *said != NO_NUMBER);
    if text.is_empty() || names == 0 {
        return Ok(Vec::new());
    }
    if names == 1 {
        return Ok(vec![or_none(text)]);
    }
    let found: Vec<&str> = parts(text, &BETWEEN).collect();
    if found.len() != names {
        return Err(PersonsFault::Details(detail, names, found.len()));
    }
    Ok(found.into_iter().map(or_none).collect())
}

fn parts<'a>(text: &'a str, between: &'static [char]) -> impl Iterator<Item = &'a str> {
    let parts = text.split(between).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// A name, and the number that may stand behind it: 张三 13800000000, 张三（0777-0000000）.
fn with_number(text: &str) -> (&str, Option<&str>) {
    if !telephone::is_in(text) {
        return (text, None);
    }
    let is_sign = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '+';
    let around = |c: char| c.is_whitespace() || matches!(c, '(' | '（' | ')' | '）' | ':' | '：');
    match text.find(is_sign) {
        Some(at) => {
            let (name, number) = text.split_at(at);
            (
                name.trim_end_matches(around),
                Some(number.trim_end_matches(around)),
            )
        }
        None => (text, None),
    }
}

/// Two names with a blank between them, and not 张 三.
fn has_blank(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_name = |word: &str| {
        let is_latin = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        word.chars().count() > 1 && !is_latin
    };
    name.split_whitespace().count() > 1 && words.all(is_name)
}

fn is_same_name(one: &str, other: &str) -> bool {
    let solid = |name: &str| -> String { name.split_whitespace().collect() };
    solid(one) == solid(other)
}
