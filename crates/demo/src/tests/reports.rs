//! The reports and what is said to them.

use std::collections::BTreeSet;

use super::*;
use crate::verdicts::reviewers;

/// Checks every submitted report with its history, as the server does on the day it came, or on `today`
/// if that is earlier; how many findings are explained.
fn hand_in_all(profile: &Profile, plan: &DemoPlan, today: Option<Date>) -> usize {
    let rows: BTreeMap<&str, &PlanRow> = plan.projects.iter().map(|row| (&*row.id, row)).collect();
    let mut histories: BTreeMap<&str, BTreeMap<Month, Report>> = BTreeMap::new();
    let mut explained = 0;
    for report in &plan.reports {
        let history = histories.entry(&report.project).or_default();
        let read = Report::read(&report.values);
        let row = rows[report.project.as_str()];
        let context = Context {
            profile,
            plan: row,
            month: report.month,
            stage: Stage::Submitting,
            today: Some(today.map_or(report.received, |today| report.received.min(today))),
            history: History {
                known_from: Some(row.entered),
                reports: history,
            },
        };
        assert!(read.unread.is_empty(), "{:?}", read.unread);
        assert!(report.received >= report.month.last_day());
        let clerk = plan
            .users
            .iter()
            .find(|user| user.name == report.user)
            .unwrap();
        assert_eq!(Some(clerk.unit.as_str()), row.lead_unit());
        if report.submitted {
            let outcome = check(&read, &context);
            let ready = readiness(&read, &outcome.findings, profile);
            assert!(ready.is_ready(), "{} {}: {ready:?}", row.id, report.month);
            assert!(
                outcome.not_evaluated.is_empty(),
                "{:?}",
                outcome.not_evaluated
            );
            explained += outcome
                .findings
                .iter()
                .filter(|f| f.severity == Severity::Verify)
                .count();
        }
        history.insert(report.month, read);
    }
    explained
}

#[test]
fn every_report_can_be_handed_in_at_any_time_of_the_year() {
    for (profile, plan) in every_demo() {
        hand_in_all(profile, plan, None);
    }
    for through in ["2026-01", "2026-02", "2026-03", "2026-10", "2026-12"] {
        let (profile, plan) = demo("liuzhou-2022", through);
        let explained = hand_in_all(&profile, &plan, None);
        // beside the turn of the year every project that goes on has one report to explain
        let few = plan.reports.len() / if through < "2026-03" { 3 } else { 8 };
        assert!(
            (1..few).contains(&explained),
            "{through}: {explained} explained"
        );
    }
}

#[test]
fn in_the_middle_of_a_month_nothing_is_reported_that_is_still_to_come() {
    let through = month("2026-11");
    for day in [11, 17] {
        let today = (0..day - 1).fold(through.first_day(), |day, _| day.tomorrow().unwrap());
        for id in ["guigang-2021", "liuzhou-2022"] {
            let profile = builtin(id).unwrap();
            let plan = plan(&profile, &tables(id).unwrap(), through, today).unwrap();
            hand_in_all(&profile, &plan, Some(today));
        }
    }
}

#[test]
fn reports_are_of_every_kind() {
    let (_, plan) = demo("qinzhou-2022", "2026-10");
    let of = |text: &str| {
        plan.reports
            .iter()
            .filter(|r| r.month == month(text))
            .collect::<Vec<_>>()
    };
    let (august, october) = (of("2026-08"), of("2026-10"));
    assert_eq!(august.len(), plan.projects.len());
    assert!(october.len() < plan.projects.len(), "nobody is late");
    assert!(october.iter().any(|report| !report.submitted), "no draft");
    let read: Vec<Report> = october
        .iter()
        .map(|report| Report::read(&report.values))
        .collect();
    let some = |what: &str, keep: fn(&Report) -> bool| {
        let count = read.iter().filter(|report| keep(report)).count();
        assert!(count > 0 && count < read.len() / 2, "{what}: {count}");
    };
    some("halted", |report| report.status == Some(Status::Halted));
    some("problems", |report| !report.problems.is_empty());
    some("corrections", |report| {
        report.month_investment.is_some_and(Money::is_negative)
    });
    some("completed", |report| report.actual_completion.is_some());
    some("not started", |report| report.actual_start.is_none());
    some("explained", |report| !report.explanations.is_empty());
}

#[test]
fn progress_is_told_anew_each_month() {
    let (_, plan) = demo_of("guangxi-2020");
    let mut last: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for report in &plan.reports {
        let told = Report::read(&report.values).visual_progress;
        let before = last.insert(&report.project, told.clone()).flatten();
        assert!(
            told.is_none() || told != before,
            "{}: {told:?}",
            report.project
        );
    }
}

