use std::collections::BTreeMap;

use yuebao_domain::check::{Outcome, Readiness};
use yuebao_domain::device::{Device, Standing};
use yuebao_domain::period::show_day;
use yuebao_domain::plan::{Nature, PlanRow};
use yuebao_domain::profile_file::builtin;
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;

use super::model::{Group, model};
use crate::state::{Checked, State, TaskFilter};
use crate::text::tasks as text;

fn plan(id: &str, name: &str, nature: Nature, unit: &str) -> PlanRow {
    serde_json::from_value(serde_json::json!({
        "id": id, "name": name, "code": format!("2410-451421-04-01-{id}"), "nature": nature,
        "area": "450702", "units": [unit, "second"], "entered": "2022-01",
        "exited": (id == "gone").then_some("2022-04"),
    }))
    .unwrap()
}

fn me(role: Role) -> Me {
    let unit = Unit {
        id: "own".to_owned(),
        name: "本单位".to_owned(),
        parent: None,
        area: None,
    };
    Me {
        user: "wang".to_owned(),
        name: "王".to_owned(),
        role,
        unit,
        owner: None,
    }
}

fn state(role: Role) -> State {
    let mut profile = builtin("qinzhou-2022").unwrap();
    profile.calendar.quarterly = vec![Nature::Preparatory];
    let plans = [
        (
            "a",
            "滨海大道",
            Nature::Continuing,
            "own",
            Standing::Submitted,
        ),
        ("b", "石化园区", Nature::NewStart, "own", Standing::Wrong),
        ("c", "中心医院", Nature::NewStart, "own", Standing::Empty),
        ("d", "水厂", Nature::NewStart, "own", Standing::Conflict),
        ("e", "预备桥", Nature::Preparatory, "own", Standing::Empty),
        (
            "f",
            "别家的路",
            Nature::Continuing,
            "other",
            Standing::Empty,
        ),
        ("gone", "已退出", Nature::Continuing, "own", Standing::Empty),
    ];
    let mut device = Device {
        profile: Some(profile),
        ..Device::default()
    };
    device.meta.me = Some(me(role));
    let mut checked = BTreeMap::new();
    for (id, name, nature, unit, standing) in plans {
        device
            .projects
            .insert(id.to_owned(), plan(id, name, nature, unit));
        let (outcome, readiness) = (Outcome::default(), Readiness::default());
        checked.insert(
            id.to_owned(),
            Checked {
                outcome,
                readiness,
                standing,
                affected: Vec::new(),
                carried: BTreeMap::new(),
            },
        );
    }
    let mut state = State {
        device: device.into(),
        checked,
        ..State::default()
    };
    state.screen.month = "2022-05".parse().ok();
    state
}

fn listed(state: &State) -> Vec<(Group, String)> {
    let model = model(state).unwrap();
    let groups = model.groups.iter();
    groups
        .map(|(group, tasks)| {
            (
                *group,
                tasks.iter().map(|task| task.plan.id.as_str()).collect(),
            )
        })
        .collect()
}

fn group(group: Group, ids: &str) -> (Group, String) {
    (group, ids.to_owned())
}

#[test]
fn what_needs_work_comes_first() {
    let state = state(Role::Clerk);
    assert_eq!(
        listed(&state),
        [
            group(Group::ToSettle, "db"),
            group(Group::ToFill, "c"),
            group(Group::Done, "a"),
            group(Group::NotDue, "e"),
            group(Group::Others, "f"),
        ]
    );
    let model = model(&state).unwrap();
    assert_eq!((model.done, model.due), (1, 4));
    assert_eq!(model.counts[&Standing::Wrong], 1);
    assert!(model.deadline.is_some());
}

#[test]
fn who_only_reads_sees_all_alike() {
    let state = state(Role::CityOffice);
    assert!(listed(&state).contains(&group(Group::ToFill, "cf")));
    assert_eq!(model(&state).unwrap().due, 5);
}

#[test]
fn a_quarterly_project_is_due_in_june() {
    let mut state = state(Role::Clerk);
    state.screen.month = "2022-06".parse().ok();
    assert!(listed(&state).contains(&group(Group::ToFill, "ce")));
}

#[test]
fn a_last_day_is_told_with_its_reason() {
    let mut state = state(Role::Clerk);
    let told = |state: &State, lang| {
        let deadline = model(state).unwrap().deadline.unwrap();
        let until = text::deadline(&show_day(deadline.last_day), Some(2), lang);
        text::with_reason(until, deadline.because(lang), lang)
    };
    assert_eq!(told(&state, Lang::Zh), "截止 6月1日，还有 2 天");
    state.screen.month = "2022-04".parse().ok();
    assert_eq!(
        told(&state, Lang::Zh),
        "截止 5月5日，还有 2 天（逢劳动节，顺延）"
    );
    assert_eq!(
        told(&state, Lang::En),
        "Due 2022-05-05: 2 days left (Labour Day: moved to the next working day)"
    );
}

#[test]
fn search_looks_at_name_code_and_area() {
    let mut state = state(Role::Clerk);
    for (search, ids) in [
        ("医院", "c"),
        (" 2410-451421-04-01-B ", "b"),
        ("钦南", "dbcaef"),
        ("海南", ""),
    ] {
        state.tasks = TaskFilter {
            search: search.to_owned(),
            ..TaskFilter::default()
        };
        let found: String = listed(&state).into_iter().map(|(_, ids)| ids).collect();
        assert_eq!(found, ids, "{search}");
    }
    state.tasks = TaskFilter {
        standing: Some(Standing::Empty),
        ..TaskFilter::default()
    };
    assert_eq!(listed(&state), [group(Group::ToFill, "c")]);
}

#[test]
fn nothing_is_listed_before_the_first_sync() {
    assert!(model(&State::default()).is_none());
}
