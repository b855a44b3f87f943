//! The demo's reports and verdicts as people send them: each person's day is one request.

use std::collections::BTreeMap;

use yuebao_domain::operation::report::{Command, CommandKind};
use yuebao_domain::operation::{
    self, Operation, PersonsKey, QuestionKey, ReportKey, Subject, month, question,
};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::report::FORM_VERSION;

use super::{DemoLock, DemoPerson, DemoPlan, DemoQuestion, DemoReport, DemoVerdict};

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
    /// All reports in the order of the days, then what was said to them and asked, the locks and who answers for
    /// projects: each
    /// is about reports that are there by then.
    pub fn requests(&self) -> Vec<Request<'_>> {
        let mut requests = by_day(self.reports.iter().map(handed_in));
        let persons = self.persons.iter().map(entered);
        let answers = self.questions.iter().filter_map(answered);
        let said = self.verdicts.iter().map(reviewed);
        let asked = self.questions.iter().map(asked).chain(answers);
        let closed = self.locks.iter().map(closed);
        requests.extend(by_day(said.chain(asked).chain(closed).chain(persons)));
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
            report_key(&report.project, report.month),
            Command::of(
                kind,
                values
                    .map(|(key, value)| (key.clone(), Some(value.clone())))
                    .collect(),
            ),
        ),
    }
}

fn entered(person: &DemoPerson) -> Sent<'_> {
    Sent {
        day: person.received,
        user: &person.user,
        operation: operation(PersonsKey::of(&person.project), person.command.clone()),
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
                report_key(&verdict.project, verdict.month),
                Command::saying(kind, verdict.comment.map(str::to_owned)),
            )
        },
    }
}

fn asked(question: &DemoQuestion) -> Sent<'_> {
    let command = question::Command {
        field: Some(question.field.into()),
        ..question::Command::saying(question::CommandKind::Ask, question.asked)
    };
    Sent {
        day: question.received,
        user: &question.user,
        operation: about(question, 0, command),
    }
}

fn answered(question: &DemoQuestion) -> Option<Sent<'_>> {
    let (user, words, day) = question.answer.as_ref()?;
    let command = question::Command::saying(question::CommandKind::Answer, words);
    Some(Sent {
        day: *day,
        user,
        operation: about(question, 1, command),
    })
}

fn closed(lock: &DemoLock) -> Sent<'_> {
    let missing = lock.missing.iter().map(|project| month::Listed {
        project: project.clone(),
        rev: 0,
    });
    Sent {
        day: lock.received,
        user: &lock.user,
        operation: operation(lock.month, month::Command::lock(missing.collect())),
    }
}

fn about(question: &DemoQuestion, seen: u64, command: question::Command) -> Operation {
    let key = QuestionKey {
        report: report_key(&question.project, question.month),
        id: question.id.clone(),
    };
    Operation {
        base_rev: seen,
        ..operation(key, command)
    }
}

fn report_key(project: &str, month: Month) -> ReportKey {
    ReportKey {
        project: project.to_owned(),
        month,
    }
}

fn operation(subject: impl Into<Subject>, command: impl Into<operation::Command>) -> Operation {
    Operation {
        op_id: "".into(),
        sequence: 0,
        form_version: FORM_VERSION,
        base_rev: 0,
        base_tag: None,
        previous: None,
        made_at: "".into(),
        subject: subject.into(),
        command: command.into(),
    }
}
