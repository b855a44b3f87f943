//! What the widget does on each event, as data.

use yuebao_domain::device::{Device, Row};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::builtin;
use yuebao_domain::report::{Changes, Field, FieldKey, FieldValue};
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v1::{
    ChangeSet, LoginAnswer, Me, OperationKind, SyncAnswer, SyncRequest, Unit,
};

use super::testing::env;
use super::*;

mod contract;
mod faults;

fn plan() -> PlanRow {
    serde_json::from_value(serde_json::json!({
        "id": "p1", "name": "示例项目", "nature": "continuing", "category": "industry",
        "area": builtin("qinzhou-2022").unwrap().areas[0].code, "units": ["u1"],
        "total_investment": "10000", "annual_plan": "2000", "entered": "2022-01",
    }))
    .unwrap()
}

fn me() -> Me {
    Me {
        user: "clerk".to_owned(),
        name: "示例信息员".to_owned(),
        role: Role::Clerk,
        unit: Unit {
            id: "u1".to_owned(),
            name: "示例单位".to_owned(),
            parent: None,
        },
    }
}

fn answer_to(request: &SyncRequest, changes: ChangeSet) -> Box<SyncAnswer> {
    Box::new(SyncAnswer {
        server_id: "s".to_owned(),
        epoch: 1,
        nonce: request.nonce.clone(),
        time: String::new(),
        me: me(),
        results: Vec::new(),
        changes,
        cursor: 1,
        more: false,
        backup_watermark: 0,
        mark: None,
        restored: false,
    })
}

/// A store that is open and has the plan.
fn opened(stored: bool) -> State {
    let mut state = State {
        online: true,
        ..State::default()
    };
    let effects = state.update(
        Action::Opened {
            user: "clerk".to_owned(),
            token: Some("token".to_owned()),
            device: Box::new(Device::default()),
            set_aside: Vec::new(),
            stored,
        },
        &env(),
    );
    let request = sent(&effects).expect("the first sync starts at once");
    let changes = ChangeSet {
        profile: Some(builtin("qinzhou-2022").unwrap()),
        projects: vec![plan()],
        ..ChangeSet::default()
    };
    let answer = answer_to(&request, changes);
    let effects = state.update(synced(request, Ok(answer)), &env());
    finish_writes(&mut state, &effects);
    state
}

fn synced(request: SyncRequest, answer: Result<Box<SyncAnswer>, SyncFault>) -> Action {
    Action::Synced {
        request: Box::new(request),
        answer,
        now: "2022-06-01T08:00:00+08:00".to_owned(),
    }
}

fn sent(effects: &[Effect]) -> Option<SyncRequest> {
    effects.iter().find_map(|effect| match effect {
        Effect::Send { request, .. } => Some((**request).clone()),
        _ => None,
    })
}

fn finish_writes(state: &mut State, effects: &[Effect]) {
    for effect in effects {
        if let Effect::Store { ticket, .. } | Effect::StoreThenSend { ticket, .. } = effect {
            let done = Action::Stored {
                ticket: *ticket,
                result: Ok(()),
            };
            state.update(done, &env());
        }
    }
}

fn stored_rows(effects: &[Effect]) -> Vec<Row> {
    effects
        .iter()
        .flat_map(|effect| match effect {
            Effect::Store { rows, .. } | Effect::StoreThenSend { rows, .. } => rows.clone(),
            _ => Vec::new(),
        })
        .collect()
}

fn fill(state: &mut State, field: Field, text: &str) -> Vec<Effect> {
    let changes = Changes::from([(field.into(), Some(FieldValue::from(text)))]);
    let action = Action::Edit {
        project: "p1".to_owned(),
        changes,
    };
    state.update(action, &env())
}

#[test]
fn the_form_opens_with_the_month_that_is_due() {
    assert_eq!(opened(true).month.unwrap().to_string(), "2022-05");
}

#[test]
fn a_draft_and_its_operation_are_stored_together_and_saved_is_said_only_then() {
    let mut state = opened(true);
    let effects = fill(&mut state, Field::Remarks, "x");
    let writes: Vec<_> = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store { .. }))
        .collect();
    assert_eq!(writes.len(), 1, "one transaction");
    let keys: Vec<String> = stored_rows(&effects)
        .into_iter()
        .map(|row| row.key)
        .collect();
    assert!(keys.iter().any(|key| key.starts_with("op/")), "{keys:?}");
    assert!(
        keys.iter().any(|key| key == "report/p1/2022-05"),
        "{keys:?}"
    );
    assert!(!state.saving.is_empty());
    finish_writes(&mut state, &effects);
    assert!(state.saving.is_empty());
}

