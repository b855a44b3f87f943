//! What a reviewer said of the report, and what that means for who fills it.

use yew::prelude::*;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::Review;
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::text::Words;

use super::model::Form;
use super::notices::banner;
use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::pages::review::course;
use crate::state::{Action, View};
use crate::text::review as text;

pub(super) fn view(form: &Form<'_>) -> Html {
    let Some(server) = form.local.and_then(|local| local.server.as_ref()) else {
        return Html::default();
    };
    let review = server.review.as_ref();
    let said = |what| review.map(|review| said(form, what, review));
    let state = match server.report_state() {
        Some(Stand::Returned) => {
            let advice = form
                .boxes
                .context
                .may_report()
                .then(|| form.boxes.context.say(text::RETURNED_ADVICE));
            let content = html! { <>{ said(text::RETURNED) }<p>{ advice }</p></> };
            banner(&form.boxes.context, "bad", Icon::Left, content, None)
        }
        Some(Stand::Reviewed(_)) => {
            let words = form.boxes.context.say(text::REVIEWED_BAR);
            let content = html! { <><p><strong>{ words }</strong></p>{ amending(form) }</> };
            banner(&form.boxes.context, "good", Icon::Check, content, None)
        }
        Some(Stand::Accepted) => {
            let content = html! { <>{ said(text::ACCEPTED) }{ amending(form) }</> };
            banner(&form.boxes.context, "good", Icon::Check, content, None)
        }
        _ => Html::default(),
    };
    let amendments = server.conflicts.iter();
    let amendments = amendments.filter(|open| open.clash.kind == ClashKind::Amendment);
    let amendments = match amendments.count() {
        0 => Html::default(),
        n => {
            let settles = form.boxes.context.may_review();
            let link = settles.then_some((text::SETTLE, View::Pending));
            let words = html! { <p>{ text::amendments(n, form.boxes.context.lang) }</p> };
            banner(&form.boxes.context, "warn", Icon::Split, words, link)
        }
    };
    let course = course::model(form.state.device.get(), &form.boxes.context.key);
    let course = course.map(|course| course::view(&course, form.boxes.context.lang));
    html! { <>{ course }{ state }{ amendments }</> }
}

/// Who, when, and the comment.
fn said(form: &Form<'_>, what: Words, review: &Review) -> Html {
    let at = when::show(review.at.as_str(), form.boxes.context.lang);
    html! {
        <>
            <p><strong>{ text::decided(what, &review.by, &at, form.boxes.context.lang) }</strong></p>
            if let Some(comment) = &review.comment {
                <blockquote class="yb-explanation__words">{ comment }</blockquote>
            }
        </>
    }
}

/// An accepted report is read; who reports it can ask for a change.
fn amending(form: &Form<'_>) -> Html {
    if !form.boxes.context.may_report() {
        return Html::default();
    }
    if !form.boxes.context.is_locked() {
        return html! { <p>{ form.boxes.context.say(text::AMENDING) }</p> };
    }
    let project = form.boxes.context.project.to_string();
    let onclick =
        (form.boxes.context.send).reform(move |_: MouseEvent| Action::OpenBoxes(project.clone()));
    html! {
        <>
            <p>{ form.boxes.context.say(text::ACCEPTED_LOCKED) }</p>
            <button type="button" class="yb-button" {onclick}>{ Icon::Pen.view() }{ form.boxes.context.say(text::AMEND) }</button>
        </>
    }
}
