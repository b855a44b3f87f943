//! The local store.

use super::*;

#[test]
fn without_a_store_work_goes_on_in_memory_and_is_sent() {
    let mut state = opened(false);
    assert_eq!(state.store.health, StoreHealth::Missing);
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
    assert!(matches!(state.store.health, StoreHealth::Failing(_)));
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
    // What is typed first is one operation with what follows.
    let replaced = rows.iter().find(|row| row.key == "op/0000000000000001");
    assert_eq!(replaced.map(|row| &row.value), Some(&None), "{rows:?}");
}

#[test]
fn a_write_that_another_tab_overtook_is_not_called_saved_until_it_is_done_again() {
    let mut state = opened(true);
    let elsewhere = state.device.get().clone();
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
    assert!(!state.store.saving.is_empty() && !stored_rows(&again).is_empty());
}
