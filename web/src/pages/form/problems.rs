//! 存在问题: a list of entries; open ones of last month can be taken over.

use yew::prelude::*;
use yuebao_domain::device::Device;
use yuebao_domain::report::records::{PROBLEM, Parts};
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues, Problem};

use super::entry::Entry;
use super::part::Part;
use super::{edit, findings, piece, questions};
use crate::components::icon::Icon;
use crate::text::form as text;
use yuebao_domain::order::Gather;

/// `fresh` is the key of the problem that is added next.
pub(super) fn view(part: &Part, fresh: Option<&FieldKey>) -> Html {
    let keys: Vec<&FieldKey> = part
        .values
        .keys()
        .filter(|key| key.problem_id().is_some())
        .collect();
    let nothing = if part.may_fill() {
        text::NO_PROBLEMS
    } else {
        text::NO_PROBLEMS_READ
    };
    let empty = keys
        .is_empty()
        .then(|| html! { <p class="yb-muted">{ part.say(nothing) }</p> });
    html! {
        <>
            { empty }
            <ol class="yb-problems">
                { for keys.iter().enumerate().map(|(at, key)| piece::of_problem(part, key, at + 1)) }
            </ol>
            if part.may_fill() {
                <div class="yb-problems__foot">{ carry(part) }{ add(part, fresh) }</div>
            }
        </>
    }
}

/// One problem.
pub(super) fn entry(part: &Part, key: &FieldKey, number: usize) -> Html {
    let entry = Entry::new(part, key);
    let title = text::problem_title(part.lang, number);
    let class = classes!(
        "yb-problem",
        part.is_wrong(key).then_some("yb-field--wrong")
    );
    html! {
        <li {class}>
            <div class="yb-problem__head">
                <h3>{ &title }{ questions::button(part, key, &title) }</h3>
                if part.may_fill() { { remove(part, key, entry.is_empty()) } }
            </div>
            <div class="yb-problem__boxes">
                { for PROBLEM.form().map(|field| entry.row(field)) }
            </div>
            { findings::at(part, key) }
            { questions::at(part, key) }
        </li>
    }
}

/// An entry with something in it is removed with a second tap only.
fn remove(part: &Part, key: &FieldKey, is_empty: bool) -> Html {
    let changes = || [(key.clone(), None)].into_iter().into_map();
    if is_empty {
        return edit::button(
            part,
            "yb-button yb-button--plain",
            Icon::Bin,
            part.say(text::REMOVE),
            changes(),
        );
    }
    html! {
        <details class="yb-remove">
            <summary class="yb-button yb-button--plain">{ Icon::Bin.view() }{ part.say(text::REMOVE) }</summary>
            { edit::button(part, "yb-button", Icon::Bin, part.say(text::REMOVE_REALLY), changes()) }
        </details>
    }
}

fn add(part: &Part, fresh: Option<&FieldKey>) -> Html {
    let Some(key) = fresh else {
        return Html::default();
    };
    let changes = [(key.clone(), Some(FieldValue::Record(Parts::new())))]
        .into_iter()
        .into_map();
    edit::button(
        part,
        "yb-button",
        Icon::Plus,
        part.say(text::ADD_PROBLEM),
        changes,
    )
}

fn carry(part: &Part) -> Html {
    edit::carry(part, "yb-button", carried, |count| {
        text::carry_problems(part.lang, count)
    })
}

/// Last month's problems that are still open and not on this month's part.
fn carried(last: &FieldValues, now: &FieldValues) -> Changes {
    last.iter()
        .filter(|(key, _)| !now.contains_key(key))
        .filter(|(key, value)| {
            let read =
                (key.problem_id().zip(value.record())).map(|(id, parts)| Problem::read(id, parts));
            read.is_some_and(|problem| problem.closed.is_none())
        })
        .map(|(key, value)| (key.clone(), Some(value.clone())))
        .into_map()
}

/// The key of the problem that is added next.
pub(super) fn fresh(device: &Device, project: &str) -> Option<FieldKey> {
    FieldKey::problem(&fresh_id(device, project))
}

/// A problem id that no report of the project on this device uses, and no other device makes.
fn fresh_id(device: &Device, project: &str) -> String {
    let keys = device.reports_of(project).flat_map(|(_, report)| {
        let server = report.server.iter().flat_map(|server| server.values.keys());
        report
            .base()
            .keys()
            .chain(report.values().keys())
            .chain(server)
    });
    let last = keys
        .filter_map(|key| key.problem_id()?.split('-').next()?.parse::<u32>().ok())
        .max();
    let own: Vec<char> = device
        .meta
        .device_id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let own: String = own[own.len().saturating_sub(8)..].iter().collect();
    format!("{}-{own}", last.unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use yuebao_domain::device::{Replica, ReportKey};

    use super::*;

    fn problem(parts: &[(&str, &str)]) -> FieldValue {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        FieldValue::Record(parts.iter().map(own).collect())
    }

    fn key(id: &str) -> FieldKey {
        FieldKey::problem(id).unwrap()
    }

    #[test]
    fn only_open_problems_that_are_not_here_yet_are_taken_over() {
        let last = [
            (key("1"), problem(&[("type", "land")])),
            (key("2"), problem(&[("closed", "2022-04-20")])),
            (key("3"), problem(&[("type", "funds")])),
            (FieldKey::new("remarks").unwrap(), "备注".into()),
        ]
        .into();
        let now = [(key("3"), problem(&[]))].into();
        assert_eq!(
            carried(&last, &now),
            [(key("1"), Some(problem(&[("type", "land")])))].into()
        );
    }

    #[test]
    fn a_fresh_id_is_used_in_no_month_and_names_the_device() {
        let mut device = Device::default();
        device.meta.device_id = "0190-abcd-12345678".to_owned();
        assert_eq!(fresh_id(&device, "p1"), "1-12345678");
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
        assert_eq!(fresh_id(&device, "p1"), "5-12345678");
    }
}
