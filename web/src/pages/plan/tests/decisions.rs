//! What is decided and proposed, from the first box to the answer.

use yuebao_domain::device::{PlanKey, Replica};
use yuebao_domain::operation::month;
use yuebao_domain::operation::plan::{Command, CommandKind, State as Stands, Step, with_step};
use yuebao_domain::operation::{Held, Refusal};
use yuebao_domain::plan::{Nature, PlanBox, PlanChange, PlanVersion};
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::Role;

use crate::pages::plan::form::model::{Form, Kind, form};
use crate::pages::plan::proposals::model::{on_their_way, proposals, untaken};
use crate::pages::plan::step;
use crate::state::testing::{env, may, project, state};
use crate::state::{Effect, Notice, PlanEntry, PlanStep, State};

pub(super) fn city(role: Role) -> State {
    let mut state = state(role);
    project(&mut state, "a", "滨江大道", Nature::Continuing);
    state
}

pub(super) fn act(state: &mut State, what: PlanStep) -> Vec<Effect> {
    state.update(step(what), &env())
}

pub(super) fn begin(state: &mut State, change: PlanChange, project: Option<&str>) {
    act(state, PlanStep::Begin(change, project.map(str::to_owned)));
}

pub(super) fn fill(state: &mut State, boxes: &[(PlanEntry, &str)]) {
    for (entry, text) in boxes {
        act(state, PlanStep::Type(*entry, (*text).to_owned()));
    }
}

pub(super) const fn row(part: PlanBox) -> PlanEntry {
    PlanEntry::Row(part)
}

/// The boxes that something is wrong with.
pub(super) fn faults(form: &Form) -> Vec<PlanEntry> {
    let wrong = form.fields.iter().filter(|field| field.fault.is_some());
    wrong.map(|field| field.entry).collect()
}

/// What is confirmed, given.
pub(super) fn give(state: &mut State, project: Option<&str>) -> Vec<Effect> {
    act(state, PlanStep::Check);
    let form = form(state, project).unwrap();
    assert_eq!((faults(&form), &form.obstacle), (Vec::new(), &None));
    let ready = form.ready.unwrap();
    act(
        state,
        PlanStep::Give {
            version: ready.version.into(),
            is_proposal: form.is_proposal,
            reason: ready.reason,
        },
    )
}

#[test]
fn the_office_sees_what_would_change_before_it_confirms() {
    let mut state = city(Role::CityOffice);
    begin(&mut state, PlanChange::Amend, Some("a"));
    act(&mut state, PlanStep::Check);
    let empty = form(&state, Some("a")).unwrap();
    assert!(empty.ready.is_none());
    let words = Refusal::PlanUnchanged.words().zh;
    assert_eq!(empty.obstacle.as_deref(), Some(words));
    fill(
        &mut state,
        &[
            (row(PlanBox::AnnualPlan), "３，500万元"),
            (PlanEntry::Document, "市府会议纪要〔2022〕8号"),
        ],
    );
    act(&mut state, PlanStep::Check);
    let ready = form(&state, Some("a")).unwrap().ready.unwrap();
    let changed = ready.changed.unwrap();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0].before.as_deref(), Some("3,000.00"));
    assert_eq!(changed[0].after.as_deref(), Some("3,500.00"));
    assert_eq!(ready.version.valid_from, may());
    act(&mut state, PlanStep::Refill);
    assert!(form(&state, Some("a")).unwrap().ready.is_none());
    let effects = give(&mut state, Some("a"));
    assert!(matches!(effects[0], Effect::Store { .. }));
    assert_eq!(state.plan.draft, None, "it is done with");
    assert_eq!(state.screen.notice, Some(Notice::Decided));
    let waiting = on_their_way(&state, Some("a"));
    assert_eq!((waiting.len(), waiting[0].change.zh), (1, "调整"));
    assert_eq!(state.device.waiting(), 1);
}

