//! A state to test screens with: a county's coordinator or a clerk, in May 2022.

use yuebao_domain::device::{QuestionKey, Replica, ReportKey, Stamp};
use yuebao_domain::merge::{Clash, ClashKind, Group};
use yuebao_domain::money::parse_plain;
use yuebao_domain::operation::question::{CommandKind as Step, Remark, with_remark};
use yuebao_domain::operation::report::State as ReportStanding;
use yuebao_domain::operation::{Held, OpenConflict};
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{Category, ClassKey, Classes, Level, Nature, PlanRow};
use yuebao_domain::profile_file::{builtin, from_toml};
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues};
use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;
use yuebao_domain::units::Unit;

use super::{Env, Session, State};

/// 1 June 2022, with a fresh identifier each time.
pub(crate) fn env() -> Env {
    use std::sync::atomic::{AtomicU32, Ordering};
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    Env {
        stamp: Stamp {
            op_id: format!("0197-{number:012x}").into(),
            made_at: "2022-06-01T08:00:00+08:00".into(),
        },
        nonce: format!("nonce-{number}"),
        today: parse_day("2022-06-01").unwrap(),
        dice: 500,
    }
}

/// May 2022.
pub(crate) fn may() -> Month {
    "2022-05".parse().unwrap()
}

/// The May report of a project.
pub(crate) fn key(project: &str) -> ReportKey {
    ReportKey {
        project: project.to_owned(),
        month: may(),
    }
}

/// Boxes with a text each.
pub(crate) fn values(boxes: &[(&str, &str)]) -> FieldValues {
    let boxes = boxes.iter();
    boxes
        .map(|(key, text)| (FieldKey::new(key).unwrap(), FieldValue::from(*text)))
        .collect()
}

/// One user of one unit with a complete device and no projects.
pub(crate) fn state(role: Role) -> State {
    let unit = |id: &str, name: &str| Unit {
        id: id.to_owned(),
        name: name.to_owned(),
        parent: None,
        area: None,
    };
    let mut state = State {
        session: Session::Open {
            user: "wang".to_owned(),
            token: None,
        },
        ..State::default()
    };
    state.screen.month = Some(may());
    let mut profile = builtin("liuzhou-2022").unwrap();
    profile.chain = vec![Role::Clerk, Role::CountyCoordinator, Role::CityOffice];
    state.device.get_mut().profile = Some(profile);
    state.device.get_mut().units = vec![unit("u1", "柳北区住建局"), unit("u2", "柳北区工信局")];
    state.device.get_mut().meta.complete = true;
    state.device.get_mut().meta.me = Some(Me {
        user: "wang".to_owned(),
        name: "王敏".to_owned(),
        role,
        unit: unit("u1", "柳北区住建局"),
        owner: None,
    });
    state
}

/// A project of unit `u1` with a plan of 3,000 of 10,000 万元, but 预备 without.
pub(crate) fn project(state: &mut State, id: &str, name: &str, nature: Nature) {
    let wan = |text| Some(parse_plain(text).unwrap());
    let area = state.device.get().profile.as_ref().unwrap().areas[0]
        .code
        .clone();
    let plan = PlanRow {
        id: id.to_owned(),
        name: name.to_owned(),
        code: None,
        nature,
        category: Some(Category::INFRASTRUCTURE),
        area,
        level: Level::MUNICIPAL,
        is_industrial: false,
        is_private: false,
        is_real_estate: false,
        sector: None,
        classes: Classes::default(),
        owner: "某业主".to_owned(),
        owner_uscc: None,
        units: vec!["u1".to_owned()],
        total_investment: wan("10000"),
        annual_plan: wan("3000").filter(|_| nature.is_implementing()),
        before_year: None,
        upper_level_funds: None,
        monthly_plan: Vec::new(),
        bundle: None,
        is_bundle: false,
        scale: String::new(),
        planned_start: None,
        planned_completion: None,
        entered: "2022-01".parse().unwrap(),
        exited: None,
        exit_reason: None,
        exit_day: None,
        exit_approver: None,
    };
    state
        .device
        .get_mut()
        .projects
        .insert(plan.id.clone(), plan);
}

