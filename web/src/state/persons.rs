//! What somebody does about the persons of a project.

use yuebao_domain::operation::persons::{DayOrMonth, Person};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonStep {
    /// Somebody is named, beside others or in the place of one.
    Name {
        /// Whom.
        person: Box<Person>,
        /// The entry in whose place.
        replaces: Option<String>,
        /// Why; may be empty.
        reason: String,
    },
    /// An entry is corrected.
    Amend {
        /// Which.
        entry: String,
        /// As it reads afterwards.
        person: Box<Person>,
        /// Why; may be empty.
        reason: String,
    },
    /// An entry ends.
    End {
        /// Which.
        entry: String,
        /// The last day or month, if it is known.
        last: Option<DayOrMonth>,
        /// Why; may be empty.
        reason: String,
    },
    /// Why something was not taken has been read.
    Dismiss,
}