#[test]
fn what_is_missing_of_a_new_project_is_said_once_somebody_wants_to_go_on() {
    let mut state = city(Role::CityOffice);
    begin(&mut state, PlanChange::Supplement, None);
    let new = form(&state, None).unwrap();
    assert_eq!(faults(&new), []);
    assert!(
        form(&state, Some("a")).is_none(),
        "it is of no project here"
    );
    act(&mut state, PlanStep::Check);
    let wanted = [PlanBox::Name, PlanBox::Nature, PlanBox::Area].map(row);
    let tried = form(&state, None).unwrap();
    assert_eq!((faults(&tried), tried.wrong), (wanted.to_vec(), 3));
    fill(
        &mut state,
        &[
            (row(PlanBox::Name), "南湖大桥"),
            (row(PlanBox::Nature), "new_start"),
            (row(PlanBox::Area), &state_area()),
            (row(PlanBox::TotalInvestment), "两亿"),
            (row(PlanBox::PlannedStart), "下个月"),
        ],
    );
    let unread = [PlanBox::PlannedStart, PlanBox::TotalInvestment].map(row);
    assert_eq!(faults(&form(&state, None).unwrap()), unread);
    fill(
        &mut state,
        &[
            (row(PlanBox::TotalInvestment), "2亿元"),
            (row(PlanBox::PlannedStart), "2022年6月"),
        ],
    );
    act(&mut state, PlanStep::Check);
    let units = row(PlanBox::Units);
    assert_eq!(faults(&form(&state, None).unwrap()), [units]);
    fill(&mut state, &[(units, "u2、u1")]);
    give(&mut state, None);
    let (key, command) = state.device.get().plans_on_their_way().next().unwrap();
    let version = command.version.as_ref().unwrap();
    assert_eq!(key.project, version.row.id);
    assert!(version.row.id.starts_with("p-"), "{}", version.row.id);
    assert_eq!(version.row.units, ["u2", "u1"]);
    assert_eq!(version.row.entered, may());
    let total = version.row.total_investment.unwrap();
    assert_eq!(total.to_string(), "20000");
}

/// The first area of the profile.
fn state_area() -> String {
    let state = city(Role::CityOffice);
    state.device.get().profile.as_ref().unwrap().areas[0]
        .code
        .clone()
}

#[test]
fn a_project_leaves_with_the_month_before_and_its_cause() {
    let mut state = city(Role::CityOffice);
    begin(&mut state, PlanChange::Exit, Some("a"));
    fill(&mut state, &[(PlanEntry::ValidFrom, "2022-07")]);
    act(&mut state, PlanStep::Check);
    let open = form(&state, Some("a")).unwrap();
    assert_eq!(faults(&open), [PlanEntry::Cause]);
    fill(&mut state, &[(PlanEntry::Cause, "industrial_policy")]);
    let open = form(&state, Some("a")).unwrap();
    let at = &open.fields[0];
    assert_eq!(at.entry, PlanEntry::ValidFrom);
    assert!(
        !at.findings.is_empty(),
        "day, approver and reason are not there"
    );
    fill(
        &mut state,
        &[
            (row(PlanBox::ExitDay), "2022-06-20"),
            (PlanEntry::Approver, "市政府"),
            (PlanEntry::Reason, "产业政策调整"),
        ],
    );
    give(&mut state, Some("a"));
    let (_, command) = state.device.get().plans_on_their_way().next().unwrap();
    let row = &command.version.as_ref().unwrap().row;
    assert_eq!(
        row.exited.map(|last| last.to_string()).as_deref(),
        Some("2022-06")
    );
    assert_eq!(row.exit_approver.as_deref(), Some("市政府"));
}

