//! 函件: the letters that the month's figures lead to, the one that is being written, and the ledger of
//! the year.

mod closing;
mod evidence;
mod form;
mod ledger;
pub(super) mod model;

use yew::prelude::*;
use yuebao_domain::operation::letters::{Kind, Proposal};
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use super::{on, who};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Desk, LetterDraft, Pane, State, StatisticsStep};
use crate::text::shell;
use crate::text::statistics as text;

/// The section.
pub(super) fn view(state: &State, month: Month, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let sees_figures = state.device.get().sees_everything();
    html! {
        <div class="yb-letters">
            if desk.letters.waiting > 0 {
                <p class="yb-figures__standing" role="status">
                    <span class="yb-chip yb-chip--info">
                        { Icon::Up.view() }{ text::letters_waiting(desk.letters.waiting, state.store.is_saved(), lang) }
                    </span>
                </p>
            }
            if sees_figures { { proposed(state, month, desk, send) } }
            { form::view(state, month, send) }
            { ledger::view(state, desk, send) }
        </div>
    }
}

fn proposed(state: &State, month: Month, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let decides = state.device.get().closes_months();
    let proposed = &desk.letters.proposed;
    let begins = decides && LetterDraft::kept(state.device.get(), month).is_none();
    html! {
        <section class="yb-letters__part">
            <h2>{ text::PROPOSED.get(lang) }{ " · " }{ shell::month(month, lang) }</h2>
            if proposed.is_empty() {
                { nothing(desk, month, decides, lang, send) }
            } else {
                <>
                    <p class="yb-muted">{ text::PROPOSED_HELP.get(lang) }</p>
                    <ul class="yb-letters__list">{ for proposed.iter().map(|one| card(state, month, (one, begins), send)) }</ul>
                </>
            }
            if begins {
                <button type="button" class="yb-button" onclick={on(StatisticsStep::ByHand(month), send)}>{ Icon::Pen.view() }{ text::BY_HAND.get(lang) }</button>
            }
        </section>
    }
}

/// Nothing is proposed: because no growth was typed in, or because none is low.
fn nothing(desk: &Desk, month: Month, decides: bool, lang: Lang, send: &Dispatch) -> Html {
    if model::has_growth(&desk.letters, month) {
        return html! { <p class="yb-letters__none">{ Icon::Check.view() }<span>{ text::NONE_PROPOSED.get(lang) }</span></p> };
    }
    let words = if decides {
        text::NO_GROWTH
    } else {
        text::NO_GROWTH_YET
    };
    html! {
        <div class="yb-banner yb-banner--info">
            { Icon::Info.view() }<p>{ words.get(lang) }</p>
            if decides {
                <button type="button" class="yb-button" onclick={on(StatisticsStep::Show(Pane::Figures), send)}>{ text::TO_FIGURES.get(lang) }</button>
            }
        </div>
    }
}

/// A letter that is proposed, with its grounds.
fn card(state: &State, month: Month, (one, begins): (&Proposal, bool), send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let decided = &one.decided;
    let name = who(state, &decided.who);
    let begin = StatisticsStep::Begin {
        month,
        of: decided.who.clone(),
        kind: one.kind,
    };
    let label = format!(
        "{} {} {name}",
        text::DRAFT.get(lang),
        one.kind.label().get(lang)
    );
    let scheme = state.profile().map(|it| &it.publication.letters);
    let evidence = scheme.map(|scheme| {
        let stood = model::Stood {
            of: &decided.who,
            inputs: &one.inputs,
            month,
            target: scheme.target,
            margin: scheme.margin,
        };
        evidence::view(state, &stood)
    });
    html! {
        <li class="yb-letter" key={format!("{} {}", one.kind.key(), decided.who)}>
            <div class="yb-letter__head">
                { kind(one.kind, lang) }
                <strong>{ name }</strong>
                <span>{ model::grounds(state, one) }</span>
                if begins {
                    <button type="button" class="yb-button" aria-label={label} onclick={on(begin, send)}>{ Icon::Pen.view() }{ text::DRAFT.get(lang) }</button>
                }
            </div>
            <details class="yb-details">
                <summary class="yb-details__summary">{ text::EVIDENCE.get(lang) }</summary>
                { evidence }
            </details>
        </li>
    }
}

/// What a letter is, as icon and word.
fn kind(kind: Kind, lang: Lang) -> Html {
    let (icon, tone) = match kind {
        Kind::Reminder => (Icon::Letter, "yb-chip--warn"),
        Kind::Talk => (Icon::Speech, "yb-chip--bad"),
    };
    html! { <span class={classes!("yb-chip", tone)}>{ icon.view() }{ kind.label().get(lang) }</span> }
}
