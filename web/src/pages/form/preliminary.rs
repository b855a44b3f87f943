//! 前期工作: the milestones, each with its planned and its actual day.

use yew::prelude::*;
use yuebao_domain::report::records::{MILESTONE, RecordField};
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues, MilestoneKind};

use super::entry::Entry;
use super::part::Part;
use super::{edit, findings, piece, questions};
use crate::text::form as text;
use yuebao_domain::order::Gather;

pub(super) fn view(part: &Part) -> Html {
    html! {
        <>
            if part.may_fill() { { carry(part) } }
            <div class="yb-milestones">
                <div class="yb-milestones__head" aria-hidden="true">
                    <span>{ part.say(text::MILESTONE) }</span>
                    { for MILESTONE.form().map(|field| html! { <span>{ part.say(field.label) }</span> }) }
                </div>
                { for MilestoneKind::ALL.iter().map(|kind| piece::of_milestone(part, *kind)) }
            </div>
        </>
    }
}

/// The days of one milestone.
pub(super) fn row(part: &Part, kind: MilestoneKind) -> Html {
    let key = FieldKey::milestone(kind);
    let entry = Entry::new(part, &key);
    let name = part.say(kind.label());
    let class = classes!(
        "yb-milestone",
        part.is_wrong(&key).then_some("yb-field--wrong")
    );
    html! {
        <div {class}>
            <span class="yb-milestone__name">{ name }{ questions::button(part, &key, name) }</span>
            { for MILESTONE.form().map(|field| day(&entry, field, name)) }
            { findings::at(part, &key) }
            { questions::at(part, &key) }
        </div>
    }
}

fn day(entry: &Entry<'_>, field: &'static RecordField, name: &str) -> Html {
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

fn carry(part: &Part) -> Html {
    edit::carry(part, "yb-button yb-carry", carried, |_| {
        part.say(text::CARRY_MILESTONES).to_owned()
    })
}

/// Last month's milestones that are not on this month's form yet.
fn carried(last: &FieldValues, now: &FieldValues) -> Changes {
    let keys = MilestoneKind::ALL
        .iter()
        .map(|kind| FieldKey::milestone(*kind));
    keys.filter(|key| !now.contains_key(key))
        .filter_map(|key| {
            let value: FieldValue = last.get(&key)?.clone();
            Some((key, Some(value)))
        })
        .into_map()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_of_last_month_are_taken_over_where_nothing_is_typed() {
        let day = |text: &str| FieldValue::Record([("done".to_owned(), text.to_owned())].into());
        let approval = FieldKey::milestone(MilestoneKind::Approval);
        let permit = FieldKey::milestone(MilestoneKind::Permit);
        let last = [
            (approval.clone(), day("2022-01-05")),
            (permit.clone(), day("2022-03-05")),
        ]
        .into();
        let now = [(permit, day("2022-03-06"))].into();
        assert_eq!(
            carried(&last, &now),
            [(approval, Some(day("2022-01-05")))].into()
        );
        assert_eq!(carried(&last, &last), Changes::new());
    }
}
