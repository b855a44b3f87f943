//! What has happened to the report elsewhere: refused, in conflict, overtaken, void.

use yew::prelude::*;
use yuebao_domain::check::{Affected, Finding};
use yuebao_domain::device::{Refused, ReportKey};
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::text::Words;

use super::context::FormContext;
use super::findings::rule_page;
use super::held;
use super::model::Form;
use super::reviewed;
use crate::components::icon::Icon;
use crate::state::{Action, View};
use crate::text::{form as text, review, shell};

pub(super) fn view(form: &Form<'_>) -> Html {
    let Some(local) = form.local else {
        return read_only(form);
    };
    let void = local
        .server
        .as_ref()
        .is_some_and(|server| server.state == Stand::Void);
    let say = |words| html! { <p>{ form.boxes.context.say(words) }</p> };
    html! {
        <>
            { read_only(form) }
            { if void { banner(&form.boxes.context, "warn", Icon::Warn, say(text::VOID), None) } else { Html::default() } }
            { reviewed::view(form) }
            { held::view(form) }
            { local.refused.as_ref().filter(|_| !held::is_shown(form)).map(|refused| refusal(form, refused)) }
            { if local.has_conflict() {
                banner(&form.boxes.context, "bad", Icon::Split, say(text::CONFLICT), Some((text::TO_PENDING, View::Pending)))
            } else { Html::default() } }
            { affected(form) }
            { if local.is_overtaken() && !local.has_conflict() && !held::is_shown(form) {
                banner(&form.boxes.context, "info", Icon::Info, say(text::OVERTAKEN), None)
            } else { Html::default() } }
        </>
    }
}

/// Later months that no longer add up once this one is handed in as it stands.
fn affected(form: &Form<'_>) -> Html {
    let affected = form.checked.map_or(&[][..], |checked| &checked.affected);
    if affected.is_empty() || !form.boxes.context.may_fill() {
        return Html::default();
    }
    let one = |later: &Affected| {
        let (correct, explain) = (later.breaks.to_correct.len(), later.breaks.to_explain.len());
        let month = shell::month(later.month, form.boxes.context.lang);
        let key = ReportKey {
            project: form.boxes.context.key.project.clone(),
            month: later.month,
        };
        let onclick = form
            .boxes
            .context
            .send
            .reform(move |_: MouseEvent| Action::Open(key.clone()));
        html! {
            <li class="yb-affected" key={later.month.to_string()}>
                <span>{ text::affected(form.boxes.context.lang, &month, correct, explain) }</span>
                <button type="button" class="yb-button yb-button--small" {onclick}
                    aria-label={format!("{} {month}", form.boxes.context.say(text::GO_TO_MONTH))}>
                    { form.boxes.context.say(text::GO_TO_MONTH) }{ Icon::Right.view() }
                </button>
            </li>
        }
    };
    let content = html! {
        <>
            <p role="status">{ form.boxes.context.say(text::AFFECTED) }</p>
            <ul class="yb-affected__list">{ for affected.iter().map(one) }</ul>
        </>
    };
    banner(&form.boxes.context, "warn", Icon::Warn, content, None)
}

fn read_only(form: &Form<'_>) -> Html {
    if let Some(edition) = form.boxes.context.edition() {
        return locked(form, edition);
    }
    if form
        .state
        .device
        .get()
        .is_reported_by_parts(&form.boxes.context.key)
    {
        let words = form.boxes.context.say(text::BUNDLE);
        let words = html! { <p>{ words }</p> };
        return banner(&form.boxes.context, "info", Icon::Info, words, None);
    }
    if form.boxes.context.may_file_for() || form.boxes.context.is_filing_for() {
        return filing_for(&form.boxes.context);
    }
    if form.state.device.get().is_withheld(&form.boxes.context.key) {
        let words = form.boxes.context.say(text::WITHHELD);
        return banner(
            &form.boxes.context,
            "info",
            Icon::Info,
            html! { <p>{ words }</p> },
            None,
        );
    }
    // a reviewer finds what there is to do at the foot of the form
    if form.boxes.context.may_report() || form.boxes.context.may_review() {
        return Html::default();
    }
    banner(
        &form.boxes.context,
        "info",
        Icon::Info,
        html! { <p>{ form.boxes.context.say(text::READ_ONLY) }</p> },
        None,
    )
}

