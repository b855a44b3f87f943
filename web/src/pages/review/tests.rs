use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::plan::Nature;
use yuebao_domain::rights::Role;

use super::model::model;
use crate::state::testing::{conflict, env, key, project, report, state, values};
use crate::state::{Action, Notice, State, View};

/// a and b are handed in, b first; c is accepted with an amendment; d is a draft.
fn county(role: Role) -> State {
    let mut state = state(role);
    for (id, name, stand, at) in [
        ("a", "滨江大道", Stand::Submitted, "2022-05-30T03:00:00Z"),
        ("b", "城北水厂", Stand::Submitted, "2022-05-30T02:00:00Z"),
        ("c", "产业园一期", Stand::Accepted, "2022-05-30T04:00:00Z"),
        ("d", "高铁站前路", Stand::Draft, "2022-05-30T01:00:00Z"),
    ] {
        project(&mut state, id, name, Nature::Continuing);
        report(&mut state, id, stand, &[("month_investment", "40")]);
        let report = state.device.get_mut().reports.get_mut(&key(id)).unwrap();
        report.server.as_mut().unwrap().received_at = at.into();
    }
    let side = |text| values(&[("month_investment", text)]);
    conflict(&mut state, "c", 7, side("40"), side("40"), side("45"));
    let report = state.device.get_mut().reports.get_mut(&key("c")).unwrap();
    let open = &mut report.server.as_mut().unwrap().conflicts[0];
    open.clash.kind = ClashKind::Amendment;
    state
}

fn queue(state: &State) -> Vec<String> {
    let queue = model(state).queue;
    queue.into_iter().map(|it| it.project).collect()
}

#[test]
fn amendments_come_first_then_who_came_first() {
    let state = county(Role::CountyCoordinator);
    assert_eq!(queue(&state), ["产业园一期", "城北水厂", "滨江大道"]);
    let first = &model(&state).queue[0];
    assert_eq!((first.amendments, first.has_conflict), (1, false));
    assert_eq!(first.unit, "柳北区住建局");
}

#[test]
fn who_reports_reviews_nothing() {
    let mut state = county(Role::Clerk);
    assert_eq!(state.device.count_to_review(), 0);
    let accept = Action::Accept {
        key: key("a"),
        comment: String::new(),
    };
    state.update(accept, &env());
    let refused = Some(Notice::NotDecided(Refusal::ReviewersOnly));
    assert_eq!(state.screen.notice, refused);
    assert!(state.device.get().outbox.is_empty());
}

#[test]
fn a_decision_is_queued_and_said_to_be_on_its_way() {
    let mut state = county(Role::CountyCoordinator);
    state.update(Action::Show(View::Review), &env());
    state.update(Action::Show(View::Form("b".to_owned())), &env());
    let send_back = |comment: &str| Action::SendBack {
        key: key("b"),
        comment: comment.to_owned(),
    };
    state.update(send_back(" "), &env());
    let refused = Some(Notice::NotDecided(Refusal::CommentMissing));
    assert_eq!(state.screen.notice, refused);
    assert_eq!(state.screen.view, View::Form("b".to_owned()));
    state.update(send_back("形象进度与投资不符，请核对"), &env());
    assert_eq!(
        (&state.screen.view, &state.screen.notice),
        (&View::Review, &Some(Notice::Decided))
    );
    assert_eq!(queue(&state), ["产业园一期", "滨江大道"]);
    let waits = model(&state).on_its_way;
    assert_eq!(waits.len(), 1);
    assert_eq!(waits[0].kind, CommandKind::Return);
    let comment = waits[0].comment.as_deref();
    assert_eq!(comment, Some("形象进度与投资不符，请核对"));
}

#[test]
fn what_waits_in_other_months_is_listed_by_month() {
    let mut state = county(Role::CityOffice);
    state.screen.month = Some("2022-06".parse().unwrap());
    let model = model(&state);
    assert!(model.queue.is_empty());
    let [(month, waiting)] = &model.elsewhere[..] else {
        panic!("{:?}", model.elsewhere);
    };
    assert_eq!(month.to_string(), "2022-05");
    let projects: Vec<&str> = waiting.iter().map(|it| it.project.as_str()).collect();
    assert_eq!(projects, ["滨江大道", "城北水厂", "产业园一期"]);
}
