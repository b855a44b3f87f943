//! One of a fixed list: radio buttons for a few, a drop-down for many.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::target::Target;

/// An option: its key and its words.
pub type Choice = (&'static str, &'static str);

/// What both kinds need.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// Unique in the form.
    pub id: AttrValue,
    /// The stored key; empty if there is none.
    pub value: &'a str,
    /// Where it goes.
    pub target: Target,
    /// Ids of what describes it.
    pub described_by: Option<AttrValue>,
    /// A mandatory finding stands here.
    pub invalid: bool,
}

/// Radio buttons; the group's first one has the id.
pub fn radios(question: &Question<'_>, choices: impl Iterator<Item = Choice>) -> Html {
    let invalid = question.invalid.then_some("true");
    let one = |(at, (key, label)): (usize, (&str, &str))| {
        let (target, key) = (question.target.clone(), key.to_owned());
        let chosen = key.clone();
        let onchange = Callback::from(move |_: Event| target.put(Some(chosen.clone())));
        let id = if at == 0 {
            question.id.clone()
        } else {
            AttrValue::from(format!("{}-{key}", question.id))
        };
        html! {
            <label class="yb-choice" key={key.clone()}>
                <input type="radio" {id} name={question.id.clone()} checked={question.value == key} value={key.clone()}
                    aria-describedby={question.described_by.clone()} aria-invalid={invalid} {onchange} />
                <span>{ label.to_owned() }</span>
            </label>
        }
    };
    let choices = with_stored(question.value, choices);
    html! { <div class="yb-choices">{ for choices.into_iter().enumerate().map(one) }</div> }
}

/// What is stored and stands in no list of this program is shown as it is: the box would look empty.
fn with_stored<'a>(
    stored: &'a str,
    choices: impl Iterator<Item = Choice>,
) -> Vec<(&'a str, &'a str)> {
    let mut choices: Vec<(&'a str, &'a str)> = choices.collect::<Vec<Choice>>();
    if !stored.is_empty() && choices.iter().all(|(key, _)| *key != stored) {
        choices.push((stored, stored));
    }
    choices
}

/// A drop-down with `nothing` for nothing chosen.
pub fn select(
    question: &Question<'_>,
    nothing: &'static str,
    choices: impl Iterator<Item = Choice>,
) -> Html {
    let target = question.target.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
            target.put(Some(select.value()).filter(|key| !key.is_empty()));
        }
    });
    let one = |(key, label): (&str, &str)| {
        let selected = question.value == key;
        html! { <option key={key} value={key.to_owned()} {selected}>{ label.to_owned() }</option> }
    };
    html! {
        <select class="yb-input yb-input--select" id={question.id.clone()} ~value={question.value.to_owned()}
            aria-describedby={question.described_by.clone()} aria-invalid={question.invalid.then_some("true")} {onchange}>
            <option value="" selected={question.value.is_empty()}>{ nothing }</option>
            { for with_stored(question.value, choices).into_iter().map(one) }
        </select>
    }
}
