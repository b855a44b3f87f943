//! The operations of one request, in their order.

use yuebao_domain::ids::Timestamp;
use yuebao_domain::operation::{Facts, Operation, Outcome, Receipt, Subject, View, decide};
use yuebao_domain::profile::{Profile, Profiles};
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Person;
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, WriteTransaction, savepoint};

use super::apply::apply;
use super::bounds::Allowance;
use super::gather::{Views, gather};
use crate::clock::Now;
use crate::sight::units_for;

/// Who sends, from where, and when the server received it.
#[derive(Debug, Clone)]
pub struct Sender {
    /// From the token alone.
    pub me: Me,
    /// As the device calls itself.
    pub device: String,
    /// The server's time.
    pub now: Now,
}

/// What every operation of a request is decided against.
pub(super) struct Desk<'a> {
    pub(super) tx: &'a dyn WriteTransaction,
    pub(super) sender: &'a Sender,
    pub(super) received_at: Timestamp,
    pub(super) profiles: &'a Profiles,
    pub(super) person: Person<'a>,
    pub(super) views: Views<'a>,
    pub(super) allowance: &'a Allowance,
}

/// Decides and writes operations in the transaction that is open on `tx`, however long it takes; one
/// result each.
pub fn push(
    tx: &dyn WriteTransaction,
    sender: &Sender,
    operations: &[Operation],
) -> Result<Vec<Receipt>, Error> {
    push_within(tx, sender, operations, &Allowance::unbounded())
}

/// The same as far as the allowance lasts; what is left is to be sent again.
pub fn push_within(
    tx: &dyn WriteTransaction,
    sender: &Sender,
    operations: &[Operation],
    allowance: &Allowance,
) -> Result<Vec<Receipt>, Error> {
    if operations.is_empty() {
        return Ok(Vec::new());
    }
    let Some(profiles) = profiles_in_force(tx)? else {
        return Ok(operations.iter().map(not_now).collect());
    };
    let units = units_for(&sender.me, || tx.units())?;
    let desk = Desk {
        tx,
        sender,
        received_at: sender.now.rfc3339().into(),
        profiles: &profiles,
        person: Person::new(&sender.me, &units),
        views: Views::default(),
        allowance,
    };
    let settle = |one| {
        if allowance.lasts() {
            desk.settle(one)
        } else {
            Ok(not_now(one))
        }
    };
    operations.iter().map(settle).collect()
}

impl<'a> Desk<'a> {
    /// The profile of the month that an operation is about; persons are of no month, and go by the newest.
    pub(super) fn profile_of(&self, operation: &Operation) -> &'a Profile {
        match operation.subject {
            Subject::Persons(_) => self.profiles.newest(),
            _ => self.profiles.at(operation.subject.profile_month()),
        }
    }

    /// One operation. Trouble with the disk ends the request; trouble with this operation alone
    /// leaves the others unharmed.
    fn settle(&self, operation: &'a Operation) -> Result<Receipt, Error> {
        match savepoint(self.tx, |_| self.take(operation)) {
            Ok(receipt) => Ok(receipt),
            Err(error) if error.is_passing() || !self.tx.is_open() => Err(error),
            Err(error) => {
                tracing::error!(%error, op_id = %operation.op_id, "an operation was not decided");
                Ok(not_now(operation))
            }
        }
    }

    /// What is known is gathered, the domain decides, and what it says is applied.
    fn take(&self, operation: &'a Operation) -> Result<Receipt, Error> {
        let mut gathered = gather(self, operation)?;
        let facts = gathered.facts(self, operation);
        let decided = decide(operation, &facts);
        let Facts { stored, view, .. } = facts;
        let before = stored.map_or_else(FieldValues::new, |stored| stored.values);
        let receipt = apply(self, operation, &before, decided)?;
        if let View::Seen(base) = view
            && receipt.outcome != Outcome::Rejected
        {
            self.views.remember(operation, base);
        }
        Ok(receipt)
    }
}

fn not_now(operation: &Operation) -> Receipt {
    Receipt::of(operation.op_id.clone(), Outcome::Retry)
}
