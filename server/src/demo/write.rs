//! Puts the demo into an empty database by the ways that real data takes: the plan is imported,
//! accounts are made, and every report is handed in by its clerk and decided by the domain.

use std::collections::BTreeMap;

use jiff::tz::{Offset, TimeZone};
use uuid::Uuid;
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FORM_VERSION;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::{Operation, OperationKind, OperationOutcome, OperationResult};

use super::{DemoPlan, DemoReport};
use crate::accounts::{self, AccountError, NewAccount};
use crate::clock::Now;
use crate::db::{self, Connection, DbError};
use crate::plan_file::{Contents, import};
use crate::sync::{Sender, push};

/// The device that the demo's reports say they come from.
const DEVICE: &str = "demo";

/// Why the demo was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// From the database.
    #[error(transparent)]
    Db(#[from] DbError),
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
    conn: &Connection,
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
    import(conn, &contents, now)?;
    for user in &plan.users {
        let account = NewAccount {
            name: user.name.clone(),
            shown: user.shown.clone(),
            role: user.role,
            unit: user.unit.clone(),
            password: password.to_owned(),
        };
        accounts::add(conn, &account, now)?;
    }
    let mut days: BTreeMap<(Date, &str), Vec<&DemoReport>> = BTreeMap::new();
    for report in &plan.reports {
        days.entry((report.received, &report.user))
            .or_default()
            .push(report);
    }
    for ((day, user), reports) in days {
        hand_in(conn, user, received(day, now), &reports)?;
    }
    Ok(())
}

/// What one clerk sends on one day.
fn hand_in(
    conn: &Connection,
    user: &str,
    now: Now,
    reports: &[&DemoReport],
) -> Result<(), WriteError> {
    let account = db::users::find(conn, user)?;
    let account = account.ok_or_else(|| AccountError::NoUser(user.to_owned()))?;
    let sender = Sender {
        me: account.me,
        device: DEVICE.to_owned(),
        now,
    };
    let operations: Vec<Operation> = (1..)
        .zip(reports)
        .map(|(sequence, report)| operation(report, sequence, now))
        .collect();
    let results = push(conn, &sender, &operations)?;
    for (report, result) in reports.iter().zip(&results) {
        if result.outcome != OperationOutcome::Applied {
            return Err(WriteError::Refused {
                project: report.project.clone(),
                month: report.month,
                reason: reason(result),
            });
        }
    }
    Ok(())
}

fn operation(report: &DemoReport, sequence: u64, now: Now) -> Operation {
    let values = report.values.iter();
    Operation {
        op_id: Uuid::new_v4().to_string(),
        sequence,
        project: report.project.clone(),
        month: report.month,
        form_version: FORM_VERSION,
        base_rev: 0,
        base_tag: None,
        previous: None,
        kind: if report.submitted {
            OperationKind::Submit
        } else {
            OperationKind::Set
        },
        changes: values
            .map(|(key, value)| (key.clone(), Some(value.clone())))
            .collect(),
        conflict: None,
        reason: None,
        made_at: now.rfc3339(),
    }
}

fn reason(result: &OperationResult) -> String {
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
