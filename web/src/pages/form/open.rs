//! Beside a box: the values that wait for a decision about it.

use yew::prelude::*;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::report::{FieldKey, FieldValue};
use yuebao_domain::wire::v1::OpenConflict;

use super::model::Form;
use crate::components::icon::Icon;
use crate::pages::pending::{values, when};
use crate::text::{pending, review as text};

/// Every open amendment and conflict in which the box has two values.
pub(super) fn beside(form: &Form<'_>, key: &FieldKey) -> Html {
    let server = form.local.and_then(|local| local.server.as_ref());
    let open = server.map_or(&[][..], |server| &server.conflicts);
    let about = |open: &&OpenConflict| open.clash.first.get(key) != open.clash.second.get(key);
    open.iter()
        .filter(about)
        .map(|it| one(form, key, it))
        .collect()
}

fn one(form: &Form<'_>, key: &FieldKey, open: &OpenConflict) -> Html {
    let word = match open.clash.kind {
        ClashKind::Amendment => text::PROPOSED,
        ClashKind::Conflict => text::SECOND_VALUE,
    };
    let said = |value: Option<&FieldValue>| {
        let lines = value.map(|value| {
            values::lines(key, value, form.profile.decimals.shown, form.lang).join("；")
        });
        lines.unwrap_or_else(|| form.say(pending::EMPTY_BOX).to_owned())
    };
    let at = when::show(&open.second_at, form.lang);
    html! {
        <p class="yb-proposed" key={open.id.to_string()}>
            { Icon::Split.view() }
            <strong>{ form.say(word) }</strong>
            <span>{ form.say(text::NOW) }{ " " }<b class="yb-amount">{ said(open.clash.first.get(key)) }</b></span>
            <span>{ form.say(text::WANTED) }{ " " }<b class="yb-amount">{ said(open.clash.second.get(key)) }</b></span>
            <span class="yb-muted">{ text::handed_in(&open.second_by, &at, form.lang) }</span>
        </p>
    }
}
