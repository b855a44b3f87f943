use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use yuebao_domain::aggregate::{Dimension, Item, Key, summarise};
use yuebao_domain::check::{Context, History, Severity, Stage, check, readiness};
use yuebao_domain::codes::{project, uscc};
use yuebao_domain::money::{Money, round};
use yuebao_domain::plan::{Category, Nature};
use yuebao_domain::profile::{BUILTIN, builtin};
use yuebao_domain::report::{Report, Status};
use yuebao_domain::rights::Role;

use super::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn demo(id: &str, through: &str) -> (Profile, DemoPlan) {
    let profile = builtin(id).unwrap();
    let plan = plan(&profile, &tables(id).unwrap(), month(through)).unwrap();
    (profile, plan)
}

/// Built once: the tests only look.
fn every_demo() -> &'static [(Profile, DemoPlan)] {
    static DEMOS: LazyLock<Vec<(Profile, DemoPlan)>> =
        LazyLock::new(|| BUILTIN.iter().map(|(id, _)| demo(id, "2022-05")).collect());
    &DEMOS
}

fn demo_of(id: &str) -> &'static (Profile, DemoPlan) {
    every_demo()
        .iter()
        .find(|(profile, _)| profile.id == id)
        .unwrap()
}

#[test]
fn every_published_cell_is_reproduced() {
    let mut count = 0;
    for (profile, plan) in every_demo() {
        for cell in cells(&tables(&profile.id).unwrap(), profile) {
            let found = cell.recompute(&plan.projects, profile, month("2022-05"));
            assert_eq!(found, Some(cell.printed.value), "{}: {cell:?}", profile.id);
            count += 1;
        }
    }
    // the five notices print this many figures; the ten measures repeat those of the year's plan
    assert_eq!(count, 20 + 67 + 94 + (20 + 20));
}

#[test]
fn a_plan_off_by_one_project_is_noticed() {
    let (profile, plan) = demo_of("qinzhou-2022");
    let mut projects = plan.projects.clone();
    projects.pop();
    let cells = cells(&tables(&profile.id).unwrap(), profile);
    let may = month("2022-05");
    let met = |cell: &&Cell| cell.recompute(&projects, profile, may) == Some(cell.printed.value);
    let missed = cells.len() - cells.iter().filter(met).count();
    assert!(missed >= 3, "{missed}");
}

#[test]
fn the_plans_have_the_published_sizes() {
    let size = |id| demo_of(id).1.projects.len();
    assert_eq!(size("qinzhou-2022"), 545);
    assert_eq!(size("liuzhou-2022"), 668 + 287);
    assert_eq!(size("guangxi-2020"), 1_132);
    assert_eq!(size("qinzhou-ten-2022"), 545 + 153);
    assert_eq!(size("guigang-2021"), 145);
}

#[test]
fn targets_are_met() {
    let (profile, plan) = demo_of("guigang-2021");
    let reached = Targets::of(profile).reached(&plan.projects);
    assert_eq!(reached.len(), 6);
    for target in &reached {
        assert!(target.made >= target.least, "{target:?}");
    }
    // 超过 50%, 60%, 40%, 32%: surpassed, not merely reached
    for share in reached.iter().filter(|target| target.name.ends_with("pct")) {
        assert!(share.made > share.least, "{share:?}");
    }
    let mut without_industry = plan.projects.clone();
    without_industry.retain(|row| row.category != Some(Category::Industry));
    let reached = Targets::of(profile).reached(&without_industry);
    assert!(
        reached
            .iter()
            .filter(|target| target.made < target.least)
            .count()
            >= 3
    );
}

/// As the summary screen divides them, not by the demo's own reading of the tables.
#[test]
fn the_summary_shows_the_published_figures() {
    let (profile, plan) = demo_of("liuzhou-2022");
    let items = plan.projects.iter().map(|plan| Item { plan, report: None });
    let by = [Dimension::Nature, Dimension::Category];
    let summary = summarise(items, &by, month("2022-05"), profile);
    let continuing = Key::Nature(Nature::Continuing);
    let livelihood = Key::Category(Some(Category::Livelihood));
    let line = summary.at(&[continuing, livelihood]).unwrap();
    let yi = |amount: Option<Money>| round(amount.unwrap().yi(), 2).to_string();
    assert_eq!(line.count, 64);
    assert_eq!(yi(line.total_investment), "771.70");
    assert_eq!(yi(line.annual_plan), "111.11");
    let reserve = summary.at(&[Key::Nature(Nature::Preparatory)]).unwrap();
    assert_eq!((reserve.count, reserve.annual_plan), (287, None));
    assert_eq!(yi(reserve.total_investment), "4810.78");
}

#[test]
fn the_same_profile_and_month_give_the_same_plan() {
    assert_eq!(
        demo("liuzhou-2022", "2026-01").1,
        demo("liuzhou-2022", "2026-01").1
    );
}

