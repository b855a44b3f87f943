//! The letter that is being written.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::operation::letters::Kind;
use yuebao_domain::period::Month;
use yuebao_domain::profile::publication::Per;
use yuebao_domain::text::{Lang, Words};

use super::model::fault;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::statistics::{act, on, who};
use crate::state::{LetterBox, LetterDraft, State, StatisticsStep};
use crate::text::statistics as text;

/// The form; nothing while no letter of the month is written.
pub(super) fn view(state: &State, month: Month, send: &Dispatch) -> Html {
    let device = state.device.get();
    let kept = LetterDraft::kept(device, month).filter(|_| device.closes_months());
    let Some(draft) = &kept else {
        return Html::default();
    };
    let lang = state.display.lang;
    let name = who(state, &draft.letter.of);
    let title = if draft.is_by_hand {
        text::BY_HAND.get(lang).to_owned()
    } else {
        format!("{} · {name}", draft.letter.kind.label().get(lang))
    };
    let faults = fault(state, draft);
    let said = |at: LetterBox| faults.iter().find(|(box_, _)| *box_ == at).map(|it| it.1);
    let field = |at: LetterBox, words: Words| {
        let shown = Shown {
            at,
            words,
            fault: said(at),
            held: draft.held(at).to_owned(),
        };
        field((state, month), &shown, lang, send)
    };
    html! {
        <section class="yb-letters__part yb-letters__form" aria-label={title.clone()}>
            <h2>{ title }</h2>
            if draft.is_by_hand {
                <p class="yb-muted">{ text::BY_HAND_HELP.get(lang) }</p>
            }
            <div class="yb-letters__fields">
                if draft.is_by_hand {
                    { field(LetterBox::Who, text::WHO) }
                    { field(LetterBox::Kind, text::KIND) }
                    { field(LetterBox::Reason, text::REASON) }
                }
                { field(LetterBox::Number, text::NUMBER) }
                { field(LetterBox::Sent, text::SENT) }
                { field(LetterBox::Due, text::DUE) }
                { field(LetterBox::Text, text::TEXT) }
            </div>
            <p class="yb-muted">{ text::SEND_HELP.get(lang) }</p>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button yb-button--main" onclick={sending(state, draft, send)}>{ Icon::Up.view() }{ text::SEND.get(lang) }</button>
                <button type="button" class="yb-button" onclick={on(StatisticsStep::Drop(month), send)}>{ text::DROP.get(lang) }</button>
            </div>
        </section>
    }
}

/// Sends it, or says what is missing.
fn sending(state: &State, draft: &LetterDraft, send: &Dispatch) -> Callback<MouseEvent> {
    let device = state.device.get();
    let ready = draft.ready();
    let ready = ready.filter(|letter| device.letter_fault(draft.month, letter).is_none());
    let step = ready.map_or(StatisticsStep::TryLetter, |letter| {
        StatisticsStep::Send(draft.month, Box::new(letter))
    });
    on(step, send)
}

struct Shown {
    at: LetterBox,
    words: Words,
    fault: Option<Words>,
    held: String,
}

fn field((state, month): (&State, Month), shown: &Shown, lang: Lang, send: &Dispatch) -> Html {
    let at = shown.at;
    let name = match at {
        LetterBox::Who => "who",
        LetterBox::Kind => "kind",
        LetterBox::Reason => "reason",
        LetterBox::Number => "number",
        LetterBox::Sent => "sent",
        LetterBox::Due => "due",
        LetterBox::Text => "text",
    };
    let id = format!("yb-letter-{name}");
    let said = format!("{id}-said");
    let invalid = shown.fault.is_some().then_some("true");
    let (label, held) = (shown.words.get(lang), shown.held.clone());
    let element = match at {
        LetterBox::Who | LetterBox::Kind => {
            let choices = choices(state, at);
            let onchange = send.reform(move |event: Event| {
                let select = event.target_dyn_into::<HtmlSelectElement>();
                let chosen = select.map_or_else(String::new, |select| select.value());
                act(StatisticsStep::Write(month, at, chosen))
            });
            html! {
                <select id={id.clone()} class="yb-input yb-input--select" ~value={held.clone()} {onchange} aria-invalid={invalid} aria-describedby={said.clone()}>
                    if at == LetterBox::Who { <option value="" selected={held.is_empty()}>{ text::CHOOSE.get(lang) }</option> }
                    { for choices.iter().map(|(key, name)| html! { <option value={key.clone()} selected={*key == held}>{ name }</option> }) }
                </select>
            }
        }
        LetterBox::Text => {
            let oninput = written((month, at), send);
            html! {
                <textarea id={id.clone()} class="yb-input yb-input--area" rows="5" value={held} {oninput} aria-invalid={invalid} aria-describedby={said.clone()} />
            }
        }
        LetterBox::Reason | LetterBox::Number | LetterBox::Sent | LetterBox::Due => {
            let is_day = matches!(at, LetterBox::Sent | LetterBox::Due);
            let kind = if is_day { "date" } else { "text" };
            let oninput = written((month, at), send);
            html! {
                <input id={id.clone()} class="yb-input" type={kind} autocomplete="off" value={held} {oninput} aria-invalid={invalid} aria-describedby={said.clone()} />
            }
        }
    };
    let is_wide = matches!(at, LetterBox::Text | LetterBox::Reason);
    html! {
        <div class={classes!("yb-account-field", is_wide.then_some("yb-plan-wide"))} key={name}>
            <label for={id}>{ label }</label>
            { element }
            <p id={said} class="yb-figures__fault">
                if let Some(fault) = shown.fault { { Icon::Cross.view() }<span>{ fault.get(lang) }</span> }
            </p>
        </div>
    }
}

fn written((month, at): (Month, LetterBox), send: &Dispatch) -> Callback<InputEvent> {
    send.reform(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let input = input.map(|input| input.value());
        let area = event.target_dyn_into::<HtmlTextAreaElement>();
        let typed = input.or_else(|| area.map(|area| area.value()));
        act(StatisticsStep::Write(month, at, typed.unwrap_or_default()))
    })
}

/// Areas and units, or the kinds.
fn choices(state: &State, at: LetterBox) -> Vec<(String, String)> {
    let lang = state.display.lang;
    if at == LetterBox::Kind {
        let kinds = Kind::ALL.into_iter();
        let kinds = kinds.map(|kind| (kind.key().to_owned(), kind.label().get(lang).to_owned()));
        return kinds.collect();
    }
    let areas = state.profile().map(|profile| profile.areas_of(Per::Area));
    let areas = areas.into_iter().flatten();
    let areas = areas.map(|of| (of.to_owned(), who(state, of)));
    let units = state.device.get().units.iter();
    let units = units.map(|unit| (unit.id.clone(), unit.name.clone()));
    areas.chain(units).collect()
}
