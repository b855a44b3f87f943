//! 疑问: one question with all that was said, beside its box; and the list of those that are open.

pub(crate) mod list;
pub(crate) mod model;
#[cfg(test)]
mod tests;
pub(crate) mod words;

use yew::prelude::*;
use yuebao_domain::operation::question::{CommandKind, Remark, State as Stand};
use yuebao_domain::text::Lang;

use self::model::{Thread, Untaken};
use self::words::Writing;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::pages::pending::when;
use crate::state::{Action, Inquiry, question_id};
use crate::text::questions as text;

/// A question with all that was said. One that is over folds into a line.
pub(crate) fn view(thread: &Thread, lang: Lang, send: &Dispatch) -> Html {
    let id = question_id(&thread.key);
    let label = format!("{} {}", text::ONE.get(lang), thread.label);
    if thread.is_folded() {
        return html! {
            <details class="yb-question yb-question--over" part="question" key={id.clone()}>
                <summary class="yb-details__summary" {id}>{ head(thread, lang) }{ first_words(thread) }</summary>
                { remarks(thread, lang) }
            </details>
        };
    }
    let (_, tone, _) = look(thread);
    html! {
        <div class={classes!("yb-question", format!("yb-question--{tone}"))} part="question" key={id.clone()}
            role="group" aria-label={label} {id} tabindex="-1">
            <p class="yb-question__head">{ head(thread, lang) }</p>
            { remarks(thread, lang) }
            { thread.untaken.as_ref().map(|it| untaken(thread, it, lang, send)) }
            { steps(thread, lang, send) }
        </div>
    }
}

/// Icon, tone and words for where a question stands, as this user sees it.
pub(crate) fn look(thread: &Thread) -> (Icon, &'static str, yuebao_domain::text::Words) {
    match (thread.state, thread.is_mine) {
        _ if thread.untaken.is_some() => (Icon::Cross, "bad", text::UNTAKEN),
        (Stand::Open, true) => (Icon::Ask, "warn", text::MINE_REPORTER),
        (Stand::Answered, true) => (Icon::Speech, "warn", text::MINE_REVIEWER),
        (Stand::Closed, _) => (Icon::Check, "good", Stand::Closed.label()),
        (Stand::Open, false) => (Icon::Ask, "info", text::state(Stand::Open)),
        (Stand::Answered, false) => (Icon::Speech, "info", text::state(Stand::Answered)),
        (Stand::Withdrawn, _) => (Icon::Undo, "info", Stand::Withdrawn.label()),
    }
}

fn head(thread: &Thread, lang: Lang) -> Html {
    let (icon, _, words) = look(thread);
    html! {
        <>
            <span class="yb-question__word">{ icon.view() }{ text::ONE.get(lang) }{ " · " }{ words.get(lang) }</span>
            if let Some(age) = thread.age { <span class="yb-muted">{ text::age(age, lang) }</span> }
            if thread.waiting > 0 { { on_its_way(lang) } }
        </>
    }
}

fn first_words(thread: &Thread) -> Html {
    let first = thread.remarks.first();
    let words = first.map(|first| first.text.clone());
    html! { <span class="yb-question__first">{ words }</span> }
}

/// A mark for what is not with the server yet.
pub(crate) fn on_its_way(lang: Lang) -> Html {
    html! { <span class="yb-chip yb-chip--info">{ Icon::Up.view() }{ text::ON_ITS_WAY.get(lang) }</span> }
}

fn remarks(thread: &Thread, lang: Lang) -> Html {
    let one = |(at, remark): (usize, &Remark)| {
        html! {
            <li class="yb-question__remark">
                <p>
                    <strong>{ remark.kind.label().get(lang) }</strong>{ " " }{ who(remark) }
                    <span class="yb-muted">{ " " }{ when::show(remark.at.as_str(), lang) }</span>
                    if thread.is_waiting(at) { { " " }{ on_its_way(lang) } }
                </p>
                if !remark.text.is_empty() { <blockquote class="yb-explanation__words">{ &remark.text }</blockquote> }
            </li>
        }
    };
    html! { <ol class="yb-question__remarks">{ for thread.remarks.iter().enumerate().map(one) }</ol> }
}

/// Who said it, with the unit.
pub(crate) fn who(remark: &Remark) -> String {
    if remark.unit.is_empty() {
        return remark.by.clone();
    }
    format!("{}（{}）", remark.by, remark.unit)
}

/// Why a step was not taken, with what was written for it.
fn untaken(thread: &Thread, untaken: &Untaken, lang: Lang, send: &Dispatch) -> Html {
    let key = thread.key.clone();
    let read = send.reform(move |_: MouseEvent| Action::Question(Inquiry::Dismiss(key.clone())));
    html! {
        <div class="yb-question__untaken" role="status">
            <p class="yb-pending-fault">{ Icon::Cross.view() }<span>{ untaken.why }</span></p>
            if !untaken.words.is_empty() {
                <p class="yb-muted">{ text::UNTAKEN_HELP.get(lang) }</p>
                { for untaken.words.iter().map(|words| html! { <blockquote class="yb-explanation__words">{ words }</blockquote> }) }
            }
            <button type="button" class="yb-button" onclick={read}>{ text::READ.get(lang) }</button>
        </div>
    }
}

fn steps(thread: &Thread, lang: Lang, send: &Dispatch) -> Html {
    if thread.steps.is_empty() {
        return Html::default();
    }
    let answers = thread.steps.contains(&CommandKind::Answer);
    let (label, hint) = if answers {
        (text::ANSWER_LABEL, text::ANSWER_HINT)
    } else {
        (text::REVIEW_LABEL, text::REVIEW_HINT)
    };
    let (key, question) = (thread.key.clone(), thread.key.clone());
    let note = send.reform(move |text| {
        Action::Question(Inquiry::NoteAnswer {
            question: key.clone(),
            text,
        })
    });
    let step = send.reform(move |(step, text)| {
        Action::Question(Inquiry::Say {
            question: question.clone(),
            step,
            text,
        })
    });
    let writing = html! {
        <Writing id={format!("{}-words", question_id(&thread.key))} {lang} {label} {hint}
            written={thread.written.clone()} steps={thread.steps.clone()} {note} {step} />
    };
    if thread.is_mine {
        return writing;
    }
    // An answer can be added to, and a question taken back; neither is asked for.
    let words = if answers {
        text::MORE_LABEL
    } else {
        text::WITHDRAW_LABEL
    };
    html! { <Fold is_open={!thread.written.is_empty()} label={words.get(lang)}>{ writing }</Fold> }
}

/// Props of [`Fold`].
#[derive(Clone, PartialEq, Properties)]
struct Folded {
    /// Whether it is open at first.
    is_open: bool,
    /// The line that is always shown.
    label: &'static str,
    /// What is folded away.
    children: Html,
}

/// What is open or not as whoever reads it likes, whatever is written in it.
#[component]
fn Fold(props: &Folded) -> Html {
    let is_open = use_state(|| props.is_open);
    html! {
        <details class="yb-details" open={*is_open}>
            <summary class="yb-details__summary">{ props.label }</summary>
            { props.children.clone() }
        </details>
    }
}
