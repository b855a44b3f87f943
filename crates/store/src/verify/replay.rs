//! Each subject, decided again from its operations: the revisions follow from each other, and the
//! last of them is the current row.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yuebao_domain::merge::three_way;
use yuebao_domain::operation::month::MonthBook;
use yuebao_domain::operation::plan::PlanLog;
use yuebao_domain::operation::publication::PublicationLog;
use yuebao_domain::operation::question::Question;
use yuebao_domain::operation::report::{HandIn, HandIns};
use yuebao_domain::operation::{Command, Operation, State};
use yuebao_domain::operation::{letters, persons, statistics, summary};
use yuebao_domain::report::{FieldValues, apply};

use super::{CurrentRow, RevisionRow, Trouble, Verified};
use crate::hash::digest;
use crate::json::{from_text, from_word};
use crate::subjects::{boxes, named};
use crate::{ReadTransaction, Result};

/// What each revision of a report held, by number; 0 is the empty one.
type Revisions = BTreeMap<u64, FieldValues>;

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    tx.each_current(&mut |row| {
        compare(&row, verified);
        Ok(())
    })?;
    for path in tx.paths()? {
        verified.reports += 1;
        let subject = named("subjects.subject", &path);
        let replayed = subject.and_then(|subject| {
            let hand_ins = replay(tx, &path, verified)?;
            let stands = tx.subject(&subject)?;
            if stands.is_some_and(|stands| stands.hand_ins != hand_ins) {
                verified.note(Trouble::CurrentDiffers, shown(&path));
            }
            Ok(())
        });
        if let Err(error) = replayed {
            if error.is_passing() {
                return Err(error);
            }
            verified.note(Trouble::Unreadable, format!("{}: {error}", shown(&path)));
        }
    }
    Ok(())
}

/// The current row against the last revision, and whether devices hear of it.
fn compare(row: &CurrentRow, verified: &mut Verified) {
    let is_last = row.revision.as_ref().is_some_and(|last| {
        let texts = &last.boxes;
        row.stands == last.stands
            && Some(row.stands.0) == row.newest
            && texts.boxes.as_ref().is_none_or(|boxes| *boxes == row.boxes)
            && (texts.digest.as_ref()).is_none_or(|known| *known == digest(&row.boxes))
    });
    if !is_last {
        verified.note(Trouble::CurrentDiffers, shown(&row.path));
    }
    let made = row.revision.as_ref().map_or(0, |last| last.seq);
    if row.told.is_none_or(|told| told < made) {
        verified.note(Trouble::NotTold, shown(&row.path));
    }
}

/// A path as people read it.
fn shown(path: &str) -> String {
    let path = path.strip_prefix("report/").unwrap_or(path);
    path.replace('/', " ")
}

/// Decides a subject again, and says when it was handed in if it is a report.
fn replay(
    tx: &dyn ReadTransaction,
    path: &str,
    verified: &mut Verified,
) -> Result<Option<HandIns>> {
    let mut handing = Handing::default();
    let mut operations = Operations::new(tx, path);
    let mut revisions = Revisions::from([(0, FieldValues::new())]);
    let mut before = 0;
    // Behind a revision that is wrong or missing nothing can be said until one has all boxes.
    let mut is_lost = false;
    tx.each_revision(path, &mut |row| {
        handing.take(&row)?;
        let RevisionRow {
            rev,
            op_id,
            boxes: texts,
            ..
        } = row;
        is_lost &= !texts.is_whole();
        let mut values = revisions.get(&before).cloned().unwrap_or_default();
        texts.put_on(&mut values)?;
        let is_whole = digest(&boxes(&values)?) == texts.hash();
        if rev == before + 1 {
            let is_right = is_lost
                || (is_whole && follows(&op_id, &mut operations, &revisions, rev, &values)?);
            if !is_right {
                verified.note(Trouble::ReplayDiffers, format!("{} rev {rev}", shown(path)));
                is_lost = !is_whole;
            }
        } else {
            let missing = format!("{} rev {}", shown(path), before + 1);
            verified.note(Trouble::RevisionMissing, missing);
            is_lost = true;
        }
        verified.revisions += 1;
        revisions.insert(rev, values);
        before = rev;
        Ok(())
    })?;
    Ok(handing.hand_ins)
}

