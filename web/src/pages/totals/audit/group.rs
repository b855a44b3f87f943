//! What one rule found, folded until somebody wants to read it.

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::text::Lang;

use super::model::{Entry, Group, Place};
use crate::components::focus;
use crate::components::rule_page::RulePage;
use crate::components::severity::look;
use crate::dispatch::Dispatch;
use crate::pages::totals::{cell_id, line_id};
use crate::state::{Action, RulePages, TotalsChoice, View};
use crate::text::audit as text;

/// More than these are listed when they are asked for.
const FIRST: usize = 20;

/// Props of [`RuleGroup`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What was found.
    pub(super) group: Group,
    /// What there is to read about the rules.
    pub(super) pages: RulePages,
    /// Language.
    pub(super) lang: Lang,
    /// Where actions go.
    pub(super) send: Dispatch,
}

/// The rule with its count; opened, its page, what to do, and the findings.
#[component]
pub(super) fn RuleGroup(props: &Props) -> Html {
    let Props {
        group,
        pages,
        lang,
        send,
    } = props;
    let lang = *lang;
    let is_open = use_state(|| false);
    let all = use_state(|| false);
    let (icon, tone) = look(group.severity);
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let shown = if *all { group.entries.len() } else { FIRST };
    let hidden = group.entries.len().saturating_sub(shown);
    html! {
        <div class={classes!("yb-audit-group", format!("yb-audit-group--{tone}"))}>
            <h3>
                <button type="button" class="yb-audit-group__head" aria-expanded={if *is_open { "true" } else { "false" }}
                    onclick={toggle}>
                    <span class="yb-audit-group__word">{ icon.view() }{ group.severity.label().get(lang) }</span>
                    <span>{ group.title }</span>
                    <span class="yb-audit-group__count">{ text::count(group.entries.len(), lang) }</span>
                </button>
            </h3>
            if *is_open {
                <div class="yb-audit-group__body">
                    <p>{ &group.advice }</p>
                    <RulePage code={group.code} pages={pages.clone()} send={send.clone()} {lang} />
                    <ul>{ for group.entries.iter().take(shown).map(|entry| one(entry, lang, send)) }</ul>
                    if hidden > 0 {
                        <button type="button" class="yb-button" onclick={more}>{ text::show_all(hidden, lang) }</button>
                    }
                </div>
            }
        </div>
    }
}

fn one(entry: &Entry, lang: Lang, send: &Dispatch) -> Html {
    html! {
        <li class="yb-audit-entry">
            <p>{ &entry.message }</p>
            if let Some(advice) = &entry.advice { <p>{ advice }</p> }
            if let Some(why) = &entry.why { <p class="yb-muted">{ why }</p> }
            { for entry.places.iter().map(|place| button(place, lang, send)) }
        </li>
    }
}

fn button(place: &Place, lang: Lang, send: &Dispatch) -> Html {
    match place {
        Place::Project { id, name } => {
            let view = View::Form(id.clone());
            let onclick = send.reform(move |_: MouseEvent| Action::Show(view.clone()));
            html! {
                <button type="button" class="yb-summary-link" {onclick} title={text::OPEN_PROJECT.get(lang)}>{ name }</button>
            }
        }
        Place::Cell { line, measure } => {
            let (cell, line) = (measure.map(|name| cell_id(*line, name)), line_id(*line));
            let words = if cell.is_some() {
                text::SHOW_CELL
            } else {
                text::SHOW_LINE
            };
            let onclick = Callback::from(move |event: MouseEvent| {
                if let Some(from) = event.target_dyn_into::<Element>() {
                    focus::jump(&from, cell.as_ref().unwrap_or(&line), &line);
                }
            });
            html! { <button type="button" class="yb-summary-link" {onclick}>{ words.get(lang) }</button> }
        }
        Place::Dividing(dimension, name) => {
            let by = vec![*dimension];
            let onclick =
                send.reform(move |_: MouseEvent| Action::Totals(TotalsChoice::By(by.clone())));
            html! { <button type="button" class="yb-summary-link" {onclick}>{ text::divide(name, lang) }</button> }
        }
    }
}
