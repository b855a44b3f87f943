//! Who, which month, which screen, and the sync badge.

use yew::{Callback, Html, MouseEvent, classes, html};
use yuebao_domain::rights::Action as Right;

use super::badge::{Kind, badge};
use crate::Send;
use crate::components::icon::Icon;
use crate::components::menu::Menu;
use crate::pages::review;
use crate::state::{Action, State, StoreHealth, View};
use crate::text::shell as text;

pub(super) fn view(state: &State, user: &str, send: &Send) -> Html {
    html! {
        <header class="yb-header" part="header">
            <div class="yb-header__top">
                <p class="yb-header__title" part="title">{ title(state) }</p>
                { sync(state, send) }
                { person(state, user, send) }
            </div>
            <div class="yb-header__bar">
                { screens(state, send) }
                { months(state, send) }
            </div>
        </header>
    }
}

/// What the jurisdiction calls itself.
pub(super) fn title(state: &State) -> String {
    match (&state.device.profile, &state.hello) {
        (Some(profile), _) => profile.title_in(state.lang).to_owned(),
        (None, Some(hello)) => hello.title.clone(),
        (None, None) => text::PRODUCT.get(state.lang).to_owned(),
    }
}

fn sync(state: &State, send: &Send) -> Html {
    let lang = state.lang;
    let Some(badge) = badge(state) else {
        return Html::default();
    };
    let (icon, tone) = badge.look();
    let idle = badge.kind != Kind::Syncing;
    html! {
        <>
            <button type="button" class={classes!("yb-sync", tone)} part="sync" onclick={on(send, Action::Sync)}
                title={idle.then(|| text::SYNC_NOW.get(lang))}>
                { icon.view() }
                <span><span class="yb-hidden">{ text::SYNC_STATE.get(lang) }{ " " }</span>{ badge.words(lang) }</span>
            </button>
            <span class="yb-hidden" role="status">{ badge.spoken(lang) }</span>
        </>
    }
}

fn person(state: &State, user: &str, send: &Send) -> Html {
    let lang = state.lang;
    let me = state.device.meta.me.as_ref();
    let name = me.map_or(user, |me| me.name.as_str()).to_owned();
    let waiting = state.device.waiting();
    let after = match state.store {
        StoreHealth::Good => text::LOG_OUT_KEEPS,
        _ => text::LOG_OUT_LOSES,
    };
    let label = html! {
        <>
            { Icon::Person.view() }
            <span class="yb-person__name">{ name }</span>
            if let Some(me) = me { <span class="yb-person__unit yb-muted">{ &me.unit.name }</span> }
        </>
    };
    html! {
        <Menu class="yb-person" {label}>
            <div class="yb-person__menu">
                if let Some(me) = me {
                    <p>{ &me.unit.name }{ " · " }{ me.role.label().get(lang) }</p>
                }
                <p class="yb-muted">
                    if waiting > 0 { { text::badge_waiting(waiting, lang) }{ " · " } }
                    { after.get(lang) }
                </p>
                <button type="button" class="yb-button" onclick={on(send, Action::LogOut)}>
                    { text::LOG_OUT.get(lang) }
                </button>
            </div>
        </Menu>
    }
}

fn screens(state: &State, send: &Send) -> Html {
    let lang = state.lang;
    let pending = state.device.needs_attention() + state.set_aside.len();
    let tab = |view: View, icon: Icon, words: &'static str, here: bool, count: usize| {
        html! {
            <button type="button" class={classes!("yb-tab", here.then_some("yb-tab--here"))}
                aria-current={here.then_some("page")} onclick={on(send, Action::Show(view))}>
                { icon.view() }<span>{ words }</span>
                if count > 0 { <span class="yb-tab__count">{ count }</span> }
            </button>
        }
    };
    let view = &state.view;
    let is_form = matches!(view, View::Form(_));
    let reviews = *view == View::Review || is_form && state.form_from == View::Review;
    let tasks = *view == View::Tasks || is_form && !reviews;
    html! {
        <nav class="yb-tabs" part="nav" aria-label={text::SCREENS.get(lang)}>
            { tab(View::Tasks, Icon::List, text::TASKS.get(lang), tasks, 0) }
            { tab(View::Summary, Icon::Table, text::SUMMARY.get(lang), *view == View::Summary, 0) }
            if state.may(Right::Review) {
                { tab(View::Review, Icon::Stamp, text::REVIEW.get(lang), reviews, review::model::count(state)) }
            }
            { tab(View::Pending, Icon::Inbox, text::PENDING.get(lang), *view == View::Pending, pending) }
        </nav>
    }
}

/// A month can be reported up to the one that is running.
fn months(state: &State, send: &Send) -> Html {
    let lang = state.lang;
    let Some(month) = state.month else {
        return Html::default();
    };
    let before = month.previous();
    let after = month.plus(1);
    html! {
        <div class="yb-months" part="month" role="group" aria-label={text::MONTH.get(lang)}>
            <button type="button" class="yb-button yb-button--plain" aria-label={text::MONTH_BEFORE.get(lang)}
                disabled={!state.may_show(before)} onclick={on(send, Action::ShowMonth(before))}>
                { Icon::Left.view() }
            </button>
            <strong class="yb-months__month" aria-live="polite">{ text::month(month, lang) }</strong>
            <button type="button" class="yb-button yb-button--plain" aria-label={text::MONTH_AFTER.get(lang)}
                disabled={!state.may_show(after)} onclick={on(send, Action::ShowMonth(after))}>
                { Icon::Right.view() }
            </button>
        </div>
    }
}

fn on(send: &Send, action: Action) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_| send.emit(action.clone()))
}
