//! How operations and what is held are written where they stay: in a tablet's store, in a rescue file,
//! in the server's tables. It is not how they travel ([`crate::wire`]).
//!
//! An operation on a report is written as the first programs wrote it, so that what they have stored
//! is read by the same code, and one that was sent before is known again.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{
    Command, Course, Held, OpId, OpenConflict, Operation, PersonsKey, PlanKey, PublicationKey,
    QuestionKey, ReportKey, Review, State, Subject, SubjectKind, Tag, Timestamp,
};
use crate::deserialize::from_text;
use crate::json::Flattened;
use crate::merge::Clash;
use crate::operation::letters::{self, Letter};
use crate::operation::month::{self, Listed};
use crate::operation::persons::{self, DayOrMonth, Person};
use crate::operation::plan;
use crate::operation::publication;
use crate::operation::question;
use crate::operation::report;
use crate::operation::statistics::{self, Figure};
use crate::period::written::maybe_day;
use crate::period::{Date, Month};
use crate::plan::PlanVersion;
use crate::report::{Changes, FieldKey, FieldValues};
use crate::rights::Role;

#[derive(Serialize)]
struct OperationOut<'a> {
    op_id: &'a OpId,
    sequence: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    month: Month,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'a str,
    form_version: u32,
    base_rev: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_tag: Option<&'a Tag>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<&'a OpId>,
    kind: Word,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a FieldKey>,
    changes: &'a Changes,
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict: Option<u64>,
    #[serde(skip_serializing_if = "<[u64]>::is_empty")]
    also: &'a [u64],
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Listed]>::is_empty")]
    projects: &'a [Listed],
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(with = "maybe_day", skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a PlanVersion>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<DayOrMonth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<u32>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    documents: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    figure: Option<&'a Figure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<&'a Letter>,
    #[serde(with = "maybe_day", skip_serializing_if = "Option::is_none")]
    day: Option<Date>,
    made_at: &'a Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationIn {
    op_id: OpId,
    sequence: u64,
    #[serde(default)]
    project: Option<String>,
    month: Month,
    #[serde(default)]
    id: String,
    form_version: u32,
    base_rev: u64,
    #[serde(default)]
    base_tag: Option<Tag>,
    #[serde(default)]
    previous: Option<OpId>,
    kind: Word,
    #[serde(default)]
    field: Option<FieldKey>,
    #[serde(default)]
    changes: Changes,
    #[serde(default)]
    conflict: Option<u64>,
    #[serde(default)]
    also: Vec<u64>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    projects: Vec<Listed>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default, with = "maybe_day")]
    until: Option<Date>,
    #[serde(default)]
    to: Option<Role>,
    #[serde(default)]
    version: Option<Box<PlanVersion>>,
    #[serde(default)]
    proposal: Option<u32>,
    #[serde(default)]
    entry: Option<String>,
    #[serde(default)]
    replaces: Option<String>,
    #[serde(default)]
    person: Option<Box<Person>>,
    #[serde(default)]
    last: Option<DayOrMonth>,
    #[serde(default)]
    edition: Option<u32>,
    #[serde(default)]
    documents: Vec<String>,
    #[serde(default)]
    number: Option<u32>,
    figure: Option<Box<Figure>>,
    #[serde(default)]
    letter: Option<Box<Letter>>,
    #[serde(default, with = "maybe_day")]
    day: Option<Date>,
    #[serde(default)]
    made_at: Timestamp,
}

/// The words of all commands. No two subjects share one.
#[derive(Clone, Copy)]
enum Word {
    Report(report::CommandKind),
    Question(question::CommandKind),
    Month(month::CommandKind),
    Plan(plan::CommandKind),
    Persons(persons::CommandKind),
    Publication(publication::CommandKind),
    Statistics(statistics::CommandKind),
    Letters(letters::CommandKind),
}

impl Word {
    const fn key(self) -> &'static str {
        match self {
            Self::Report(kind) => kind.key(),
            Self::Question(kind) => kind.key(),
            Self::Month(kind) => kind.key(),
            Self::Plan(kind) => kind.key(),
            Self::Persons(kind) => kind.key(),
            Self::Publication(kind) => kind.key(),
            Self::Statistics(kind) => kind.key(),
            Self::Letters(kind) => kind.key(),
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        let report = report::CommandKind::from_key(key).map(Self::Report);
        let question = || question::CommandKind::from_key(key).map(Self::Question);
        let month = || month::CommandKind::from_key(key).map(Self::Month);
        let plan = || plan::CommandKind::from_key(key).map(Self::Plan);
        let persons = || persons::CommandKind::from_key(key).map(Self::Persons);
        let publication = || publication::CommandKind::from_key(key).map(Self::Publication);
        let of_projects = report.or_else(question).or_else(plan).or_else(persons);
        let statistics = || statistics::CommandKind::from_key(key).map(Self::Statistics);
        let letters = || letters::CommandKind::from_key(key).map(Self::Letters);
        (of_projects.or_else(month).or_else(publication))
            .or_else(statistics)
            .or_else(letters)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, |word| {
            Self::from_key(word).ok_or_else(|| format!("no command is called “{word}”"))
        })
    }
}

