//! 同意 or 不予同意, with words.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::device::PlanKey;
use yuebao_domain::text::{Lang, clean};

use crate::dispatch::Dispatch;
use crate::pages::plan::step;
use crate::state::PlanStep;
use crate::text::plan as text;

/// Props of [`AnswerForm`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Where actions go.
    pub(super) send: Dispatch,
    /// Language.
    pub(super) lang: Lang,
    /// The project and the year.
    pub(super) plan: PlanKey,
    /// Which proposal.
    pub(super) number: u32,
    /// The project's name.
    pub(super) name: String,
    /// Whether nothing stands against it.
    pub(super) may_approve: bool,
}

/// The words and the two buttons; what is not agreed to needs words.
#[component]
pub(super) fn AnswerForm(props: &Props) -> Html {
    let lang = props.lang;
    let words = use_node_ref();
    let lacks = use_state(|| false);
    let answer = |approves: bool| {
        let (send, plan, number) = (props.send.clone(), props.plan.clone(), props.number);
        let (words, lacks) = (words.clone(), lacks.clone());
        Callback::from(move |_: MouseEvent| {
            let area = words.cast::<HtmlTextAreaElement>();
            let comment =
                area.map_or_else(String::new, |area| clean(area.value().trim()).into_owned());
            let is_lacking = !approves && comment.is_empty();
            lacks.set(is_lacking);
            if !is_lacking {
                send.emit(step(PlanStep::Answer {
                    key: plan.clone(),
                    proposal: number,
                    approves,
                    comment,
                }));
            }
        })
    };
    let id = format!(
        "yb-answer-{}-{}-{}",
        props.plan.project, props.plan.year, props.number
    );
    let label = |words: &str| format!("{words} {}", props.name);
    let (approve, decline) = (text::APPROVE.get(lang), text::DECLINE.get(lang));
    html! {
        <div class="yb-plan-answer">
            <label for={id.clone()}>{ text::OPINION.get(lang) }</label>
            <textarea {id} class="yb-input yb-input--area" rows="2" ref={words.clone()} aria-invalid={lacks.then_some("true")} />
            if *lacks { <p class="yb-plan-fault" role="alert">{ text::OPINION_WANTED.get(lang) }</p> }
            <div class="yb-pending-actions">
                <button type="button" class="yb-button yb-button--main" aria-label={label(approve)} disabled={!props.may_approve}
                    onclick={answer(true)}>{ approve }</button>
                <button type="button" class="yb-button" aria-label={label(decline)} onclick={answer(false)}>{ decline }</button>
            </div>
        </div>
    }
}
