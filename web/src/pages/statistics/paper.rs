//! A letter as it goes to the printer: one page.

use yew::prelude::*;
use yuebao_domain::operation::letters::Sent;
use yuebao_domain::period::{Date, show_day};
use yuebao_domain::text::Lang;

use crate::state::{Desk, State};
use crate::text::statistics as text;

/// The letter that is printed, if one is.
pub(super) fn view(state: &State, desk: &Desk) -> Option<Html> {
    let (month, id) = state.statistics.printing.as_ref()?;
    let (_, letters) = desk.ledger.iter().find(|(at, _)| at == month)?;
    let sent = letters.sent.iter().find(|sent| sent.id == *id)?;
    Some(page(sent, state.display.lang))
}

fn page(sent: &Sent, lang: Lang) -> Html {
    let letter = &sent.letter;
    html! {
        <article class="yb-paper yb-paper--letter" data-page="A4 portrait">
            <h1 class="yb-summary-print-title">{ text::title(letter.kind).get(lang) }</h1>
            <p class="yb-paper__number">{ &letter.number }</p>
            <p class="yb-paper__who">{ &letter.who }{ text::COLON.get(lang) }</p>
            { for letter.text.lines().map(|line| html! { <p class="yb-paper__text">{ line }</p> }) }
            <div class="yb-paper__sign"><p>{ &sent.unit }</p><p>{ date(letter.sent, lang) }</p></div>
            if let Some(reason) = &sent.void { <p>{ text::void(reason, lang) }</p> }
        </article>
    }
}

/// A day as letters write it.
fn date(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => show_day(day),
    }
}
