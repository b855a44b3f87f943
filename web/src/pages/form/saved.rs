//! Whether what is on the form is stored. It never says so when it is not.

use yew::prelude::*;

use super::model::Form;
use crate::components::faults::alone;
use crate::components::faults::of_no_store;
use crate::components::icon::Icon;
use crate::state::{State, StoreHealth, StorePermission, View};
use crate::text::form as text;

/// What can be said of storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Storage {
    /// Nothing was typed.
    Untouched,
    /// Every write is complete.
    Complete,
    /// A write is under way.
    UnderWay,
    /// What is typed is in memory only.
    InMemory,
}

fn saved(state: &State, is_touched: bool) -> Storage {
    match state.store.health {
        StoreHealth::Missing | StoreHealth::Failing(_) => Storage::InMemory,
        StoreHealth::Good if !state.store.saving.is_empty() => Storage::UnderWay,
        StoreHealth::Good if is_touched => Storage::Complete,
        StoreHealth::Good => Storage::Untouched,
    }
}

/// The word beside the title.
pub(super) fn word(form: &Form<'_>) -> Html {
    if !form.boxes.context.may_fill() {
        return Html::default();
    }
    let (icon, tone, word) = match saved(form.state, form.local.is_some()) {
        Storage::Untouched => return Html::default(),
        Storage::Complete => (Icon::Check, "yb-chip--good", text::SAVED),
        Storage::UnderWay => (Icon::Sync, "yb-chip--info", text::SAVING),
        Storage::InMemory => (Icon::Cross, "yb-chip--bad", text::NOT_SAVED),
    };
    html! { <span class={classes!("yb-chip", tone)}>{ icon.view() }{ form.boxes.context.say(word) }</span> }
}

/// What to do when nothing can be stored.
pub(super) fn warning(form: &Form<'_>) -> Html {
    if saved(form.state, true) != Storage::InMemory {
        return Html::default();
    }
    super::notices::banner(
        &form.boxes.context,
        "bad",
        Icon::Cross,
        html! { <><p>{ why(form) }</p>{ alone(form.state, &form.boxes.context.send) }</> },
        Some((text::TO_PENDING, View::Pending)),
    )
}

fn why(form: &Form<'_>) -> &'static str {
    let state = form.state;
    if state.store.health == StoreHealth::Missing
        && state.store.permission != StorePermission::Allowed
    {
        return of_no_store(state.store.permission, state.display.lang);
    }
    form.boxes.context.say(text::NOT_SAVED_ADVICE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_is_said_only_when_every_write_is_complete() {
        let mut state = State::default();
        assert_eq!(saved(&state, false), Storage::Untouched);
        assert_eq!(saved(&state, true), Storage::Complete);
        state.store.saving.insert(3);
        assert_eq!(saved(&state, true), Storage::UnderWay);
        state.store.health = StoreHealth::Failing("QuotaExceededError".to_owned());
        assert_eq!(saved(&state, true), Storage::InMemory);
        state.store.saving.clear();
        assert_eq!(saved(&state, true), Storage::InMemory);
    }
}