#[test]
fn earlier_months_are_through_all_steps_and_the_last_one_is_on_its_way() {
    let may = month("2022-05");
    for (profile, plan) in every_demo() {
        let mut said: BTreeMap<(&str, Month), Vec<&DemoVerdict>> = BTreeMap::new();
        for verdict in &plan.verdicts {
            let key = (verdict.project.as_str(), verdict.month);
            said.entry(key).or_default().push(verdict);
        }
        let rows = plan.projects.iter().map(|row| (row.id.as_str(), row));
        let rows: BTreeMap<&str, &PlanRow> = rows.collect();
        let mut standing: BTreeMap<(bool, usize), usize> = BTreeMap::new();
        for report in plan.reports.iter().filter(|report| report.submitted) {
            let steps = reviewers(
                profile,
                rows[report.project.as_str()],
                &plan.units,
                &plan.users,
            );
            let key = (report.project.as_str(), report.month);
            let verdicts = said.get(&key).map(Vec::as_slice).unwrap_or_default();
            let is_returned = verdicts.iter().any(|it| it.comment.is_some());
            let who = verdicts.iter().map(|it| it.user.as_str());
            assert!(
                steps
                    .iter()
                    .map(|user| user.name.as_str())
                    .zip(who)
                    .all(|(a, b)| a == b),
                "{}: {key:?} by {verdicts:?}",
                profile.id
            );
            assert!(
                verdicts
                    .iter()
                    .map(|it| it.seen)
                    .eq(1..=verdicts.len() as u64)
            );
            assert!(verdicts.is_sorted_by_key(|it| it.received));
            if report.month < may {
                assert_eq!(
                    (verdicts.len(), is_returned),
                    (steps.len(), false),
                    "{key:?}"
                );
            } else {
                let passed = verdicts.len() - usize::from(is_returned);
                *standing
                    .entry((is_returned, steps.len() - passed))
                    .or_default() += 1;
            }
        }
        let returned = standing.iter().filter(|((is_returned, _), _)| *is_returned);
        assert!(
            returned.map(|(_, count)| count).sum::<usize>() > 0,
            "{}: none returned",
            profile.id
        );
        // through, and before each of the steps that every project has
        let least = plan
            .projects
            .iter()
            .map(|row| reviewers(profile, row, &plan.units, &plan.users).len());
        for left in 0..=least.min().unwrap_or_default() {
            assert!(
                standing.contains_key(&(false, left)),
                "{}: {left} {standing:?}",
                profile.id
            );
        }
    }
}

#[test]
fn some_boxes_of_the_last_month_are_asked_about() {
    for (profile, plan) in every_demo() {
        let answered = plan
            .questions
            .iter()
            .filter(|it| it.answer.is_some())
            .count();
        let open = plan.questions.len() - answered;
        assert!(
            open > 0 && answered > 0,
            "{}: {open} and {answered}",
            profile.id
        );
        let ids: BTreeSet<&str> = plan.questions.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids.len(), plan.questions.len());
        for question in &plan.questions {
            let report = plan.reports.iter().find(|report| {
                report.project == question.project && report.month == question.month
            });
            assert!(report.is_some_and(|report| report.submitted));
        }
    }
}

#[test]
fn earlier_months_are_closed_once_all_was_said() {
    for (profile, plan) in every_demo() {
        let months: Vec<Month> = plan.locks.iter().map(|lock| lock.month).collect();
        assert_eq!(months, ["2022-03", "2022-04"].map(month), "{}", profile.id);
        for lock in &plan.locks {
            let said = plan.verdicts.iter().filter(|it| it.month == lock.month);
            assert!(said.clone().all(|verdict| verdict.received < lock.received));
            let filed = |id: &String| {
                let mut reports = plan.reports.iter();
                reports.any(|it| it.project == *id && it.month == lock.month)
            };
            assert!(!lock.missing.iter().any(filed), "{}", profile.id);
        }
        assert!(
            plan.locks.iter().any(|lock| !lock.missing.is_empty()),
            "{}",
            profile.id
        );
    }
}

#[test]
fn each_day_of_a_person_is_one_request_and_verdicts_come_last() {
    let (_, plan) = demo_of("liuzhou-2022");
    let requests = plan.requests();
    let sent: usize = requests
        .iter()
        .map(|request| request.operations.len())
        .sum();
    let answers = plan.questions.iter().filter(|it| it.answer.is_some());
    let asked = plan.questions.len() + answers.count();
    assert_eq!(
        sent,
        plan.reports.len() + plan.verdicts.len() + asked + plan.locks.len() + plan.persons.len()
    );
    let is_filled = |request: &&Request<'_>| !request.operations[0].command.decides();
    let first = requests.iter().position(|r| !is_filled(&r)).unwrap();
    let (reports, verdicts) = requests.split_at(first);
    assert!(verdicts.iter().all(|request| !is_filled(&request)));
    for part in [reports, verdicts] {
        assert!(part.is_sorted_by_key(|request| (request.day, request.user)));
    }
    for request in &requests {
        let sequences = request
            .operations
            .iter()
            .map(|operation| operation.sequence);
        assert!(sequences.eq(1..=request.operations.len() as u64));
    }
}

#[test]
fn some_have_filed_in_time_some_late_and_some_not_and_most_of_the_largest_are_visited() {
    use yuebao_domain::statistics_entry::{Standing, StatisticsEntry};
    let (profile, plan) = demo_of("qinzhou-ten-2022");
    let may = plan
        .reports
        .iter()
        .filter(|it| it.month == month("2022-05"));
    let may: Vec<Report> = may.map(|report| Report::read(&report.values)).collect();
    let mut standings = [0; 5];
    for report in &may {
        let Some(entry) = StatisticsEntry::of(report, profile, month("2022-05")) else {
            continue;
        };
        let at = match entry.standing {
            Standing::Overdue(_) => 0,
            Standing::ToCome(_) => 1,
            Standing::Late(_) => 2,
            Standing::InTime => 3,
            Standing::NotAsked => 4,
        };
        standings[at] += 1;
    }
    assert!(standings.iter().all(|count| *count > 0), "{standings:?}");
    let visited = may.iter().filter(|report| !report.visits.is_empty());
    let visited = visited.count();
    assert!((25..=40).contains(&visited), "{visited}");
    let (_, without) = demo_of("liuzhou-2022");
    let read = without.reports.iter().map(|it| Report::read(&it.values));
    assert!(
        read.into_iter()
            .all(|it| it.visits.is_empty() && it.entry_kind.is_none())
    );
}
