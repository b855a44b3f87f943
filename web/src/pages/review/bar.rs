//! 通过 and 退回 below a report that waits for a decision.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;
use yuebao_domain::device::ReportKey;
use yuebao_domain::text::{Lang, clean};

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::Action;
use crate::text::review as text;

/// Props of [`ReviewBar`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Which report.
    pub(crate) report: ReportKey,
    /// The comment as far as it is written; it is kept when the screen is left.
    pub(crate) comment: AttrValue,
    /// An open conflict, with which it cannot be accepted.
    pub(crate) has_conflict: bool,
    /// Language.
    pub(crate) lang: Lang,
    /// Where the decision goes.
    pub(crate) send: Dispatch,
}

/// The comment and the two buttons.
#[component]
pub(crate) fn ReviewBar(props: &Props) -> Html {
    let lang = props.lang;
    let comment = &props.comment;
    let tried = use_state(|| false);
    let area = use_node_ref();
    let is_empty = comment.trim().is_empty();
    let oninput = {
        let (send, key) = (props.send.clone(), props.report.clone());
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                send.emit(Action::Comment {
                    key: key.clone(),
                    comment: clean(&area.value()).into_owned(),
                });
            }
        })
    };
    let accept = {
        let (send, key, comment) = (props.send.clone(), props.report.clone(), comment.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Action::Accept {
                key: key.clone(),
                comment: comment.to_string(),
            });
        })
    };
    let send_back = {
        let (send, key, comment) = (props.send.clone(), props.report.clone(), comment.clone());
        let (tried, area) = (tried.clone(), area.clone());
        Callback::from(move |_: MouseEvent| {
            if comment.trim().is_empty() {
                tried.set(true);
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    // It is on screen beside the button; a refusal changes nothing.
                    let _ = area.focus();
                }
                return;
            }
            send.emit(Action::SendBack {
                key: key.clone(),
                comment: comment.to_string(),
            });
        })
    };
    let missing = *tried && is_empty;
    html! {
        <div class="yb-review-bar" role="group" aria-label={text::TITLE.get(lang)}>
            if props.has_conflict {
                <p class="yb-review-bar__error">{ Icon::Split.view() }{ text::HAS_CONFLICT.get(lang) }</p>
            }
            <label for="yb-review-comment">{ text::COMMENT.get(lang) }</label>
            <textarea id="yb-review-comment" class="yb-input yb-input--area" rows="2" ref={area} autocomplete="off"
                value={comment.clone()} {oninput} aria-describedby="yb-review-hint"
                aria-invalid={missing.then_some("true")} />
            <p id="yb-review-hint" class={classes!("yb-review-bar__hint", missing.then_some("yb-review-bar__error"))}
                role={missing.then_some("alert")}>
                { if missing { text::COMMENT_MISSING.get(lang) } else { text::COMMENT_HINT.get(lang) } }
            </p>
            <div class="yb-review-bar__buttons">
                <button type="button" class="yb-button" onclick={send_back}>{ Icon::Left.view() }{ text::RETURN.get(lang) }</button>
                <button type="button" class="yb-button yb-button--main" part="button" onclick={accept} disabled={props.has_conflict}>
                    { Icon::Check.view() }{ text::ACCEPT.get(lang) }
                </button>
            </div>
        </div>
    }
}
