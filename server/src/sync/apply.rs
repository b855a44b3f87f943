//! Writes what the domain has decided: all of it or, with the savepoint around it, nothing.

use sha2::{Digest, Sha256};
use yuebao_domain::merge::Clash;
use yuebao_domain::operation::publication::Kept;
use yuebao_domain::operation::{Decided, Effect, Giver, Operation, Receipt, Subject};
use yuebao_domain::report::FieldValues;
use yuebao_domain::units::Tree;
use yuebao_store::audit::{self, What};
use yuebao_store::conflicts::NewConflict;
use yuebao_store::editions::Edition;
use yuebao_store::hash::digest;
use yuebao_store::operations::{self, NewOperation};
use yuebao_store::publications::PublishedDocument;
use yuebao_store::revisions::NewRevision;
use yuebao_store::subjects::{self, Current};
use yuebao_store::{Error, feed};

use super::push::Desk;
use super::withheld::questions_of;

/// Writes the effects in their order, and enters them in the audit log. `before` is what was held.
pub(super) fn apply(
    desk: &Desk<'_>,
    operation: &Operation,
    before: &FieldValues,
    decided: Decided,
) -> Result<Receipt, Error> {
    let Decided { receipt, effects } = decided;
    if effects.is_empty() {
        return Ok(receipt);
    }
    let mut entry = audit::Decision {
        user: &desk.sender.me.user,
        device: &desk.sender.device,
        project: operation.subject.project().unwrap_or_default(),
        month: &operation.subject.month().to_string(),
        id: operation.subject.id(),
        content: String::new(),
        outcome: receipt.outcome,
        rev: None,
        state: None,
        boxes: None,
        opened: Vec::new(),
        settled: Vec::new(),
    };
    let mut adopted = None;
    for effect in effects {
        match effect {
            Effect::Record => entry.content = record(desk, operation, &receipt)?,
            Effect::Revise {
                rev,
                state,
                values,
                hand_ins,
            } => {
                let current = Current {
                    rev,
                    state,
                    values,
                    user: desk.sender.me.user.clone(),
                    received_at: desk.received_at.clone(),
                    hand_ins,
                };
                entry.boxes = Some(revise(desk, operation, before, current)?);
                tell_questions(desk, operation)?;
                entry.rev = Some(rev);
                entry.state = Some(state);
            }
            Effect::Settle(id) => {
                desk.tx.settle_conflict(id, &operation.op_id)?;
                entry.settled.push(id);
            }
            Effect::Freeze(edition) => desk.tx.insert_edition(&Edition {
                month: operation.subject.month(),
                number: edition.frozen.number,
                op_id: operation.op_id.clone(),
                digest: edition.frozen.digest,
                document: edition.document,
                locked_at: desk.received_at.clone(),
            })?,
            Effect::Publish(documents) => publish(desk, operation, documents)?,
            Effect::Adopt(version) => {
                let units = desk.tx.units()?;
                desk.tx.adopt(&version, &Tree::of(&units))?;
                adopted = Some(version);
            }
            Effect::Introduce(row) => {
                let units = desk.tx.units()?;
                desk.tx.introduce(&row, &Tree::of(&units))?;
            }
            Effect::Open { clash, first } => {
                entry.opened.push(open(desk, operation, &clash, &first)?);
            }
        }
    }
    entry.settled.sort_unstable();
    let (at, op_id) = (&desk.received_at, &operation.op_id);
    audit::append(
        desk.tx,
        at.as_str(),
        What::Operation,
        op_id.as_str(),
        &entry,
    )?;
    if let Some(version) = adopted {
        desk.tx.enter_version(at.as_str(), &version)?;
    }
    Ok(receipt)
}

/// Keeps the operation, and returns the hash of it.
fn record(desk: &Desk<'_>, operation: &Operation, receipt: &Receipt) -> Result<String, Error> {
    let text = operations::text(operation)?;
    let content = Sha256::digest(&text);
    let new = NewOperation {
        user: &desk.sender.me.user,
        device: &desk.sender.device,
        operation,
        text: &text,
        content: &content,
        receipt,
        received_at: &desk.received_at,
    };
    desk.tx.add_operation(&new)?;
    desk.allowance.spend(text.len());
    Ok(hex::encode(content))
}

/// Writes a new revision and returns the hash of its boxes.
fn revise(
    desk: &Desk<'_>,
    operation: &Operation,
    before: &FieldValues,
    current: Current,
) -> Result<String, Error> {
    let subject = &operation.subject;
    let seq = desk.tx.touch(feed::Key::Subject(subject))?;
    let boxes = subjects::boxes(&current.values)?;
    let hash = digest(&boxes);
    desk.tx.put_subject(subject, &current, &boxes)?;
    let revision = NewRevision {
        seq,
        subject,
        rev: current.rev,
        state: current.state,
        before,
        values: &current.values,
        boxes: &boxes,
        digest: &hash,
        op_id: &operation.op_id,
        user: &current.user,
        device: &desk.sender.device,
        received_at: &current.received_at,
        made_at: &operation.made_at,
    };
    desk.allowance.spend(desk.tx.append_revision(&revision)?);
    Ok(hash)
}

/// Keeps documents as they are published.
fn publish(desk: &Desk<'_>, operation: &Operation, documents: Vec<Kept>) -> Result<(), Error> {
    for kept in documents {
        desk.allowance.spend(kept.value.len());
        desk.tx.insert_published(&PublishedDocument {
            month: operation.subject.month(),
            number: kept.number,
            document: kept.sealed.document,
            op_id: operation.op_id.clone(),
            digest: kept.sealed.digest,
            value: kept.value,
            published_at: desk.received_at.clone(),
        })?;
    }
    Ok(())
}

/// Where some wait until a report has come to their step, the questions about it come to them with it.
fn tell_questions(desk: &Desk<'_>, operation: &Operation) -> Result<(), Error> {
    let Subject::Report(key) = &operation.subject else {
        return Ok(());
    };
    if (desk.profile_of(operation).sees_at_own_step).is_empty() {
        return Ok(());
    }
    for question in questions_of(desk.tx, key)? {
        desk.tx.touch(feed::Key::Subject(&question))?;
    }
    Ok(())
}

fn open(
    desk: &Desk<'_>,
    operation: &Operation,
    clash: &Clash,
    first: &Giver,
) -> Result<(u64, String), Error> {
    desk.tx.open_conflict(&NewConflict {
        subject: &operation.subject,
        clash,
        first: (&first.user, &first.at),
        second: (&desk.sender.me.user, &desk.received_at),
        opened_by: &operation.op_id,
    })
}
