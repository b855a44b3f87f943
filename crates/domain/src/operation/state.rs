//! Where a subject stands, whatever it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::deserialize::from_text;
use crate::operation::{
    SubjectKind, letters, month, persons, plan, publication, question, report, statistics, summary,
};

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
    /// A summary.
    Summary(summary::State),
}

macro_rules! subjects {
    ($($subject:ident, $module:ident, $all:expr;)*) => {
        impl State {
            /// The word that is stored and sent. No two subjects share one.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$subject(state) => state.key(),)*
                }
            }

            /// The state of this word.
            pub fn from_key(key: &str) -> Option<Self> {
                None$(.or_else(|| $all.find(|state| state.key() == key).map(Self::$subject)))*
            }

            /// What kind of subject stands so.
            pub const fn about(self) -> SubjectKind {
                match self {
                    $(Self::$subject(_) => SubjectKind::$subject,)*
                }
            }
        }

        $(
            impl From<$module::State> for State {
                fn from(state: $module::State) -> Self {
                    Self::$subject(state)
                }
            }
        )*
    };
}

subjects! {
    Report, report, report::State::ALL.into_iter().chain(report::State::REVIEWED);
    Question, question, question::State::ALL.into_iter();
    Month, month, month::State::ALL.into_iter();
    Plan, plan, plan::State::ALL.into_iter();
    Persons, persons, persons::State::ALL.into_iter();
    Publication, publication, publication::State::ALL.into_iter();
    Statistics, statistics, statistics::State::ALL.into_iter();
    Letters, letters, letters::State::ALL.into_iter();
    Summary, summary, summary::State::ALL.into_iter();
}

impl State {
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
        for state in summary::State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state.into()));
        }
        assert_eq!(State::from_key("of_a_newer_program"), None);
    }
}