#[test]
fn a_wrong_figure_is_found_as_it_is_typed() {
    let mut state = opened(true);
    fill(&mut state, Field::SinceStart, "5");
    fill(&mut state, Field::YearToDate, "9");
    let codes: Vec<String> = state.checked["p1"]
        .readiness
        .to_correct
        .iter()
        .map(|finding| finding.code.to_string())
        .collect();
    assert_eq!(codes, ["M105"]);
}

#[test]
fn a_report_that_is_not_ready_stays_and_says_what_is_missing() {
    let mut state = opened(true);
    let submit = Action::Submit {
        project: "p1".to_owned(),
    };
    state.update(submit, &env());
    assert!(matches!(
        state.notice,
        Some(Notice::NotReady {
            to_correct: 1..,
            ..
        })
    ));
    assert_eq!(state.device.waiting(), 0);
}

#[test]
fn what_may_have_been_sent_is_stored_as_such_before_it_is_sent() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let effects = state.update(Action::Sync, &env());
    assert_eq!(sent(&effects), None, "not before the write is complete");
    let Some(Effect::StoreThenSend { rows, request, .. }) = effects
        .iter()
        .find(|effect| matches!(effect, Effect::StoreThenSend { .. }))
    else {
        panic!("{effects:?}");
    };
    assert!(rows.iter().any(|row| {
        row.value
            .as_deref()
            .unwrap_or("")
            .contains("\"attempted\":true")
    }));
    assert_eq!(request.operations[0].kind, OperationKind::Set);
    let effects = state.update(Action::ReadyToSend(request.clone()), &env());
    assert!(sent(&effects).is_some());
}

#[test]
fn without_a_store_work_goes_on_in_memory_and_is_sent() {
    let mut state = opened(false);
    assert_eq!(state.store, StoreHealth::Missing);
    assert_eq!(stored_rows(&fill(&mut state, Field::Remarks, "x")), []);
    assert!(sent(&state.update(Action::Sync, &env())).is_some());
}

#[test]
fn after_a_failed_write_everything_is_written_again() {
    let mut state = opened(true);
    let effects = fill(&mut state, Field::Remarks, "lost?");
    let Some(Effect::Store { ticket, .. }) = effects.first() else {
        panic!("{effects:?}");
    };
    let failed = Action::Stored {
        ticket: *ticket,
        result: Err("QuotaExceededError".to_owned()),
    };
    state.update(failed, &env());
    assert!(matches!(state.store, StoreHealth::Failing(_)));
    let rows = stored_rows(&fill(&mut state, Field::HaltReason, "y"));
    let draft = rows
        .iter()
        .find(|row| row.key == "report/p1/2022-05")
        .unwrap();
    assert!(draft.value.as_deref().unwrap().contains("lost?"));
    assert!(
        rows.iter().any(|row| row.key == "project/p1"),
        "all rows, not only the new ones"
    );
}

#[test]
fn an_expired_token_keeps_the_outbox_and_asks_for_a_login() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::LoginNeeded)), &env());
    assert_eq!(state.device.waiting(), 1);
    assert!(matches!(state.session, Session::Open { token: None, .. }));
    assert!(effects.contains(&Effect::Remember {
        session: Some(("clerk".to_owned(), None))
    }));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::SyncAfter { .. }))
    );
}

#[test]
fn failures_are_retried_with_a_growing_pause_and_coming_online_ends_it() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let mut pauses = Vec::new();
    for _ in 0..12 {
        let effects = state.update(Action::Sync, &env());
        let request = effects.iter().find_map(|effect| match effect {
            Effect::StoreThenSend { request, .. } | Effect::Send { request, .. } => {
                Some((**request).clone())
            }
            _ => None,
        });
        finish_writes(&mut state, &effects);
        let failed = synced(request.unwrap(), Err(SyncFault::Unreachable));
        for effect in state.update(failed, &env()) {
            if let Effect::SyncAfter { milliseconds } = effect {
                pauses.push(milliseconds);
            }
        }
    }
    assert_eq!(pauses.len(), 12);
    assert!(
        pauses.is_sorted() && pauses[0] < 5_000 && pauses[11] <= 120_000,
        "{pauses:?}"
    );
    let typed = fill(&mut state, Field::HaltReason, "y");
    assert!(
        !typed
            .iter()
            .any(|effect| matches!(effect, Effect::SyncAfter { .. }))
    );
    state.update(Action::Online(false), &env());
    let effects = state.update(Action::Online(true), &env());
    let soon = |effect: &Effect| {
        matches!(
            effect,
            Effect::SyncAfter {
                milliseconds: ..=2_000
            }
        )
    };
    assert!(effects.iter().any(soon), "{effects:?}");
}

