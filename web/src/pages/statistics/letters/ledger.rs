//! The ledger: what was sent, where it stands, and what is done about it.

use yew::prelude::*;
use yuebao_domain::operation::letters::Standing;
use yuebao_domain::period::show_day;
use yuebao_domain::text::Lang;

use super::closing::{Closing, Ends};
use super::evidence::{self, percent_text};
use super::kind;
use super::model::{Entry, Stood, ledger};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::pages::statistics::{act, on, who};
use crate::state::{Desk, State, StatisticsStep};
use crate::text::shell;
use crate::text::statistics as text;

/// The ledger of the year.
pub(super) fn view(state: &State, desk: &Desk, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let entries = ledger(state, desk);
    html! {
        <section class="yb-letters__part">
            <h2>{ text::LEDGER.get(lang) }if !entries.is_empty() { <span class="yb-muted">{ " " }{ text::letters(entries.len(), lang) }</span> }</h2>
            if entries.is_empty() {
                <p class="yb-muted">{ text::NO_LETTERS.get(lang) }</p>
            } else {
                <ul class="yb-letters__list">{ for entries.iter().map(|entry| item(state, entry, send)) }</ul>
            }
        </section>
    }
}

fn item(state: &State, entry: &Entry, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let letter = &entry.sent.letter;
    let opens = (!entry.is_open).then(|| (entry.month, entry.sent.id.clone()));
    let words = if entry.is_open {
        text::CLOSE
    } else {
        text::OPEN
    };
    let label = format!("{} {}", words.get(lang), letter.number);
    html! {
        <li class="yb-letter" key={entry.sent.id.clone()}>
            <div class="yb-letter__head">
                { kind(letter.kind, lang) }
                <strong>{ &letter.number }</strong>
                <span>{ &letter.who }</span>
                <span class="yb-muted">{ shell::month(entry.month, lang) }</span>
                { entry.standing.map(|standing| chip(standing, lang)) }
                if entry.outdated.is_some() { <span class="yb-chip yb-chip--warn">{ Icon::Warn.view() }{ text::OUTDATED.get(lang) }</span> }
                <button type="button" class="yb-button" aria-expanded={entry.is_open.to_string()} aria-label={label}
                    onclick={on(StatisticsStep::Open(opens), send)}>{ words.get(lang) }</button>
            </div>
            <p class="yb-muted">{ text::days(&show_day(letter.sent), &show_day(letter.due), lang) }</p>
            if entry.is_open { { whole(state, entry, send) } }
        </li>
    }
}

/// Where it stands, as icon and word.
fn chip(standing: Standing, lang: Lang) -> Html {
    let (icon, tone) = match standing {
        Standing::Void => (Icon::Cross, ""),
        Standing::Answered(_) => (Icon::Check, "yb-chip--good"),
        Standing::Waiting(_) => (Icon::Clock, "yb-chip--info"),
        Standing::Overdue(_) => (Icon::Warn, "yb-chip--bad"),
    };
    html! { <span class={classes!("yb-chip", tone)}>{ icon.view() }{ text::standing(standing, lang) }</span> }
}

/// All of it: the text, what became of it, what it stood on, and what can be done.
fn whole(state: &State, entry: &Entry, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let one = &entry.sent;
    let answer = one.answer.as_ref().map(|(day, remark)| {
        let remark = remark.as_deref().unwrap_or_default();
        text::answered(&show_day(*day), remark, lang)
    });
    let print = StatisticsStep::Print(entry.month, one.id.clone());
    html! {
        <div class="yb-letter__whole">
            { changed(state, entry) }
            <p class="yb-letter__text">{ &one.letter.text }</p>
            <p class="yb-muted">{ &one.by }{ " · " }{ &one.unit }{ " · " }{ when::show(one.at.as_str(), lang) }</p>
            if let Some(reason) = &one.letter.by_hand { <p>{ text::BY_HAND.get(lang) }{ text::COLON.get(lang) }{ reason }</p> }
            if let Some(answer) = answer { <p>{ answer }</p> }
            if let Some(reason) = &one.void { <p>{ text::void(reason, lang) }</p> }
            <h3>{ text::EVIDENCE.get(lang) }</h3>
            { evidence::view(state, &Stood::of(&one.letter, entry.month)) }
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" onclick={on(print, send)}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
            </div>
            if state.device.get().closes_months() && one.counts() { { endings(entry, lang, send) } }
        </div>
    }
}

/// 依据已更正: what is another figure now, and what that leads to.
fn changed(state: &State, entry: &Entry) -> Html {
    let lang = state.display.lang;
    let Some((changes, now)) = &entry.outdated else {
        return Html::default();
    };
    html! {
        <div class="yb-banner yb-banner--warn">
            { Icon::Warn.view() }
            <div class="yb-banner__text">
                <p>{ text::CHANGED.get(lang) }</p>
                <ul class="yb-bullets">{ for changes.iter().map(|one| html! {
                    <li>{ format!("{} {} {} → {}", who(state, &one.who), shell::month(one.month, lang), percent_text(one.was), percent_text(one.now)) }</li>
                }) }</ul>
                <p>{ text::now(*now, lang) }</p>
            </div>
        </div>
    }
}

/// 登记答复, 作废.
fn endings(entry: &Entry, lang: Lang, send: &Dispatch) -> Html {
    let of = (entry.month, entry.sent.id.clone());
    let onanswer = {
        let (of, send) = (of.clone(), send.clone());
        Callback::from(move |(day, remark)| {
            if let Some(day) = day {
                let of = of.clone();
                send.emit(act(StatisticsStep::Answer { of, day, remark }));
            }
        })
    };
    let onvoid = send.reform(move |(_, reason)| {
        act(StatisticsStep::Void {
            of: of.clone(),
            reason,
        })
    });
    html! {
        <>
            if entry.sent.answer.is_none() {
                <Closing ends={Ends::Answered} sent={entry.sent.clone()} {lang} onsay={onanswer} />
            }
            <Closing ends={Ends::Void} sent={entry.sent.clone()} {lang} onsay={onvoid} />
        </>
    }
}
