//! 账号: units, people and tablets, for the administrator. It works on the server, while there is a
//! connection.

mod forms;
mod list;
mod model;

use yew::prelude::*;
use yuebao_domain::rights::Role;
use yuebao_domain::wire::v2::admin::Task;

use self::forms::{AccountForm, UnitForm};
use self::list::ListButton;
use self::model::{Model, Person, Place, Tablet, model};
use crate::components::faults;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, Administer, Asking, Editing, State};
use crate::text::accounts as text;

/// The screen.
pub fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let me = state.device.get().meta.me.as_ref();
    let content = if me.is_none_or(|me| me.role != Role::Admin) {
        info(text::NOT_YOURS.get(lang))
    } else if !state.sync.online {
        info(text::OFFLINE.get(lang))
    } else {
        let model = model(state);
        html! {
            <>
                { phase(state, send) }
                { password(state, send) }
                if let Some(model) = &model {
                    { places(state, model, send) }
                    { people(state, model, send) }
                    { taking_in(state, send) }
                    { tablets(state, model, send) }
                }
            </>
        }
    };
    html! {
        <div class="yb-pending">
            <h1>{ text::TITLE.get(lang) }</h1>
            { content }
        </div>
    }
}

fn info(words: &str) -> Html {
    html! { <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ words.to_owned() }</div> }
}

fn button(words: &str, label: String, send: &Dispatch, what: Administer) -> Html {
    let onclick = send.reform(move |_: MouseEvent| Action::Administer(what.clone()));
    html! { <button type="button" class="yb-button" aria-label={label} {onclick}>{ words.to_owned() }</button> }
}

fn phase(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    match &state.accounts.phase {
        Asking::Idle => Html::default(),
        Asking::Waiting => {
            html! { <p role="status" class="yb-muted">{ Icon::Sync.view() }{ text::WAITING.get(lang) }</p> }
        }
        Asking::Failed(fault) => html! {
            <div class="yb-banner yb-banner--bad" role="alert">
                { Icon::Cross.view() }
                <span>{ faults::of_sync(fault, lang) }</span>
                { button(text::AGAIN.get(lang), text::AGAIN.get(lang).to_owned(), send, Administer::Load) }
            </div>
        },
    }
}

/// A password is shown once, until it was written down.
fn password(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some((user, password)) = &state.accounts.password else {
        return Html::default();
    };
    html! {
        <div class="yb-banner yb-banner--good" role="alert">
            { Icon::Check.view() }
            <span>
                { user }{ " · " }{ text::PASSWORD.get(lang) }{ " " }<strong class="yb-secret">{ password }</strong>
                { " " }{ text::PASSWORD_ONCE.get(lang) }
            </span>
            { button(text::HIDE.get(lang), text::HIDE.get(lang).to_owned(), send, Administer::HidePassword) }
        </div>
    }
}

fn section(title: &str, head: &Html, content: Html) -> Html {
    html! {
        <section class="yb-pending-section" aria-label={title.to_owned()}>
            <h2>{ title.to_owned() }</h2>
            { head.clone() }
            { content }
        </section>
    }
}

fn places(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let open = &state.accounts.open;
    let head = if *open == Some(Editing::NewUnit) {
        html! { <UnitForm {lang} {send} places={model.places.clone()} areas={model.areas.clone()} unit={None::<Place>} /> }
    } else {
        new(text::NEW_UNIT.get(lang), Editing::NewUnit, send)
    };
    let one = |place: &Place| {
        let is_open = *open == Some(Editing::Unit(place.id.clone()));
        let edit = Administer::Edit(Some(Editing::Unit(place.id.clone())));
        let id = place.id.clone();
        let remove = Administer::Do(Task::RemoveUnit { id });
        let label = |words: &str| format!("{words} {}", place.name);
        html! {
            <li class="yb-pending-item" key={place.id.clone()}>
                <div class={classes!("yb-pending-item-text", format!("yb-depth-{}", place.depth.min(6)))}>
                    <h3 class="yb-pending-name">{ &place.name }<span class="yb-muted">{ &place.id }</span></h3>
                    if let Some(area) = &place.area_name { <p class="yb-muted">{ area }</p> }
                </div>
                <div class="yb-pending-actions">
                    { button(text::EDIT.get(lang), label(text::EDIT.get(lang)), send, edit) }
                    if place.is_empty {
                        { button(text::REMOVE.get(lang), label(text::REMOVE.get(lang)), send, remove) }
                    }
                </div>
                if is_open {
                    <UnitForm {lang} {send} places={model.places.clone()} areas={model.areas.clone()} unit={Some(place.clone())} />
                }
            </li>
        }
    };
    let lines =
        html! { <ul class="yb-pending-list" part="list">{ for model.places.iter().map(one) }</ul> };
    section(text::UNITS.get(lang), &head, lines)
}