impl Serialize for Operation {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (kind, field) = match &self.command {
            Command::Report(command) => (Word::Report(command.kind), None),
            Command::Question(command) => (Word::Question(command.kind), command.field.as_ref()),
            Command::Month(command) => (Word::Month(command.kind), None),
            Command::Plan(command) => (Word::Plan(command.kind), None),
            Command::Persons(command) => (Word::Persons(command.kind), None),
            Command::Publication(command) => (Word::Publication(command.kind), None),
            Command::Statistics(command) => (Word::Statistics(command.kind), None),
            Command::Letters(command) => (Word::Letters(command.kind), None),
        };
        let of_letters = self.command.of_letters();
        let of_month = self.command.of_month();
        let of_plan = self.command.of_plan();
        let of_persons = self.command.of_persons();
        let published = self.command.of_publication();
        let (conflict, also) = match self.command.conflicts() {
            [] => (None, &[][..]),
            [first, also @ ..] => (Some(*first), also),
        };
        let out = OperationOut {
            op_id: &self.op_id,
            sequence: self.sequence,
            project: self.subject.project(),
            month: self.subject.month(),
            id: self.subject.id(),
            form_version: self.form_version,
            base_rev: self.base_rev,
            base_tag: self.base_tag.as_ref(),
            previous: self.previous.as_ref(),
            kind,
            field,
            changes: self.command.changes(),
            conflict,
            also,
            reason: self.command.words(),
            projects: of_month.map_or(&[], |command| &command.projects),
            unit: of_month.and_then(|command| command.unit.as_deref()),
            until: of_month.and_then(|command| command.until),
            to: self.command.of_report().and_then(|command| command.to),
            version: of_plan.and_then(|command| command.version.as_deref()),
            proposal: of_plan.and_then(|command| command.proposal),
            entry: (of_persons.map(|command| command.entry.as_str()))
                .or(of_letters.map(|command| command.id.as_str())),
            replaces: of_persons.and_then(|command| command.replaces.as_deref()),
            person: of_persons.and_then(|command| command.person.as_deref()),
            last: of_persons.and_then(|command| command.last),
            edition: published.and_then(|command| command.edition),
            documents: published.map_or(&[], |command| &command.documents),
            number: published.and_then(|command| command.number),
            figure: (self.command.of_statistics()).map(|command| &*command.figure),
            letter: of_letters.and_then(|command| command.letter.as_deref()),
            day: of_letters.and_then(|command| command.day),
            made_at: &self.made_at,
        };
        out.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Operation {
    #[expect(
        clippy::too_many_lines,
        reason = "one arm for each subject, with no more in it than the parts of its command"
    )]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = OperationIn::deserialize(from)?;
        let missing = D::Error::missing_field;
        let key = read.project.map(|project| ReportKey {
            project,
            month: read.month,
        });
        let key = || key.ok_or_else(|| missing("project"));
        let (subject, command) = match read.kind {
            Word::Month(kind) => {
                let command = month::Command {
                    kind,
                    projects: read.projects,
                    unit: read.unit,
                    until: read.until,
                    reason: read.reason,
                };
                (Subject::Month(read.month), Command::Month(command))
            }
            Word::Report(kind) => {
                let conflicts = read.conflict.into_iter().chain(read.also).collect();
                let command = report::Command {
                    kind,
                    changes: read.changes,
                    conflicts,
                    reason: read.reason,
                    to: read.to,
                };
                (Subject::Report(key()?), Command::Report(command))
            }
            Word::Plan(kind) => {
                let command = plan::Command {
                    kind,
                    version: read.version,
                    proposal: read.proposal,
                    reason: read.reason,
                };
                let key = PlanKey::of(&key()?.project, read.month);
                (Subject::Plan(key), Command::Plan(command))
            }
            Word::Persons(kind) => {
                let command = persons::Command {
                    kind,
                    entry: read.entry.ok_or_else(|| missing("entry"))?,
                    replaces: read.replaces,
                    person: read.person,
                    last: read.last,
                    reason: read.reason,
                };
                let key = PersonsKey::of(&key()?.project);
                (Subject::Persons(key), Command::Persons(command))
            }
            Word::Publication(kind) => {
                let command = publication::Command {
                    kind,
                    edition: read.edition,
                    documents: read.documents,
                    number: read.number,
                    reason: read.reason,
                };
                (PublicationKey::of(read.month).into(), command.into())
            }
            Word::Statistics(kind) => {
                let command = statistics::Command {
                    kind,
                    figure: read.figure.ok_or_else(|| missing("figure"))?,
                    reason: read.reason,
                };
                (
                    Subject::Statistics(read.month),
                    Command::Statistics(command),
                )
            }
            Word::Letters(kind) => {
                let command = letters::Command {
                    kind,
                    id: read.entry.ok_or_else(|| missing("entry"))?,
                    letter: read.letter,
                    day: read.day,
                    reason: read.reason,
                };
                (Subject::Letters(read.month), Command::Letters(command))
            }
            Word::Question(_) if read.id.is_empty() => {
                return Err(missing("id"));
            }
            Word::Question(kind) => {
                let command = question::Command {
                    kind,
                    field: read.field,
                    text: read.reason,
                };
                let key = QuestionKey {
                    report: key()?,
                    id: read.id,
                };
                (Subject::Question(key), Command::Question(command))
            }
        };
        Ok(Self {
            op_id: read.op_id,
            sequence: read.sequence,
            form_version: read.form_version,
            base_rev: read.base_rev,
            base_tag: read.base_tag,
            previous: read.previous,
            made_at: read.made_at,
            subject,
            command,
        })
    }
}

