//! How a letter ends: answered, with the day and what is said of it, or void, with the reason.

use web_sys::HtmlInputElement;
use yew::prelude::*;
use yuebao_domain::operation::letters::{Fault, Sent};
use yuebao_domain::period::{Date, parse_day};
use yuebao_domain::text::{Lang, Words, clean};

use crate::components::icon::Icon;
use crate::text::statistics as text;

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Answered,
    Void,
}

/// Props of [`Closing`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) ends: Ends,
    pub(super) sent: Sent,
    pub(super) lang: Lang,
    /// Takes the day and the words, once nothing is missing.
    pub(super) onsay: Callback<(Option<Date>, String)>,
}

/// What stands against it.
fn fault(ends: Ends, sent: &Sent, day: Option<Date>, words: &str) -> Option<Words> {
    match (ends, day) {
        (Ends::Void, _) => words.is_empty().then_some(text::REASON_MISSING),
        (Ends::Answered, None) => Some(text::DAY_MISSING),
        (Ends::Answered, Some(day)) => sent.answer_fault(day).map(Fault::words),
    }
}

/// The fields and the button. One tap too many must not end a letter.
#[component]
pub(super) fn Closing(props: &Props) -> Html {
    let lang = props.lang;
    let wrong = use_state(|| None::<Words>);
    let (day, words) = (use_node_ref(), use_node_ref());
    let say = {
        let (day, words, wrong) = (day.clone(), words.clone(), wrong.clone());
        let (ends, sent, onsay) = (props.ends, props.sent.clone(), props.onsay.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = |field: &NodeRef| {
                let field = field.cast::<HtmlInputElement>();
                let text = field.map(|field| field.value()).unwrap_or_default();
                clean(text.trim()).into_owned()
            };
            let (day, words) = (parse_day(&text(&day)).ok(), text(&words));
            let found = fault(ends, &sent, day, &words);
            wrong.set(found);
            if found.is_none() {
                onsay.emit((day, words));
            }
        })
    };
    let is_answer = props.ends == Ends::Answered;
    let (title, help, label, confirm) = if is_answer {
        (
            text::ANSWER,
            text::ANSWER_HELP,
            text::ANSWER_REMARK,
            text::ANSWER_CONFIRM,
        )
    } else {
        (
            text::VOID,
            text::VOID_HELP,
            text::VOID_REASON,
            text::VOID_CONFIRM,
        )
    };
    let name = if is_answer { "answer" } else { "void" };
    let field = |of: &str| format!("yb-letter-{name}-{of}");
    html! {
        <details class="yb-board-decision">
            <summary>{ title.get(lang) }</summary>
            <form onsubmit={say}>
                <p class="yb-muted">{ help.get(lang) }</p>
                if is_answer {
                    <label for={field("day")}>{ text::ANSWER_DAY.get(lang) }</label>
                    <input id={field("day")} class="yb-input" type="date" ref={day} />
                }
                <label for={field("words")}>{ label.get(lang) }</label>
                <input id={field("words")} class="yb-input" type="text" autocomplete="off" ref={words} />
                if let Some(wrong) = *wrong { <p class="yb-figures__fault" role="alert">{ Icon::Cross.view() }<span>{ wrong.get(lang) }</span></p> }
                <button type="submit" class="yb-button yb-button--main">{ confirm.get(lang) }</button>
            </form>
        </details>
    }
}
