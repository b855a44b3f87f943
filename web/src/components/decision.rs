//! A decision with what it is for, a day and a reason.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yuebao_domain::period::{Date, parse_day};
use yuebao_domain::text::{Lang, Words, clean};

use crate::text::board as text;

/// What was filled in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    /// The key of the choice.
    pub(crate) whom: String,
    /// The day, where one is asked for.
    pub(crate) day: Option<Date>,
    /// Why.
    pub(crate) reason: String,
}

/// Props of [`Decision`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Begins the ids of its fields.
    pub(crate) id: AttrValue,
    /// What it is.
    pub(crate) title: Words,
    /// What follows from it.
    pub(crate) help: Words,
    /// What is chosen.
    #[prop_or(text::WHOM)]
    pub(crate) of: Words,
    /// Whom it can be for, by key and name.
    pub(crate) choices: Vec<(String, String)>,
    /// Whether a day is asked for.
    #[prop_or_default]
    pub(crate) has_day: bool,
    /// Language.
    pub(crate) lang: Lang,
    /// Takes what was filled in, once nothing is missing.
    pub(crate) onsay: Callback<Said>,
}

/// The fields and the button.
#[component]
pub(crate) fn Decision(props: &Props) -> Html {
    let lang = props.lang;
    let missing = use_state(|| None::<Words>);
    let (whom, day, reason) = (use_node_ref(), use_node_ref(), use_node_ref());
    let say = {
        let (whom, day, reason) = (whom.clone(), day.clone(), reason.clone());
        let (missing, onsay, has_day) = (missing.clone(), props.onsay.clone(), props.has_day);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = |field: &NodeRef| {
                let field = field.cast::<HtmlInputElement>();
                let text = field.map(|field| field.value()).unwrap_or_default();
                clean(text.trim()).into_owned()
            };
            let whom = whom.cast::<HtmlSelectElement>();
            let said = Said {
                whom: whom.map(|whom| whom.value()).unwrap_or_default(),
                day: parse_day(&text(&day)).ok(),
                reason: text(&reason),
            };
            let lacks = if has_day && said.day.is_none() {
                Some(text::DAY_MISSING)
            } else {
                said.reason.is_empty().then_some(text::REASON_MISSING)
            };
            missing.set(lacks);
            if lacks.is_none() {
                onsay.emit(said);
            }
        })
    };
    let field = |name: &str| format!("{}-{name}", props.id);
    html! {
        <details class="yb-board-decision">
            <summary>{ props.title.get(lang) }</summary>
            <form onsubmit={say}>
                <p class="yb-muted">{ props.help.get(lang) }</p>
                <label for={field("whom")}>{ props.of.get(lang) }</label>
                <select id={field("whom")} class="yb-input" ref={whom}>
                    { for props.choices.iter().map(|(key, name)| html! { <option value={key.clone()}>{ name }</option> }) }
                </select>
                if props.has_day {
                    <label for={field("day")}>{ text::UNTIL.get(lang) }</label>
                    <input id={field("day")} class="yb-input" type="date" ref={day} />
                }
                <label for={field("reason")}>{ text::REASON.get(lang) }</label>
                <input id={field("reason")} class="yb-input" type="text" autocomplete="off" ref={reason} />
                if let Some(missing) = *missing { <p class="yb-board-bad" role="alert">{ missing.get(lang) }</p> }
                <button type="submit" class="yb-button yb-button--main">{ props.title.get(lang) }</button>
            </form>
        </details>
    }
}
