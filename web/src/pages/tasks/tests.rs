use std::collections::BTreeMap;

use yuebao_domain::check::{Outcome, Readiness};
use yuebao_domain::device::{Device, Standing};
use yuebao_domain::operation::month::{Command, State as MonthStands, Step, with_step};
use yuebao_domain::operation::{Held, Subject};
use yuebao_domain::period::{parse_day, show_day};
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

/// The office has put off what a unit leads, or a project.
fn put_off(state: &mut State, unit: Option<&str>, projects: &[&str], until: &str, reason: &str) {
    let projects: Vec<String> = projects.iter().map(|id| (*id).to_owned()).collect();
    let until = parse_day(until).unwrap();
    let step = Step {
        command: Command::extend(unit.map(str::to_owned), &projects, until, reason),
        user: "office".to_owned(),
        by: "重点办".to_owned(),
        unit: "city".to_owned(),
        at: "2022-05-30T02:00:00Z".into(),
        made: None,
    };
    let month = state.screen.month.unwrap();
    let replica = state.device.get_mut().months.entry(month).or_default();
    let before = replica.server.take().map(|held| held.values);
    replica.server = Some(Held {
        subject: Subject::Month(month),
        rev: 1,
        state: MonthStands::Open.into(),
        values: with_step(&before.unwrap_or_default(), &step),
        conflicts: Vec::new(),
        review: None,
        course: None,
        hand_ins: None,
        tag: None,
        by: "重点办".to_owned(),
        fillers: Vec::new(),
        received_at: "2022-05-30T02:00:00Z".into(),
    });
}

/// The day and the reason of each task that was put off, and of all together.
fn more_time(state: &State) -> (Vec<(String, String, String)>, Option<String>) {
    let model = model(state).unwrap();
    let tasks = model.groups.values().flatten();
    let each = tasks.filter_map(|task| {
        let more = task.more_time.as_ref()?;
        let (day, reason) = (show_day(more.until), more.reason.clone());
        Some((task.plan.id.clone(), day, reason))
    });
    (
        each.collect(),
        model.more_time.as_ref().map(|more| show_day(more.until)),
    )
}

#[test]
fn what_the_office_has_put_off_says_until_when_and_why() {
    let mut state = state(Role::Clerk);
    assert_eq!(more_time(&state), (Vec::new(), None));
    put_off(&mut state, None, &["c"], "2022-06-20", "汛情");
    let line =
        |id: &str, day: &str, reason: &str| (id.to_owned(), day.to_owned(), reason.to_owned());
    let of_c = line("c", "2022-06-20", "汛情");
    assert_eq!(more_time(&state), (vec![of_c], None), "not of the others");
    // a is handed in, e is not due, f is another unit's
    put_off(&mut state, Some("own"), &[], "2022-06-25", "停电");
    let all = ["d", "b", "c"].map(|id| line(id, "2022-06-25", "停电"));
    let (mut each, together) = more_time(&state);
    each.sort_unstable();
    let mut expected = all.to_vec();
    expected.sort_unstable();
    assert_eq!((each, together.as_deref()), (expected, Some("2022-06-25")));
}

#[test]
fn what_is_put_off_to_no_later_than_the_calendar_says_is_no_news() {
    let mut state = state(Role::Clerk);
    let named = model(&state).unwrap().deadline.unwrap().last_day;
    put_off(&mut state, Some("own"), &[], &show_day(named), "汛情");
    assert_eq!(more_time(&state), (Vec::new(), None));
    let later = show_day(named.tomorrow().unwrap());
    put_off(&mut state, Some("own"), &[], &later, "汛情");
    assert_eq!(more_time(&state).1, Some(later));
}

#[test]
fn a_deadline_that_was_put_off_is_said_with_its_reason() {
    for (reason, zh, en) in [
        ("汛情", "延期：汛情", "extended: 汛情"),
        ("", "延期", "extended"),
    ] {
        assert_eq!(text::put_off(reason, Lang::Zh), zh);
        assert_eq!(text::put_off(reason, Lang::En), en);
    }
}
