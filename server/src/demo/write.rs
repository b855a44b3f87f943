//! Puts the demo into an empty database by the ways that real data takes: the plan is imported,
//! accounts are made, and every report is handed in by its clerk and decided by the domain.

use std::collections::BTreeMap;

use jiff::tz::{Offset, TimeZone};
use uuid::Uuid;
use yuebao_domain::operation::{Operation, Outcome, Receipt, ReportKey};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{Command, CommandKind, FORM_VERSION};
use yuebao_domain::text::Lang;

use super::{DemoPlan, DemoReport, DemoVerdict};
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
            password: Some(password.to_owned()),
        };
        accounts::add(conn, &account, now)?;
    }
    send_all(conn, now, plan.reports.iter().map(handed_in))?;
    // Each is about a report that is there by now.
    send_all(conn, now, plan.verdicts.iter().map(reviewed))
}

/// What one person sent on one day.
struct Sent<'a> {
    day: Date,
    user: &'a str,
    operation: Operation,
}

/// Each person's day is one request, in the order of the days.
fn send_all<'a>(
    conn: &Connection,
    now: Now,
    all: impl Iterator<Item = Sent<'a>>,
) -> Result<(), WriteError> {
    let mut requests: BTreeMap<(Date, &str), Vec<Operation>> = BTreeMap::new();
    for sent in all {
        let request = requests.entry((sent.day, sent.user)).or_default();
        request.push(sent.operation);
    }
    for ((day, user), operations) in requests {
        send(conn, user, received(day, now), operations)?;
    }
    Ok(())
}

fn send(
    conn: &Connection,
    user: &str,
    now: Now,
    mut operations: Vec<Operation>,
) -> Result<(), WriteError> {
    let account = db::users::find(conn, user)?;
    let account = account.ok_or_else(|| AccountError::NoUser(user.to_owned()))?;
    let sender = Sender {
        me: account.me,
        device: DEVICE.to_owned(),
        now,
    };
    for (sequence, operation) in (1..).zip(&mut operations) {
        operation.sequence = sequence;
        operation.made_at = now.rfc3339();
    }
    let results = push(conn, &sender, &operations)?;
    for (operation, result) in operations.iter().zip(&results) {
        if result.outcome != Outcome::Applied {
            return Err(WriteError::Refused {
                project: operation.subject.report().project.clone(),
                month: operation.subject.report().month,
                reason: reason(result),
            });
        }
    }
    Ok(())
}

fn handed_in(report: &DemoReport) -> Sent<'_> {
    let kind = if report.submitted {
        CommandKind::Submit
    } else {
        CommandKind::Set
    };
    let values = report.values.iter();
    Sent {
        day: report.received,
        user: &report.user,
        operation: operation(
            &report.project,
            report.month,
            Command::of(
                kind,
                values
                    .map(|(key, value)| (key.clone(), Some(value.clone())))
                    .collect(),
            ),
        ),
    }
}

fn reviewed(verdict: &DemoVerdict) -> Sent<'_> {
    let kind = if verdict.comment.is_some() {
        CommandKind::Return
    } else {
        CommandKind::Accept
    };
    Sent {
        day: verdict.received,
        user: &verdict.user,
        operation: Operation {
            // what the clerk handed in, and nobody has touched since
            base_rev: 1,
            ..operation(
                &verdict.project,
                verdict.month,
                Command::saying(kind, verdict.comment.map(str::to_owned)),
            )
        },
    }
}

fn operation(project: &str, month: Month, command: Command) -> Operation {
    let key = ReportKey {
        project: project.to_owned(),
        month,
    };
    Operation {
        op_id: Uuid::new_v4().to_string(),
        sequence: 0,
        form_version: FORM_VERSION,
        base_rev: 0,
        base_tag: None,
        previous: None,
        made_at: String::new(),
        subject: key.into(),
        command: command.into(),
    }
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
