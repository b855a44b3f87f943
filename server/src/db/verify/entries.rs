//! What the audit log says against what the tables hold.

use std::collections::BTreeMap;

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use yuebao_domain::operation::Operation;

use super::{Trouble, Verified};
use crate::db::audit::{self, What};
use crate::db::json::{from_text, to_text};
use crate::db::users::Origin;
use crate::db::{DbError, projects, units, users};

/// The last entry about each subject.
struct Entered(BTreeMap<(String, String), String>);

impl Entered {
    fn read(conn: &Connection) -> Result<Self, DbError> {
        let mut select = conn.prepare("SELECT what, subject, detail FROM audit ORDER BY seq")?;
        let mut rows = select.query([])?;
        let mut entered = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let what: String = row.get(0)?;
            // One kind for what an account is, one for whether it is on.
            let kind = match what.as_str() {
                "account_changed" => What::AccountAdded.key().to_owned(),
                "account_enabled" => What::AccountDisabled.key().to_owned(),
                _ => what.clone(),
            };
            let detail: String = row.get(2)?;
            let detail = if kind == What::AccountDisabled.key() {
                what
            } else {
                detail
            };
            entered.insert((kind, row.get(1)?), detail);
        }
        Ok(Self(entered))
    }

    fn take(&mut self, what: What, subject: &str) -> Option<String> {
        self.0.remove(&(what.key().to_owned(), subject.to_owned()))
    }
}

pub(super) fn look(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut entered = Entered::read(conn)?;
    look_at_operations(conn, &mut entered, verified)?;
    look_at_accounts(conn, &mut entered, verified)?;
    look_at_plan(conn, &mut entered, verified)?;
    look_at_contents(conn, verified)
}

fn look_at_operations(
    conn: &Connection,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<(), DbError> {
    audit::decisions(conn, |op_id, _, decision| {
        verified.operations += 1;
        match entered.take(What::Operation, op_id) {
            None => verified.note(Trouble::NotEntered, format!("operation {op_id}")),
            Some(detail) if detail != to_text("audit", decision)? => verified.note(
                Trouble::OperationDiffers,
                format!(
                    "operation {op_id}: {} {} rev {}",
                    decision.project,
                    decision.month,
                    decision.rev.unwrap_or(0)
                ),
            ),
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

fn look_at_accounts(
    conn: &Connection,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<(), DbError> {
    for account in users::all(conn)? {
        let (me, place) = (&account.me, format!("account {}", account.me.user));
        let off = entered
            .take(What::AccountDisabled, &me.user)
            .is_some_and(|last| last == What::AccountDisabled.key());
        let linked = entered.take(What::AccountLinked, &me.user);
        let origin = match &account.origin {
            Origin::Local => None,
            Origin::Expected => Some(to_text("audit", &())?),
            Origin::Portal(owner) => Some(to_text("audit", &(&owner.issuer, &owner.subject))?),
        };
        match entered.take(What::AccountAdded, &me.user) {
            None => verified.note(Trouble::NotEntered, place),
            Some(detail)
                if off != account.disabled
                    || linked != origin
                    || detail != to_text("audit", &(me.role, &me.unit.id))? =>
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
    conn: &Connection,
    entered: &mut Entered,
    verified: &mut Verified,
) -> Result<(), DbError> {
    for plan in projects::all(conn)? {
        let detail = entered.take(What::Project, &plan.id);
        if detail.is_some_and(|detail| to_text("audit", &plan).is_ok_and(|now| now != detail)) {
            verified.note(Trouble::PlanDiffers, format!("project {}", plan.id));
        }
    }
    for unit in units::all(conn)? {
        let detail = entered.take(What::Unit, &unit.id);
        if detail.is_some_and(|detail| to_text("audit", &unit).is_ok_and(|now| now != detail)) {
            verified.note(Trouble::PlanDiffers, format!("unit {}", unit.id));
        }
    }
    Ok(())
}

/// Each operation's text is what its hash was taken of and can be read, and when it came is entered
/// nowhere else.
fn look_at_contents(conn: &Connection, verified: &mut Verified) -> Result<(), DbError> {
    let mut select = conn.prepare(
        "SELECT o.op_id, o.operation, o.content, coalesce(a.at, o.received_at) = o.received_at
             AND coalesce(r.received_at, o.received_at) = o.received_at, r.rev IS NULL
         FROM operations o
         LEFT JOIN revisions r ON r.op_id = o.op_id
         LEFT JOIN (SELECT subject, at FROM audit WHERE what = 'operation') a
             ON a.subject = o.op_id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (op_id, text): (String, String) = (row.get(0)?, row.get(1)?);
        let content: Vec<u8> = row.get(2)?;
        if Sha256::digest(&text).as_slice() != content {
            verified.note(Trouble::ContentDiffers, format!("operation {op_id}"));
        }
        if !row.get::<_, bool>(3)? {
            verified.note(
                Trouble::OperationDiffers,
                format!("operation {op_id}: received_at"),
            );
        }
        // What made a revision is read when it is decided again.
        let is_alone: bool = row.get(4)?;
        if is_alone && let Err(error) = from_text::<Operation>("operations.operation", &text) {
            verified.note(Trouble::Unreadable, format!("operation {op_id}: {error}"));
        }
    }
    Ok(())
}