#[test]
fn a_captive_portal_does_not_empty_the_outbox() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.request("n".to_owned());
    let mut answer = answer_to(&request, ChangeSet::default());
    answer.nonce = "somebody else's".to_owned();
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.device.waiting(), 1);
    assert!(matches!(
        state.sync,
        SyncPhase::Failed {
            fault: SyncFault::NotTheServer,
            ..
        }
    ));
}

#[test]
fn logging_out_leaves_nothing_of_the_user_on_screen() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let effects = state.update(Action::LogOut, &env());
    assert!(effects.contains(&Effect::Remember { session: None }));
    assert_eq!(state.device, Device::default());
    assert!(state.checked.is_empty());
}

#[test]
fn a_write_that_another_tab_overtook_is_not_called_saved_until_it_is_done_again() {
    let mut state = opened(true);
    let elsewhere = state.device.clone();
    let effects = fill(&mut state, Field::Remarks, "x");
    let Some(Effect::Store { ticket, .. }) = effects.first() else {
        panic!("{effects:?}");
    };
    let reloaded = Action::Reloaded {
        device: Box::new(elsewhere),
        set_aside: Vec::new(),
        mark: None,
        undone: vec![*ticket],
    };
    state.update(reloaded, &env());
    assert_eq!(state.device.waiting(), 0, "as the other tab left it");
    let again = fill(&mut state, Field::Remarks, "x");
    assert_eq!(state.device.waiting(), 1);
    assert!(!state.saving.is_empty() && !stored_rows(&again).is_empty());
}

#[test]
fn the_host_page_is_told_when_the_state_of_sync_changes() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::Unreachable)), &env());
    let told = HostEvent::Sync {
        state: "offline",
        waiting: 1,
    };
    assert!(effects.contains(&Effect::Emit(told)));
}

#[test]
fn an_explanation_is_kept_under_its_finding() {
    let mut state = opened(true);
    for (field, text) in [
        (Field::MonthInvestment, "3000"),
        (Field::YearToDate, "3000"),
        (Field::SinceStart, "3000"),
        (Field::ActualStart, "2022-02-01"),
    ] {
        fill(&mut state, field, text);
    }
    let finding = state.checked["p1"].readiness.to_explain[0].clone();
    assert_eq!(finding.code.to_string(), "M108", "over the annual plan");
    let key: FieldKey = finding.explanation_key().unwrap();
    let explanation = FieldValue::Record(
        [
            ("text".to_owned(), "设备提前到货，年度计划拟调整".to_owned()),
            ("fingerprint".to_owned(), finding.fingerprint()),
        ]
        .into(),
    );
    let action = Action::Edit {
        project: "p1".to_owned(),
        changes: Changes::from([(key, Some(explanation))]),
    };
    state.update(action, &env());
    assert!(!state.checked["p1"].readiness.to_explain.contains(&finding));
    fill(&mut state, Field::YearToDate, "3001");
    let codes: Vec<_> = state.checked["p1"]
        .readiness
        .to_explain
        .iter()
        .map(|f| f.code.to_string())
        .collect();
    assert!(
        codes.contains(&"M108".to_owned()),
        "other values want a new explanation"
    );
}

/// Figures that a report of May can be handed in with.
const FIGURES: [(Field, &str); 9] = [
    (Field::MonthInvestment, "100"),
    (Field::YearToDate, "900"),
    (Field::SinceStart, "900"),
    (Field::Construction, "900"),
    (Field::Basis, "visual_progress"),
    (Field::VisualProgress, "主体结构施工至三层，砌体完成一半"),
    (Field::ActualStart, "2022-02-01"),
    (Field::Status, "normal"),
    (Field::ProjectCode, "2201-450702-04-01-123450"),
];

/// A report of that month with these figures that the server holds as handed in.
fn handed_in(state: &mut State, month: &str, year_to_date: &str) {
    use yuebao_domain::device::LocalReport;
    let key = ReportKey {
        project: "p1".to_owned(),
        month: month.parse().unwrap(),
    };
    let mut values: yuebao_domain::report::FieldValues = FIGURES
        .iter()
        .map(|(field, text)| ((*field).into(), FieldValue::from(*text)))
        .collect();
    for field in [Field::YearToDate, Field::SinceStart, Field::Construction] {
        values.insert(field.into(), FieldValue::from(year_to_date));
    }
    let server = yuebao_domain::wire::v1::ReportState {
        project: key.project.clone(),
        month: key.month,
        rev: 1,
        tag: None,
        state: yuebao_domain::merge::State::Submitted,
        review: None,
        values: values.clone(),
        by: "王敏".to_owned(),
        received_at: "2022-05-30T01:12:00Z".to_owned(),
        conflicts: Vec::new(),
    };
    let report = LocalReport {
        seen_rev: 1,
        base: values,
        server: Some(server),
        ..LocalReport::default()
    };
    state.device.reports.insert(key, report);
}

