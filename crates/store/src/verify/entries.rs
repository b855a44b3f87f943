//! What the audit log says against what the tables hold.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use yuebao_domain::operation::{Operation, Subject};

use super::{ContentRow, Trouble, Verified};
use crate::audit::{self, Decisions, What, detail};
use crate::json::from_text;
use crate::plans;
use crate::subjects::named;
use crate::users::Origin;
use crate::{ReadTransaction, Result};

/// The last entry about each subject.
struct Entered(BTreeMap<(String, String), String>);

impl Entered {
    fn read(tx: &dyn ReadTransaction) -> Result<Self> {
        let mut entered = BTreeMap::new();
        tx.each_entry(&mut |entry| {
            // One kind for what an account is, one for whether it is on.
            let kind = match entry.what {
                "account_changed" => What::AccountAdded.key(),
                "account_enabled" => What::AccountDisabled.key(),
                what => what,
            };
            let is_switch = kind == What::AccountDisabled.key();
            let detail = if is_switch { entry.what } else { entry.detail };
            let about = (kind.to_owned(), entry.subject.to_owned());
            entered.insert(about, detail.to_owned());
            Ok(())
        })?;
        Ok(Self(entered))
    }

    fn take(&mut self, what: What, subject: &str) -> Option<String> {
        self.0.remove(&(what.key().to_owned(), subject.to_owned()))
    }
}

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    let mut entered = Entered::read(tx)?;
    look_at_operations(tx, &mut entered, verified)?;
    look_at_accounts(tx, &mut entered, verified)?;
    look_at_plan(tx, &mut entered, verified)?;
    look_at_contents(tx, verified)
}

fn look_at_operations(
    tx: &dyn ReadTransaction,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<()> {
    let mut decisions = Decisions::default();
    tx.each_conflict(&mut |row| {
        decisions.note(row);
        Ok(())
    })?;
    tx.each_decision(&mut |row| {
        verified.operations += 1;
        let (op_id, now) = (&row.op_id, decisions.detail(&row)?);
        match entered.take(What::Operation, op_id) {
            None => verified.note(Trouble::NotEntered, format!("operation {op_id}")),
            Some(detail) if detail != now => {
                let subject = named("operations.subject", &row.subject)?;
                let rev = row.revision.as_ref().map_or(0, |(rev, ..)| *rev);
                verified.note(
                    Trouble::OperationDiffers,
                    format!("operation {op_id}: {} rev {rev}", shown(&subject)),
                );
            }
            Some(_) => {}
        }
        Ok(())
    })?;
    let operation = What::Operation.key();
    for (_, op_id) in entered.0.keys().filter(|(kind, _)| kind == operation) {
        verified.note(Trouble::OperationMissing, format!("operation {op_id}"));
    }
    Ok(())
}

/// A subject's project and month as people read them.
fn shown(subject: &Subject) -> String {
    match subject.project() {
        Some(project) => format!("{project} {}", subject.month()),
        None => subject.path().replace('/', " "),
    }
}

fn look_at_accounts(
    tx: &dyn ReadTransaction,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<()> {
    for account in tx.users()? {
        let (me, place) = (&account.me, format!("account {}", account.me.user));
        let off = entered
            .take(What::AccountDisabled, &me.user)
            .is_some_and(|last| last == What::AccountDisabled.key());
        let linked = entered.take(What::AccountLinked, &me.user);
        let origin = match &account.origin {
            Origin::Local => None,
            Origin::Expected => Some(detail(&())?),
            Origin::Portal(owner) => Some(detail(&(&owner.issuer, &owner.subject))?),
        };
        match entered.take(What::AccountAdded, &me.user) {
            None => verified.note(Trouble::NotEntered, place),
            Some(added)
                if off != account.disabled
                    || linked != origin
                    || added != audit::rights(me.role, &me.unit.id, me.owner.as_deref())? =>
            {
                verified.note(Trouble::AccountDiffers, place);
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// What came in before there was an audit log was never entered.
fn look_at_plan(
    tx: &dyn ReadTransaction,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<()> {
    for plan in tx.projects()? {
        let entered = entered.take(What::Project, &plan.id);
        if entered.is_some_and(|entered| detail(&plan).is_ok_and(|now| now != entered)) {
            verified.note(Trouble::PlanDiffers, format!("project {}", plan.id));
        }
    }
    look_at_versions(tx, entered, verified)?;
    for unit in tx.units()? {
        let entered = entered.take(What::Unit, &unit.id);
        if entered.is_some_and(|entered| detail(&unit).is_ok_and(|now| now != entered)) {
            verified.note(Trouble::PlanDiffers, format!("unit {}", unit.id));
        }
    }
    Ok(())
}

/// Each version is what was entered, and the newest is the row that stands. Those from before there
/// were versions were never entered, and nobody knows when they came.
fn look_at_versions(
    tx: &dyn ReadTransaction,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<()> {
    for book in tx.books()? {
        for version in book.versions() {
            let place = plans::place(version);
            let known = entered.take(What::PlanVersion, &place);
            let is_wrong = match known {
                Some(known) => known != detail(version)?,
                None => !version.at.is_empty(),
            };
            if is_wrong {
                verified.note(Trouble::PlanDiffers, format!("plan {place}"));
            }
        }
        let Some(newest) = book.newest() else {
            continue;
        };
        let place = format!("project {}", newest.row.id);
        let is_told = verified.faults.iter().any(|fault| fault.place == place);
        if !is_told && tx.project(&newest.row.id)?.as_ref() != Some(&newest.row) {
            verified.note(Trouble::PlanDiffers, place);
        }
    }
    let version = What::PlanVersion.key();
    for (_, place) in entered.0.keys().filter(|(kind, _)| kind == version) {
        verified.note(Trouble::PlanDiffers, format!("plan {place}"));
    }
    Ok(())
}

/// Each operation's text is what its hash was taken of and can be read, and when it came is entered
/// nowhere else.
fn look_at_contents(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    tx.each_content(&mut |row| {
        let ContentRow {
            op_id, operation, ..
        } = &row;
        if Sha256::digest(operation).as_slice() != row.content {
            verified.note(Trouble::ContentDiffers, format!("operation {op_id}"));
        }
        let mut others = [&row.entered_at, &row.revised_at].into_iter().flatten();
        if others.any(|at| *at != row.received_at) {
            verified.note(
                Trouble::OperationDiffers,
                format!("operation {op_id}: received_at"),
            );
        }
        // What made a revision is read when it is decided again.
        let is_alone = row.revised_at.is_none();
        if is_alone && let Err(error) = from_text::<Operation>("operations.operation", operation) {
            verified.note(Trouble::Unreadable, format!("operation {op_id}: {error}"));
        }
        Ok(())
    })
}
