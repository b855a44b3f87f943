//! The reports and what is said to them.

use super::*;

/// Checks every submitted report with its history, as the server does; how many findings are explained.
fn hand_in_all(profile: &Profile, plan: &DemoPlan) -> usize {
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
            today: Some(report.received),
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
        hand_in_all(profile, plan);
    }
    for through in ["2026-01", "2026-02", "2026-03", "2026-10", "2026-12"] {
        let (profile, plan) = demo("liuzhou-2022", through);
        let explained = hand_in_all(&profile, &plan);
        // beside the turn of the year every project that goes on has one report to explain
        let few = plan.reports.len() / if through < "2026-03" { 3 } else { 8 };
        assert!(
            (1..few).contains(&explained),
            "{through}: {explained} explained"
        );
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
fn earlier_months_are_reviewed_and_the_last_one_waits() {
    let may = month("2022-05");
    for (profile, plan) in every_demo() {
        let handed_in = plan.reports.iter().filter(|report| report.submitted);
        let expected: Vec<_> = handed_in
            .filter(|report| report.month < may)
            .map(|report| (&report.project, report.month))
            .collect();
        let verdicts = plan.verdicts.iter();
        let first = verdicts.clone().filter(|verdict| verdict.seen == 1);
        let found: Vec<_> = first
            .map(|verdict| (&verdict.project, verdict.month))
            .collect();
        assert_eq!(found, expected, "{}", profile.id);
        // and the last of the chain has passed whatever the first has
        let last = profile.chain.last().unwrap();
        let is_last = |verdict: &&DemoVerdict| {
            let mut users = plan.users.iter();
            users.any(|user| user.name == verdict.user && user.role == *last)
        };
        let accepted = verdicts.clone().filter(is_last);
        let accepted = accepted.filter(|verdict| verdict.comment.is_none()).count();
        let returned = verdicts.filter(|verdict| verdict.comment.is_some()).count();
        assert_eq!(accepted + returned, found.len(), "{}", profile.id);
        let returned = plan
            .verdicts
            .iter()
            .filter(|verdict| verdict.comment.is_some());
        let returned = returned.count();
        assert!(
            returned > 0 && returned * 20 < found.len(),
            "{}: {returned}",
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
    assert_eq!(sent, plan.reports.len() + plan.verdicts.len());
    let seen: BTreeMap<_, _> = requests.iter().map(|r| ((r.day, r.user), r)).collect();
    assert_eq!(seen.len(), requests.len(), "nobody sends twice on a day");
    let is_verdict = |request: &&Request<'_>| request.operations[0].base_rev > 0;
    let first = requests.iter().position(|r| is_verdict(&r)).unwrap();
    let (reports, verdicts) = requests.split_at(first);
    assert!(verdicts.iter().all(|request| is_verdict(&request)));
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