#[test]
fn what_becomes_an_implementing_project_has_a_plan_and_a_plan_beyond_the_total_stands_beside_its_box()
 {
    let mut state = state(Role::CityOffice);
    project(&mut state, "b", "城北水厂", Nature::Preparatory);
    begin(&mut state, PlanChange::Nature, Some("b"));
    fill(&mut state, &[(row(PlanBox::Nature), "new_start")]);
    act(&mut state, PlanStep::Check);
    let annual = row(PlanBox::AnnualPlan);
    assert_eq!(faults(&form(&state, Some("b")).unwrap()), [annual]);
    fill(&mut state, &[(annual, "99999")]);
    let open = form(&state, Some("b")).unwrap();
    let field = open
        .fields
        .iter()
        .find(|field| field.entry == annual)
        .unwrap();
    assert_eq!(field.findings.len(), 1);
    fill(&mut state, &[(annual, "5000")]);
    give(&mut state, Some("b"));
    assert_eq!(state.device.waiting(), 1);
}

#[test]
fn a_change_of_a_closed_month_is_warned_of_at_once() {
    let mut state = city(Role::CityOffice);
    let step = month::Step {
        command: month::Command::lock(Vec::new()),
        user: "wang".to_owned(),
        by: "王敏".to_owned(),
        unit: "市重点办".to_owned(),
        at: "2022-06-02T01:00:00Z".into(),
        made: Some(month::Frozen {
            number: 1,
            digest: String::new(),
            missing: Vec::new(),
        }),
    };
    let values = month::with_step(&FieldValues::new(), &step);
    let held = held(may().into(), month::State::Locked.into(), values);
    let replica = Replica {
        server: Some(held),
        ..Replica::default()
    };
    state.device.get_mut().months.insert(may(), replica);
    begin(&mut state, PlanChange::Amend, Some("a"));
    let open = form(&state, Some("a")).unwrap();
    assert_eq!(open.closed_through, Some(may()));
    let from = |state: &State| {
        let open = form(state, Some("a")).unwrap();
        let mut fields = open.fields.into_iter();
        fields
            .find(|field| field.entry == PlanEntry::ValidFrom)
            .unwrap()
    };
    assert_eq!(from(&state).value, "2022-06", "the first that is open");
    fill(
        &mut state,
        &[
            (PlanEntry::ValidFrom, "2022-05"),
            (row(PlanBox::AnnualPlan), "3500"),
        ],
    );
    let said = from(&state).fault.unwrap();
    assert!(
        said.contains("已封账") && said.contains("2022-05"),
        "{said}"
    );
}

fn held(
    subject: yuebao_domain::operation::Subject,
    state: yuebao_domain::operation::State,
    values: FieldValues,
) -> Held {
    Held {
        subject,
        rev: 1,
        tag: None,
        state,
        review: None,
        hand_ins: None,
        course: None,
        values,
        by: "李强".to_owned(),
        fillers: Vec::new(),
        received_at: "2022-06-01T01:12:00Z".into(),
        conflicts: Vec::new(),
    }
}

/// What unit u1 proposes of project a: 3,500 instead of 3,000 万元 from June on.
fn proposed(state: &mut State) -> PlanKey {
    let mut row = state.device.get().projects["a"].clone();
    row.annual_plan = yuebao_domain::money::parse_plain("3500").ok();
    let from = may().plus(1);
    let version = PlanVersion::of(2, PlanChange::Amend, from, row);
    let key = PlanKey::of("a", from);
    let said = Step {
        command: Command::propose(version, "设计变更"),
        user: "li".to_owned(),
        by: "李强".to_owned(),
        unit: "柳北区住建局".to_owned(),
        at: "2022-05-30T01:12:00Z".into(),
        made: None,
    };
    let values = with_step(&FieldValues::new(), &said);
    let replica = Replica {
        seen_rev: 1,
        server: Some(held(key.clone().into(), Stands::Proposed.into(), values)),
        ..Replica::default()
    };
    state.device.get_mut().plans.insert(key.clone(), replica);
    key
}