/// When a report was handed in, as far as its revisions were read.
#[derive(Default)]
struct Handing {
    stands: Option<State>,
    hand_ins: Option<HandIns>,
}

impl Handing {
    fn take(&mut self, row: &RevisionRow) -> Result<()> {
        let state: State = from_word("revisions.state", &row.state)?;
        let from = self.stands.replace(state).and_then(State::of_report);
        if let Some(to) = state.of_report() {
            let by = HandIn {
                received_at: row.received_at.as_str().into(),
                made_at: row.made_at.as_str().into(),
            };
            self.hand_ins = HandIns::after(self.hand_ins.take(), from, to, by);
        }
        Ok(())
    }
}

/// The operations on one subject by identifier, each read once.
struct Operations<'a> {
    tx: &'a dyn ReadTransaction,
    path: &'a str,
    read: BTreeMap<String, Option<Rc<Operation>>>,
}

impl<'a> Operations<'a> {
    const fn new(tx: &'a dyn ReadTransaction, path: &'a str) -> Self {
        Self {
            tx,
            path,
            read: BTreeMap::new(),
        }
    }

    fn get(&mut self, op_id: &str) -> Result<Option<Rc<Operation>>> {
        if let Some(read) = self.read.get(op_id) {
            return Ok(read.clone());
        }
        let operation = (self.tx.operation_text(op_id, self.path)?)
            .map(|text| from_text("operations.operation", &text).map(Rc::new))
            .transpose()?;
        self.read.insert(op_id.to_owned(), operation.clone());
        Ok(operation)
    }
}

/// Whether `boxes` is what an operation makes of the revision before. Where everything it changed
/// waits in conflicts, that is the revision before as it was.
fn follows(
    op_id: &str,
    operations: &mut Operations<'_>,
    revisions: &Revisions,
    rev: u64,
    boxes: &FieldValues,
) -> Result<bool> {
    let (Some(operation), Some(before)) = (operations.get(op_id)?, revisions.get(&(rev - 1)))
    else {
        return Ok(false);
    };
    if let Command::Question(command) = &operation.command {
        return Ok(Question::follows(before, command, boxes));
    }
    if let Command::Month(command) = &operation.command {
        return Ok(MonthBook::follows(before, command, boxes));
    }
    if let Command::Plan(command) = &operation.command {
        return Ok(PlanLog::follows(before, command, boxes));
    }
    if let Command::Publication(command) = &operation.command {
        return Ok(PublicationLog::follows(before, command, boxes));
    }
    if let Command::Persons(command) = &operation.command {
        return Ok(persons::Log::follows(before, command, boxes));
    }
    if let Command::Statistics(command) = &operation.command {
        return Ok(statistics::Log::follows(before, command, boxes));
    }
    if let Command::Letters(command) = &operation.command {
        return Ok(letters::Log::follows(before, command, boxes));
    }
    if let Command::Summary(command) = &operation.command {
        return Ok(summary::Log::follows(before, command, boxes));
    }
    if operation.command.is_verdict() || before == boxes {
        return Ok(before == boxes);
    }
    let Some(base) = base(&operation, operations, revisions)? else {
        return Ok(false);
    };
    let view = apply(&base, operation.command.changes());
    Ok(three_way(&base, before, &view).values == *boxes)
}

/// What was on the screen before the change.
fn base(
    operation: &Operation,
    operations: &mut Operations<'_>,
    revisions: &Revisions,
) -> Result<Option<FieldValues>> {
    let mut chain = Vec::new();
    let mut passed = BTreeSet::new();
    let mut next = operation.previous.clone();
    while let Some(op_id) = next.take() {
        let Some(previous) = operations.get(op_id.as_str())? else {
            break;
        };
        if !previous.shares_base_with(operation) || !passed.insert(op_id) {
            break;
        }
        next.clone_from(&previous.previous);
        chain.push(previous);
    }
    let Some(start) = revisions.get(&operation.base_rev) else {
        return Ok(None);
    };
    let oldest_first = chain.iter().rev();
    Ok(Some(
        oldest_first.fold(start.clone(), |values, previous| {
            apply(&values, previous.command.changes())
        }),
    ))
}