/// A report of May that the server holds.
pub(crate) fn report(
    state: &mut State,
    id: &str,
    standing: ReportStanding,
    boxes: &[(&str, &str)],
) {
    report_of(state, key(id), standing, boxes);
}

/// A report that the server holds.
pub(crate) fn report_of(
    state: &mut State,
    key: ReportKey,
    standing: ReportStanding,
    boxes: &[(&str, &str)],
) {
    let server = Held {
        subject: key.clone().into(),
        rev: 1,
        tag: None,
        state: standing.into(),
        review: None,
        hand_ins: None,
        course: None,
        values: values(boxes),
        by: "李强".to_owned(),
        fillers: Vec::new(),
        received_at: "2022-05-30T01:12:00Z".into(),
        conflicts: Vec::new(),
    };
    let report = Replica {
        seen_rev: 1,
        server: Some(server),
        ..Replica::default()
    };
    state.device.get_mut().reports.insert(key, report);
}

/// A question about a box of the May report of `id`, as the server holds it: each step with who took
/// it, when, and the words.
pub(crate) fn question(
    state: &mut State,
    id: &str,
    field: &str,
    said: &[(Step, &str, &str, &str)],
) -> QuestionKey {
    let number = state.device.get().questions.len() + 1;
    let name = QuestionKey {
        report: key(id),
        id: format!("q{number}"),
    };
    let mut values = FieldValues::new();
    for (kind, user, at, text) in said {
        let remark = Remark {
            kind: *kind,
            user: (*user).to_owned(),
            by: (*user).to_owned(),
            unit: "某局".to_owned(),
            at: (*at).into(),
            text: (*text).to_owned(),
        };
        values = with_remark(&values, FieldKey::new(field).as_ref(), &remark);
    }
    let (last, _, at, _) = said.last().unwrap();
    let server = Held {
        subject: name.clone().into(),
        rev: said.len() as u64,
        tag: None,
        state: last.leads_to().into(),
        review: None,
        hand_ins: None,
        course: None,
        values,
        by: "李强".to_owned(),
        fillers: Vec::new(),
        received_at: (*at).into(),
        conflicts: Vec::new(),
    };
    let replica = Replica {
        seen_rev: said.len() as u64,
        server: Some(server),
        ..Replica::default()
    };
    state
        .device
        .get_mut()
        .questions
        .insert(name.clone(), replica);
    name
}

/// An open conflict in a report that the server holds; the second value is the user's.
pub(crate) fn conflict(
    state: &mut State,
    id: &str,
    number: u64,
    base: FieldValues,
    first: FieldValues,
    second: FieldValues,
) {
    let group = Group::of(first.keys().chain(second.keys()).next().unwrap());
    let report = state.device.get_mut().reports.get_mut(&key(id)).unwrap();
    let server = report.server.as_mut().unwrap();
    server.values.extend(first.clone());
    server.conflicts.push(OpenConflict {
        id: number,
        clash: Clash {
            kind: ClashKind::Conflict,
            group,
            base,
            first,
            second,
        },
        first_by: "李强".to_owned(),
        second_by: "王敏".to_owned(),
        second_user: "wang".to_owned(),
        first_at: "2022-05-30T01:12:00Z".into(),
        second_at: "2022-05-30T02:40:00Z".into(),
    });
}

/// Puts the state under a profile of its own classes, and what its projects say by them, in their order:
/// category, level, 资金来源 and whether it is a 专项债项目.
pub(crate) fn own_classes(state: &mut State, said: &[(&str, &str, &str, bool)]) {
    let own = include_str!("../../../crates/domain/tests/fixtures/own-classes.toml");
    let mut profile = from_toml(own).unwrap();
    let device = state.device.get_mut();
    if let Some(before) = &device.profile {
        profile.areas.clone_from(&before.areas);
        profile.chain.clone_from(&before.chain);
        profile.chains.clear();
    }
    device.profile = Some(profile);
    let key = |text: &str| ClassKey::new(text);
    for (row, (category, level, funds, bond)) in device.projects.values_mut().zip(said) {
        row.category = key(category).map(Category);
        row.level = key(level).map(Level).unwrap_or_default();
        row.classes.set(key("funds").unwrap(), key(funds));
        let bond = bond.then_some(ClassKey::YES);
        row.classes.set(key("bond").unwrap(), bond);
    }
}