#[derive(Serialize)]
struct HeldOut<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    month: Month,
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'a str,
    rev: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a Tag>,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<&'a Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hand_ins: Option<&'a report::HandIns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    course: Option<&'a Course>,
    values: &'a FieldValues,
    by: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    fillers: &'a [String],
    received_at: &'a Timestamp,
    #[serde(skip_serializing_if = "<[OpenConflict]>::is_empty")]
    conflicts: &'a [OpenConflict],
}

#[derive(Deserialize)]
struct HeldIn {
    #[serde(default)]
    project: Option<String>,
    month: Month,
    #[serde(default)]
    id: String,
    rev: u64,
    #[serde(default)]
    tag: Option<Tag>,
    state: State,
    #[serde(default)]
    review: Option<Review>,
    #[serde(default)]
    hand_ins: Option<report::HandIns>,
    #[serde(default)]
    course: Option<Course>,
    values: FieldValues,
    by: String,
    #[serde(default)]
    fillers: Vec<String>,
    received_at: Timestamp,
    #[serde(default)]
    conflicts: Vec<OpenConflict>,
}

impl Serialize for Held {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let out = HeldOut {
            project: self.subject.project(),
            month: self.subject.month(),
            id: self.subject.id(),
            rev: self.rev,
            tag: self.tag.as_ref(),
            state: self.state,
            review: self.review.as_ref(),
            hand_ins: self.hand_ins.as_ref(),
            course: self.course.as_ref(),
            values: &self.values,
            by: &self.by,
            fillers: &self.fillers,
            received_at: &self.received_at,
            conflicts: &self.conflicts,
        };
        out.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = HeldIn::deserialize(from)?;
        let kind = match read.state {
            State::Report(_) => SubjectKind::Report,
            State::Question(_) => SubjectKind::Question,
            State::Month(_) => SubjectKind::Month,
            State::Plan(_) => SubjectKind::Plan,
            State::Persons(_) => SubjectKind::Persons,
            State::Publication(_) => SubjectKind::Publication,
            State::Statistics(_) => SubjectKind::Statistics,
            State::Letters(_) => SubjectKind::Letters,
        };
        let project = match read.project {
            None if kind.is_of_project() => return Err(D::Error::missing_field("project")),
            project => project.unwrap_or_default(),
        };
        Ok(Self {
            subject: Subject::new(kind, project, read.month, read.id),
            rev: read.rev,
            tag: read.tag,
            state: read.state,
            review: read.review,
            hand_ins: read.hand_ins,
            course: read.course,
            values: read.values,
            by: read.by,
            fillers: read.fillers,
            received_at: read.received_at,
            conflicts: read.conflicts,
        })
    }
}

/// What an [`OpenConflict`] has of its own.
#[derive(Deserialize)]
pub(super) struct StoredConflictPart {
    id: u64,
    first_by: String,
    second_by: String,
    second_user: String,
    first_at: Timestamp,
    second_at: Timestamp,
}

impl From<Flattened<Clash, StoredConflictPart>> for OpenConflict {
    fn from(Flattened(clash, own): Flattened<Clash, StoredConflictPart>) -> Self {
        Self {
            id: own.id,
            clash,
            first_by: own.first_by,
            second_by: own.second_by,
            second_user: own.second_user,
            first_at: own.first_at,
            second_at: own.second_at,
        }
    }
}
