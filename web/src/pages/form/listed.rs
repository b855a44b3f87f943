//! A record with one entry for each of a fixed list: a table with a row each.

use yew::prelude::*;
use yuebao_domain::report::records::{Record, RecordField};
use yuebao_domain::report::{Choices, FieldKey};

use super::entry::Entry;
use super::part::Part;
use super::{edit, findings, piece, questions};

pub(super) fn view(part: &Part, record: &'static Record, list: Choices) -> Html {
    let keys = (list.iter()).filter_map(|(id, _)| FieldKey::of(record, id));
    html! {
        <>
            if part.may_fill() { { edit::carry(part, "yb-button yb-carry", record) } }
            <div class="yb-milestones">
                <div class="yb-milestones__head" aria-hidden="true">
                    <span>{ part.say(record.one) }</span>
                    { for record.form().map(|field| html! { <span>{ part.say(field.label) }</span> }) }
                </div>
                { for keys.map(|key| piece::of_listed(part, record, &key)) }
            </div>
        </>
    }
}

/// One of the list.
pub(super) fn row(part: &Part, record: &'static Record, key: &FieldKey) -> Html {
    let entry = Entry::new(part, key);
    let name = &key.label(part.lang);
    let class = classes!(
        "yb-milestone",
        part.is_wrong(key).then_some("yb-field--wrong")
    );
    html! {
        <div {class}>
            <span class="yb-milestone__name">{ name }{ questions::button(part, key, name) }</span>
            { for record.form().map(|field| cell(&entry, field, name)) }
            { findings::at(part, key) }
            { questions::at(part, key) }
        </div>
    }
}

fn cell(entry: &Entry<'_>, field: &'static RecordField, name: &str) -> Html {
    let word = entry.part.say(field.label);
    let input = if entry.part.may_fill() {
        let label = format!("{name} {word}");
        entry.input(field, entry.part.is_wrong(entry.key), Some(label.into()))
    } else {
        entry.value(field)
    };
    let word = html! { <span class="yb-milestone__word">{ word }</span> };
    if entry.part.may_fill() {
        html! { <label class="yb-milestone__day">{ word }{ input }</label> }
    } else {
        html! { <span class="yb-milestone__day">{ word }{ input }</span> }
    }
}
