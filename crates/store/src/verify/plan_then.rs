//! The plan in each edition against what the audit log had of it when the month was locked: rows that
//! somebody changed behind the log before a lock, and put back after it, stand in the edition alone.

use std::collections::BTreeMap;

use yuebao_domain::operation::month::edition::Opened;
use yuebao_domain::period::Month;
use yuebao_domain::plan::{PlanBook, PlanRow, PlanVersion};

use super::editions::place;
use super::{Trouble, Verified};
use crate::audit::What;
use crate::json::from_text;
use crate::{ReadTransaction, Result};

/// What was entered about each project: the row from before there were versions, and the versions.
type Entered = BTreeMap<String, Known>;

#[derive(Default)]
struct Known {
    book: PlanBook,
    has_versions: bool,
}

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    let mut locks: BTreeMap<String, (Month, u32)> = BTreeMap::new();
    tx.each_edition(&mut |kept| {
        locks.insert(kept.op_id.as_str().to_owned(), (kept.month, kept.number));
        Ok(())
    })?;
    if locks.is_empty() {
        return Ok(());
    }
    let mut entered = Entered::new();
    tx.each_entry(&mut |entry| {
        if entry.what == What::Project.key() || entry.what == What::PlanVersion.key() {
            if let Err(error) = enter(&mut entered, entry.what, entry.subject, entry.detail) {
                let place = format!("entry {}: {error}", entry.seq);
                verified.note(Trouble::Unreadable, place);
            }
        } else if entry.what == What::Operation.key()
            && let Some((month, number)) = locks.remove(entry.subject)
        {
            compare(tx, &entered, month, number, verified)?;
        }
        Ok(())
    })
}

/// Where versions are entered, they say it all; a row that is entered beside one is the newest of them.
fn enter(entered: &mut Entered, what: &str, subject: &str, detail: &str) -> Result<()> {
    if what == What::PlanVersion.key() {
        let version: PlanVersion = from_text("audit.detail", detail)?;
        let project = version.row.id.clone();
        let known = entered.entry(project).or_default();
        known.book.push(version);
        known.has_versions = true;
        return Ok(());
    }
    let known = entered.entry(subject.to_owned()).or_default();
    if !known.has_versions {
        known.book = PlanBook::of_row(from_text("audit.detail", detail)?);
    }
    Ok(())
}

/// An edition that cannot be read is named elsewhere.
fn compare(
    tx: &dyn ReadTransaction,
    entered: &Entered,
    month: Month,
    number: u32,
    verified: &mut Verified,
) -> Result<()> {
    let Some(kept) = tx.edition(month, number)? else {
        return Ok(());
    };
    let Ok(opened) = Opened::read(&kept.document) else {
        return Ok(());
    };
    let mut frozen: BTreeMap<&str, &PlanRow> = (opened.plan.iter())
        .map(|plan| (plan.id.as_str(), plan))
        .collect();
    for (id, known) in entered {
        let there = frozen.remove(id.as_str());
        let then = known.book.at(month);
        if then.is_some_and(|then| differs(there, then, month)) {
            let place = format!("{}: project {id}", place(month, number));
            verified.note(Trouble::EditionPlanDiffers, place);
        }
    }
    // What is left came in before there was an audit log, and was never entered.
    Ok(())
}

/// Whether an edition has another row than was entered, or none of a project that was in the plan.
fn differs(there: Option<&PlanRow>, then: &PlanRow, month: Month) -> bool {
    match there {
        Some(there) => there != then,
        None => then.is_in_plan(month),
    }
}
