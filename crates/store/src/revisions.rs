//! Every state that a subject ever had. Append-only: nothing here changes a revision.
//!
//! A revision is what it changed, so that the store grows with what an operation changes, however
//! much else its subject holds; one in sixteen has all boxes, so that none is far from one that has.

use yuebao_domain::ids::{OpId, Timestamp};
use yuebao_domain::merge::Group;
use yuebao_domain::operation::report;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::{
    Course, CourseStep, Giver, Operation, Receipt, Review, State, Subject,
};
use yuebao_domain::report::{Changes, FieldValues, change, difference};

use crate::Result;
use crate::hash::digest;
use crate::json::{from_text, to_text};

/// Of so many revisions one has all boxes.
const WHOLE: u64 = 16;

/// A revision to be written.
#[derive(Debug, Clone)]
pub struct NewRevision<'a> {
    /// From the feed, in the same transaction.
    pub seq: u64,
    /// Of what.
    pub subject: &'a Subject,
    /// Counts the subject's revisions, from 1.
    pub rev: u64,
    /// Where the subject stands from here on.
    pub state: State,
    /// All boxes in the revision before.
    pub before: &'a FieldValues,
    /// All boxes.
    pub values: &'a FieldValues,
    /// The same, as [`crate::subjects::boxes`] writes them.
    pub boxes: &'a str,
    /// The hash of `boxes`.
    pub digest: &'a str,
    /// The operation that made it.
    pub op_id: &'a OpId,
    /// User name of who sent it.
    pub user: &'a str,
    /// The device that sent it.
    pub device: &'a str,
    /// The server's time.
    pub received_at: &'a Timestamp,
    /// The device's time; shown only.
    pub made_at: &'a Timestamp,
}

/// What a row says about the boxes, as texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxTexts {
    /// What the revision changed; absent in the first one, whose boxes say it, and in rows of older
    /// programs.
    pub changes: Option<String>,
    /// All boxes, in a whole revision.
    pub boxes: Option<String>,
    /// The hash of all boxes, where `boxes` does not say it.
    pub digest: Option<String>,
}

/// One of a subject's revisions as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub rev: u64,
    /// Where the subject stood.
    pub state: State,
    /// The operation that made it.
    pub op_id: OpId,
    /// What it says of the boxes.
    pub boxes: BoxTexts,
}

/// Who made a revision, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Who, and when the server received it.
    pub giver: Giver,
    /// What it says of the boxes.
    pub boxes: BoxTexts,
}

/// Who decided about a report, and with which operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Name on screen.
    pub by: String,
    /// When the server received it.
    pub at: Timestamp,
    /// The operation as it is stored.
    pub operation: String,
}

/// One of a subject's revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its number.
    pub rev: u64,
    /// Where the subject stood.
    pub state: State,
    /// All boxes.
    pub values: FieldValues,
    /// The operation that made it.
    pub op_id: OpId,
}

/// Called with one row after the other; false if there are enough.
pub type EachRow<'a> = &'a mut dyn FnMut(Row) -> Result<bool>;

/// A revision, with the operation that made it and what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where the report stood from then on.
    pub state: State,
    /// Name on screen of who made it.
    pub by: String,
    /// When the server received it.
    pub at: Timestamp,
    /// The operation as it is stored.
    pub operation: String,
    /// The receipt as it is stored.
    pub receipt: String,
}

/// Called with one move after the other; false if there are enough.
pub type EachMove<'a> = &'a mut dyn FnMut(Move) -> Result<bool>;

/// Called with one row after the other; false if there are enough.
pub type EachGiven<'a> = &'a mut dyn FnMut(Given) -> Result<bool>;

