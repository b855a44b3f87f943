//! What the server did not take of figures and letters, of any month, until it has been read.

use yew::prelude::*;
use yuebao_domain::device::Subject;
use yuebao_domain::operation::{Command, Operation, Refusal};
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use super::{figures, on};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{State, StatisticsStep};
use crate::text::shell;
use crate::text::statistics as text;

/// The banners; nothing where all was taken.
pub(super) fn view(state: &State, send: &Dispatch) -> Html {
    let device = state.device.get();
    let figures = device.statistics_to_look_at().into_iter();
    let figures = figures.map(|at| {
        let read = StatisticsStep::ReadFigures(at);
        one(state, &Subject::Statistics(at), (at, read), send)
    });
    let letters = device.letters_to_look_at().into_iter();
    let letters = letters.map(|at| {
        let read = StatisticsStep::ReadLetters(at);
        one(state, &Subject::Letters(at), (at, read), send)
    });
    html! { <>{ for figures }{ for letters }</> }
}

fn one(
    state: &State,
    subject: &Subject,
    (month, read): (Month, StatisticsStep),
    send: &Dispatch,
) -> Html {
    let lang = state.display.lang;
    let Some((refused, declined)) = state.device.get().not_taken(subject) else {
        return Html::default();
    };
    let why = refused.refusal.unwrap_or(Refusal::StatisticsChanged);
    let detail = refused.detail.clone().unwrap_or_default();
    html! {
        <div class="yb-banner yb-banner--warn" role="alert">
            { Icon::Warn.view() }
            <div class="yb-banner__text">
                <p>{ shell::month(month, lang) }{ " " }{ text::REFUSED.get(lang) }{ why.words().get(lang) }{ " " }{ detail }</p>
                <ul class="yb-bullets">{ for declined.iter().map(|one| html! { <li>{ said(state, one, lang) }</li> }) }</ul>
            </div>
            <button type="button" class="yb-button" onclick={on(read, send)}>{ text::READ.get(lang) }</button>
        </div>
    }
}

/// What was decided, in words.
fn said(state: &State, operation: &Operation, lang: Lang) -> String {
    match &operation.command {
        Command::Statistics(command) => figures::said(state, command),
        Command::Letters(command) => {
            let letter = command.letter.as_ref();
            let letter = letter.map(|letter| format!(" {} {}", letter.number, letter.who));
            let what = command.kind.label().get(lang);
            format!("{what}{}", letter.unwrap_or_default())
        }
        _ => String::new(),
    }
}
