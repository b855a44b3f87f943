//! 增补, 调出, 性质变更, 调整: filled in, looked at, confirmed.

mod field;
pub(crate) mod model;

use yew::prelude::*;
use yuebao_domain::check::Finding;
use yuebao_domain::plan::PlanChange;
use yuebao_domain::text::Lang;

use self::model::{Field, Form, Ready, form};
use super::project::facts;
use super::{changed, step, value};
use crate::components::icon::Icon;
use crate::components::severity::look;
use crate::dispatch::Dispatch;
use crate::state::{PlanEntry, PlanStep, State};
use crate::text::plan as text;

/// The form that is open, if it is about this project, or about a new one.
pub(super) fn view(state: &State, project: Option<&str>, send: &Dispatch) -> Html {
    let Some(form) = form(state, project) else {
        return Html::default();
    };
    let lang = state.display.lang;
    let title = text::title(form.change, form.is_proposal, lang);
    let help = if form.is_proposal {
        text::PROPOSAL_HELP
    } else {
        text::DECISION_HELP
    };
    html! {
        <section class="yb-plan-part yb-plan-form" aria-label={title.clone()}>
            <h2>{ title }</h2>
            <p class="yb-muted">{ help.get(lang) }</p>
            if let Some(closed) = form.closed_through {
                <p class="yb-plan-warn">
                    { Icon::Stamp.view() }
                    { text::first_open(&value::month(state, closed), &value::month(state, closed.plus(1)), lang) }
                </p>
            }
            { match &form.ready {
                Some(ready) => confirm(state, &form, ready, send),
                None => boxes(&form, lang, send),
            } }
        </section>
    }
}

fn boxes(form: &Form, lang: Lang, send: &Dispatch) -> Html {
    let next = send.reform(|_: MouseEvent| step(PlanStep::Check));
    let fields = form.fields.iter().enumerate();
    let (months, others): (Vec<_>, Vec<_>) =
        fields.partition(|(_, one)| matches!(one.entry, PlanEntry::Month(_)));
    let field = |(at, one): (usize, &Field)| field::view(one, at, lang, send);
    html! {
        <>
            if form.wrong > 0 {
                <div class="yb-banner yb-banner--bad" role="alert">{ Icon::Cross.view() }<p>{ text::wrong(form.wrong, lang) }</p></div>
            }
            <div class="yb-account-form">
                { for others.into_iter().map(field) }
            </div>
            if !months.is_empty() {
                <details class="yb-plan-months" open={months.iter().any(|(_, one)| one.is_filled())}>
                    <summary>{ text::MONTHS.get(lang) }</summary>
                    <div class="yb-account-form">{ for months.into_iter().map(field) }</div>
                </details>
            }
            { for form.findings.iter().map(|one| finding(one, lang)) }
            if let Some(words) = &form.obstacle {
                <div class="yb-banner yb-banner--bad" role="alert">{ Icon::Cross.view() }<p>{ words }</p></div>
            }
            <div class="yb-pending-actions">
                <button type="button" class="yb-button yb-button--main" onclick={next}>{ text::NEXT.get(lang) }</button>
                { cancel(lang, send) }
            </div>
        </>
    }
}

fn cancel(lang: Lang, send: &Dispatch) -> Html {
    let onclick = send.reform(|_: MouseEvent| step(PlanStep::Close));
    html! { <button type="button" class="yb-button" {onclick}>{ text::CANCEL.get(lang) }</button> }
}

/// What would change, before it is confirmed.
fn confirm(state: &State, form: &Form, ready: &Ready, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let version = &ready.version;
    let month = |month| value::month(state, month);
    let span = if form.change == PlanChange::Exit {
        text::leaves(&month(version.valid_from.previous()), lang)
    } else {
        text::begins(&month(version.valid_from), lang)
    };
    let give = PlanStep::Give {
        version: Box::new(version.clone()),
        is_proposal: form.is_proposal,
        reason: ready.reason.clone(),
    };
    let give = send.reform(move |_: MouseEvent| step(give.clone()));
    let back = send.reform(|_: MouseEvent| step(PlanStep::Refill));
    let words = if form.is_proposal {
        text::CONFIRM_PROPOSAL
    } else {
        text::CONFIRM_DECISION
    };
    let found = form.fields.iter().flat_map(|field| &field.findings);
    html! {
        <div class="yb-plan-confirm">
            <h3>{ text::WOULD_CHANGE.get(lang) }</h3>
            <p>{ span }</p>
            { match &ready.changed {
                Some(changed) => changed::table(changed, lang),
                None => facts(&ready.facts),
            } }
            { for found.chain(&form.findings).map(|one| finding(one, lang)) }
            <div class="yb-pending-actions">
                <button type="button" class="yb-button yb-button--main" onclick={give}>{ Icon::Stamp.view() }{ words.get(lang) }</button>
                <button type="button" class="yb-button" onclick={back}>{ text::REFILL.get(lang) }</button>
                { cancel(lang, send) }
            </div>
        </div>
    }
}

/// What a check has found, and what to do.
pub(super) fn finding(finding: &Finding, lang: Lang) -> Html {
    let (icon, tone) = look(finding.severity);
    html! {
        <div class={classes!("yb-finding", format!("yb-finding--{tone}"))} part="finding">
            <p class="yb-finding__fact">
                <span class="yb-finding__word">{ icon.view() }{ finding.severity.label().get(lang) }</span>
                { finding.message(lang) }
            </p>
            <p class="yb-finding__advice">{ finding.advice(lang) }</p>
        </div>
    }
}
