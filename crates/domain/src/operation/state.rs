//! Where a subject stands, whatever it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::deserialize::from_text;
use crate::operation::{letters, month, persons, plan, publication, question, report, statistics};

/// Where a subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A report.
    Report(report::State),
    /// A question.
    Question(question::State),
    /// A month.
    Month(month::State),
    /// A project's plan of a year.
    Plan(plan::State),
    /// The persons of a project.
    Persons(persons::State),
    /// What is published of a month.
    Publication(publication::State),
    /// The statistics of a month.
    Statistics(statistics::State),
    /// The letters of a month.
    Letters(letters::State),
}

impl State {
    /// The word that is stored and sent. No two subjects share one.
    pub fn key(self) -> &'static str {
        match self {
            Self::Report(state) => state.key(),
            Self::Question(state) => state.key(),
            Self::Month(state) => state.key(),
            Self::Plan(state) => state.key(),
            Self::Persons(state) => state.key(),
            Self::Publication(state) => state.key(),
            Self::Statistics(state) => state.key(),
            Self::Letters(state) => state.key(),
        }
    }

    /// The state of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        let report = report::State::ALL
            .into_iter()
            .chain(report::State::REVIEWED);
        let report = report.map(Self::Report);
        let question = question::State::ALL.into_iter().map(Self::Question);
        let month = month::State::ALL.into_iter().map(Self::Month);
        let plan = plan::State::ALL.into_iter().map(Self::Plan);
        let persons = persons::State::ALL.into_iter().map(Self::Persons);
        let publication = publication::State::ALL.into_iter().map(Self::Publication);
        let of_projects = report.chain(question).chain(plan).chain(persons);
        let statistics = statistics::State::ALL.into_iter().map(Self::Statistics);
        let letters = letters::State::ALL.into_iter().map(Self::Letters);
        let mut all = (of_projects.chain(month).chain(publication))
            .chain(statistics)
            .chain(letters);
        all.find(|state| state.key() == key)
    }

    /// That of a report.
    pub const fn of_report(self) -> Option<report::State> {
        match self {
            Self::Report(state) => Some(state),
            _ => None,
        }
    }

    /// That of a month.
    pub const fn of_month(self) -> Option<month::State> {
        match self {
            Self::Month(state) => Some(state),
            _ => None,
        }
    }

    /// That of a question.
    pub const fn of_question(self) -> Option<question::State> {
        match self {
            Self::Question(state) => Some(state),
            _ => None,
        }
    }
}

impl From<report::State> for State {
    fn from(state: report::State) -> Self {
        Self::Report(state)
    }
}

impl From<question::State> for State {
    fn from(state: question::State) -> Self {
        Self::Question(state)
    }
}

impl From<month::State> for State {
    fn from(state: month::State) -> Self {
        Self::Month(state)
    }
}

impl From<plan::State> for State {
    fn from(state: plan::State) -> Self {
        Self::Plan(state)
    }
}

impl From<publication::State> for State {
    fn from(state: publication::State) -> Self {
        Self::Publication(state)
    }
}

impl From<persons::State> for State {
    fn from(state: persons::State) -> Self {
        Self::Persons(state)
    }
}

impl From<statistics::State> for State {
    fn from(state: statistics::State) -> Self {
        Self::Statistics(state)
    }
}

impl From<letters::State> for State {
    fn from(state: letters::State) -> Self {
        Self::Letters(state)
    }
}

impl PartialEq<report::State> for State {
    fn eq(&self, other: &report::State) -> bool {
        *self == Self::Report(*other)
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, |word| {
            Self::from_key(word).ok_or_else(|| format!("no state is called “{word}”"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_one_state() {
        for state in (report::State::ALL.into_iter()).chain(report::State::REVIEWED) {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in question::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in month::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in plan::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in publication::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in persons::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in statistics::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        for state in letters::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        assert_eq!(State::from_key("of_a_newer_program"), None);
    }
}
