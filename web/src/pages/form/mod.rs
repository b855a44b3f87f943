//! 填报: one project's report of the month, as on the paper form.
//!
//! `model` says what is shown, as data; `boxes` is what of it a component is given, so that a key that is
//! typed draws only where something changes. The other files are one part of the page each.

mod added;
mod boxes;
mod checks;
mod context;
mod edit;
mod entry;
mod explained;
mod field;
mod findings;
mod head;
mod held;
mod history;
mod item;
mod last_month;
mod listed;
mod model;
mod notices;
mod open;
mod project;
mod questions;
mod reviewed;
mod saved;
mod section;
mod submit;
mod sums;
mod void;

use yew::prelude::*;

use self::model::Form;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{About, Action, State, View};
use crate::text::form as text;

/// The form of `project` in the month that is shown. The short `notice` stands above the bar, which it
/// would hide elsewhere.
pub fn view(state: &State, project: &str, notice: Html, send: &Dispatch) -> Html {
    let Some(form) = Form::new(state, project, send) else {
        return html! { <>{ missing(state, send) }{ notice }</> };
    };
    let name = format!("{project}/{}", form.boxes.context.key.month);
    html! {
        <div class="yb-form" part="form" key={name}>
            <div class="yb-form__top">
                { head::view(&form) }
                { saved::warning(&form) }
                { history::view(&form.boxes, &About::Report) }
                { notices::view(&form) }
                { questions::of_form(&form.boxes) }
            </div>
            <div class="yb-form__rail">{ checks::view(&form) }</div>
            <div class="yb-form__sections">
                { for form.sections().into_iter().map(|section| section::view(&form, section)) }
                { void::view(&form) }
            </div>
            <div class="yb-foot">{ notice }{ submit::view(&form) }</div>
        </div>
    }
}

fn missing(state: &State, send: &Dispatch) -> Html {
    let back = send.reform(|_: MouseEvent| Action::Show(View::Tasks));
    html! {
        <div class="yb-form">
            <h1>{ text::NOT_HERE.get(state.display.lang) }</h1>
            <p>{ text::NOT_HERE_ADVICE.get(state.display.lang) }</p>
            <button type="button" class="yb-button" onclick={back}>
                { Icon::Left.view() }{ text::BACK.get(state.display.lang) }
            </button>
        </div>
    }
}
