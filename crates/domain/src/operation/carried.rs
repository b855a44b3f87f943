//! What commands carry, whatever their subject is. Stored (`rest.rs`) and sent ([`crate::wire::v2`])
//! it is one list of parts, of which each subject's command takes its own.

use super::letters::Letter;
use super::month::Listed;
use super::persons::{DayOrMonth, Person};
use super::statistics::Figure;
use super::summary::Texts;
use crate::period::Date;
use crate::plan::PlanVersion;
use crate::report::{Changes, FieldKey};
use crate::rights::Role;

/// The parts of a command beside its word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// The boxes that it changes.
    pub changes: Changes,
    /// The conflicts that it settles.
    pub conflicts: Vec<u64>,
    /// The box that it is about.
    pub field: Option<FieldKey>,
    /// The words that come with it.
    pub reason: Option<String>,
    /// The projects that it names.
    pub projects: Vec<Listed>,
    /// The unit that it names.
    pub unit: Option<String>,
    /// The last day in time.
    pub until: Option<Date>,
    /// Whose step a report goes back to.
    pub to: Option<Role>,
    /// A version of a plan.
    pub version: Option<Box<PlanVersion>>,
    /// A proposal, by its number.
    pub proposal: Option<u32>,
    /// An entry or a letter, by its identifier.
    pub entry: Option<String>,
    /// The entry in whose place another comes.
    pub replaces: Option<String>,
    /// Somebody who is named.
    pub person: Option<Box<Person>>,
    /// When an entry ends.
    pub last: Option<DayOrMonth>,
    /// An edition, by its number.
    pub edition: Option<u32>,
    /// Documents, by their keys.
    pub documents: Vec<String>,
    /// A publication, by its number.
    pub number: Option<u32>,
    /// A figure of the statistics.
    pub figure: Option<Box<Figure>>,
    /// A letter.
    pub letter: Option<Box<Letter>>,
    /// A day.
    pub day: Option<Date>,
    /// What is written in a summary.
    pub texts: Option<Box<Texts>>,
}

/// Why parts are no command of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// None of its commands has this word.
    Word,
    /// A part is missing.
    Missing(&'static str),
}