#[test]
fn a_unit_proposes_and_takes_back_what_it_has_proposed() {
    let mut state = city(Role::Clerk);
    begin(&mut state, PlanChange::Amend, Some("a"));
    let open = form(&state, Some("a")).unwrap();
    assert!(open.is_proposal);
    let units = open
        .fields
        .iter()
        .find(|it| it.entry == row(PlanBox::Units));
    let fixed = Kind::Fixed("柳北区住建局".to_owned());
    assert_eq!(
        units.unwrap().kind,
        fixed,
        "a clerk's device has not got every unit"
    );
    fill(
        &mut state,
        &[
            (PlanEntry::ValidFrom, "2022-06"),
            (row(PlanBox::AnnualPlan), "3500"),
            (PlanEntry::Reason, "设计变更"),
        ],
    );
    give(&mut state, Some("a"));
    let own = proposals(&state, None);
    assert!(own[0].is_on_its_way && own[0].may_retract && !own[0].may_answer);
    assert_eq!(own[0].reason.as_deref(), Some("设计变更"));
    let (key, proposal) = (own[0].key.clone(), own[0].number);
    act(&mut state, PlanStep::Retract { key, proposal });
    let own = proposals(&state, None);
    let answer = own[0].answer.as_ref().unwrap();
    assert_eq!(answer.kind, CommandKind::Retract);
    assert!(!own[0].may_retract);
}

#[test]
fn the_office_answers_with_before_and_after_in_sight_and_declines_with_words() {
    let mut state = city(Role::CityOffice);
    let key = proposed(&mut state);
    let one = proposals(&state, Some("a")).remove(0);
    assert!(one.may_answer && !one.may_retract && one.obstacle.is_none());
    let changed = one.changed.unwrap();
    assert_eq!(changed[0].after.as_deref(), Some("3,500.00"));
    assert!(proposals(&state, Some("b")).is_empty());
    let answer = |approves, comment: &str| PlanStep::Answer {
        key: key.clone(),
        proposal: one.number,
        approves,
        comment: comment.to_owned(),
    };
    act(&mut state, answer(false, ""));
    let lacking = Notice::NotDecided(Refusal::CommentMissing);
    assert_eq!(state.screen.notice, Some(lacking));
    let mut approving = state.clone();
    act(&mut state, answer(false, "年内无法完成"));
    let declined = proposals(&state, None).remove(0);
    assert_eq!(
        declined.answer.unwrap().words.as_deref(),
        Some("年内无法完成")
    );
    assert!(declined.is_on_its_way);
    act(&mut approving, answer(true, ""));
    let approved = proposals(&approving, None).remove(0);
    assert_eq!(approved.answer.unwrap().kind, CommandKind::Approve);
}

#[test]
fn what_the_server_did_not_take_is_told_until_it_was_read() {
    let mut state = city(Role::CityOffice);
    begin(&mut state, PlanChange::Amend, Some("a"));
    fill(&mut state, &[(row(PlanBox::AnnualPlan), "3500")]);
    give(&mut state, Some("a"));
    let device = state.device.get_mut();
    let queued = device.outbox.pop_first().unwrap().1;
    let key = PlanKey::of("a", may());
    let replica = device.plans.get_mut(&key).unwrap();
    replica.refused = Some(yuebao_domain::device::Refused {
        findings: Vec::new(),
        refusal: Some(Refusal::PlanMonthLocked),
        detail: Some("2022-05".to_owned()),
    });
    replica.declined.push(queued.operation);
    let told = untaken(&state, None).remove(0);
    assert_eq!(
        (told.name.as_str(), told.kinds[0].zh),
        ("滨江大道", "核定计划")
    );
    assert!(told.why[0].ends_with("（2022-05）"), "{:?}", told.why);
    assert_eq!(state.device.to_look_at(), 1);
    act(&mut state, PlanStep::Dismiss(told.key));
    assert!(untaken(&state, None).is_empty());
    assert_eq!(state.device.to_look_at(), 0);
}