/// What is asked of revisions.
pub trait ReadRevisions {
    /// The rows of a subject from the last one with all boxes at or below `rev`, oldest first.
    fn revisions_from_whole(&self, subject: &Subject, rev: u64, each: EachRow<'_>) -> Result<()>;

    /// Who made the revisions of a subject, newest first.
    fn givers(&self, subject: &Subject, each: EachGiven<'_>) -> Result<()>;

    /// The revision since which a subject stands where it stands; 0 if there is none.
    fn stands_since(&self, subject: &Subject) -> Result<u64>;

    /// Who has given a report any of the values that wait for a review, or handed it in: sent a `set`,
    /// `submit` or `resolve` that made a revision above the last accepted one. A reviewer who settled an
    /// amendment to what has passed a step is none of them.
    fn filers(&self, subject: &Subject) -> Result<Vec<String>>;

    /// What moved a report along its chain, newest first.
    fn moves(&self, subject: &Subject, each: EachMove<'_>) -> Result<()>;

    /// Who made a revision.
    fn reviewed(&self, subject: &Subject, rev: u64) -> Result<Option<Reviewed>>;

    /// The boxes as they were in revision `rev`; empty in revision 0, `None` if there is none, or
    /// none with this tag.
    fn snapshot(
        &self,
        subject: &Subject,
        rev: u64,
        seen: Option<&str>,
    ) -> Result<Option<FieldValues>> {
        if rev == 0 {
            return Ok(Some(FieldValues::new()));
        }
        let mut found = false;
        let mut values = FieldValues::new();
        self.revisions_from_whole(subject, rev, &mut |row| {
            row.boxes.put_on(&mut values)?;
            let is_seen = || seen.is_none_or(|seen| shortened(row.boxes.hash()) == seen);
            found = row.rev == rev && is_seen();
            Ok(row.rev < rev)
        })?;
        Ok(found.then_some(values))
    }

    /// Every revision of a subject above `rev`, oldest first.
    fn revisions_after(&self, subject: &Subject, rev: u64) -> Result<Vec<Revision>> {
        let mut revisions = Vec::new();
        let mut values = FieldValues::new();
        self.revisions_from_whole(subject, rev, &mut |row| {
            row.boxes.put_on(&mut values)?;
            if row.rev > rev {
                revisions.push(Revision {
                    rev: row.rev,
                    state: row.state,
                    values: values.clone(),
                    op_id: row.op_id,
                });
            }
            Ok(true)
        })?;
        Ok(revisions)
    }

    /// Who gave a group of boxes the value it has now, and when the server received that.
    fn last_change_of(&self, subject: &Subject, group: &Group) -> Result<Option<Giver>> {
        let mut found = None;
        // The first row, and those of older programs, do not say what they changed: they are compared
        // with each other.
        let mut compared: Option<(FieldValues, Giver)> = None;
        self.givers(subject, &mut |Given { giver, boxes }| {
            if let Some(changes) = &boxes.changes {
                let changes: Changes = from_text("revisions.changes", changes)?;
                if changes.keys().any(|key| Group::of(key) == *group) {
                    found = Some(giver);
                }
                return Ok(found.is_none());
            }
            let boxes: FieldValues =
                from_text("revisions.boxes", &boxes.boxes.unwrap_or_default())?;
            let part = group.part(&boxes);
            if compared.as_ref().is_some_and(|(now, _)| *now != part) {
                return Ok(false);
            }
            compared = Some((part, giver));
            Ok(true)
        })?;
        let first = compared.filter(|(part, _)| !part.is_empty());
        Ok(found.or(first.map(|(_, giver)| giver)))
    }

    /// How far a report has come on its chain since it was handed in last; `None` if it never was.
    fn course_of(&self, subject: &Subject) -> Result<Option<Course>> {
        let mut course = None;
        let mut steps = Vec::new();
        self.moves(subject, &mut |made| {
            let operation: Operation = from_text("operations.operation", &made.operation)?;
            let Some(command) = operation.command.of_report() else {
                return Ok(true);
            };
            let receipt: Receipt = from_text("operations.result", &made.receipt)?;
            let (kind, passage) = (command.kind, receipt.passage);
            if kind == CommandKind::Submit && made.state == report::State::Submitted {
                course = Some(Course {
                    by: made.by,
                    at: made.at,
                    on_behalf: passage.is_some_and(|passage| passage.on_behalf),
                    ..Course::default()
                });
                return Ok(false);
            }
            if kind.is_verdict() {
                let (role, skipped) = passage.map(|it| (it.role, it.skipped)).unzip();
                steps.push(CourseStep {
                    kind,
                    role,
                    by: made.by,
                    at: made.at,
                    comment: command.reason.clone(),
                    skipped: skipped.unwrap_or_default(),
                    to: command.to,
                });
            }
            Ok(true)
        })?;
        steps.reverse();
        Ok(course.map(|course| Course { steps, ..course }))
    }

    /// How a report came to be returned, accepted or void, if it is.
    fn review_of(&self, subject: &Subject, state: State) -> Result<Option<Review>> {
        let decided = state.of_report().filter(|state| {
            matches!(
                state,
                report::State::Returned | report::State::Accepted | report::State::Void
            )
        });
        if decided.is_none() {
            return Ok(None);
        }
        let rev = self.stands_since(subject)?;
        let Some(Reviewed { by, at, operation }) = self.reviewed(subject, rev)? else {
            return Ok(None);
        };
        let operation: Operation = from_text("operations.operation", &operation)?;
        let comment = operation.command.words().map(str::to_owned);
        Ok(Some(Review {
            rev,
            by,
            at,
            comment,
        }))
    }
}

/// What is written of revisions.
pub trait WriteRevisions: ReadRevisions {
    /// Writes a row as it is. A subject's revision or an operation that has one already is an error.
    fn insert_revision(&self, new: &NewRevision<'_>, boxes: &BoxTexts) -> Result<()>;

    /// Appends a revision, and says how many bytes of boxes that took.
    fn append_revision(&self, new: &NewRevision<'_>) -> Result<usize> {
        let texts = BoxTexts::of(new)?;
        self.insert_revision(new, &texts)?;
        let bytes = |text: &Option<String>| text.as_ref().map_or(0, String::len);
        Ok(bytes(&texts.changes) + bytes(&texts.boxes))
    }
}

impl BoxTexts {
    /// What is stored of a revision: all boxes at first, now and then, and where they are no longer
    /// than what was changed.
    fn of(new: &NewRevision<'_>) -> Result<Self> {
        if new.rev == 1 {
            return Ok(Self {
                boxes: Some(new.boxes.to_owned()),
                ..Self::default()
            });
        }
        let changes = difference(new.before, new.values);
        let changes = to_text("revisions.changes", &changes)?;
        let is_whole = new.rev % WHOLE == 1 || changes.len() >= new.boxes.len();
        Ok(Self {
            changes: Some(changes),
            boxes: is_whole.then(|| new.boxes.to_owned()),
            digest: (!is_whole).then(|| new.digest.to_owned()),
        })
    }

    /// The hash of all boxes.
    pub fn hash(&self) -> String {
        match (&self.digest, &self.boxes) {
            (Some(digest), _) => digest.clone(),
            (None, boxes) => digest(boxes.as_deref().unwrap_or_default()),
        }
    }

    /// Whether it has all boxes.
    pub const fn is_whole(&self) -> bool {
        self.boxes.is_some()
    }

    /// Makes of the boxes of the revision before, `values`, those of this one.
    pub fn put_on(&self, values: &mut FieldValues) -> Result<()> {
        if let Some(boxes) = &self.boxes {
            *values = from_text("revisions.boxes", boxes)?;
        } else if let Some(changes) = &self.changes {
            change(values, from_text("revisions.changes", changes)?);
        }
        Ok(())
    }
}

/// What [`yuebao_domain::operation::Held::tag`] says of boxes as they are stored: equal for equal
/// boxes only.
pub fn tag(boxes: &str) -> String {
    shortened(digest(boxes))
}

fn shortened(mut digest: String) -> String {
    digest.truncate(32);
    digest
}
