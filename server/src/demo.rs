//! Puts the demo into an empty database by the ways that real data takes: the plan is imported,
//! accounts are made, and every report is handed in by its clerk and decided by the domain.

use jiff::tz::{Offset, TimeZone};
use uuid::Uuid;
use yuebao_demo::{DemoPlan, Request};
use yuebao_domain::operation::{Outcome, Receipt};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;
use yuebao_store::{Error, WriteTransaction};

use crate::accounts::{self, AccountError, NewAccount};
use crate::clock::Now;
use crate::plan_file::{Contents, PlanFileError, import};
use crate::sync::{Sender, push};

/// The device that the demo's reports say they come from.
const DEVICE: &str = "demo";

/// Why the demo was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// From the database.
    #[error(transparent)]
    Db(#[from] Error),
    /// The profile or the plan was not taken.
    #[error(transparent)]
    Plan(#[from] PlanFileError),
    /// An account could not be made.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The checks have changed and the demo no longer passes them.
    #[error("demo report {project} {month} was not taken: {reason}")]
    Refused {
        /// Project id.
        project: String,
        /// Reported month.
        month: Month,
        /// What stood against it.
        reason: String,
    },
}

/// Writes everything, within a transaction that is open. All accounts get the same password.
pub(crate) fn write(
    tx: &dyn WriteTransaction,
    profile: &Profile,
    plan: &DemoPlan,
    password: &str,
    now: Now,
) -> Result<(), WriteError> {
    let contents = Contents {
        profile: profile.clone(),
        units: plan.units.clone(),
        projects: plan.projects.clone(),
    };
    import(tx, &contents, now)?;
    for user in &plan.users {
        let account = NewAccount {
            name: user.name.clone(),
            shown: user.shown.clone(),
            role: user.role,
            unit: user.unit.clone(),
            owner: user.owner.clone(),
            password: Some(password.to_owned()),
        };
        accounts::add(tx, &account, now)?;
    }
    for request in plan.requests() {
        send(tx, request, now)?;
    }
    Ok(())
}

fn send(tx: &dyn WriteTransaction, request: Request<'_>, now: Now) -> Result<(), WriteError> {
    let user = request.user;
    let account = tx.user(user)?;
    let account = account.ok_or_else(|| AccountError::NoUser(user.to_owned()))?;
    let sender = Sender {
        me: account.me,
        device: DEVICE.to_owned(),
        now: received(request.day, now),
    };
    let mut operations = request.operations;
    for operation in &mut operations {
        operation.op_id = Uuid::new_v4().to_string().into();
        operation.made_at = sender.now.rfc3339().into();
    }
    let results = push(tx, &sender, &operations)?;
    for (operation, result) in operations.iter().zip(&results) {
        if result.outcome != Outcome::Applied {
            return Err(WriteError::Refused {
                project: operation.subject.project().unwrap_or_default().to_owned(),
                month: operation.subject.month(),
                reason: reason(result),
            });
        }
    }
    Ok(())
}

fn reason(result: &Receipt) -> String {
    let refusal = result
        .refusal
        .map(|refusal| refusal.words().get(Lang::En).to_owned());
    let findings = result.findings.iter().map(|finding| {
        let message = finding.message(Lang::En);
        format!("{} {message}", finding.code)
    });
    let reasons: Vec<String> = refusal.into_iter().chain(findings).collect();
    reasons.join("; ")
}

/// Ten in the morning in China on that day, but not in the future.
fn received(day: Date, now: Now) -> Now {
    let morning = day.at(10, 0, 0, 0);
    let zoned = morning.to_zoned(TimeZone::fixed(Offset::constant(8)));
    zoned.map_or(now, |zoned| Now::from(zoned.timestamp()).min(now))
}
