//! 救援文件: out to a file, and what one holds, to be confirmed one by one.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::device::{Noted, Rescued};
use yuebao_domain::operation::Operation;
use yuebao_domain::period::Month;
use yuebao_domain::text::Lang;

use super::import::ImportButton;
use super::model::{about, boxes, project_name, typed};
use super::{name, when};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, RescueItem, RescuePane, State};
use crate::text::pending as text;

pub(super) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let export = send.reform(|_: MouseEvent| Action::Export);
    let on_text = send.reform(Action::Import);
    html! {
        <section class="yb-pending-section">
            <h2>{ text::RESCUE.get(lang) }</h2>
            <p class="yb-muted">{ text::RESCUE_HELP.get(lang) }</p>
            <div class="yb-pending-actions">
                <button type="button" class="yb-button" onclick={export}>
                    { Icon::Download.view() }{ text::EXPORT.get(lang) }
                </button>
                <ImportButton {lang} {on_text} />
            </div>
            { state.rescue.opened.as_ref().map(|pane| list(state, pane, send)).unwrap_or_default() }
        </section>
    }
}

/// What the file holds.
fn list(state: &State, pane: &Rc<RescuePane>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let rescue = &pane.file.rescue;
    let (tone, icon, words) = if pane.file.is_proven {
        ("yb-banner--good", Icon::Check, text::PROVEN)
    } else {
        ("yb-banner--warn", Icon::Warn, text::UNPROVEN)
    };
    let reports = rescue.reports.iter().enumerate();
    let decisions = rescue.decisions.iter().enumerate();
    let noted = rescue.noted.iter().enumerate();
    let is_empty =
        rescue.reports.is_empty() && rescue.decisions.is_empty() && rescue.noted.is_empty();
    let close = send.reform(|_: MouseEvent| Action::CloseRescue);
    html! {
        <div class="yb-rescued" role="region" aria-label={text::RESCUED.get(lang)}>
            <h3>{ text::RESCUED.get(lang) }</h3>
            <div class={classes!("yb-banner", tone)} role="status">{ icon.view() }<p>{ words.get(lang) }</p></div>
            if is_empty {
                <p class="yb-muted">{ text::HOLDS_NOTHING.get(lang) }</p>
            } else {
                <ul class="yb-pending-list" part="list">
                    { for reports.map(|(at, it)| report(state, it, &button(pane, RescueItem::Report(at), lang, send))) }
                    { for decisions.map(|(at, it)| decision(state, it, &button(pane, RescueItem::Decision(at), lang, send))) }
                    { for noted.filter_map(|(at, it)| written(state, it, &button(pane, RescueItem::Noted(at), lang, send))) }
                </ul>
            }
            <button type="button" class="yb-button" onclick={close}>{ text::CLOSE_RESCUE.get(lang) }</button>
        </div>
    }
}

fn report(state: &State, rescued: &Rescued, button: &Html) -> Html {
    let whose = (project_name(state, &rescued.project), rescued.month);
    item(whose, None, &boxes(state, &rescued.changes()), button)
}

fn decision(state: &State, decision: &Operation, button: &Html) -> Html {
    let lang = state.display.lang;
    let head = html! {
        <p>
            <strong>{ text::command(&decision.command).get(lang) }</strong>
            <span class="yb-muted">{ " · " }{ text::decided_at(&when::show(decision.made_at.as_str(), lang), lang) }</span>
        </p>
    };
    item(
        (about(state, &decision.subject), decision.subject.month()),
        Some(head),
        &typed(state, decision),
        button,
    )
}

/// What was being written; nothing of what this program does not know.
fn written(state: &State, noted: &Noted, button: &Html) -> Option<Html> {
    let subject = noted.subject()?;
    let lines: Vec<String> = noted.lines().map(str::to_owned).collect();
    let head = html! { <p><strong>{ text::BEING_WRITTEN.get(state.display.lang) }</strong></p> };
    Some(item(
        (about(state, &subject), subject.month()),
        Some(head),
        &lines,
        button,
    ))
}

fn item(
    (project, month): (String, Month),
    head: Option<Html>,
    lines: &[String],
    button: &Html,
) -> Html {
    html! {
        <li class="yb-pending-item">
            <div class="yb-pending-item-text">
                { name(&project, &month.to_string()) }
                { head.unwrap_or_default() }
                { for lines.iter().map(|line| html! { <p>{ line }</p> }) }
            </div>
            { button.clone() }
        </li>
    }
}

/// What is not taken in yet can be; each decision by itself.
fn button(pane: &RescuePane, item: RescueItem, lang: Lang, send: &Dispatch) -> Html {
    let rescue = &pane.file.rescue;
    let decides = match item {
        RescueItem::Report(_) | RescueItem::Noted(_) => None,
        RescueItem::Decision(at) => rescue.decisions.get(at).map(|one| &one.command),
    };
    if pane.taken.contains(&item) {
        let words = match decides {
            Some(_) => text::DECIDED_AGAIN,
            None => text::TAKEN,
        };
        return html! { <span class="yb-chip yb-chip--info">{ Icon::Check.view() }{ words.get(lang) }</span> };
    }
    let words = decides.map_or_else(
        || text::TAKE_DRAFT.get(lang).to_owned(),
        |command| text::decide_again(command, lang),
    );
    let onclick = send.reform(move |_: MouseEvent| Action::TakeIn(item));
    html! { <button type="button" class="yb-button" {onclick}>{ words }</button> }
}