fn new(words: &str, what: Editing, send: &Dispatch) -> Html {
    let onclick =
        send.reform(move |_: MouseEvent| Action::Administer(Administer::Edit(Some(what.clone()))));
    html! {
        <button type="button" class="yb-button" {onclick}>{ Icon::Plus.view() }{ words.to_owned() }</button>
    }
}

fn people(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let open = &state.accounts.open;
    let head = if *open == Some(Editing::NewAccount) {
        html! { <AccountForm {lang} {send} places={model.places.clone()} person={None::<Person>} /> }
    } else {
        new(text::NEW_ACCOUNT.get(lang), Editing::NewAccount, send)
    };
    let one = |person: &Person| {
        let is_open = *open == Some(Editing::Account(person.user.clone()));
        let edit = Administer::Edit(Some(Editing::Account(person.user.clone())));
        let label = |words: &str| format!("{words} {}", person.name);
        html! {
            <li class="yb-pending-item" key={person.user.clone()}>
                <div class="yb-pending-item-text">
                    <h3 class="yb-pending-name">{ &person.name }<span class="yb-muted">{ &person.user }</span></h3>
                    <p class="yb-muted">{ &person.role_name }{ " · " }{ &person.unit_name }</p>
                    if let Some(owner) = &person.owner { <p class="yb-muted">{ owner }</p> }
                </div>
                <div class="yb-pending-chips">
                    if person.disabled {
                        <span class="yb-chip yb-chip--bad">{ Icon::Cross.view() }{ text::DISABLED.get(lang) }</span>
                    }
                    if person.by_portal {
                        <span class="yb-chip yb-chip--info">{ Icon::Person.view() }{ text::PORTAL.get(lang) }</span>
                    }
                </div>
                <div class="yb-pending-actions">
                    { button(text::EDIT.get(lang), label(text::EDIT.get(lang)), send, edit) }
                </div>
                if is_open {
                    { steps(state, person, send) }
                    <AccountForm {lang} {send} places={model.places.clone()} person={Some(person.clone())} />
                }
            </li>
        }
    };
    let lines =
        html! { <ul class="yb-pending-list" part="list">{ for model.people.iter().map(one) }</ul> };
    section(text::PEOPLE.get(lang), &head, lines)
}

/// What can be done about an account beside changing what is said of it.
fn steps(state: &State, person: &Person, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let user = || person.user.clone();
    let (words, disabled) = if person.disabled {
        (text::ENABLE, false)
    } else {
        (text::DISABLE, true)
    };
    let tasks = [
        (text::NEW_PASSWORD, Task::SetPassword { user: user() }),
        (text::END_LOGINS, Task::EndLogins { user: user() }),
        (
            words,
            Task::Switch {
                user: user(),
                disabled,
            },
        ),
    ];
    let one = |(words, task): (yuebao_domain::text::Words, Task)| {
        let words = words.get(lang);
        let label = format!("{words} {}", person.name);
        button(words, label, send, Administer::Do(task))
    };
    html! { <div class="yb-pending-actions">{ for tasks.map(one) }</div> }
}

fn tablets(state: &State, model: &Model, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let one = |tablet: &Tablet| {
        let (user, device) = (tablet.user.clone(), tablet.device.clone());
        let revoke = Administer::Do(Task::RevokeTablet { user, device });
        let words = if tablet.logged_in {
            text::LOGGED_IN
        } else {
            text::LOGGED_OUT
        };
        let label = format!(
            "{} {} {}",
            text::REVOKE.get(lang),
            tablet.name,
            tablet.device
        );
        html! {
            <li class="yb-pending-item" key={format!("{} {}", tablet.user, tablet.device)}>
                <div class="yb-pending-item-text">
                    <h3 class="yb-pending-name">{ &tablet.name }<span class="yb-muted">{ &tablet.device }</span></h3>
                    <p class="yb-muted">
                        { &tablet.unit_name }{ " · " }{ text::seen(&when::show(&tablet.seen_at, lang), lang) }
                        { " · " }{ words.get(lang) }
                    </p>
                </div>
                if tablet.logged_in {
                    { button(text::REVOKE.get(lang), label, send, revoke) }
                }
            </li>
        }
    };
    let head = html! { <p class="yb-muted">{ text::REVOKE_HELP.get(lang) }</p> };
    let content = if model.tablets.is_empty() {
        html! { <p class="yb-muted">{ text::NO_TABLETS.get(lang) }</p> }
    } else {
        html! { <ul class="yb-pending-list" part="list">{ for model.tablets.iter().map(one) }</ul> }
    };
    section(text::TABLETS.get(lang), &head, content)
}

fn taking_in(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let on_file = send.reform(|bytes| Action::Administer(Administer::Try(bytes)));
    let head = html! {
        <>
            <p class="yb-muted">{ text::LIST_HELP.get(lang) }</p>
            <ListButton {lang} {on_file} />
        </>
    };
    section(text::LIST.get(lang), &head, list::told(state, send))
}