/// 代报: the choice to fill the form for a unit that cannot, or that this is being done.
fn filing_for(context: &FormContext) -> Html {
    if context.is_filing_for() {
        let words = html! { <p>{ context.say(text::FILING_FOR) }</p> };
        return banner(context, "info", Icon::Pen, words, None);
    }
    let action = Action::OpenBoxes(context.project.to_string());
    let onclick = (context.send).reform(move |_: MouseEvent| action.clone());
    let words = html! {
        <>
            <p>{ context.say(text::MAY_FILE_FOR) }</p>
            <button type="button" class="yb-button" {onclick}>{ Icon::Pen.view() }{ context.say(text::FILE_FOR) }</button>
        </>
    };
    banner(context, "info", Icon::Info, words, None)
}

/// The month is locked: which edition, and what to do.
fn locked(form: &Form<'_>, edition: u32) -> Html {
    let context = &form.boxes.context;
    let has_unsent = form.state.device.get().has_unsent_of(&context.key);
    let words = html! {
        <>
            <p><strong>{ text::month_locked(context.key.month, edition, context.lang) }</strong></p>
            <p>{ context.say(text::MONTH_LOCKED_ADVICE) }</p>
            if has_unsent { <p>{ context.say(text::MONTH_LOCKED_UNSENT) }</p> }
        </>
    };
    banner(context, "warn", Icon::Warn, words, None)
}

fn refusal(form: &Form<'_>, refused: &Refused) -> Html {
    let reports = form.boxes.context.may_report();
    let key = form.boxes.context.key.clone();
    let dismiss = form
        .boxes
        .context
        .send
        .reform(move |_: MouseEvent| Action::Dismiss(key.clone()));
    let words = refused
        .refusal
        .map(|refusal| html! { <p>{ form.boxes.context.say(refusal.words()) }</p> });
    let detail = (refused.detail.as_ref()).map(|detail| html! { <p>{ detail }</p> });
    let finding = |finding: &Finding| {
        html! {
            <li key={finding.code.to_string()}>
                { finding.message(form.boxes.context.lang) }{ " " }{ finding.advice(form.boxes.context.lang) }
                { rule_page(&form.boxes.context, finding.code) }
            </li>
        }
    };
    let findings = (!refused.findings.is_empty()).then(
        || html! { <ul class="yb-bullets">{ for refused.findings.iter().map(finding) }</ul> },
    );
    let content = html! {
        <>
            <p><strong>{ form.boxes.context.say(if reports { text::REFUSED } else { review::REFUSED }) }</strong></p>
            { words }
            { detail }
            { findings }
            if reports {
                <p>{ form.boxes.context.say(text::REFUSED_ADVICE) }</p>
            } else {
                <button type="button" class="yb-button" onclick={dismiss}>{ form.boxes.context.say(review::REFUSED_READ) }</button>
            }
        </>
    };
    banner(&form.boxes.context, "bad", Icon::Cross, content, None)
}

/// A box across the form, with a way to another screen if that is the next step.
pub(super) fn banner(
    context: &FormContext,
    tone: &'static str,
    icon: Icon,
    body: Html,
    link: Option<(Words, View)>,
) -> Html {
    let link = link.map(|(words, view)| {
        let onclick = context.send.reform(move |_: MouseEvent| Action::Show(view.clone()));
        html! { <button type="button" class="yb-button" {onclick}>{ context.say(words) }{ Icon::Right.view() }</button> }
    });
    html! {
        <div class={classes!("yb-banner", format!("yb-banner--{tone}"))}>
            { icon.view() }
            <div class="yb-banner__text">{ body }{ link }</div>
        </div>
    }
}
