//! A record whose entries people add, one by one; those of last month that are not over can be taken
//! over.

use yew::prelude::*;
use yuebao_domain::device::Device;
use yuebao_domain::order::Gather;
use yuebao_domain::report::records::{Adding, Parts, Record};
use yuebao_domain::report::{FieldKey, FieldValue};

use super::boxes::Boxes;
use super::entry::Entry;
use super::{edit, findings, item, questions};
use crate::components::icon::Icon;
use crate::text::form as text;

/// `fresh` is the key of the entry that is added next.
pub(super) fn view(
    boxes: &Boxes,
    record: &'static Record,
    words: &'static Adding,
    fresh: Option<&FieldKey>,
) -> Html {
    let of_record = boxes.values.keys();
    let keys: Vec<&FieldKey> = of_record
        .filter(|key| key.id_in(record).is_some())
        .collect();
    let nothing = if boxes.context.may_fill() {
        words.none
    } else {
        words.none_read
    };
    let empty = html! { <p class="yb-muted">{ boxes.context.say(nothing) }</p> };
    html! {
        <>
            if keys.is_empty() { { empty } }
            <ol class="yb-problems">
                { for keys.iter().enumerate().map(|(at, key)| item::of_added(boxes, record, key, at + 1)) }
            </ol>
            if boxes.context.may_fill() {
                <div class="yb-problems__foot">
                    { edit::carry(boxes, "yb-button", record) }
                    { add(boxes, words, fresh) }
                </div>
            }
        </>
    }
}

/// One entry, the `number`th.
pub(super) fn entry(boxes: &Boxes, record: &'static Record, key: &FieldKey, number: usize) -> Html {
    let entry = Entry::new(boxes, key);
    let title = format!("{} {number}", boxes.context.say(record.one));
    let class = classes!(
        "yb-problem",
        boxes.is_wrong(key).then_some("yb-field--wrong")
    );
    html! {
        <li {class}>
            <div class="yb-problem__head">
                <h3>{ &title }{ questions::button(boxes, key, &title) }</h3>
                if boxes.context.may_fill() { { remove(boxes, key, entry.is_empty()) } }
            </div>
            <div class="yb-problem__boxes">
                { for record.form().map(|field| entry.row(field)) }
            </div>
            { findings::at(boxes, key) }
            { questions::at(boxes, key) }
        </li>
    }
}

/// An entry with something in it is removed with a second tap only.
fn remove(boxes: &Boxes, key: &FieldKey, is_empty: bool) -> Html {
    let changes = || [(key.clone(), None)].into_iter().into_map();
    if is_empty {
        return edit::button(
            boxes,
            "yb-button yb-button--plain",
            Icon::Bin,
            boxes.context.say(text::REMOVE),
            changes(),
        );
    }
    html! {
        <details class="yb-remove">
            <summary class="yb-button yb-button--plain">{ Icon::Bin.view() }{ boxes.context.say(text::REMOVE) }</summary>
            { edit::button(boxes, "yb-button", Icon::Bin, boxes.context.say(text::REMOVE_REALLY), changes()) }
        </details>
    }
}

fn add(boxes: &Boxes, words: &Adding, fresh: Option<&FieldKey>) -> Html {
    let Some(key) = fresh else {
        return Html::default();
    };
    let changes = [(key.clone(), Some(FieldValue::Record(Parts::new())))];
    let changes = changes.into_iter().into_map();
    let add = boxes.context.say(words.add);
    edit::button(boxes, "yb-button", Icon::Plus, add, changes)
}

/// The key of the entry that is added next: no report of the project on this device uses it, and no
/// other device makes it.
pub(super) fn fresh(device: &Device, project: &str, record: &Record) -> Option<FieldKey> {
    let keys = device.reports_of(project).flat_map(|(_, report)| {
        let server = report.server.iter().flat_map(|server| server.values.keys());
        report
            .base()
            .keys()
            .chain(report.values().keys())
            .chain(server)
    });
    let last = keys
        .filter_map(|key| (key.id_in(record)?.split('-').next()?).parse::<u32>().ok())
        .max();
    let own: Vec<char> = device
        .meta
        .device_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let own: String = own[own.len().saturating_sub(8)..].iter().collect();
    let next = last.unwrap_or(0).saturating_add(1);
    FieldKey::of(record, &format!("{next}-{own}"))
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::{Replica, ReportKey};
    use yuebao_domain::report::records::PROBLEM;

    use super::*;

    fn problem(parts: &[(&str, &str)]) -> FieldValue {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        FieldValue::Record(parts.iter().map(own).collect())
    }

    fn key(id: &str) -> FieldKey {
        FieldKey::problem(id).unwrap()
    }

    #[test]
    fn a_fresh_id_is_used_in_no_month_and_names_the_device() {
        let mut device = Device::default();
        device.meta.device_id = "0190-abcd-12345678".to_owned();
        assert_eq!(fresh(&device, "p1", &PROBLEM), Some(key("1-12345678")));
        let mut put = |project: &str, month: &str, id: &str| {
            let report = ReportKey {
                project: project.to_owned(),
                month: month.parse().unwrap(),
            };
            let values = [(key(id), problem(&[]))].into();
            let report_with = Replica {
                base: Some(values),
                ..Replica::default()
            };
            device.reports.insert(report, report_with);
        };
        put("p1", "2022-03", "4-ffffffff");
        put("p1", "2022-04", "free-text");
        put("p2", "2022-04", "9-ffffffff");
        assert_eq!(fresh(&device, "p1", &PROBLEM), Some(key("5-12345678")));
    }
}
