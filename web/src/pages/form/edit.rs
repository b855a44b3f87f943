//! Buttons that fill several boxes at once.

use yew::prelude::*;
use yuebao_domain::order::Gather;
use yuebao_domain::report::records::{Entries, Record};
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues};
use yuebao_domain::text::Lang;

use super::boxes::Boxes;
use super::last_month::LastMonth;
use crate::components::icon::Icon;
use crate::state::Action;

/// A button that makes `changes`.
pub(super) fn button(
    boxes: &Boxes,
    class: &'static str,
    icon: Icon,
    label: &str,
    changes: Changes,
) -> Html {
    let action = Action::Edit {
        project: boxes.context.project.to_string(),
        changes,
    };
    let onclick = boxes
        .context
        .send
        .reform(move |_: MouseEvent| action.clone());
    html! { <button type="button" {class} {onclick}>{ icon.view() }{ label.to_owned() }</button> }
}

/// A button that takes over the entries of a record from last month; none if there are none.
pub(super) fn carry(boxes: &Boxes, class: &'static str, record: &'static Record) -> Html {
    let LastMonth::Report(last) = &boxes.last_month else {
        return Html::default();
    };
    let changes = carried(record, last, &boxes.values);
    if changes.is_empty() {
        return Html::default();
    }
    let words = boxes.context.say(record.carry);
    let label = match (record.entries, boxes.context.lang) {
        (Entries::Added(_), Lang::Zh) => format!("{words}（{}）", changes.len()),
        (Entries::Added(_), Lang::En) => format!("{words} ({})", changes.len()),
        _ => words.to_owned(),
    };
    button(boxes, class, Icon::Down, &label, changes)
}

/// Last month's entries that are not over and not on this month's form yet.
fn carried(record: &Record, last: &FieldValues, now: &FieldValues) -> Changes {
    let holds = |key: &FieldKey, value: &FieldValue| {
        let (Some(id), Some(parts)) = (key.id_in(record), value.record()) else {
            return false;
        };
        let is_listed = match record.entries {
            Entries::Of(choices) => choices.iter().any(|(kind, _)| *kind == id),
            _ => true,
        };
        is_listed && !record.is_over(parts)
    };
    last.iter()
        .filter(|(key, value)| !now.contains_key(key) && holds(key, value))
        .map(|(key, value)| (key.clone(), Some(value.clone())))
        .into_map()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::report::MilestoneKind;
    use yuebao_domain::report::records::{MILESTONE, PROBLEM};

    use super::*;

    fn record(parts: &[(&str, &str)]) -> FieldValue {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        FieldValue::Record(parts.iter().map(own).collect())
    }

    #[test]
    fn only_open_problems_that_are_not_here_yet_are_taken_over() {
        let key = |id: &str| FieldKey::problem(id).unwrap();
        let last = [
            (key("1"), record(&[("type", "land")])),
            (key("2"), record(&[("closed", "2022-04-20")])),
            (key("3"), record(&[("type", "funds")])),
            (FieldKey::new("remarks").unwrap(), "备注".into()),
        ]
        .into();
        let now = [(key("3"), record(&[]))].into();
        assert_eq!(
            carried(&PROBLEM, &last, &now),
            [(key("1"), Some(record(&[("type", "land")])))].into()
        );
    }

    #[test]
    fn milestones_of_last_month_are_taken_over_where_nothing_is_typed() {
        let day = |text: &str| record(&[("done", text)]);
        let approval = FieldKey::milestone(MilestoneKind::Approval);
        let permit = FieldKey::milestone(MilestoneKind::Permit);
        let newer = FieldKey::new("milestone.of_a_newer_form").unwrap();
        let last = [
            (approval.clone(), day("2022-01-05")),
            (permit.clone(), day("2022-03-05")),
            (newer, day("2022-03-05")),
        ]
        .into();
        let now = [(permit, day("2022-03-06"))].into();
        assert_eq!(
            carried(&MILESTONE, &last, &now),
            [(approval, Some(day("2022-01-05")))].into()
        );
    }
}
