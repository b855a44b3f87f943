//! Operations on their way to the server, and the receipts for them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check::Finding;
use crate::ids::{OpId, Tag, Timestamp};
use crate::json::known;
use crate::operation::carried::{Carried, Unread};
use crate::operation::letters::Letter;
use crate::operation::month::Listed;
use crate::operation::persons::{DayOrMonth, Person};
use crate::operation::statistics::Figure;
use crate::operation::summary::Texts;
use crate::operation::{self, Outcome, Refusal, SubjectKind};
use crate::period::{Month, parse_day, show_day};
use crate::plan::PlanVersion;
use crate::report::limits::{MAX_BOXES, MAX_TEXT};
use crate::report::{Changes, FieldKey};
use crate::rights::Role;
use crate::rule::RuleCode;
use crate::wire::v1::MAX_NAME;

/// What an operation is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// [`SubjectKind::key`].
    pub kind: String,
    /// Project id; absent for what is no project's, such as a month.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub project: String,
    /// Month.
    pub month: Month,
    /// What tells it from others of its kind in that project and month; absent where nothing has to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
}

/// What is wanted of it. A part that is not known is refused: what was decided has to be understood
/// whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// The word of the command, such as `submit` or `answer`.
    pub kind: String,
    /// The boxes that were changed; `null` empties one.
    #[serde(default, skip_serializing_if = "Changes::is_empty")]
    #[schemars(extend("maxProperties" = MAX_BOXES))]
    pub changes: Changes,
    /// The conflicts that it settles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<u64>,
    /// The box that a question is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldKey>,
    /// The words that come with it: a reason, a comment, a question, an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_TEXT))]
    pub text: Option<String>,
    /// The projects that a command about a month names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MAX_LISTED))]
    pub projects: Vec<Listed>,
    /// The unit that is given more time, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub unit: Option<String>,
    /// The last day in time, such as `2022-06-05`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The role whose step a `return` goes back to; absent: to who fills the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub to: Option<String>,
    /// The version of a project's plan that is adopted or proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Box<PlanVersion>>,
    /// The proposal that is answered or taken back, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<u32>,
    /// The person that is named, changed or ended, or the letter that is sent, answered or void: a UUID
    /// made on the device of whoever names or sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub entry: Option<String>,
    /// The one in whose place the new one comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = MAX_NAME))]
    pub replaces: Option<String>,
    /// Whom it names, or how the entry reads afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Box<Person>>,
    /// The last day or month of one that ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<DayOrMonth>,
    /// The edition of the month that is published, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
    /// The keys of the documents that are published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = MAX_DOCUMENTS), inner(length(max = MAX_NAME)))]
    pub documents: Vec<String>,
    /// The publication that is taken back, by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// A figure of the statistics as it is entered; of one that is cleared, which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Box<Figure>>,
    /// A letter that is sent; `entry` names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Box<Letter>>,
    /// The day on which a letter was answered, such as `2022-06-20`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// What is written in a summary, of the headings that change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<Box<Texts>>,
}

/// Most documents that are published at once.
pub const MAX_DOCUMENTS: usize = 100;
/// Most projects that a command about a month names.
pub const MAX_LISTED: usize = 5_000;

/// One decision about one subject. A part that is not known is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "OperationV2")]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Unique for ever. A decision keeps it when it goes to another device in a rescue file.
    pub op_id: OpId,
    /// Counts the device's operations, from 1.
    pub sequence: u64,
    /// What it is about.
    pub subject: Subject,
    /// What it wants.
    pub command: Command,
    /// Of the program that made it.
    pub form_version: u32,
    /// The revision that the person saw; 0 if there was none.
    pub base_rev: u64,
    /// That revision's tag; absent where the server gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_tag: Option<Tag>,
    /// The operation on the same subject, against the same revision, that this one builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<OpId>,
    /// The device's clock, RFC 3339; shown, never used to decide.
    #[serde(default)]
    pub made_at: Timestamp,
}

impl From<&operation::Subject> for Subject {
    fn from(subject: &operation::Subject) -> Self {
        Self {
            kind: subject.kind().key().to_owned(),
            project: subject.project().unwrap_or_default().to_owned(),
            month: subject.month(),
            id: subject.id().to_owned(),
        }
    }
}

impl Subject {
    /// The subject, if this program knows its kind.
    pub(super) fn read(self) -> Result<operation::Subject, String> {
        let Some(kind) = SubjectKind::from_key(&self.kind) else {
            return Err(format!("no subject is called “{}”", self.kind));
        };
        if self.project.is_empty() && kind.is_of_project() {
            return Err(format!("a {} needs a project", self.kind));
        }
        Ok(operation::Subject::new(
            kind,
            self.project,
            self.month,
            self.id,
        ))
    }
}

