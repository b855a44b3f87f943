use std::collections::BTreeMap;

use yuebao_domain::money::Money;
use yuebao_domain::plan::Nature;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::report::Report;

use super::*;

fn world(seed: u32, count: usize) -> Vec<Project> {
    plan(seed, count, &builtin("liuzhou-2022").unwrap())
}

/// What a project's years hold, by name.
fn traits(project: &Project) -> Vec<&'static str> {
    let reports: BTreeMap<Month, Report> = (project.reports.iter())
        .map(|(month, values)| (*month, Report::read(values)))
        .collect();
    let is_zero = |report: &Report| report.month_investment.is_some_and(Money::is_zero);
    let natures: Vec<Nature> = project.rows.values().map(|row| row.nature).collect();
    let rows: Vec<&PlanRow> = project.rows.values().collect();
    let total = rows[0].total_investment.unwrap().wan();
    let first = *reports.keys().next().unwrap();
    let last = *reports.keys().next_back().unwrap();
    let any = |is: &dyn Fn(&Report) -> bool| reports.values().any(is);
    let pairs = || reports.values().zip(reports.values().skip(1));
    let correction = |report: &Report| report.month_investment.is_some_and(Money::is_negative);
    let held = [
        ("a new start", natures.contains(&Nature::NewStart)),
        ("carried on", natures.contains(&Nature::Continuing)),
        ("completing", natures.contains(&Nature::Completing)),
        ("preparatory", natures.contains(&Nature::Preparatory)),
        ("another nature within the year", changes_nature(project)),
        ("two plan years", first.year() != last.year()),
        (
            "first used within the year",
            !first.is_january() && rows[0].entered < first,
        ),
        ("a supplement", !rows[0].entered.is_january()),
        (
            "a missing month",
            last.since(first) + 1 > i32::try_from(reports.len()).unwrap(),
        ),
        ("left the plan", rows.iter().any(|row| row.exited.is_some())),
        ("a correction", any(&correction)),
        (
            "a year below nothing",
            any(&|r| r.year_to_date.is_some_and(Money::is_negative)),
        ),
        ("halted", any(&|r| r.halt_reason.is_some())),
        (
            "resumed",
            pairs().any(|(a, b)| a.halt_reason.is_some() && b.halt_reason.is_none()),
        ),
        ("completed", any(&|r| r.actual_completion.is_some())),
        (
            "bills after completion",
            any(&|r| r.actual_completion.is_some() && !is_zero(r)),
        ),
        (
            "paid before the start",
            any(&|r| r.actual_start.is_none() && r.since_start.is_some_and(|s| !s.is_zero())),
        ),
        (
            "a month of nothing",
            any(&|r| r.actual_start.is_some() && is_zero(r)),
        ),
        ("its parts", any(&|r| r.equipment.is_some())),
        ("central money", any(&|r| r.central_paid.is_some())),
        ("bonds", any(&|r| r.bond_used.is_some())),
        (
            "on credit",
            any(&|r| {
                r.funds_received
                    .zip(r.since_start)
                    .is_some_and(|(f, s)| f < s)
            }),
        ),
        ("by expenditure", any(&|r| r.basis_reason.is_some())),
        (
            "a problem closed",
            any(&|r| r.problems.iter().any(|p| p.closed.is_some())),
        ),
        (
            "a problem raised",
            any(&|r| r.problems.iter().any(|p| p.level.is_some())),
        ),
        (
            "permits",
            any(&|r| r.milestones.values().any(|m| m.done.is_some())),
        ),
        ("tiny", total < 5_000.into()),
        ("huge", total > 500_000.into()),
        ("verified sums", verified(project)),
        ("no code", rows[0].code.is_none()),
    ];
    held.into_iter()
        .filter(|(_, is)| *is)
        .map(|(name, _)| name)
        .collect()
}

fn changes_nature(project: &Project) -> bool {
    let rows: Vec<_> = project.rows.iter().collect();
    rows.windows(2)
        .any(|pair| pair[0].0.year() == pair[1].0.year() && pair[0].1.nature != pair[1].1.nature)
}

fn verified(project: &Project) -> bool {
    let rows: Vec<_> = project.rows.iter().collect();
    rows.windows(2).any(|pair| {
        pair[0].0.year() == pair[1].0.year() && pair[0].1.before_year != pair[1].1.before_year
    })
}

#[test]
fn years_are_as_varied_as_life() {
    let projects = world(3, 600);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for held in projects
        .iter()
        .filter(|project| !project.reports.is_empty())
        .flat_map(traits)
    {
        *counts.entry(held).or_default() += 1;
    }
    for (held, count) in &counts {
        assert!(*count >= 3, "{held}: {count} of 600");
    }
    assert_eq!(counts.len(), 30, "{counts:?}");
    let new = counts["a new start"];
    assert!(
        (250..400).contains(&new),
        "about half are new starts: {new}"
    );
    let codes: Vec<_> = projects
        .iter()
        .filter_map(|project| project.rows.values().next()?.code.clone())
        .collect();
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert!(once.len() + 10 < codes.len(), "phases share a code");
}

#[test]
fn the_same_seed_makes_the_same_years() {
    let told = |seed| {
        let projects = world(seed, 30).into_iter();
        projects
            .map(|project| (project.rows, project.reports))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(5), told(5));
    assert_ne!(told(5), told(6));
    assert_eq!(
        told(5)[..10],
        world(5, 10)
            .into_iter()
            .map(|p| (p.rows, p.reports))
            .collect::<Vec<_>>()[..]
    );
}

/// Sums of right reports add up, whatever a rule says.
#[test]
fn years_add_up() {
    for project in world(8, 150) {
        let reports: Vec<_> = (project.reports.iter())
            .map(|(month, values)| (*month, Report::read(values)))
            .collect();
        for pair in reports.windows(2) {
            let [(before, a), (month, b)] = pair else {
                continue;
            };
            let figures = (a.year_to_date.zip(b.year_to_date)).zip(b.month_investment);
            let Some(((before_year, year), of_month)) = figures else {
                continue;
            };
            if month.since(*before) == 1 && !month.is_january() {
                assert_eq!(year, before_year + of_month, "{month}");
            } else if month.is_january() {
                assert_eq!(year, of_month, "{month}");
            }
            assert!(b.unread.is_empty(), "{:?}", b.unread);
        }
    }
}
