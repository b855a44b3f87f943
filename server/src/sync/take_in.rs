//! Reports of past months from files: each handed in and accepted, with its entries in the log.

use uuid::Uuid;
use yuebao_domain::import::reports::{self, Taker};
use yuebao_domain::operation::ReportKey;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profiles;
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::Person;
use yuebao_store::{Error, WriteTransaction};

use super::apply::apply;
use super::bounds::Allowance;
use super::gather::Views;
use super::push::{Desk, Sender};

/// Takes them in, in the transaction that is open on `tx`: whoever asks has found that nothing stands
/// against it.
pub(crate) fn take_in(
    tx: &dyn WriteTransaction,
    sender: &Sender,
    profiles: &Profiles,
    plan: &[PlanRow],
    filed: &[(ReportKey, &FieldValues)],
) -> Result<(), Error> {
    let allowance = Allowance::of(u64::MAX);
    let desk = Desk {
        tx,
        sender,
        received_at: sender.now.rfc3339().into(),
        profiles,
        person: Person::new(&sender.me, &[]),
        views: Views::default(),
        allowance: &allowance,
    };
    for (key, values) in filed {
        let Some(row) = plan.iter().find(|row| row.id == key.project) else {
            continue;
        };
        let held = tx.subject(&key.clone().into())?;
        let (rev, before) = held.map_or((0, FieldValues::new()), |held| (held.rev, held.values));
        let ids = [(); 2].map(|()| Uuid::new_v4().to_string().into());
        let taker = Taker {
            role: sender.me.role,
            chain: profiles.at(key.month).chain_of(row),
            at: desk.received_at.clone(),
        };
        for (operation, decided) in reports::take_in(key, values, ids, (rev, &before), &taker) {
            let held = if decided.receipt.rev == Some(rev + 1) {
                &before
            } else {
                *values
            };
            apply(&desk, &operation, held, decided)?;
        }
    }
    Ok(())
}
