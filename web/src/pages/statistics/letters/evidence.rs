//! 依据: the growths that a decision stands on, its own and the whole list.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::model::Stood;
use crate::pages::statistics::who;
use crate::state::State;
use crate::text::shell;
use crate::text::statistics as text;

/// The evidence.
pub(super) fn view(state: &State, stood: &Stood<'_>) -> Html {
    let lang = state.display.lang;
    let list = stood.list();
    let own = stood.own();
    html! {
        <div class="yb-letter__evidence">
            <p class="yb-muted">{ text::basis(stood.target, stood.margin, lang) }</p>
            if !own.is_empty() {
                <p>
                    { text::OWN.get(lang) }{ text::COLON.get(lang) }
                    { for own.iter().map(|(month, percent)| html! {
                        <span class="yb-letter__growth">{ shell::month(*month, lang) }{ " " }<strong>{ percent_text(*percent) }</strong></span>
                    }) }
                </p>
            }
            // who reads letters to their own unit alone is told of no other's figures
            if list.len() > 1 {
                <div class="yb-summary-scroll" role="region" tabindex="0" aria-label={text::LIST.get(lang)}>
                    <table class="yb-letter__table">
                        <caption>{ text::LIST.get(lang) }</caption>
                        <thead><tr>
                            <th scope="col">{ text::RANK.get(lang) }</th>
                            <th scope="col">{ text::NAME.get(lang) }</th>
                            <th scope="col">{ text::GROWTH.get(lang) }</th>
                        </tr></thead>
                        <tbody>{ for list.iter().map(|(rank, of, percent)| {
                            let is_own = of == stood.of;
                            html! {
                                <tr class={is_own.then_some("yb-letter__own")}>
                                    <td>{ rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string()) }</td>
                                    <th scope="row">{ who(state, of) }if is_own { <span class="yb-chip">{ text::THIS.get(lang) }</span> }</th>
                                    <td>{ percent.map_or_else(|| text::NOT_ENTERED.get(lang).to_owned(), |it| it.to_string()) }</td>
                                </tr>
                            }
                        }) }</tbody>
                    </table>
                </div>
            }
        </div>
    }
}

/// A growth with its sign, or the stroke for none.
pub(super) fn percent_text(percent: Option<Decimal>) -> String {
    percent.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%"))
}
