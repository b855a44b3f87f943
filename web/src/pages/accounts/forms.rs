//! The forms of a unit and of an account: what is typed is read when it is sent.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yuebao_domain::rights::Role;
use yuebao_domain::text::{Lang, Words};
use yuebao_domain::wire::v1::Unit;
use yuebao_domain::wire::v2::admin::{self, Task};

use super::model::{Person, Place};
use crate::dispatch::Dispatch;
use crate::state::{Action, Administer};
use crate::text::accounts as text;

/// Of [`UnitForm`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct UnitProps {
    pub(super) lang: Lang,
    pub(super) send: Dispatch,
    pub(super) places: Vec<Place>,
    /// Code and name.
    pub(super) areas: Vec<(String, String)>,
    /// The one that is changed; none for a new one.
    pub(super) unit: Option<Place>,
}

/// A unit.
#[component]
pub(super) fn UnitForm(props: &UnitProps) -> Html {
    let (id, name) = (use_node_ref(), use_node_ref());
    let (above, area) = (use_node_ref(), use_node_ref());
    let (lang, known) = (props.lang, props.unit.as_ref());
    let save = {
        let (id, name, above, area) = (id.clone(), name.clone(), above.clone(), area.clone());
        let known = known.map(|unit| unit.id.clone());
        props.send.reform(move |()| {
            let unit = Unit {
                id: known.clone().unwrap_or_else(|| typed(&id)),
                name: typed(&name),
                parent: chosen(&above),
                area: chosen(&area),
            };
            Action::Administer(Administer::Do(if known.is_some() {
                Task::ChangeUnit(unit)
            } else {
                Task::AddUnit(unit)
            }))
        })
    };
    let places = props.places.iter();
    let places = places.filter(|place| known.is_none_or(|known| known.id != place.id));
    let places = places.map(|place| (place.id.clone(), place.name.clone()));
    let (parent, coordinated) = known.map_or((None, None), |unit| {
        (unit.parent.as_deref(), unit.area.as_deref())
    });
    let parents = options(lang, places, parent);
    let areas = options(lang, props.areas.iter().cloned(), coordinated);
    let content = html! {
        <>
            if known.is_none() { { field(text::ID, lang, input(&id, "")) } }
            { field(text::UNIT_NAME, lang, input(&name, known.map_or("", |unit| &unit.name))) }
            { field(text::ABOVE, lang, select(&above, parents)) }
            { field(text::AREA, lang, select(&area, areas)) }
        </>
    };
    form(lang, &props.send, save, content)
}

/// Of [`AccountForm`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct AccountProps {
    pub(super) lang: Lang,
    pub(super) send: Dispatch,
    pub(super) places: Vec<Place>,
    /// The one that is changed; none for a new one.
    pub(super) person: Option<Person>,
}

/// An account.
#[component]
pub(super) fn AccountForm(props: &AccountProps) -> Html {
    let (user, name, owner) = (use_node_ref(), use_node_ref(), use_node_ref());
    let (role, unit) = (use_node_ref(), use_node_ref());
    let (lang, known) = (props.lang, props.person.as_ref());
    let save = {
        let (user, name, owner) = (user.clone(), name.clone(), owner.clone());
        let (role, unit) = (role.clone(), unit.clone());
        let known = known.map(|person| person.user.clone());
        props.send.reform(move |()| {
            let person = admin::Person {
                user: known.clone().unwrap_or_else(|| typed(&user)),
                name: typed(&name),
                role: chosen(&role).unwrap_or_default(),
                unit: chosen(&unit).unwrap_or_default(),
                owner: Some(typed(&owner)).filter(|owner| !owner.is_empty()),
            };
            Action::Administer(Administer::Do(if known.is_some() {
                Task::ChangeAccount(person)
            } else {
                Task::AddAccount(person)
            }))
        })
    };
    let roles = Role::ALL.into_iter();
    let roles = roles.map(|role| (role.key().to_owned(), role.label().get(lang).to_owned()));
    let roles = options_alone(roles, known.map_or("clerk", |person| &person.role));
    let units = props.places.iter();
    let units = units.map(|place| (place.id.clone(), place.name.clone()));
    let units = options_alone(units, known.map_or("", |person| &person.unit));
    let content = html! {
        <>
            if known.is_none() { { field(text::USER, lang, input(&user, "")) } }
            { field(text::NAME, lang, input(&name, known.map_or("", |person| &person.name))) }
            { field(text::ROLE, lang, select(&role, roles)) }
            { field(text::UNIT, lang, select(&unit, units)) }
            { field(text::OWNER, lang, input(&owner, known.and_then(|it| it.owner.as_deref()).unwrap_or_default())) }
        </>
    };
    form(lang, &props.send, save, content)
}

/// No `<form>`: a frame with `sandbox` and without `allow-forms` sends none and says nothing.
fn form(lang: Lang, send: &Dispatch, save: Callback<()>, content: Html) -> Html {
    let cancel = send.reform(|_: MouseEvent| Action::Administer(Administer::Edit(None)));
    let entered = save.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && event.target_dyn_into::<HtmlInputElement>().is_some() {
            event.prevent_default();
            entered.emit(());
        }
    });
    html! {
        <div class="yb-account-form" {onkeydown}>
            { content }
            <div class="yb-pending-actions">
                <button type="button" class="yb-button yb-button--main" onclick={save.reform(|_: MouseEvent| ())}>
                    { text::SAVE.get(lang) }
                </button>
                <button type="button" class="yb-button" onclick={cancel}>{ text::CANCEL.get(lang) }</button>
            </div>
        </div>
    }
}

fn field(words: Words, lang: Lang, content: Html) -> Html {
    html! { <label class="yb-account-field"><span>{ words.get(lang) }</span>{ content }</label> }
}

fn input(node: &NodeRef, value: &str) -> Html {
    html! { <input ref={node.clone()} class="yb-input" value={value.to_owned()} autocomplete="off" autocapitalize="none" spellcheck="false" /> }
}

fn select(node: &NodeRef, options: Html) -> Html {
    html! { <select ref={node.clone()} class="yb-input yb-input--select">{ options }</select> }
}

/// With one more that stands for none.
fn options(
    lang: Lang,
    options: impl Iterator<Item = (String, String)>,
    chosen: Option<&str>,
) -> Html {
    html! {
        <>
            <option value="" selected={chosen.is_none()}>{ text::NONE.get(lang) }</option>
            { options_alone(options, chosen.unwrap_or_default()) }
        </>
    }
}

fn options_alone(options: impl Iterator<Item = (String, String)>, chosen: &str) -> Html {
    let one = |(value, name): (String, String)| {
        let selected = value == chosen;
        html! { <option {value} {selected}>{ name }</option> }
    };
    options.map(one).collect()
}

fn typed(node: &NodeRef) -> String {
    let input = node.cast::<HtmlInputElement>();
    input.map_or_else(String::new, |input| input.value().trim().to_owned())
}

fn chosen(node: &NodeRef) -> Option<String> {
    let select = node.cast::<HtmlSelectElement>()?;
    Some(select.value()).filter(|value| !value.is_empty())
}
