//! How operations and what is held are written where they stay: in a tablet's store, in a rescue file,
//! in the server's tables. It is not how they travel ([`crate::wire`]).
//!
//! An operation on a report is written as the first programs wrote it, so that what they have stored
//! is read by the same code, and one that was sent before is known again.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::carried::{Carried, Unread};
use super::{
    Command, Course, Held, OpId, OpenConflict, Operation, Review, State, Subject, SubjectKind, Tag,
    Timestamp,
};
use crate::json::Flattened;
use crate::merge::Clash;
use crate::operation::letters::Letter;
use crate::operation::month::Listed;
use crate::operation::persons::{DayOrMonth, Person};
use crate::operation::report;
use crate::operation::statistics::Figure;
use crate::operation::summary::Texts;
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
    kind: &'static str,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<&'a Texts>,
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
    kind: String,
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
    texts: Option<Box<Texts>>,
    #[serde(default)]
    made_at: Timestamp,
}

impl Serialize for Operation {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let carried = self.command.carried();
        let (conflict, also) = match &*carried.conflicts {
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
            kind: self.command.word(),
            field: carried.field.as_ref(),
            changes: &carried.changes,
            conflict,
            also,
            reason: carried.reason.as_deref(),
            projects: &carried.projects,
            unit: carried.unit.as_deref(),
            until: carried.until,
            to: carried.to,
            version: carried.version.as_deref(),
            proposal: carried.proposal,
            entry: carried.entry.as_deref(),
            replaces: carried.replaces.as_deref(),
            person: carried.person.as_deref(),
            last: carried.last,
            edition: carried.edition,
            documents: &carried.documents,
            number: carried.number,
            figure: carried.figure.as_deref(),
            letter: carried.letter.as_deref(),
            day: carried.day,
            texts: carried.texts.as_deref(),
            made_at: &self.made_at,
        };
        out.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Operation {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read = OperationIn::deserialize(from)?;
        let kind = Command::about(&read.kind).ok_or_else(|| no_command::<D::Error>(&read.kind))?;
        if kind == SubjectKind::Question && read.id.is_empty() {
            return Err(D::Error::missing_field("id"));
        }
        Ok(Self {
            subject: subject(kind, read.project, read.month, read.id)?,
            op_id: read.op_id,
            sequence: read.sequence,
            form_version: read.form_version,
            base_rev: read.base_rev,
            base_tag: read.base_tag,
            previous: read.previous,
            made_at: read.made_at,
            command: command(
                kind,
                &read.kind,
                Carried {
                    changes: read.changes,
                    conflicts: read.conflict.into_iter().chain(read.also).collect(),
                    field: read.field,
                    reason: read.reason,
                    projects: read.projects,
                    unit: read.unit,
                    until: read.until,
                    to: read.to,
                    version: read.version,
                    proposal: read.proposal,
                    entry: read.entry,
                    replaces: read.replaces,
                    person: read.person,
                    last: read.last,
                    edition: read.edition,
                    documents: read.documents,
                    number: read.number,
                    figure: read.figure,
                    letter: read.letter,
                    day: read.day,
                    texts: read.texts,
                },
            )?,
        })
    }
}

/// A subject by its parts.
fn subject<E: Error>(
    kind: SubjectKind,
    project: Option<String>,
    month: Month,
    id: String,
) -> Result<Subject, E> {
    if kind.is_of_project() && project.is_none() {
        return Err(E::missing_field("project"));
    }
    Ok(Subject::new(kind, project.unwrap_or_default(), month, id))
}

fn command<E: Error>(kind: SubjectKind, word: &str, carried: Carried) -> Result<Command, E> {
    Command::read(kind, word, carried).map_err(|unread| match unread {
        Unread::Word => no_command(word),
        Unread::Missing(part) => E::missing_field(part),
    })
}

fn no_command<E: Error>(word: &str) -> E {
    E::custom(format_args!("no command is called “{word}”"))
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
        Ok(Self {
            subject: subject(read.state.about(), read.project, read.month, read.id)?,
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
