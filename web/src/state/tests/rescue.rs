//! Rescue files: chosen, listed, taken in.

use yuebao_domain::device::Subject;

use super::*;

/// A file that somebody has written by hand for this user: an accepted report declared void.
fn forged() -> String {
    serde_json::json!({
        "yuebao_rescue": 1, "user": "clerk", "server_id": "s",
        "reports": [{
            "project": "p1", "month": "2022-05", "base_rev": 0,
            "base": {}, "values": { "remarks": "typed elsewhere" },
        }],
        "decisions": [{
            "op_id": "0197-1", "sequence": 1, "project": "p1", "month": "2022-05",
            "form_version": 1, "base_rev": 1, "kind": "void", "reason": "作废",
        }],
        "noted": [{ "about": "summary/2022-06/unit", "typed": { "next": "抓开工" } }],
    })
    .to_string()
}

fn sent(state: &mut State) -> usize {
    state
        .device
        .get_mut()
        .request("n".to_owned())
        .0
        .operations
        .len()
}

#[test]
fn choosing_a_file_stores_nothing_and_sends_nothing() {
    let mut state = opened(true);
    state.device.get_mut().meta.server_id = Some("s".to_owned());
    let before = state.device.clone();
    let effects = state.update(Action::Import(forged()), &env());
    assert_eq!(effects, []);
    assert_eq!(state.device.get(), before.get());
    assert!(!state.rescue.opened.as_ref().unwrap().file.is_proven);
    assert_eq!(sent(&mut state), 0);
}

#[test]
fn each_thing_is_taken_in_by_itself() {
    let mut state = opened(true);
    state.device.get_mut().meta.server_id = Some("s".to_owned());
    state.update(Action::Import(forged()), &env());
    state.update(Action::TakeIn(RescueItem::Report(0)), &env());
    let kinds = |state: &State| -> Vec<_> {
        let outbox = state.device.get().outbox.values();
        outbox
            .map(|queued| queued.operation.command.of_report().unwrap().kind)
            .collect()
    };
    assert_eq!(kinds(&state), [CommandKind::Set]);
    for strange in [
        RescueItem::Report(7),
        RescueItem::Decision(7),
        RescueItem::Noted(7),
    ] {
        state.update(Action::TakeIn(strange), &env());
    }
    assert_eq!(kinds(&state), [CommandKind::Set]);
    state.update(Action::TakeIn(RescueItem::Noted(0)), &env());
    let summary = Subject::from_path("summary/2022-06/unit").unwrap();
    assert_eq!(state.device.get().typed(&summary)["next"], "抓开工");
    assert_eq!(kinds(&state), [CommandKind::Set], "nothing of it is sent");
    // Another tab was faster with the store: it is done once more.
    for _ in 0..2 {
        state.update(Action::TakeIn(RescueItem::Decision(0)), &env());
        assert_eq!(kinds(&state), [CommandKind::Set, CommandKind::Void]);
    }
    state.update(Action::CloseRescue, &env());
    assert_eq!(state.rescue.opened, None);
    state.update(Action::TakeIn(RescueItem::Decision(0)), &env());
    assert_eq!(kinds(&state).len(), 2);
}

#[test]
fn who_logs_out_leaves_no_list_behind() {
    let mut state = opened(true);
    state.device.get_mut().meta.server_id = Some("s".to_owned());
    state.update(Action::Import(forged()), &env());
    state.update(Action::LogOut, &env());
    assert_eq!(state.rescue.opened, None);
}
