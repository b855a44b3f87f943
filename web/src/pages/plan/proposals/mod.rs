//! 申报: what units propose, what the office answers; and what of one's own waits or was not taken.

mod answer;
pub(crate) mod model;

use yew::prelude::*;
use yuebao_domain::operation::plan::CommandKind;

use self::answer::AnswerForm;
use self::model::{OnItsWay, Proposal, Untaken, on_their_way, proposals, untaken};
use super::form::finding;
use super::project::facts;
use super::{changed, step, value};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{PlanStep, State};
use crate::text::plan as text;

/// Of one project or of all; nothing where there is nothing.
pub(super) fn view(state: &State, project: Option<&str>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let (refused, waiting) = (untaken(state, project), on_their_way(state, project));
    let proposed = proposals(state, project);
    let open = proposed.iter().filter(|one| one.answer.is_none()).count();
    html! {
        <>
            { for refused.iter().map(|one| not_taken(state, one, send)) }
            { for waiting.iter().map(|one| on_its_way(state, one)) }
            if !proposed.is_empty() {
                <section class="yb-plan-part" aria-label={text::PROPOSALS.get(lang)}>
                    <h2>
                        { text::PROPOSALS.get(lang) }
                        if open > 0 { <span class="yb-pending-count">{ text::waiting(open, lang) }</span> }
                    </h2>
                    <ul class="yb-plan-versions">{ for proposed.iter().map(|one| proposal(state, one, send)) }</ul>
                </section>
            }
        </>
    }
}

fn not_taken(state: &State, untaken: &Untaken, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let key = untaken.key.clone();
    let read = send.reform(move |_: MouseEvent| step(PlanStep::Dismiss(key.clone())));
    let kinds: Vec<&str> = untaken.kinds.iter().map(|it| it.get(lang)).collect();
    html! {
        <div class="yb-banner yb-banner--bad" role="alert">
            { Icon::Cross.view() }
            <div>
                <p><strong>{ &untaken.name }</strong>{ " " }{ text::NOT_TAKEN.get(lang) }{ " " }{ kinds.join("、") }</p>
                { for untaken.why.iter().map(|why| html! { <p>{ why }</p> }) }
            </div>
            <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
        </div>
    }
}

fn on_its_way(state: &State, waits: &OnItsWay) -> Html {
    let lang = state.display.lang;
    html! {
        <div class="yb-banner yb-banner--info">
            { Icon::Up.view() }
            <p>
                <strong>{ &waits.name }</strong>{ " · " }{ waits.change.get(lang) }{ " · " }
                { text::from(&value::month(state, waits.from), lang) }{ " " }{ text::ON_ITS_WAY.get(lang) }
            </p>
        </div>
    }
}

fn proposal(state: &State, one: &Proposal, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let key = format!("{} {} {}", one.key.project, one.key.year, one.number);
    let retract = PlanStep::Retract {
        key: one.key.clone(),
        proposal: one.number,
    };
    let retract = send.reform(move |_: MouseEvent| step(retract.clone()));
    html! {
        <li class={classes!("yb-plan-version", one.answer.is_none().then_some("yb-plan-version--waits"))} {key}>
            <div class="yb-plan-version__head">
                <h3>{ &one.name }{ " · " }{ one.change.label().get(lang) }</h3>
                <span>{ text::from(&value::month(state, one.from), lang) }</span>
                { standing(one, lang) }
            </div>
            <p class="yb-muted">
                { &one.unit }{ " " }{ &one.by }{ " · " }{ when::show(&one.at, lang) }
            </p>
            if let Some(reason) = &one.reason { <p>{ text::REASON.get(lang) }{ "：" }{ reason }</p> }
            { match &one.changed {
                Some(differs) => changed::table(differs, lang),
                None if one.facts.is_empty() => Html::default(),
                None => facts(&one.facts),
            } }
            { for one.findings.iter().map(|it| finding(it, lang)) }
            if let Some(words) = &one.obstacle {
                <p class="yb-plan-fault">{ Icon::Cross.view() }<span>{ words }</span></p>
            }
            { answered(one, lang) }
            if one.may_answer {
                <AnswerForm {send} {lang} plan={one.key.clone()} number={one.number} name={one.name.clone()}
                    may_approve={one.obstacle.is_none()} />
            }
            if one.may_retract {
                <button type="button" class="yb-button yb-plan-retract" onclick={retract}>{ Icon::Undo.view() }{ text::RETRACT.get(lang) }</button>
            }
        </li>
    }
}

/// Where it stands.
fn standing(one: &Proposal, lang: yuebao_domain::text::Lang) -> Html {
    let (icon, tone, words) = match one.answer.as_ref().map(|answer| answer.kind) {
        None => (Icon::Clock, "warn", text::WAITS),
        Some(CommandKind::Approve) => (Icon::Check, "good", text::APPROVED),
        Some(CommandKind::Decline) => (Icon::Cross, "bad", text::DECLINED),
        Some(_) => (Icon::Undo, "info", text::RETRACTED),
    };
    html! {
        <>
            <span class={classes!("yb-chip", format!("yb-chip--{tone}"))}>{ icon.view() }{ words.get(lang) }</span>
            if one.is_on_its_way { <span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ text::TO_BE_SENT.get(lang) }</span> }
        </>
    }
}

fn answered(one: &Proposal, lang: yuebao_domain::text::Lang) -> Html {
    let Some(answer) = &one.answer else {
        return Html::default();
    };
    html! {
        <>
            <p class="yb-muted">
                { answer.kind.label().get(lang) }{ " · " }{ &answer.by }{ " · " }{ when::show(&answer.at, lang) }
            </p>
            if let Some(words) = &answer.words { <blockquote class="yb-explanation__words">{ words }</blockquote> }
        </>
    }
}
