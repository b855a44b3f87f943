//! The demo's reports and verdicts as people send them: each person's day is one request.

use std::collections::BTreeMap;

use yuebao_domain::operation::report::{Command, CommandKind};
use yuebao_domain::operation::{Operation, ReportKey};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::report::FORM_VERSION;

use super::{DemoPlan, DemoReport, DemoVerdict};

/// What one person sends on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request<'a> {
    /// The day.
    pub day: Date,
    /// The account's name.
    pub user: &'a str,
    /// In their order; identity and time of each are for the sender to give.
    pub operations: Vec<Operation>,
}

impl DemoPlan {
    /// All reports in the order of the days, then all verdicts: each is about a report that is there by
    /// then.
    pub fn requests(&self) -> Vec<Request<'_>> {
        let mut requests = by_day(self.reports.iter().map(handed_in));
        requests.extend(by_day(self.verdicts.iter().map(reviewed)));
        requests
    }
}

/// One operation, with its day and its sender.
struct Sent<'a> {
    day: Date,
    user: &'a str,
    operation: Operation,
}

fn by_day<'a>(all: impl Iterator<Item = Sent<'a>>) -> Vec<Request<'a>> {
    let mut days: BTreeMap<(Date, &str), Vec<Operation>> = BTreeMap::new();
    for Sent {
        day,
        user,
        operation,
    } in all
    {
        days.entry((day, user)).or_default().push(operation);
    }
    let request = |((day, user), mut operations): (_, Vec<Operation>)| {
        for (sequence, operation) in (1..).zip(&mut operations) {
            operation.sequence = sequence;
        }
        Request {
            day,
            user,
            operations,
        }
    };
    days.into_iter().map(request).collect()
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
            base_rev: verdict.seen,
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
        op_id: "".into(),
        sequence: 0,
        form_version: FORM_VERSION,
        base_rev: 0,
        base_tag: None,
        previous: None,
        made_at: "".into(),
        subject: key.into(),
        command: command.into(),
    }
}
