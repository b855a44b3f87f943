//! Findings beside their box, each with what to do and, for 核实性, the box for the reason.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::check::{self, Finding};
use yuebao_domain::report::records::EXPLANATION;
use yuebao_domain::report::{FieldKey, FieldValue};
use yuebao_domain::rule::{RuleCode, Severity};
use yuebao_domain::text::Words;

use super::boxes::Boxes;
use super::context::FormContext;
use super::explained::{ExplainedFinding, ExplanationState};
use super::field;
use crate::components::icon::Icon;
use crate::components::rule_page::RulePage;
use crate::components::severity::look;
use crate::components::target::Target;
use crate::components::typed::{Form as Box, Typed};
use crate::state::Action;
use crate::text::form as text;
use yuebao_domain::order::Gather;

/// The findings that are shown at `key`.
pub(super) fn at(boxes: &Boxes, key: &FieldKey) -> Html {
    let unread = boxes.is_unread(key);
    let findings: Html = boxes
        .findings_at(key)
        .map(|explained| one(boxes, explained, unread))
        .collect();
    html! { <div class="yb-findings" id={format!("{}-findings", field::id(key))}>{ findings }</div> }
}

/// A finding. What is said of an `unread` box waits until the box is left.
fn one(boxes: &Boxes, explained: &ExplainedFinding, unread: bool) -> Html {
    let finding = &explained.finding;
    let (icon, tone) = look(finding.severity);
    let waits = unread && finding.severity == Severity::Mandatory;
    // of two at one place no two have the same
    let key = finding.explanation_key();
    let key = key.map_or_else(String::new, |key| key.as_str().to_owned());
    let class = classes!(
        "yb-finding",
        format!("yb-finding--{tone}"),
        waits.then_some("yb-finding--waits"),
    );
    let explanation = (finding.severity == Severity::Verify).then(|| explanation(boxes, explained));
    html! {
        <div {class} part="finding" {key}>
            <p class="yb-finding__fact">
                <span class="yb-finding__word">{ icon.view() }{ boxes.context.say(finding.severity.label()) }</span>
                { finding.message(boxes.context.lang) }
            </p>
            <p class="yb-finding__advice">{ finding.advice(boxes.context.lang) }</p>
            { rule_page(&boxes.context, finding.code) }
            { explanation }
        </div>
    }
}

/// What there is to read about the rule.
pub(super) fn rule_page(context: &FormContext, code: RuleCode) -> Html {
    let (pages, send) = (context.rule_pages.clone(), context.send.clone());
    html! { <RulePage {code} {pages} {send} lang={context.lang} /> }
}

fn explanation(boxes: &Boxes, explained: &ExplainedFinding) -> Html {
    let ExplainedFinding {
        finding,
        state,
        words,
    } = explained;
    let Some(key) = finding.explanation_key() else {
        return Html::default();
    };
    let id = field::id(&key);
    let hint = format!("{id}-hint");
    // Whatever is typed is typed about the present values.
    let parts = Rc::new(check::explanation(finding, None).parts());
    let target = Target::of_part(
        &boxes.context.send,
        &boxes.context.project,
        key.clone(),
        "text",
        &parts,
    );
    let chip = chip(boxes, *state);
    if !boxes.context.may_fill() {
        return html! {
            <div class="yb-explanation" {id}>
                <p class="yb-explanation__head"><strong>{ boxes.context.say(EXPLANATION.title) }</strong>{ chip }</p>
                if !words.is_empty() && *state != ExplanationState::Carried { <blockquote class="yb-explanation__words">{ words }</blockquote> }
            </div>
        };
    }
    let is_carried = *state == ExplanationState::Carried;
    let confirm = match state {
        ExplanationState::Stale => confirm(boxes, key, finding, words, text::CONFIRM),
        ExplanationState::Carried => confirm(boxes, key, finding, words, EXPLANATION.carry),
        ExplanationState::Yes | ExplanationState::No => Html::default(),
    };
    let own = if is_carried { "" } else { words };
    html! {
        <div class="yb-explanation">
            <div class="yb-explanation__head">
                <label for={id.clone()}>{ boxes.context.say(EXPLANATION.title) }</label>
                { chip }
                { confirm }
            </div>
            if is_carried { <blockquote class="yb-explanation__words">{ words }</blockquote> }
            <Typed form={Box::Area} id={id} value={own.to_owned()} {target} described_by={hint.clone()} required={true} />
            <p class="yb-explanation__hint" id={hint}>
                { text::explain_hint(boxes.context.lang, boxes.context.shortest) }
            </p>
        </div>
    }
}

/// How far the explanation has come. Who reads is told of the state, who reports what to do.
fn chip(boxes: &Boxes, state: ExplanationState) -> Html {
    let (icon, tone, word) = match (state, boxes.context.may_fill()) {
        (ExplanationState::Yes, _) => (Icon::Check, "good", text::EXPLAINED),
        (ExplanationState::Stale, true) => (Icon::Warn, "warn", text::STALE),
        (ExplanationState::Stale, false) => (Icon::Warn, "warn", text::STALE_READ),
        (ExplanationState::Carried, true) => (Icon::Speech, "warn", text::EXPLAINED_BEFORE),
        (ExplanationState::No, true) => (Icon::Speech, "warn", text::TO_EXPLAIN),
        (ExplanationState::No | ExplanationState::Carried, false) => {
            (Icon::Speech, "warn", text::NOT_EXPLAINED)
        }
    };
    html! {
        <span class={classes!("yb-chip", format!("yb-chip--{tone}"), "yb-chip--wraps")}>{ icon.view() }{ boxes.context.say(word) }</span>
    }
}

/// The button that writes `words` down about the present values.
fn confirm(boxes: &Boxes, key: FieldKey, finding: &Finding, words: &str, label: Words) -> Html {
    let said = check::explanation(finding, Some(words));
    let said = FieldValue::Record(said.parts());
    let action = Action::Edit {
        project: boxes.context.project.to_string(),
        changes: [(key, Some(said))].into_iter().into_map(),
    };
    let onclick = boxes
        .context
        .send
        .reform(move |_: MouseEvent| action.clone());
    html! {
        <button type="button" class="yb-button yb-button--small" {onclick}>{ boxes.context.say(label) }</button>
    }
}
