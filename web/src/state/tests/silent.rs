//! A store that does not answer.

use super::*;

fn ticket_of(effects: &[Effect]) -> u64 {
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Store { ticket, .. } | Effect::StoreThenSend { ticket, .. } => Some(*ticket),
        _ => None,
    });
    ticket.unwrap_or_else(|| panic!("{effects:?}"))
}

fn silence(state: &mut State, ticket: u64) -> Vec<Effect> {
    let silent = Action::Stored {
        ticket,
        result: Err(SILENT.to_owned()),
    };
    state.update(silent, &env())
}

fn filled() -> State {
    let mut state = opened(true);
    for (field, text) in FIGURES {
        let effects = fill(&mut state, field, text);
        finish_writes(&mut state, &effects);
    }
    state
}

#[test]
fn fault_34_what_is_handed_in_is_sent_although_it_could_not_be_stored() {
    let mut state = filled();
    let submit = Action::Submit {
        project: "p1".to_owned(),
    };
    let effects = state.update(submit, &env());
    assert!(state.loses_on_leaving(), "nobody has it yet");
    let waits = effects.iter().find_map(|effect| match effect {
        Effect::StoreThenSend { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let effects = silence(&mut state, waits.unwrap());
    let request = sent(&effects).expect("at once, from memory");
    assert!(state.loses_on_leaving() && !state.may_reload());
    // Other writes come to nothing meanwhile, and the request goes on.
    assert_eq!(sent(&silence(&mut state, 0)), None);
    assert!(state.sync.is_running());
    let mut answer = answer_to(&request, ChangeSet::default());
    answer.receipts = (request.operations.iter())
        .map(|operation| yuebao_domain::wire::v2::Receipt {
            op_id: operation.op_id.clone(),
            outcome: yuebao_domain::operation::Outcome::Applied,
            rev: Some(1),
            findings: Vec::new(),
            not_evaluated: Vec::new(),
            refusal: None,
            detail: None,
        })
        .collect();
    state.update(synced(request, Ok(answer)), &env());
    assert_eq!(state.device.waiting(), 0);
}

#[test]
fn fault_34_while_the_store_is_silent_nothing_waits_for_it() {
    let mut state = opened(true);
    silence(&mut state, 0);
    fill(&mut state, Field::Remarks, "x");
    let effects = state.update(Action::Sync, &env());
    assert!(sent(&effects).is_some(), "{effects:?}");
    assert!(!stored_rows(&effects).is_empty(), "and it is tried");
}

#[test]
fn fault_34_the_pages_calls_are_answered() {
    let mut state = State::default();
    let call = |state: &mut State, number, call| {
        let effects = state.update(Action::Call { number, call }, &env());
        answered(&effects)
    };
    assert!(call(&mut state, 1, Call::Sync).is_empty());
    assert!(call(&mut state, 2, Call::Export).is_empty());
    // The store has not come up in time.
    let mut device = Device::default();
    let password = "mi ma".to_owned();
    let pass = Pass::Login {
        token: "token".to_owned(),
        password: Some(password.clone()),
        key: "key".to_owned(),
    };
    device.let_in(&pass, "salt").unwrap();
    device.shut();
    let opened = Action::Opened {
        user: "clerk".to_owned(),
        pass: Pass::Password {
            password,
            key: "key".to_owned(),
        },
        device: Box::new(device),
        set_aside: Vec::new(),
        stored: true,
    };
    let mut numbers = answered(&state.update(opened, &env()));
    numbers.extend(answered(&silence(&mut state, 0)));
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);

    let mut state = filled();
    let effects = fill(&mut state, Field::Remarks, "x");
    assert!(
        call(&mut state, 3, Call::SignOut).is_empty(),
        "not before it is stored or not"
    );
    assert_eq!(answered(&silence(&mut state, ticket_of(&effects))), [3]);
}

fn answered(effects: &[Effect]) -> Vec<u32> {
    let numbers = effects.iter().filter_map(|effect| match effect {
        Effect::Answer { number, .. } => Some(*number),
        _ => None,
    });
    numbers.collect()
}

#[test]
fn fault_34_leaving_asks_while_a_write_is_under_way() {
    let mut state = opened(true);
    assert!(!state.loses_on_leaving());
    let effects = fill(&mut state, Field::Remarks, "x");
    assert!(state.loses_on_leaving());
    finish_writes(&mut state, &effects);
    assert!(!state.loses_on_leaving(), "stored, though not sent");
}

#[test]
fn what_is_done_again_is_done_in_its_own_month() {
    let mut state = opened(true);
    let april: yuebao_domain::period::Month = "2022-04".parse().unwrap();
    state.update(Action::ShowMonth(april), &env());
    let edit = Action::Edit {
        project: "p1".to_owned(),
        changes: Changes::from([(Field::Remarks.into(), Some("四月".into()))]),
    };
    let again = state.repeatable(&edit).unwrap();
    assert!(matches!(
        state.repeatable(&again),
        Some(Action::Again { .. })
    ));
    let may: yuebao_domain::period::Month = "2022-05".parse().unwrap();
    state.update(Action::ShowMonth(may), &env());
    state.update(again, &env());
    assert_eq!(state.screen.month, Some(may));
    let months: Vec<String> = (state.device.get().reports.keys())
        .map(|key| key.month.to_string())
        .collect();
    assert_eq!(months, ["2022-04"]);
}

#[test]
fn a_change_that_was_taken_back_and_a_column_that_was_pasted_are_done_again_as_they_were() {
    let mut state = opened(true);
    fill(&mut state, Field::Remarks, "first");
    fill(&mut state, Field::HaltReason, "second");
    let undo = Action::Undo {
        project: "p1".to_owned(),
    };
    let again = state.repeatable(&undo);
    state.update(undo, &env());
    let before = state.device.get().reports.clone();
    // The other tab has nothing of it; done once more, it takes nothing else back.
    state.update(again.unwrap(), &env());
    let values = |reports: &std::collections::BTreeMap<_, yuebao_domain::device::Replica>| {
        reports
            .values()
            .map(|report| report.values().clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(values(&state.device.get().reports), values(&before));
    let paste = Action::Paste {
        project: "p1".to_owned(),
        first: Field::MonthInvestment,
        cells: vec!["1".to_owned(), "2".to_owned()],
    };
    assert!(state.repeatable(&paste).is_some());
}