#[test]
fn amounts_are_plausible() {
    for (profile, plan) in every_demo() {
        for row in &plan.projects {
            let total = row.total_investment.unwrap();
            assert_eq!(
                row.annual_plan.is_some(),
                row.nature.is_implementing(),
                "{row:?}"
            );
            let annual = row.annual_plan.unwrap_or_default();
            let before = row.before_year.unwrap_or_default();
            assert!(!before.is_negative() && before + annual <= total, "{row:?}");
            assert!(
                row.upper_level_funds.is_none_or(|funds| funds <= total),
                "{row:?}"
            );
            assert!(total > Money::ZERO && total.decimals() <= 2, "{row:?}");
            if let (Some(entry), None) = (profile.entry, &row.sector) {
                let least = if row.is_industrial {
                    entry.industrial_total
                } else {
                    entry.other_total
                };
                assert!(total >= least && annual >= entry.annual, "{row:?}");
            }
        }
        let mut totals: Vec<Money> = plan
            .projects
            .iter()
            .filter_map(|r| r.total_investment)
            .collect();
        totals.sort_unstable();
        let (median, largest) = (totals[totals.len() / 2], totals[totals.len() - 1]);
        assert!(
            largest > median.times(Decimal::from(8)),
            "{}: equal shares",
            profile.id
        );
    }
}

#[test]
fn everything_says_that_it_is_an_example_and_codes_are_valid() {
    for (profile, plan) in every_demo() {
        let mut names: Vec<&str> = plan.projects.iter().map(|row| row.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), plan.projects.len(), "{}", profile.id);
        for row in &plan.projects {
            assert!(
                row.name.starts_with("示例") && row.owner.starts_with("示例"),
                "{row:?}"
            );
            assert!(
                uscc::check(row.owner_uscc.as_deref().unwrap()).is_ok(),
                "{row:?}"
            );
            match &row.code {
                Some(code) => assert_eq!(project::check(code), Ok(project::Form::New), "{row:?}"),
                None => assert_eq!(row.nature, Nature::Preparatory, "{row:?}"),
            }
        }
        assert!(plan.units.iter().all(|unit| unit.name.starts_with("示例")));
        assert!(plan.users.iter().all(|user| user.shown.starts_with("示例")));
    }
}

#[test]
fn every_clerk_has_a_handful_of_projects_of_several_natures() {
    for (profile, plan) in every_demo() {
        let mut by_unit: BTreeMap<&str, Vec<Nature>> = BTreeMap::new();
        for row in &plan.projects {
            by_unit
                .entry(row.lead_unit().unwrap())
                .or_default()
                .push(row.nature);
        }
        let clerks = plan.users.iter().filter(|user| user.role == Role::Clerk);
        for clerk in clerks {
            let natures = by_unit.remove(clerk.unit.as_str()).unwrap_or_default();
            assert!(
                (4..=15).contains(&natures.len()),
                "{}: {clerk:?} {natures:?}",
                profile.id
            );
        }
        assert!(
            by_unit.is_empty(),
            "{}: nobody reports for {by_unit:?}",
            profile.id
        );
        let ends = [profile.chain.first(), profile.chain.last()]
            .into_iter()
            .flatten()
            .copied();
        for role in [Role::CountyCoordinator, Role::Supervisor, Role::Admin]
            .into_iter()
            .chain(ends)
        {
            assert!(
                plan.users.iter().any(|user| user.role == role),
                "{}: {role:?}",
                profile.id
            );
        }
    }
}

#[test]
fn a_unit_stands_after_the_one_above_it() {
    for (_, plan) in every_demo() {
        let mut seen: Vec<&str> = Vec::new();
        for unit in &plan.units {
            assert!(
                unit.parent
                    .as_deref()
                    .is_none_or(|parent| seen.contains(&parent)),
                "{unit:?}"
            );
            seen.push(&unit.id);
        }
        assert!(
            plan.users
                .iter()
                .all(|user| seen.contains(&user.unit.as_str()))
        );
    }
}

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
fn a_profile_that_publishes_nothing_is_refused() {
    let profile = Profile {
        targets: BTreeMap::new(),
        ..builtin("guigang-2021").unwrap()
    };
    let refused = plan(&profile, &[], month("2022-05")).unwrap_err();
    assert_eq!(
        refused,
        DemoError::NothingPublished("guigang-2021".to_owned())
    );
}

#[test]
fn tables_that_contradict_one_another_are_refused() {
    let profile = builtin("qinzhou-2022").unwrap();
    let mut tables = tables("qinzhou-2022").unwrap();
    tables[1].rows.remove(0);
    let refused = plan(&profile, &tables, month("2022-05")).unwrap_err();
    assert!(
        matches!(
            refused,
            DemoError::Counts {
                whole: 545,
                parts: 325,
                ..
            }
        ),
        "{refused}"
    );
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
        let found: Vec<_> = verdicts
            .map(|verdict| (&verdict.project, verdict.month))
            .collect();
        assert_eq!(found, expected, "{}", profile.id);
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
