//! A record with one entry for each of a fixed list: a table with a row each.

use yew::prelude::*;
use yuebao_domain::report::records::{Record, RecordField};
use yuebao_domain::report::{Choices, FieldKey};

use super::boxes::Boxes;
use super::entry::Entry;
use super::{edit, findings, item, questions};

pub(super) fn view(boxes: &Boxes, record: &'static Record, list: Choices) -> Html {
    let keys = (list.iter()).filter_map(|(id, _)| FieldKey::of(record, id));
    html! {
        <>
            if boxes.context.may_fill() { { edit::carry(boxes, "yb-button yb-carry", record) } }
            <div class="yb-milestones">
                <div class="yb-milestones__head" aria-hidden="true">
                    <span>{ boxes.context.say(record.one) }</span>
                    { for record.form().map(|field| html! { <span>{ boxes.context.say(field.label) }</span> }) }
                </div>
                { for keys.map(|key| item::of_listed(boxes, record, &key)) }
            </div>
        </>
    }
}

/// One of the list.
pub(super) fn row(boxes: &Boxes, record: &'static Record, key: &FieldKey) -> Html {
    let entry = Entry::new(boxes, key);
    let name = &key.label(boxes.context.lang);
    let class = classes!(
        "yb-milestone",
        boxes.is_wrong(key).then_some("yb-field--wrong")
    );
    html! {
        <div {class}>
            <span class="yb-milestone__name">{ name }{ questions::button(boxes, key, name) }</span>
            { for record.form().map(|field| cell(&entry, field, name)) }
            { findings::at(boxes, key) }
            { questions::at(boxes, key) }
        </div>
    }
}

fn cell(entry: &Entry<'_>, field: &'static RecordField, name: &str) -> Html {
    let word = entry.boxes.context.say(field.label);
    let input = if entry.boxes.context.may_fill() {
        let label = format!("{name} {word}");
        entry.input(field, entry.boxes.is_wrong(entry.key), Some(label.into()))
    } else {
        entry.value(field)
    };
    let word = html! { <span class="yb-milestone__word">{ word }</span> };
    if entry.boxes.context.may_fill() {
        html! { <label class="yb-milestone__day">{ word }{ input }</label> }
    } else {
        html! { <span class="yb-milestone__day">{ word }{ input }</span> }
    }
}
