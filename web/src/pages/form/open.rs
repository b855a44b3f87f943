//! Beside a box: the values that wait for a decision about it.

use yew::prelude::*;
use yuebao_domain::merge::ClashKind;
use yuebao_domain::operation::OpenConflict;
use yuebao_domain::report::{FieldKey, FieldValue};

use super::boxes::{Boxes, differing};
use crate::components::icon::Icon;
use crate::pages::pending::when;
use crate::text::{pending, review as text};

/// Every open amendment and conflict in which the box has two values.
pub(super) fn beside(boxes: &Boxes, key: &FieldKey) -> Html {
    let open = boxes.open.iter();
    open.filter(|open| differing(open).any(|other| other == key))
        .map(|it| one(boxes, key, it))
        .collect()
}

fn one(boxes: &Boxes, key: &FieldKey, open: &OpenConflict) -> Html {
    let word = match open.clash.kind {
        ClashKind::Amendment => text::PROPOSED,
        ClashKind::Conflict => text::SECOND_VALUE,
    };
    let said = |value: Option<&FieldValue>| {
        let lines = value.map(|value| {
            key.shown(value, boxes.context.decimals.shown, boxes.context.lang)
                .join("；")
        });
        lines.unwrap_or_else(|| boxes.context.say(pending::EMPTY_BOX).to_owned())
    };
    let at = when::show(open.second_at.as_str(), boxes.context.lang);
    html! {
        <p class="yb-proposed" key={open.id.to_string()}>
            { Icon::Split.view() }
            <strong>{ boxes.context.say(word) }</strong>
            <span>{ boxes.context.say(text::NOW) }{ " " }<b class="yb-amount">{ said(open.clash.first.get(key)) }</b></span>
            <span>{ boxes.context.say(text::WANTED) }{ " " }<b class="yb-amount">{ said(open.clash.second.get(key)) }</b></span>
            <span class="yb-muted">{ text::handed_in(&open.second_by, &at, boxes.context.lang) }</span>
        </p>
    }
}
