//! What bears on a project's plan.

use yuebao_domain::operation::plan::{Facts, Locks, PlanLog};
use yuebao_domain::operation::{Operation, Subject};
use yuebao_domain::plan::{PlanBook, PlanRow};
use yuebao_domain::rights::{May, over_plan};
use yuebao_domain::units::Unit;
use yuebao_store::subjects::Current;
use yuebao_store::{Error, ReadTransaction};

use super::push::Desk;

/// What was read for an operation on a plan.
#[derive(Debug)]
pub(super) struct Known {
    book: PlanBook,
    /// The row of the version that is adopted, proposed or answered.
    wanted: Option<PlanRow>,
    others: Vec<PlanRow>,
    units: Vec<Unit>,
    locks: Locks,
}

/// Reads it; `None` for an operation on something else.
pub(super) fn known(
    tx: &dyn ReadTransaction,
    operation: &Operation,
    current: Option<&Current>,
) -> Result<Option<Known>, Error> {
    let (Subject::Plan(key), Some(command)) = (&operation.subject, operation.command.of_plan())
    else {
        return Ok(None);
    };
    let log = current.and_then(|current| PlanLog::read(&current.values));
    let log = log.unwrap_or_default();
    let wanted = log.version_of(command);
    let others = match wanted {
        Some(wanted) => (tx.books()?.iter())
            .filter_map(|book| book.at(wanted.valid_from).cloned())
            .collect(),
        None => Vec::new(),
    };
    Ok(Some(Known {
        book: tx.book(&key.project)?,
        wanted: wanted.map(|version| version.row.clone()),
        others,
        units: tx.units()?,
        locks: tx.locks()?,
    }))
}

/// What the sender may do: by the row that is there, or, of a project that is only proposed, by the
/// row that is.
pub(super) fn may(
    desk: &Desk<'_>,
    operation: &Operation,
    plan: Option<&PlanRow>,
    known: Option<&Known>,
) -> Option<May> {
    let row = plan.or_else(|| known?.wanted.as_ref())?;
    let (role, chain) = (desk.sender.me.role, &desk.profile_of(operation).chain);
    Some(over_plan(&desk.person, role, row, chain))
}

/// What deciding about a plan needs.
pub(super) fn facts<'a>(
    desk: &'a Desk<'_>,
    operation: &'a Operation,
    known: Option<&'a Known>,
) -> Option<Facts<'a>> {
    let (Subject::Plan(key), Some(known)) = (&operation.subject, known) else {
        return None;
    };
    Some(Facts {
        key,
        profile: desk.profile_of(operation),
        book: &known.book,
        others: &known.others,
        units: Some(Facts::ids(&known.units)),
        locks: &known.locks,
    })
}
