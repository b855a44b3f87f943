//! Every state that a subject ever had. Append-only.
//!
//! A revision is what it changed, so that the database grows with what an operation changes, however
//! much else its subject holds; one in sixteen has all boxes, so that none is far from one that has.

use rusqlite::{Connection, OptionalExtension, Row};
use yuebao_domain::merge::Group;
use yuebao_domain::operation::{Giver, Operation, Review, State, Subject};
use yuebao_domain::report::{self, Changes, FieldValues, apply, difference};

use super::json::{from_text, from_word, to_text};
use super::{DbError, audit};

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
    /// The same, as [`super::subjects::boxes`] writes them.
    pub boxes: &'a str,
    /// The operation that made it.
    pub op_id: &'a str,
    /// User name of who sent it.
    pub user: &'a str,
    /// The device that sent it.
    pub device: &'a str,
    /// The server's time, RFC 3339.
    pub received_at: &'a str,
    /// The device's time; shown only.
    pub made_at: &'a str,
}

/// Appends a revision, and says how many bytes of boxes that took.
pub fn append(conn: &Connection, new: &NewRevision<'_>) -> Result<usize, DbError> {
    let changes = difference(new.before, new.values);
    let changes = to_text("revisions.changes", &changes)?;
    let is_whole = new.rev % WHOLE == 1 || changes.len() >= new.boxes.len();
    let boxes = is_whole.then_some(new.boxes);
    let digest = (!is_whole).then(|| audit::digest(new.boxes));
    conn.prepare_cached(
        "INSERT INTO revisions (seq, subject, rev, state, changes, boxes, digest, op_id, user,
             device, received_at, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(rusqlite::params![
        new.seq,
        new.subject.path(),
        new.rev,
        new.state.key(),
        changes,
        boxes,
        digest,
        new.op_id,
        new.user,
        new.device,
        new.received_at,
        new.made_at,
    ])?;
    Ok(changes.len() + boxes.map_or(0, str::len))
}

/// What [`yuebao_domain::operation::Held::tag`] says of boxes as they are stored: equal for equal boxes only.
pub fn tag(boxes: &str) -> String {
    shortened(audit::digest(boxes))
}

fn shortened(mut digest: String) -> String {
    digest.truncate(32);
    digest
}

/// What a row says about the boxes, in the columns `changes, boxes, digest`.
#[derive(Debug)]
pub(super) struct Stored {
    changes: Option<Changes>,
    boxes: Option<FieldValues>,
    digest: String,
}

impl Stored {
    /// What a row has of them, from the column that they begin at.
    pub(super) fn read(row: &Row<'_>, at: usize) -> Result<Self, DbError> {
        let text = |column| row.get::<_, Option<String>>(at + column);
        let (changes, boxes) = (text(0)?, text(1)?);
        let digest = match (&boxes, text(2)?) {
            (_, Some(digest)) => digest,
            (boxes, None) => audit::digest(boxes.as_deref().unwrap_or_default()),
        };
        Ok(Self {
            changes: (changes.as_deref())
                .map(|text| from_text("revisions.changes", text))
                .transpose()?,
            boxes: (boxes.as_deref())
                .map(|text| from_text("revisions.boxes", text))
                .transpose()?,
            digest,
        })
    }

    /// All boxes, if those of the revision before are `before`.
    pub(super) fn on(self, before: &FieldValues) -> FieldValues {
        match (self.boxes, self.changes) {
            (Some(boxes), _) => boxes,
            (None, changes) => apply(before, &changes.unwrap_or_default()),
        }
    }

    /// Whether it has all boxes.
    pub(super) const fn is_whole(&self) -> bool {
        self.boxes.is_some()
    }

    /// The hash of all boxes.
    pub(super) fn digest(&self) -> &str {
        &self.digest
    }
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
    pub op_id: String,
}

/// Goes through the revisions from the last that has all boxes, at or below `rev`, oldest first, until
/// `each` has enough.
fn walk(
    conn: &Connection,
    subject: &Subject,
    rev: u64,
    mut each: impl FnMut(Revision, &str) -> bool,
) -> Result<(), DbError> {
    let rev = i64::try_from(rev).unwrap_or(i64::MAX);
    let mut select = conn.prepare_cached(
        "SELECT rev, state, op_id, changes, boxes, digest FROM revisions
         WHERE subject = ?1 AND rev >= (SELECT coalesce(max(rev), 0) FROM revisions
             WHERE subject = ?1 AND rev <= ?2 AND boxes IS NOT NULL)
         ORDER BY rev",
    )?;
    let mut rows = select.query((subject.path(), rev))?;
    let mut values = FieldValues::new();
    while let Some(row) = rows.next()? {
        let stored = Stored::read(row, 3)?;
        let digest = stored.digest().to_owned();
        values = stored.on(&values);
        let revision = Revision {
            rev: row.get(0)?,
            state: from_word("revisions.state", &row.get::<_, String>(1)?)?,
            values: values.clone(),
            op_id: row.get(2)?,
        };
        if !each(revision, &digest) {
            break;
        }
    }
    Ok(())
}

/// The boxes as they were in revision `rev`; empty in revision 0, `None` if there is none, or none
/// with this tag.
pub fn snapshot(
    conn: &Connection,
    subject: &Subject,
    rev: u64,
    seen: Option<&str>,
) -> Result<Option<FieldValues>, DbError> {
    if rev == 0 {
        return Ok(Some(FieldValues::new()));
    }
    let mut found = None;
    walk(conn, subject, rev, |revision, digest| {
        if revision.rev == rev {
            found = Some((revision.values, shortened(digest.to_owned())));
        }
        found.is_none() && revision.rev < rev
    })?;
    let found = found.filter(|(_, tag)| seen.is_none_or(|seen| seen == tag));
    Ok(found.map(|(values, _)| values))
}

/// Every revision of a subject above `rev`, oldest first.
pub fn after(conn: &Connection, subject: &Subject, rev: u64) -> Result<Vec<Revision>, DbError> {
    let mut revisions = Vec::new();
    walk(conn, subject, rev, |revision, _| {
        if revision.rev > rev {
            revisions.push(revision);
        }
        true
    })?;
    Ok(revisions)
}

/// Who gave a group of boxes the value it has now, and when the server received that.
pub fn last_change_of(
    conn: &Connection,
    subject: &Subject,
    group: &Group,
) -> Result<Option<Giver>, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT rev, changes, boxes, user, received_at FROM revisions
         WHERE subject = ?1 ORDER BY rev DESC",
    )?;
    let mut rows = select.query([subject.path()])?;
    // Rows of older programs do not say what they changed: they are compared with each other.
    let mut compared: Option<(FieldValues, Giver)> = None;
    while let Some(row) = rows.next()? {
        let giver = Giver {
            user: row.get(3)?,
            at: row.get(4)?,
        };
        let boxes = |text: String| from_text::<FieldValues>("revisions.boxes", &text);
        if let Some(changes) = row.get::<_, Option<String>>(1)? {
            let changes: Changes = from_text("revisions.changes", &changes)?;
            if changes.keys().any(|key| Group::of(key) == *group) {
                return Ok(Some(giver));
            }
            continue;
        }
        let part = group.part(&boxes(row.get(2)?)?);
        if compared.as_ref().is_some_and(|(now, _)| *now != part) {
            break;
        }
        compared = Some((part, giver));
    }
    Ok(compared.map(|(_, giver)| giver))
}

