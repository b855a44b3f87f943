//! Beside a box: the values that wait for a decision about it.

use yew::prelude::*;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::OpenConflict;
use yuebao_domain::report::{FieldKey, FieldValue};

use super::part::{Part, differing};
use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::text::{pending, review as text};

/// Every open amendment and conflict in which the box has two values.
pub(super) fn beside(part: &Part, key: &FieldKey) -> Html {
    let open = part.open.iter();
    open.filter(|open| differing(open).any(|other| other == key))
        .map(|it| one(part, key, it))
        .collect()
}

fn one(part: &Part, key: &FieldKey, open: &OpenConflict) -> Html {
    let word = match open.clash.kind {
        ClashKind::Amendment => text::PROPOSED,
        ClashKind::Conflict => text::SECOND_VALUE,
    };
    let said = |value: Option<&FieldValue>| {
        let lines = value.map(|value| key.shown(value, part.decimals.shown, part.lang).join("；"));
        lines.unwrap_or_else(|| part.say(pending::EMPTY_BOX).to_owned())
    };
    let at = when::show(open.second_at.as_str(), part.lang);
    html! {
        <p class="yb-proposed" key={open.id.to_string()}>
            { Icon::Split.view() }
            <strong>{ part.say(word) }</strong>
            <span>{ part.say(text::NOW) }{ " " }<b class="yb-amount">{ said(open.clash.first.get(key)) }</b></span>
            <span>{ part.say(text::WANTED) }{ " " }<b class="yb-amount">{ said(open.clash.second.get(key)) }</b></span>
            <span class="yb-muted">{ text::handed_in(&open.second_by, &at, part.lang) }</span>
        </p>
    }
}
