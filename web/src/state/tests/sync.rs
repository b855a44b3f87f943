//! The server.

use super::*;

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
    assert_eq!(request.operations[0].command.kind, CommandKind::Set.key());
    let effects = state.update(Action::ReadyToSend(request.clone()), &env());
    assert!(sent(&effects).is_some());
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
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let mut answer = answer_to(&request, ChangeSet::default());
    answer.nonce = "somebody else's".to_owned();
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.device.waiting(), 1);
    assert!(matches!(
        state.sync.phase,
        SyncPhase::Failed {
            fault: SyncFault::NotTheServer,
            ..
        }
    ));
}

#[test]
fn the_host_page_is_told_when_the_state_of_sync_changes() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "x");
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let effects = state.update(synced(request, Err(SyncFault::Unreachable)), &env());
    let told = HostEvent::Sync {
        state: "offline",
        waiting: 1,
    };
    assert!(effects.contains(&Effect::Emit(told)));
}

#[test]
fn a_first_pull_is_checked_at_its_end_and_later_news_one_by_one() {
    let mut state = State::default();
    let opening = Action::Opened {
        user: "clerk".to_owned(),
        pass: login("token"),
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
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let answer = answer_to(&request, changes);
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.checked["p1"].standing, mark);
    assert_ne!(state.checked["p2"].standing, mark);
}

#[test]
fn what_the_server_could_not_check_either_is_kept_with_the_report() {
    use yuebao_domain::operation::Outcome;
    use yuebao_domain::rule::RuleCode;
    use yuebao_domain::wire::v2::Receipt;
    let mut state = opened(true);
    for (field, text) in FIGURES {
        fill(&mut state, field, text);
    }
    let submit = Action::Submit {
        project: "p1".to_owned(),
    };
    state.update(submit, &env());
    assert_eq!(
        state.screen.notice,
        Some(Notice::HandedIn),
        "{:?}",
        state.checked["p1"].readiness
    );
    let (request, _) = state.device.get_mut().request("n".to_owned());
    let mut answer = answer_to(&request, ChangeSet::default());
    let code = RuleCode::new("M103");
    for operation in &request.operations {
        answer.receipts.push(Receipt {
            op_id: operation.op_id.clone(),
            outcome: Outcome::Applied,
            rev: Some(1),
            findings: Vec::new(),
            not_evaluated: vec![code],
            refusal: None,
            detail: None,
        });
    }
    state.update(synced(request, Ok(answer)), &env());
    let report = state.device.get().reports.values().next().unwrap();
    assert_eq!(report.not_evaluated.as_deref(), Some(&[code][..]));
}

/// What would be sent next, whether it has to be stored before or not.
fn next_request(state: &mut State, effects: &[Effect]) -> Option<SyncRequest> {
    finish_writes(state, effects);
    effects.iter().find_map(|effect| match effect {
        Effect::StoreThenSend { request, .. } | Effect::Send { request, .. } => {
            Some((**request).clone())
        }
        _ => None,
    })
}

#[test]
fn fault_36_a_request_that_is_too_large_is_halved_at_once_and_others_are_asked_about() {
    let mut state = opened(true);
    for project in ["p1", "p2", "p3", "p4"] {
        let text = "进".repeat(9_000);
        let edit = Action::Edit {
            project: project.to_owned(),
            changes: Changes::from([(Field::VisualProgress.into(), Some(text.into()))]),
        };
        state.update(edit, &env());
    }
    let effects = state.update(Action::Sync, &env());
    let mut request = next_request(&mut state, &effects).unwrap();
    let mut sizes = Vec::new();
    for _ in 0..20 {
        sizes.push(request.operations.len());
        let refused = synced(request, Err(SyncFault::TooLarge));
        let effects = state.update(refused, &env());
        request = next_request(&mut state, &effects).expect("it goes on by itself");
        if request.operations.is_empty() {
            break;
        }
    }
    assert_eq!(
        sizes,
        [4, 2, 1, 1, 1, 1],
        "each alone in the end, and then only a pull"
    );
    assert_eq!(
        state.sync.batch.stuck().map(|(reports, _)| reports),
        Some(4)
    );
    assert_eq!(state.device.waiting(), 4, "nothing is lost");
    let answer = answer_to(&request, ChangeSet::default());
    let effects = state.update(synced(request, Ok(answer)), &env());
    let pause = Effect::SyncAfter {
        milliseconds: 60_000,
    };
    assert!(effects.contains(&pause), "no storm: {effects:?}");
}

#[test]
fn fault_36_large_requests_without_an_answer_make_it_ask_whether_the_server_is_there() {
    let mut state = opened(true);
    fill(&mut state, Field::VisualProgress, &"进".repeat(9_000));
    let effects = state.update(Action::Sync, &env());
    let request = next_request(&mut state, &effects).unwrap();
    let asks: Vec<bool> = (0..3)
        .map(|_| {
            let lost = synced(request.clone(), Err(SyncFault::Unreachable));
            state.update(lost, &env()).contains(&Effect::Hello)
        })
        .collect();
    assert_eq!(asks, [false, true, true]);
}

#[test]
fn what_could_not_be_asked_offline_is_asked_once_the_server_answers() {
    let asks = |effects: &[Effect]| {
        let asked = |effect: &Effect| matches!(effect, Effect::AskConsole { .. });
        effects.iter().filter(|effect| asked(effect)).count()
    };
    let mut state = opened(true);
    let answers = |state: &mut State| {
        let effects = state.update(Action::Sync, &env());
        let request = sent(&effects).expect("nothing waits to be stored");
        let answer = answer_to(&request, ChangeSet::default());
        state.update(synced(request, Ok(answer)), &env())
    };
    assert_eq!(asks(&answers(&mut state)), 0, "it is not shown");
    let shown = state.update(Action::Show(View::Console), &env());
    assert_eq!(asks(&shown), 1);
    let told = |told| Action::Office(OfficeStep::Watch(Watch::Fetched(told)));
    state.update(told(Err(SyncFault::Unreachable)), &env());
    assert_eq!(asks(&answers(&mut state)), 1);
    assert_eq!(asks(&answers(&mut state)), 0, "while it waits for that");
    state.update(told(Ok(Box::default())), &env());
    assert_eq!(asks(&answers(&mut state)), 0, "it has been answered");
}
