//! 催报 as a text to copy.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::text::Lang;

use super::model::Called;
use crate::components::persons::list;
use crate::js::copy_from;
use crate::text::board as words;

/// Props of [`Chased`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The list.
    pub(super) text: AttrValue,
    /// The same with whom to call.
    pub(super) with: Option<AttrValue>,
    /// Whom to call, by unit.
    pub(super) people: Vec<(String, Vec<Called>)>,
    /// Language.
    pub(super) lang: Lang,
}

/// The text, and the button that copies it; by hand where the browser does not.
#[component]
pub(super) fn Chased(props: &Props) -> Html {
    let lang = props.lang;
    let has_people = use_state(|| false);
    let text = match &props.with {
        Some(with) if *has_people => with.clone(),
        _ => props.text.clone(),
    };
    let copied = use_state(|| None::<AttrValue>);
    let area = use_node_ref();
    let copy = {
        let (area, copied, text) = (area.clone(), copied.clone(), text.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                copied.set(copy_from(&area).then(|| text.clone()));
            }
        })
    };
    let is_copied = copied.as_ref() == Some(&text);
    let toggle = {
        let has_people = has_people.clone();
        Callback::from(move |_: Event| has_people.set(!*has_people))
    };
    let rows = text.lines().count().clamp(3, 16).to_string();
    html! {
        <section class="yb-board-part">
            <div class="yb-board-head">
                <h2>{ words::CHASE.get(lang) }</h2>
                <button type="button" class="yb-button" onclick={copy}>
                    { if is_copied { words::COPIED } else { words::COPY }.get(lang) }
                </button>
            </div>
            if props.with.is_some() {
                <label class="yb-board-with">
                    <input type="checkbox" checked={*has_people} onchange={toggle} />
                    <span>{ words::WITH_PEOPLE.get(lang) }</span>
                </label>
            }
            <textarea ref={area} class="yb-input yb-input--area yb-board-text" {rows} readonly=true
                aria-label={words::CHASE_LABEL.get(lang)} value={text.clone()} />
            <pre class="yb-print-only yb-board-print">{ text }</pre>
            { people(&props.people, lang) }
        </section>
    }
}

/// Whom to call, with links that call.
fn people(units: &[(String, Vec<Called>)], lang: Lang) -> Html {
    if units.is_empty() {
        return Html::default();
    }
    let one = |called: &Called| {
        html! {
            <li>
                { list(std::slice::from_ref(&called.person)) }
                <span class="yb-muted">{ called.projects.join(words::LIST_COMMA.get(lang)) }</span>
            </li>
        }
    };
    let unit = |(unit, people): &(String, Vec<Called>)| {
        html! {
            <>
                <h3>{ unit }</h3>
                <ul class="yb-board-people">{ for people.iter().map(one) }</ul>
            </>
        }
    };
    html! {
        <details class="yb-board-names">
            <summary>{ words::PEOPLE.get(lang) }</summary>
            { for units.iter().map(unit) }
        </details>
    }
}
