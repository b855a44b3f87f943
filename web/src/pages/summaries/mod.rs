//! 半年、年度总结: the one that is written here, and those of the units for whoever decides about them.

pub(crate) mod model;
mod one;
mod own;
#[cfg(test)]
mod tests;

use yew::{Html, html};
use yuebao_domain::period::show_day;

use self::model::model;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::State;
use crate::text::summaries as text;

/// The screen.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some(model) = model(state) else {
        return html! {
            <div class="yb-summaries">
                <h1 class="yb-page-title" tabindex="-1">{ text::TITLE.get(lang) }</h1>
                <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NO_MONTH.get(lang) }</div>
            </div>
        };
    };
    let due = state.device.get().summary_due(model.month);
    let until = due.map(|due| {
        let because = due.because(lang);
        text::until(&show_day(due.last_day), because.as_deref(), lang)
    });
    html! {
        <div class="yb-summaries">
            <h1 class="yb-page-title" tabindex="-1">{ text::title(model.month, lang) }</h1>
            <p class="yb-summaries__line yb-muted">{ Icon::Calendar.view() }{ until.unwrap_or_else(|| text::NOT_ASKED.get(lang).to_owned()) }</p>
            { model.own.as_ref().map(|own| own::view(state, own, send)) }
            if !model.others.is_empty() {
                <section class="yb-summaries__units">
                    <h2>{ text::UNITS.get(lang) }</h2>
                    { for model.others.iter().map(|(one, standing)| one::view(state, one, *standing, send)) }
                </section>
            }
        </div>
    }
}
