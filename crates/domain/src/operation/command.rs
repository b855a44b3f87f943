//! What is wanted, whatever the subject is.

use crate::operation::carried::{Carried, Unread};
use crate::operation::{SubjectKind, month, persons, plan, publication, question, report};
use crate::operation::{letters, statistics, summary};
use crate::report::Changes;

/// No box is changed.
pub static NO_CHANGES: Changes = Changes::new();

/// What a person wants of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Of a report.
    Report(report::Command),
    /// Of a question.
    Question(question::Command),
    /// Of a month.
    Month(month::Command),
    /// Of a project's plan.
    Plan(plan::Command),
    /// Of the persons of a project.
    Persons(persons::Command),
    /// Of what is published of a month.
    Publication(publication::Command),
    /// Of the statistics of a month.
    Statistics(statistics::Command),
    /// Of the letters of a month.
    Letters(letters::Command),
    /// Of a summary.
    Summary(summary::Command),
}

macro_rules! subjects {
    ($($subject:ident, $module:ident, $of:ident, $what:literal;)*) => {
        impl Command {
            /// The command of this word about such a subject.
            pub fn read(about: SubjectKind, word: &str, carried: Carried) -> Result<Self, Unread> {
                match about {
                    $(SubjectKind::$subject => $module::Command::read(word, carried).map(Self::$subject),)*
                }
            }

            /// Of which kind of subject this is a command's word. No two share one.
            pub fn about(word: &str) -> Option<SubjectKind> {
                let all = [
                    $(($module::CommandKind::from_key(word).is_some(), SubjectKind::$subject),)*
                ];
                all.into_iter().find_map(|(is_its, kind)| is_its.then_some(kind))
            }

            /// The word that is stored and sent.
            pub const fn word(&self) -> &'static str {
                match self {
                    $(Self::$subject(command) => command.kind.key(),)*
                }
            }

            /// What it carries beside its word.
            pub fn carried(&self) -> Carried {
                match self {
                    $(Self::$subject(command) => command.carried(),)*
                }
            }

            $(
                #[doc = $what]
                pub const fn $of(&self) -> Option<&$module::Command> {
                    match self {
                        Self::$subject(command) => Some(command),
                        _ => None,
                    }
                }
            )*
        }

        $(
            impl From<$module::Command> for Command {
                fn from(command: $module::Command) -> Self {
                    Self::$subject(command)
                }
            }
        )*
    };
}

subjects! {
    Report, report, of_report, "What it wants of a report.";
    Question, question, of_question, "What it wants of a question.";
    Month, month, of_month, "What it wants of a month.";
    Plan, plan, of_plan, "What it wants of a project's plan.";
    Persons, persons, of_persons, "What it wants of the persons of a project.";
    Publication, publication, of_publication, "What it wants of what is published of a month.";
    Statistics, statistics, of_statistics, "What it wants of the statistics of a month.";
    Letters, letters, of_letters, "What it wants of the letters of a month.";
    Summary, summary, of_summary, "What it wants of a summary.";
}

/// A report is filled, box by box; of everything else somebody decides.
impl Command {
    /// The boxes that it changes.
    pub const fn changes(&self) -> &Changes {
        match self {
            Self::Report(command) => &command.changes,
            _ => &NO_CHANGES,
        }
    }

    /// The boxes that it changes, to be changed.
    pub const fn changes_mut(&mut self) -> Option<&mut Changes> {
        match self {
            Self::Report(command) => Some(&mut command.changes),
            _ => None,
        }
    }

    /// The conflicts that it settles.
    pub fn conflicts(&self) -> &[u64] {
        self.of_report().map_or(&[], |command| &command.conflicts)
    }

    /// The words that come with it.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Report(command) => command.reason.as_deref(),
            Self::Question(command) => command.text(),
            Self::Month(command) => command.reason.as_deref(),
            Self::Plan(command) => command.reason.as_deref(),
            Self::Persons(command) => command.reason.as_deref(),
            Self::Publication(command) => command.reason.as_deref(),
            Self::Statistics(command) => command.reason.as_deref(),
            Self::Letters(command) => command.reason.as_deref(),
            Self::Summary(command) => command.reason.as_deref(),
        }
    }

    /// Whether it decides, instead of filling boxes: what is refused is then in no box.
    pub const fn decides(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.decides(),
            _ => true,
        }
    }

    /// Whether such commands of one device build on each other. The others stand alone, each against
    /// the state that the person saw.
    pub const fn is_link(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_link(),
            _ => false,
        }
    }

    /// Whether it can be decided only against what the person saw. Words that are added to others stand
    /// on their own, also on a server that was put back to an earlier state; and what is held as steps
    /// says itself what was known: a version by its number, the others by how many steps were seen.
    pub const fn needs_view(&self) -> bool {
        match self {
            Self::Report(_) => true,
            Self::Question(command) => command.kind.ends(),
            Self::Month(command) => command.kind.needs_view(),
            _ => false,
        }
    }

    /// Whether the boxes stay as they are.
    pub const fn is_verdict(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_verdict(),
            _ => false,
        }
    }

    /// Whether the earlier months of the project have to be known.
    pub const fn is_checked(&self) -> bool {
        match self {
            Self::Report(command) => command.kind.is_checked(),
            _ => false,
        }
    }
}
