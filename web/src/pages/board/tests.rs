use yuebao_domain::filing::{Column, Mark};
use yuebao_domain::ids::Timestamp;
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::month::{State as Stands, Why};
use yuebao_domain::operation::report::{HandIn, HandIns, State as Stand};
use yuebao_domain::period::parse_day;
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;

use super::model::{Model, has_board, model};
use crate::state::testing::{conflict, env, key, may, project, report, state, values};
use crate::state::{Action, Cell, Env, MonthStep, Notice, State, View, Whom};

/// May, due on 1 June: a came in time and is accepted, b came a day late from a tablet that had handed
/// it in in time, c is a draft, d is not begun.
fn city(role: Role) -> State {
    let mut state = state(role);
    let profile = state.device.get_mut().profile.as_mut().unwrap();
    profile.calendar.day = Some(1);
    profile.calendar.month_offset = 1;
    profile.calendar.inclusive = true;
    for (id, name, stand, came) in [
        (
            "a",
            "滨江大道",
            Some(Stand::Accepted),
            Some("2022-05-30T09:00:00+08:00"),
        ),
        (
            "b",
            "城北水厂",
            Some(Stand::Submitted),
            Some("2022-06-02T09:00:00+08:00"),
        ),
        ("c", "产业园一期", Some(Stand::Draft), None),
        ("d", "高铁站前路", None, None),
    ] {
        project(&mut state, id, name, Nature::Continuing);
        let Some(stand) = stand else { continue };
        report(&mut state, id, stand, &[("month_investment", "40")]);
        let report = state.device.get_mut().reports.get_mut(&key(id)).unwrap();
        report.server.as_mut().unwrap().hand_ins = came.map(|came| HandIns {
            first: HandIn {
                received_at: Timestamp::from(came),
                made_at: "2022-05-30T09:00:00+08:00".into(),
            },
            returns: Vec::new(),
        });
    }
    state.clock.today = Some(parse_day("2022-06-03").unwrap());
    state
}

/// 3 June.
fn later() -> Env {
    let mut env = env();
    env.stamp.made_at = "2022-06-03T08:00:00+08:00".into();
    env.today = parse_day("2022-06-03").unwrap();
    env
}

fn shown(state: &State) -> Model {
    model(state).unwrap()
}

/// 应报, 已报, 审定, 退回, 迟报, 未报, 缺报 of the month.
fn total(model: &Model) -> Vec<usize> {
    Column::ALL
        .map(|column| model.total.month.of(column))
        .into()
}

fn step(state: &mut State, step: MonthStep) {
    state.update(Action::Month(step), &later());
}

#[test]
fn the_month_is_counted_and_a_figure_opens_to_its_reports() {
    let mut state = city(Role::CityOffice);
    let model = shown(&state);
    assert_eq!(model.left, Some(-2));
    assert_eq!(total(&model), [4, 2, 1, 0, 1, 2, 0]);
    let labels: Vec<&str> = model.rows.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels, ["柳北区住建局"]);
    assert_eq!(
        model.steps,
        [
            (None, 1),
            (Some(Stand::Draft), 1),
            (Some(Stand::Submitted), 1),
            (Some(Stand::Accepted), 1)
        ]
    );
    let cell = Cell {
        unit: Some("u1".to_owned()),
        column: Column::Open,
        is_year: false,
    };
    state.update(Action::BoardOpen(Some(cell)), &later());
    let opened = shown(&state).open.unwrap();
    assert_eq!(opened.title, "柳北区住建局 · 未报");
    let reports = opened.reports.iter();
    let reports: Vec<_> = reports.map(|it| (it.name.as_str(), it.mark)).collect();
    assert_eq!(
        reports,
        [
            ("产业园一期", Mark::Overdue(2)),
            ("高铁站前路", Mark::Overdue(2))
        ]
    );
    // another month shows other figures
    state.update(Action::ShowMonth(may().previous()), &later());
    assert_eq!(shown(&state).open, None);
}

#[test]
fn the_reminder_names_who_has_not_reported() {
    let text = shown(&city(Role::CountyCoordinator)).chase;
    assert!(text.contains("已逾期 2 天"), "{text}");
    assert!(text.ends_with(
        "1. 柳北区住建局：2 项\n   · 产业园一期（逾期 2 天）\n   · 高铁站前路（逾期 2 天）"
    ));
}

#[test]
fn who_reports_has_no_board_and_the_administrator_has_none_either() {
    for (role, has) in [
        (Role::Clerk, false),
        (Role::CountyCoordinator, true),
        (Role::CityOffice, true),
        (Role::RegionOffice, true),
        (Role::Supervisor, true),
        (Role::Admin, false),
    ] {
        assert_eq!(has_board(&state(role)), has, "{role:?}");
    }
}

#[test]
fn the_office_excuses_gives_more_time_and_closes_the_month_without_a_network() {
    let mut state = city(Role::CityOffice);
    state.update(Action::Show(View::Board), &later());
    let late = &shown(&state).closing.to_excuse;
    assert_eq!(late[0].0, "b");
    let excuse = |reason: &str| MonthStep::Excuse {
        project: "b".to_owned(),
        reason: reason.to_owned(),
    };
    step(&mut state, excuse(" "));
    let refused = Some(Notice::NotDecided(Refusal::WordsMissing));
    assert_eq!(state.screen.notice, refused);
    step(&mut state, excuse("工地无网络"));
    assert_eq!(state.screen.notice, Some(Notice::Decided));
    let model = shown(&state);
    assert_eq!(total(&model), [4, 2, 1, 0, 0, 2, 0]);
    assert!(model.closing.to_excuse.is_empty() && model.closing.is_waiting);

    let extend = MonthStep::Extend {
        whom: Whom::Project("d".to_owned()),
        until: parse_day("2022-06-08").unwrap(),
        reason: "台风".to_owned(),
    };
    step(&mut state, extend);
    let text = shown(&state).chase;
    assert!(text.ends_with("高铁站前路（延期至 2022-06-08）"), "{text}");

    // what is handed in is to be accepted first, and never written off
    let closing = shown(&state).closing;
    assert_eq!(closing.missing_names, ["产业园一期", "高铁站前路"]);
    assert_eq!(
        closing.blockers,
        [(Why::NotAccepted, vec!["城北水厂".to_owned()])]
    );
    step(&mut state, MonthStep::Lock(closing.missing));
    let refused = Some(Notice::NotDecided(Refusal::LockBlocked));
    assert_eq!(state.screen.notice, refused);
    report(
        &mut state,
        "b",
        Stand::Accepted,
        &[("month_investment", "40")],
    );
    let closing = shown(&state).closing;
    assert_eq!(closing.blockers, []);
    step(&mut state, MonthStep::Lock(closing.missing));
    assert_eq!(state.screen.notice, Some(Notice::Decided));
    assert_eq!(shown(&state).closing.state, Stands::Locked);
}

#[test]
fn what_is_in_dispute_stands_against_the_lock() {
    let mut state = city(Role::CityOffice);
    let side = |text| values(&[("month_investment", text)]);
    conflict(&mut state, "a", 7, side("40"), side("40"), side("45"));
    let blockers = shown(&state).closing.blockers;
    assert_eq!(blockers[0], (Why::Conflict, vec!["滨江大道".to_owned()]));
}

#[test]
fn nobody_else_closes_a_month() {
    let mut state = city(Role::CountyCoordinator);
    assert!(!shown(&state).closing.is_office);
    step(&mut state, MonthStep::Lock(Vec::new()));
    let refused = Some(Notice::NotDecided(Refusal::OfficeOnly));
    assert_eq!(state.screen.notice, refused);
}
