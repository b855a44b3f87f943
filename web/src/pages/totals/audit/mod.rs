//! 审核 below the totals: what a reader of the print, and what the rules about the plan, would find.

mod group;
mod model;
#[cfg(test)]
mod tests;

use web_sys::Element;
use yew::prelude::*;
use yuebao_domain::text::Lang;

use self::group::RuleGroup;
use self::model::{Model, model};
use crate::components::focus;
use crate::components::icon::Icon;
use crate::components::severity::look;
use crate::dispatch::Dispatch;
use crate::state::State;
use crate::text::audit as text;

/// The section's heading, where the line above the table leads.
const ID: &str = "yb-audit";

/// Above the table: how many findings there are, and a way to them.
pub(super) fn line(state: &State) -> Html {
    let lang = state.display.lang;
    let Some(model) = model(state) else {
        return Html::default();
    };
    let jump = Callback::from(|event: MouseEvent| {
        if let Some(from) = event.target_dyn_into::<Element>() {
            focus::jump(&from, ID, ID);
        }
    });
    html! {
        <p class="yb-audit-line">
            <button type="button" class="yb-summary-link" onclick={jump}>{ text::TITLE.get(lang) }</button>
            { counts(&model, lang) }
        </p>
    }
}

/// The section.
pub(super) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some(model) = model(state) else {
        return Html::default();
    };
    html! {
        <>
            <section class="yb-audit" aria-labelledby={ID}>
                <h2 id={ID} tabindex="-1">{ text::TITLE.get(lang) }</h2>
                <p class="yb-muted">{ &model.scope }</p>
                if !model.is_complete {
                    <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::INCOMPLETE.get(lang) }</div>
                }
                if model.groups.is_empty() {
                    <p class="yb-summary-state yb-summary-state--good">{ Icon::Check.view() }{ text::NOTHING_FOUND.get(lang) }</p>
                }
                { for model.groups.iter().map(|group| html! {
                    <RuleGroup key={group.code.to_string()} group={group.clone()} pages={state.rule_pages.clone()} {lang} send={send.clone()} />
                }) }
                if !model.not_evaluated.is_empty() {
                    <p class="yb-muted">
                        { Icon::Info.view() }{ " " }{ text::NOT_EVALUATED.get(lang) }{ lang_colon(lang) }
                        { model.not_evaluated.join(separator(lang)) }
                    </p>
                }
            </section>
            <div class="yb-print-only">
                { for model.notes.iter().map(|note| html! { <p>{ *note }</p> }) }
            </div>
        </>
    }
}

fn counts(model: &Model, lang: Lang) -> Html {
    if model.counts.is_empty() {
        return html! {
            <span class="yb-chip yb-chip--good">{ Icon::Check.view() }{ text::count(0, lang) }</span>
        };
    }
    let counts = model.counts.iter().map(|(severity, n)| {
        let (icon, tone) = look(*severity);
        html! {
            <span class={classes!("yb-chip", format!("yb-chip--{tone}"))}>
                { icon.view() }{ text::of_severity(*severity, *n, lang) }
            </span>
        }
    });
    counts.collect()
}

const fn lang_colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}
