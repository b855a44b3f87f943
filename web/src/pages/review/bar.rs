//! 通过, 退回 and 作废 below a report that this user decides about.

use web_sys::{HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;
use yuebao_domain::device::{Device, ReportKey};
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::report::{Command, CommandKind, obstacle};
use yuebao_domain::rights::Role;
use yuebao_domain::text::{Lang, clean};

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::Action;
use crate::text::review as text;

/// What this user may decide about a report as it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Powers {
    /// What stands against 通过, other than a conflict; it has no button once their step is passed.
    pub(crate) accepts: Result<(), Refusal>,
    /// Whom it may be returned to, who fills it first; empty if to nobody.
    pub(crate) returns_to: Vec<Role>,
    /// Whether they may declare it void.
    pub(crate) voids: bool,
}

impl Powers {
    /// `None` if there is nothing to decide.
    pub(crate) fn of(device: &Device, key: &ReportKey) -> Option<Self> {
        let report = device
            .reports
            .get(key)
            .filter(|_| device.locked(key).is_none())?;
        let (by, state) = (device.reviewer(key), device.ahead(key));
        let passed = state?.step(by.chain)?;
        let with_words = |kind| Command::saying(kind, Some("-".to_owned()));
        let stands = |kind| obstacle(&with_words(kind), &by, state, false);
        let own = device.has_filed(key);
        let returns_to = match stands(CommandKind::Return) {
            None if !own => by.returns_to(passed).to_vec(),
            _ => Vec::new(),
        };
        let returns_to: Vec<Role> = (returns_to.into_iter())
            .filter(|role| !by.vacant.contains(role))
            .collect();
        let own = own.then_some(Refusal::OwnReport);
        let accepts = stands(CommandKind::Accept).or(own).map_or(Ok(()), Err);
        let voids = state.is_some_and(yuebao_domain::operation::report::State::is_passed)
            && stands(CommandKind::Void).is_none();
        let is_idle = report.draft.is_none() || !by.may.files();
        (is_idle && !returns_to.is_empty()).then_some(Self {
            accepts,
            returns_to,
            voids,
        })
    }
}

/// Props of [`ReviewBar`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Which report.
    pub(crate) report: ReportKey,
    /// The comment as far as it is written; it is kept when the screen is left.
    pub(crate) comment: AttrValue,
    /// What may be decided.
    pub(crate) powers: Powers,
    /// An open conflict, with which it cannot be accepted.
    pub(crate) has_conflict: bool,
    /// Language.
    pub(crate) lang: Lang,
    /// Where the decision goes.
    pub(crate) send: Dispatch,
}

/// The comment and the buttons.
#[component]
pub(crate) fn ReviewBar(props: &Props) -> Html {
    let lang = props.lang;
    let comment = &props.comment;
    let tried = use_state(|| false);
    let chosen = use_state(|| None::<Role>);
    let powers = &props.powers;
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
    // Both need words; without them the button says so, and leads there.
    let with_words = |action: Box<dyn Fn(String) -> Action>| {
        let (send, comment) = (props.send.clone(), comment.clone());
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
            send.emit(action(comment.to_string()));
        })
    };
    let to = (*chosen).filter(|role| powers.returns_to.contains(role));
    let send_back = {
        let key = props.report.clone();
        with_words(Box::new(move |comment| Action::SendBack {
            key: key.clone(),
            to,
            comment,
        }))
    };
    let void = {
        let key = props.report.clone();
        with_words(Box::new(move |reason| Action::Void {
            key: key.clone(),
            reason,
        }))
    };
    let onchange = {
        let (chosen, roles) = (chosen.clone(), powers.returns_to.clone());
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let at = usize::try_from(select.selected_index()).unwrap_or(0);
                chosen.set(roles.get(at).copied().filter(|_| at > 0));
            }
        })
    };
    let waits = powers
        .accepts
        .err()
        .filter(|why| *why != Refusal::NotForReview);
    let is_passed = powers.accepts == Err(Refusal::NotForReview);
    let missing = *tried && is_empty;
    html! {
        <div class="yb-review-bar" role="group" aria-label={text::TITLE.get(lang)}>
            if props.has_conflict {
                <p class="yb-review-bar__error">{ Icon::Split.view() }{ text::HAS_CONFLICT.get(lang) }</p>
            }
            if let Some(why) = waits {
                <p class="yb-review-bar__hint">{ Icon::Info.view() }{ why.words().get(lang) }</p>
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
                if powers.voids {
                    <button type="button" class="yb-button yb-button--plain" onclick={void}>{ Icon::Cross.view() }{ text::VOID.get(lang) }</button>
                }
                if powers.returns_to.len() > 1 {
                    <label class="yb-review-bar__to">{ text::RETURN_TO.get(lang) }
                        <select class="yb-input" {onchange}>
                            { for powers.returns_to.iter().map(|role| html! { <option selected={to == Some(*role)}>{ role.label().get(lang) }</option> }) }
                        </select>
                    </label>
                }
                <button type="button" class="yb-button" onclick={send_back}>{ Icon::Left.view() }{ text::RETURN.get(lang) }</button>
                if !is_passed {
                    <button type="button" class="yb-button yb-button--main" part="button" onclick={accept} disabled={props.has_conflict || waits.is_some()}>
                        { Icon::Check.view() }{ text::ACCEPT.get(lang) }
                    </button>
                }
            </div>
        </div>
    }
}
