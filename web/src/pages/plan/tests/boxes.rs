//! Boxes of the form: those of every part of a row, 打包 and 倒排计划.

use yuebao_domain::plan::{Nature, PlanBox, PlanChange};
use yuebao_domain::rights::Role;

use super::decisions::{begin, city, faults, fill, give, row};
use crate::pages::plan::form::model::{Kind, form};
use crate::pages::plan::value;
use crate::state::testing::project;
use crate::state::{PlanEntry, State, YES};

const MONTHS: [PlanEntry; 12] = {
    let mut months = [PlanEntry::Month(1); 12];
    let mut number = 1_u8;
    while number <= 12 {
        months[number as usize - 1] = PlanEntry::Month(number);
        number += 1;
    }
    months
};

fn amending() -> State {
    let mut state = city(Role::CityOffice);
    project(&mut state, "b", "一片区", Nature::Continuing);
    state
        .device
        .get_mut()
        .projects
        .get_mut("b")
        .unwrap()
        .is_bundle = true;
    begin(&mut state, PlanChange::Amend, Some("a"));
    state
}

#[test]
fn every_part_of_a_row_has_a_box() {
    let state = amending();
    let open = form(&state, Some("a")).unwrap();
    let has = |entry| open.fields.iter().any(|field| field.entry == entry);
    let elsewhere = [
        PlanBox::Id,
        PlanBox::Nature,
        PlanBox::MonthlyPlan,
        PlanBox::Entered,
        PlanBox::Exited,
        PlanBox::ExitReason,
        PlanBox::ExitDay,
        PlanBox::ExitApprover,
    ];
    for part in PlanBox::ALL {
        assert_eq!(has(row(part)), !elsewhere.contains(&part), "{part:?}");
    }
    assert!(MONTHS.into_iter().all(has));
    let bundle = open
        .fields
        .iter()
        .find(|it| it.entry == row(PlanBox::Bundle));
    let choices = Kind::Choice(vec![("b".to_owned(), "一片区".to_owned())]);
    assert_eq!(bundle.unwrap().kind, choices);
}

#[test]
fn a_part_its_sector_its_funds_and_its_months_are_decided() {
    let mut state = amending();
    let cumulative: Vec<String> = (1..=12).map(|month| (month * 250).to_string()).collect();
    let months: Vec<(PlanEntry, &str)> = MONTHS
        .into_iter()
        .zip(cumulative.iter().map(String::as_str))
        .collect();
    fill(&mut state, &months);
    fill(
        &mut state,
        &[
            (row(PlanBox::Bundle), "b"),
            (row(PlanBox::Sector), "园区基础设施"),
            (row(PlanBox::UpperLevelFunds), "1,000"),
            (row(PlanBox::IsPrivate), YES),
        ],
    );
    give(&mut state, Some("a"));
    let (_, command) = state.device.get().plans_on_their_way().next().unwrap();
    let decided = &command.version.as_ref().unwrap().row;
    assert_eq!(decided.bundle.as_deref(), Some("b"));
    assert_eq!(decided.sector.as_deref(), Some("园区基础设施"));
    assert_eq!(decided.upper_level_funds.unwrap().to_string(), "1000");
    assert!(decided.is_private);
    let amounts = decided.monthly_plan.iter().map(ToString::to_string);
    assert_eq!(amounts.collect::<Vec<_>>(), cumulative);
    let told = value::facts(&state, decided);
    let said = |label: &str| {
        let fact = told.iter().find(|(own, _)| own == label);
        fact.map(|(_, text)| text.clone())
    };
    assert_eq!(said("所属打包项目").as_deref(), Some("一片区"));
    assert_eq!(said("民间投资").as_deref(), Some("是"));
    assert_eq!(said("工业项目"), None);
    assert_eq!(said("争取上级资金（万元）").as_deref(), Some("1,000.00"));
    let months = said("倒排计划（各月末累计）（万元）").unwrap();
    assert!(months.starts_with("250.00、500.00、"), "{months}");
}

#[test]
fn months_are_all_there_rising_and_none_of_a_preparatory_project() {
    let mut state = amending();
    fill(&mut state, &[(MONTHS[0], "100"), (MONTHS[1], "两百")]);
    let open = form(&state, Some("a")).unwrap();
    assert_eq!(
        faults(&open),
        [MONTHS[1]],
        "what is empty is said once somebody goes on"
    );
    let wrong: Vec<(PlanEntry, &str)> = MONTHS.into_iter().map(|month| (month, "100")).collect();
    fill(&mut state, &wrong);
    assert_eq!(faults(&form(&state, Some("a")).unwrap()), []);
    fill(&mut state, &[(MONTHS[5], "99"), (MONTHS[0], "-1")]);
    assert_eq!(
        faults(&form(&state, Some("a")).unwrap()),
        [MONTHS[0], MONTHS[5]]
    );
    let none: Vec<(PlanEntry, &str)> = MONTHS.into_iter().map(|month| (month, "")).collect();
    fill(&mut state, &none);
    assert_eq!(faults(&form(&state, Some("a")).unwrap()), []);

    project(&mut state, "c", "城北水厂", Nature::Preparatory);
    begin(&mut state, PlanChange::Amend, Some("c"));
    fill(&mut state, &[(MONTHS[0], "1")]);
    assert_eq!(faults(&form(&state, Some("c")).unwrap()), [MONTHS[0]]);
}

#[test]
fn words_are_those_of_the_month_that_is_shown() {
    let mut state = city(Role::CityOffice);
    let device = state.device.get_mut();
    let before = device.profile.clone().unwrap();
    let mut after = before.clone();
    "next".clone_into(&mut after.id);
    (after.first_year, after.last_year) = (before.first_year + 1, before.last_year + 1);
    for label in &mut after.natures {
        label.label = format!("新{}", label.label);
    }
    device.profile = Some(after);
    device.earlier_profiles = vec![before];
    let nature = |state: &State| {
        let lines = crate::pages::plan::model::model(state).unwrap().lines;
        lines[0].nature.clone()
    };
    assert_eq!(nature(&state), "续建");
    let next = state.screen.month.unwrap().plus(12);
    state.screen.month = Some(next);
    assert_eq!(nature(&state), "新续建");
    let label = |state: &State| value::shown(state, PlanBox::Nature, "continuing");
    assert_eq!(label(&state), "新续建");
    // a change that counts from a month on is filled in with the words of that month
    begin(&mut state, PlanChange::Nature, Some("a"));
    let said = |state: &State, from: &str| {
        let mut state = state.clone();
        fill(&mut state, &[(PlanEntry::ValidFrom, from)]);
        let open = form(&state, Some("a")).unwrap();
        let field = open
            .fields
            .into_iter()
            .find(|it| it.entry == row(PlanBox::Nature));
        match field.unwrap().kind {
            Kind::Choice(choices) => choices[1].1.clone(),
            other => panic!("{other:?}"),
        }
    };
    let january = format!("{}-01", next.year());
    let december = format!("{}-12", next.year() - 1);
    assert!(said(&state, &january).starts_with('新'));
    assert!(!said(&state, &december).starts_with('新'));
}
