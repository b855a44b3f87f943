//! The summary of a unit, for whoever reads it: what it says, and what the office decides about it.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::device::SummaryKey;
use yuebao_domain::operation::summary::{Heading, State as Stands};
use yuebao_domain::publish::summary::Standing;
use yuebao_domain::text::{Lang, clean};

use super::model::One;
use super::own::{refused, said};
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, OfficeStep, State, SummaryStep};
use crate::text::summaries as text;

pub(super) fn view(state: &State, one: &One, standing: Standing, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let stands = one.held.summary.state;
    let (icon, tone) = match stands {
        Some(Stands::Accepted) => (Icon::Check, "yb-chip--good"),
        Some(Stands::HandedIn) => (Icon::Inbox, "yb-chip--info"),
        _ if standing.days_late > 0 => (Icon::Warn, "yb-chip--warn"),
        _ => (Icon::Circle, ""),
    };
    let parts = Heading::ALL.map(|heading| part(one, heading, lang));
    html! {
        <details key={one.key.unit.clone()} class="yb-summaries__one">
            <summary>
                <strong>{ &one.name }</strong>{ " " }
                <span class={classes!("yb-chip", tone)}>{ icon.view() }{ standing.say(lang) }</span>
            </summary>
            { refused(state, &one.key, send) }
            { for parts }
            { said(one, lang) }
            if one.held.may.close { <Answer key={one.held.log.steps.len()} of={one.key.clone()} stands={stands.map(Stands::key)} {lang} send={send.clone()} /> }
        </details>
    }
}

fn part(one: &One, heading: Heading, lang: Lang) -> Html {
    let own = one.held.summary.texts.written(heading);
    let is_empty = own.trim().is_empty();
    html! {
        <section class="yb-summaries__part">
            <h3>{ heading.label().get(lang) }</h3>
            { for own.lines().map(|line| html! { <p>{ line }</p> }) }
            if is_empty { <p class="yb-muted">{ text::NOTHING_WRITTEN.get(lang) }</p> }
        </section>
    }
}

/// Props of [`Answer`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) of: SummaryKey,
    /// The word of where it stands.
    pub(super) stands: Option<&'static str>,
    pub(super) lang: Lang,
    pub(super) send: Dispatch,
}

/// 审定, or 退回 with the reason.
#[component]
pub(super) fn Answer(props: &Props) -> Html {
    let lang = props.lang;
    let lacks = use_state(|| false);
    let words = use_node_ref();
    let is = |state: Stands| props.stands == Some(state.key());
    let (is_handed_in, is_accepted) = (is(Stands::HandedIn), is(Stands::Accepted));
    if !is_handed_in && !is_accepted {
        return Html::default();
    }
    let step = |step: SummaryStep| Action::Office(OfficeStep::Summary(props.of.clone(), step));
    let accept = {
        let (send, accept) = (props.send.clone(), step(SummaryStep::Accept));
        Callback::from(move |_: MouseEvent| send.emit(accept.clone()))
    };
    let send_back = {
        let (send, of) = (props.send.clone(), props.of.clone());
        let (words, lacks) = (words.clone(), lacks.clone());
        Callback::from(move |_: MouseEvent| {
            let area = words.cast::<HtmlTextAreaElement>();
            let reason = area.map(|area| area.value()).unwrap_or_default();
            let reason = clean(reason.trim()).into_owned();
            lacks.set(reason.is_empty());
            if !reason.is_empty() {
                let step = SummaryStep::Return(reason);
                send.emit(Action::Office(OfficeStep::Summary(of.clone(), step)));
            }
        })
    };
    let id = format!("yb-summary-reason-{}", props.of.unit);
    html! {
        <div class="yb-summaries__answer">
            if is_handed_in {
                <button type="button" class="yb-button yb-button--main" onclick={accept}>{ Icon::Check.view() }{ text::ACCEPT.get(lang) }</button>
            }
            <label for={id.clone()}>{ text::REASON.get(lang) }</label>
            <textarea {id} class="yb-input yb-input--area" rows="2" ref={words.clone()} aria-invalid={lacks.then_some("true")} />
            if *lacks { <p class="yb-board-bad" role="alert">{ text::REASON_MISSING.get(lang) }</p> }
            <button type="button" class="yb-button" onclick={send_back}>{ Icon::Undo.view() }{ text::RETURN.get(lang) }</button>
        </div>
    }
}
