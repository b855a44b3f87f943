//! The plan in each edition against what the audit log had of it when the month was locked: rows that
//! somebody changed behind the log before a lock, and put back after it, stand in the edition alone.

use std::collections::BTreeMap;

use yuebao_domain::operation::month::edition::Opened;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;

use super::editions::place;
use super::{Trouble, Verified};
use crate::audit::What;
use crate::json::from_text;
use crate::{ReadTransaction, Result};

/// The newest entry about each project, as it stands in the log.
type Entered = BTreeMap<String, String>;

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
        if entry.what == What::Project.key() {
            entered.insert(entry.subject.to_owned(), entry.detail.to_owned());
        } else if entry.what == What::Operation.key()
            && let Some((month, number)) = locks.remove(entry.subject)
        {
            compare(tx, &entered, month, number, verified)?;
        }
        Ok(())
    })
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
    for (id, text) in entered {
        let there = frozen.remove(id.as_str());
        let place = || format!("{}: project {id}", place(month, number));
        match from_text::<PlanRow>("audit.detail", text) {
            Ok(then) if differs(there, &then, month) => {
                verified.note(Trouble::EditionPlanDiffers, place());
            }
            Ok(_) => {}
            Err(error) => verified.note(Trouble::Unreadable, format!("{}: {error}", place())),
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