#[test]
fn a_changed_month_names_the_later_months_that_break() {
    let mut state = opened(true);
    for (month, year_to_date) in [("2022-02", "200"), ("2022-03", "300"), ("2022-04", "400")] {
        handed_in(&mut state, month, year_to_date);
    }
    let february = ReportKey {
        project: "p1".to_owned(),
        month: "2022-02".parse().unwrap(),
    };
    state.update(Action::Open(february), &env());
    assert_eq!(state.view, View::Form("p1".to_owned()));
    assert_eq!(state.checked["p1"].affected, []);
    fill(&mut state, Field::YearToDate, "250");
    let broken: Vec<String> = state.checked["p1"]
        .affected
        .iter()
        .map(|affected| affected.month.to_string())
        .collect();
    assert_eq!(broken, ["2022-03"], "April builds on March");
    fill(&mut state, Field::YearToDate, "200");
    assert_eq!(state.checked["p1"].affected, []);
}

#[test]
fn the_list_is_shown_again_where_it_was_left() {
    let mut state = opened(true);
    let mut shown = |view: View| {
        let mut effects = state.update(Action::Show(view), &env());
        effects.retain(|effect| !matches!(effect, Effect::Emit(_)));
        effects
    };
    let form = View::Form("p1".to_owned());
    assert_eq!(shown(form), [Effect::FocusTitle]);
    assert_eq!(shown(View::Tasks), [Effect::ReturnToTask("p1".to_owned())]);
    shown(View::Summary);
    assert_eq!(shown(View::Tasks), [Effect::FocusTitle]);
}

#[test]
fn a_first_pull_is_checked_at_its_end_and_later_news_one_by_one() {
    let mut state = State::default();
    let opening = Action::Opened {
        user: "clerk".to_owned(),
        token: Some("token".to_owned()),
        device: Box::new(Device::default()),
        set_aside: Vec::new(),
        stored: true,
    };
    let mut request = sent(&state.update(opening, &env())).unwrap();
    let named = |id: &str| PlanRow {
        id: id.to_owned(),
        ..plan()
    };
    for (id, more) in [("p1", true), ("p2", false)] {
        assert!(
            state.checked.is_empty(),
            "nothing is said of half the reports"
        );
        let changes = ChangeSet {
            profile: Some(builtin("qinzhou-2022").unwrap()),
            projects: vec![named(id)],
            ..ChangeSet::default()
        };
        let mut answer = answer_to(&request, changes);
        answer.more = more;
        let effects = state.update(synced(request.clone(), Ok(answer)), &env());
        request = sent(&effects).unwrap_or(request);
    }
    assert_eq!(state.checked.len(), 2);
    // Of what is told later, only that report is looked at again.
    let mark = yuebao_domain::device::Standing::Conflict;
    state.checked.get_mut("p1").unwrap().standing = mark;
    state.checked.get_mut("p2").unwrap().standing = mark;
    let changes = ChangeSet {
        projects: vec![named("p2")],
        ..ChangeSet::default()
    };
    let (request, _) = state.device.request("n".to_owned());
    let answer = answer_to(&request, changes);
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.checked["p1"].standing, mark);
    assert_ne!(state.checked["p2"].standing, mark);
}

#[test]
fn what_the_server_could_not_check_either_is_kept_with_the_report() {
    use yuebao_domain::check::RuleCode;
    use yuebao_domain::wire::v1::{OperationOutcome, OperationResult};
    let mut state = opened(true);
    for (field, text) in FIGURES {
        fill(&mut state, field, text);
    }
    let submit = Action::Submit {
        project: "p1".to_owned(),
    };
    state.update(submit, &env());
    assert_eq!(
        state.notice,
        Some(Notice::HandedIn),
        "{:?}",
        state.checked["p1"].readiness
    );
    let (request, _) = state.device.request("n".to_owned());
    let mut answer = answer_to(&request, ChangeSet::default());
    let code = RuleCode::new("M103");
    for operation in &request.operations {
        answer.results.push(OperationResult {
            op_id: operation.op_id.clone(),
            outcome: OperationOutcome::Applied,
            rev: Some(1),
            findings: Vec::new(),
            not_evaluated: vec![code],
            refusal: None,
            detail: None,
        });
    }
    state.update(synced(request, Ok(answer)), &env());
    let report = state.device.reports.values().next().unwrap();
    assert_eq!(report.not_evaluated.as_deref(), Some(&[code][..]));
}
