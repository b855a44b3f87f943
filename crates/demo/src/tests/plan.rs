//! The plan and what it adds up to.

use std::collections::BTreeSet;

use super::*;

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
    without_industry.retain(|row| row.category != Some(Category::INDUSTRY));
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
    let items = plan.projects.iter().map(|plan| Item {
        plan,
        opening: None,
        has_left: false,
        report: None,
        earlier: None,
    });
    let by = [Dimension::Nature, Dimension::Category];
    let summary = summarise(items, &by, month("2022-05"), profile);
    let continuing = Key::Nature(Nature::Continuing);
    let livelihood = Key::Category(Some(Category::LIVELIHOOD));
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
        let is_clerk = |user: &&DemoUser| user.role == Role::Clerk && user.owner.is_none();
        let clerks = plan.users.iter().filter(is_clerk);
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

#[test]
fn a_profile_that_publishes_nothing_is_refused() {
    let profile = Profile {
        targets: BTreeMap::new(),
        ..builtin("guigang-2021").unwrap()
    };
    let refused = plan(&profile, &[], month("2022-05"), month("2022-05").last_day()).unwrap_err();
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
    let refused = plan(
        &profile,
        &tables,
        month("2022-05"),
        month("2022-05").last_day(),
    )
    .unwrap_err();
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
fn every_profile_has_persons_who_can_be_nobody() {
    for (profile, plan) in every_demo() {
        let kinds: BTreeSet<&str> = (plan.persons.iter())
            .filter_map(|one| one.command.person.as_ref())
            .map(|person| person.kind.as_str())
            .collect();
        let known: BTreeSet<&str> = profile.persons.iter().map(|kind| &*kind.key).collect();
        assert!(!known.is_empty() && kinds == known, "{}", profile.id);
        for one in &plan.persons {
            let person = one.command.person.as_ref().unwrap();
            let number = person.telephone.as_deref().unwrap();
            assert!(number.starts_with("0700-000") && person.name.starts_with("示例"));
            assert!(!person.has_odd_telephone() && person.fault().is_none());
        }
    }
}