impl From<&operation::Operation> for Operation {
    fn from(made: &operation::Operation) -> Self {
        Self {
            op_id: made.op_id.clone(),
            sequence: made.sequence,
            subject: Subject::from(&made.subject),
            command: Command::from(&made.command),
            form_version: made.form_version,
            base_rev: made.base_rev,
            base_tag: made.base_tag.clone(),
            previous: made.previous.clone(),
            made_at: made.made_at.clone(),
        }
    }
}

impl From<&operation::Command> for Command {
    fn from(command: &operation::Command) -> Self {
        let carried = command.carried();
        Self {
            kind: command.word().to_owned(),
            changes: carried.changes,
            conflicts: carried.conflicts,
            field: carried.field,
            text: carried.reason,
            projects: carried.projects,
            unit: carried.unit,
            until: carried.until.map(show_day),
            to: carried.to.map(|to| to.key().to_owned()),
            version: carried.version,
            proposal: carried.proposal,
            entry: carried.entry,
            replaces: carried.replaces,
            person: carried.person,
            last: carried.last,
            edition: carried.edition,
            documents: carried.documents,
            number: carried.number,
            figure: carried.figure,
            letter: carried.letter,
            day: carried.day.map(show_day),
            texts: carried.texts,
        }
    }
}

impl TryFrom<Operation> for operation::Operation {
    type Error = String;

    fn try_from(sent: Operation) -> Result<Self, String> {
        let subject = sent.subject.read()?;
        let command = sent.command.read(subject.kind())?;
        Ok(Self {
            op_id: sent.op_id,
            sequence: sent.sequence,
            form_version: sent.form_version,
            base_rev: sent.base_rev,
            base_tag: sent.base_tag,
            previous: sent.previous,
            made_at: sent.made_at,
            subject,
            command,
        })
    }
}

impl Command {
    fn read(self, about: SubjectKind) -> Result<operation::Command, String> {
        let day = |day: Option<&str>| match day.map(parse_day).transpose() {
            Ok(day) => Ok(day),
            Err(error) => Err(error.to_string()),
        };
        let carried = Carried {
            until: day(self.until.as_deref())?,
            day: day(self.day.as_deref())?,
            to: self.to.map(|to| role(&to)).transpose()?,
            changes: self.changes,
            conflicts: self.conflicts,
            field: self.field,
            reason: self.text,
            projects: self.projects,
            unit: self.unit,
            version: self.version,
            proposal: self.proposal,
            entry: self.entry,
            replaces: self.replaces,
            person: self.person,
            last: self.last,
            edition: self.edition,
            documents: self.documents,
            number: self.number,
            figure: self.figure,
            letter: self.letter,
            texts: self.texts,
        };
        let word = &self.kind;
        operation::Command::read(about, word, carried).map_err(|unread| match unread {
            Unread::Word => format!("no command of a {} is called “{word}”", about.key()),
            Unread::Missing(part) => format!("{word} needs the part “{part}”"),
        })
    }
}

fn role(key: &str) -> Result<Role, String> {
    Role::from_key(key).ok_or_else(|| format!("no role is called “{key}”"))
}

/// The answer to one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// Which.
    pub op_id: OpId,
    /// What became of it.
    pub outcome: Outcome,
    /// The subject's revision afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rev: Option<u64>,
    /// The findings that stand in the way, for `rejected`.
    #[serde(
        default,
        deserialize_with = "known",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub findings: Vec<Finding>,
    /// Rules that could not be evaluated on the server either.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_evaluated: Vec<RuleCode>,
    /// Why, for `rejected` and `retry` without findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
    /// Which value and what is wrong with it, for an operation that could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl From<operation::Receipt> for Receipt {
    fn from(receipt: operation::Receipt) -> Self {
        Self {
            op_id: receipt.op_id,
            outcome: receipt.outcome,
            rev: receipt.rev,
            findings: receipt.findings,
            not_evaluated: receipt.not_evaluated,
            refusal: receipt.refusal,
            detail: receipt.detail,
        }
    }
}

/// How a report moved is told with the report.
impl From<Receipt> for operation::Receipt {
    fn from(receipt: Receipt) -> Self {
        Self {
            op_id: receipt.op_id,
            outcome: receipt.outcome,
            rev: receipt.rev,
            findings: receipt.findings,
            not_evaluated: receipt.not_evaluated,
            refusal: receipt.refusal,
            detail: receipt.detail,
            passage: None,
        }
    }
}
