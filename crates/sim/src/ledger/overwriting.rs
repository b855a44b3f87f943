//! The other half of the oracle: nobody is overwritten unseen. It is told from what left the devices,
//! not from what the server makes of it.

use std::collections::BTreeMap;

use yuebao_domain::operation::{OpId, Operation, Subject};
use yuebao_domain::report::apply;
use yuebao_store::ReadTransaction;
use yuebao_store::revisions::Revision;

use super::groups;
use crate::Violation;

/// What a revision changes, its author has seen as it was: whoever has not, may only add a second
/// value beside it.
pub(crate) fn nobody_is_overwritten(
    sent: &BTreeMap<OpId, Operation>,
    tx: &dyn ReadTransaction,
    key: &Subject,
    revisions: &[Revision],
) -> Result<(), Violation> {
    let all = tx.revisions_after(key, 0)?;
    let boxes = |rev: u64| {
        let found = all.iter().find(|one| one.rev == rev);
        found.map(|one| one.values.clone()).unwrap_or_default()
    };
    for revision in revisions {
        let Some(operation) = sent.get(&revision.op_id.as_str().into()) else {
            return Err(Violation(format!("nobody has sent {}", revision.op_id)));
        };
        let mut own = vec![operation];
        while let Some(previous) = own[own.len() - 1]
            .previous
            .as_ref()
            .and_then(|id| sent.get(id))
            && previous.shares_base_with(operation)
        {
            own.push(previous);
        }
        let older = own.iter().skip(1).rev();
        let seen = older.fold(boxes(operation.base_rev), |seen, one| {
            apply(&seen, one.command.changes())
        });
        let before = boxes(revision.rev - 1);
        let touched = groups(before.keys().chain(revision.values.keys()));
        for group in touched {
            let (was, now) = (group.part(&before), group.part(&revision.values));
            if was != now && !was.is_empty() && group.part(&seen) != was {
                return Err(Violation(format!(
                    "{key:?} {group}: {was:?} is overwritten by who has not seen it: {now:?}"
                )));
            }
        }
    }
    Ok(())
}
