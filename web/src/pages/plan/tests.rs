//! What the screens of the plan show, as data.

mod boxes;
mod decisions;
mod imports;

use yuebao_domain::period::Month;
use yuebao_domain::plan::{Nature, PlanBook, PlanChange, PlanVersion};
use yuebao_domain::rights::Role;

use super::model::model;
use super::project::model::{self as one, Span};
use super::step;
use crate::state::testing::{env, may, project, state};
use crate::state::{Action, Listed, PlanFilter, PlanStep, State, View};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// 滨江大道 is in the plan with another annual plan from June on, 城北水厂 has left with March, and
/// 南湖大桥 enters in July.
fn three(role: Role) -> State {
    let mut state = state(role);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    project(&mut state, "b", "城北水厂", Nature::Completing);
    project(&mut state, "c", "南湖大桥", Nature::NewStart);
    let device = state.device.get_mut();
    let opening = device.projects["a"].clone();
    let mut later = opening.clone();
    later.annual_plan = None;
    later.nature = Nature::Preparatory;
    later.scale = "二期缓建".to_owned();
    let mut change = PlanVersion::of(2, PlanChange::Nature, month("2022-06"), later.clone());
    change.document = Some("市府会议纪要〔2022〕8号".to_owned());
    let first = PlanVersion::of(1, PlanChange::Annual, month("2022-01"), opening);
    device
        .books
        .insert("a".to_owned(), PlanBook::new(vec![first, change]));
    device.projects.insert("a".to_owned(), later);
    device.projects.get_mut("b").unwrap().exited = Some(month("2022-03"));
    device.projects.get_mut("c").unwrap().entered = month("2022-07");
    state
}

fn listed(state: &State) -> Vec<String> {
    let lines = model(state).unwrap().lines;
    lines.into_iter().map(|line| line.name).collect()
}

#[test]
fn projects_stand_where_the_plan_of_the_month_has_them() {
    let mut state = three(Role::CityOffice);
    let counts: Vec<usize> = model(&state)
        .unwrap()
        .counts
        .iter()
        .map(|it| it.1)
        .collect();
    assert_eq!(counts, [1, 1, 1]);
    for (chosen, search, names) in [
        (Listed::InPlan, "", &["滨江大道"][..]),
        (Listed::Left, "", &["城北水厂"]),
        (Listed::Later, "", &["南湖大桥"]),
        (Listed::InPlan, " 柳北区住建 ", &["滨江大道"]),
        (Listed::InPlan, "水厂", &[]),
    ] {
        let filter = PlanFilter {
            listed: chosen,
            search: search.to_owned(),
            all: false,
        };
        state.update(step(PlanStep::Filter(filter)), &env());
        assert_eq!(listed(&state), names, "{chosen:?} {search}");
    }
    state.screen.month = Some(month("2022-07"));
    let filter = PlanFilter::default();
    state.update(step(PlanStep::Filter(filter)), &env());
    assert_eq!(listed(&state), ["滨江大道", "南湖大桥"]);
}

#[test]
fn more_than_a_screenful_is_drawn_when_it_is_asked_for() {
    let mut state = state(Role::CityOffice);
    for number in 0..40 {
        project(
            &mut state,
            &format!("p{number:02}"),
            "示例工程",
            Nature::Continuing,
        );
    }
    let model = super::model::model;
    assert_eq!(model(&state).unwrap().hidden, 10);
    state.plan.filter.all = true;
    assert_eq!(model(&state).unwrap().lines.len(), 40);
}

#[test]
fn a_project_shows_what_each_version_has_changed_and_for_which_months_it_counts() {
    let mut state = three(Role::CityOffice);
    let page = one::model(&state, "a").unwrap();
    let spans: Vec<(u32, Span, bool)> = (page.versions.iter())
        .map(|one| (one.number, one.span, one.counts))
        .collect();
    assert_eq!(
        spans,
        [(2, Span::On, false), (1, Span::To(month("2022-05")), true)]
    );
    let newest = &page.versions[0];
    assert_eq!(newest.said[0].1, "市府会议纪要〔2022〕8号");
    let changed = newest.changed.as_ref().unwrap();
    let changed: Vec<(&str, Option<&str>, Option<&str>)> = (changed.iter())
        .map(|one| {
            (
                one.label.as_str(),
                one.before.as_deref(),
                one.after.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        changed,
        [
            ("性质", Some("续建"), Some("预备")),
            ("建设规模及主要内容", None, Some("二期缓建")),
            ("年度计划投资（万元）", Some("3,000.00"), None),
        ]
    );
    assert_eq!(page.versions[1].changed, None);
    state.update(step(PlanStep::Compare(Some((2, 1)))), &env());
    let page = one::model(&state, "a").unwrap();
    assert_eq!(page.compared.unwrap().len(), 3);
    state.update(Action::Show(View::Plan), &env());
    assert_eq!(state.plan.compared, None);
    assert_eq!(one::model(&state, "x"), None);
}

#[test]
fn a_version_that_another_replaces_from_its_own_month_on_counts_for_none() {
    let mut state = three(Role::CityOffice);
    let device = state.device.get_mut();
    let row = device.projects["b"].clone();
    let versions = [1, 2]
        .map(|number| PlanVersion::of(number, PlanChange::Annual, month("2022-01"), row.clone()));
    device
        .books
        .insert("b".to_owned(), PlanBook::new(versions.into()));
    let page = one::model(&state, "b").unwrap();
    assert_eq!(page.versions[1].span, Span::Replaced(2));
    assert!(page.versions[0].counts);
    assert_eq!(page.month, may());
    assert!(!page.is_in_plan);
}