/// The revision since which a subject stands where it stands; 0 if there is none.
pub fn since(conn: &Connection, subject: &Subject) -> Result<u64, DbError> {
    let mut select = conn
        .prepare_cached("SELECT rev, state FROM revisions WHERE subject = ?1 ORDER BY rev DESC")?;
    let mut rows = select.query([subject.path()])?;
    let mut since = 0;
    let mut stands: Option<String> = None;
    while let Some(row) = rows.next()? {
        let state: String = row.get(1)?;
        if stands.get_or_insert_with(|| state.clone()) != &state {
            break;
        }
        since = row.get(0)?;
    }
    Ok(since)
}

/// Whether a user has given a report any of the values that wait for a review, or handed it in.
pub fn has_filed(conn: &Connection, subject: &Subject, user: &str) -> Result<bool, DbError> {
    let mut select = conn.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM revisions r JOIN operations o ON o.op_id = r.op_id
             WHERE r.subject = ?1 AND r.user = ?2
                 AND json_extract(o.operation, '$.kind') IN ('set', 'submit', 'resolve')
                 AND r.rev > (SELECT coalesce(max(rev), 0) FROM revisions
                     WHERE subject = ?1 AND state = 'accepted'))",
    )?;
    Ok(select.query_row((subject.path(), user), |row| row.get(0))?)
}

/// How a report came to be returned, accepted or void, if it is.
pub fn review_of(
    conn: &Connection,
    subject: &Subject,
    state: State,
) -> Result<Option<Review>, DbError> {
    let decided = state.of_report().filter(|state| {
        matches!(
            state,
            report::State::Returned | report::State::Accepted | report::State::Void
        )
    });
    if decided.is_none() {
        return Ok(None);
    }
    let rev = since(conn, subject)?;
    let mut select = conn.prepare_cached(
        "SELECT u.shown, r.received_at, o.operation
         FROM revisions r JOIN operations o ON o.op_id = r.op_id JOIN users u ON u.name = r.user
         WHERE r.subject = ?1 AND r.rev = ?2",
    )?;
    let found = select
        .query_row((subject.path(), rev), |row| {
            let columns: (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(columns)
        })
        .optional()?;
    let Some((by, at, operation)) = found else {
        return Ok(None);
    };
    let operation: Operation = from_text("operations.operation", &operation)?;
    Ok(Some(Review {
        rev,
        by,
        at,
        comment: operation.command.words().map(str::to_owned),
    }))
}
