//! 前期工作: the milestones, each with its planned and its actual day.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues, MilestoneKind};

use super::part::Part;
use super::{edit, field, findings, piece, questions};
use crate::components::target::{Parts, Target};
use crate::components::typed::Typed;
use crate::text::form as text;
use yuebao_domain::order::Gather;

pub(super) fn view(part: &Part) -> Html {
    html! {
        <>
            if part.may_fill() { { carry(part) } }
            <div class="yb-milestones">
                <div class="yb-milestones__head" aria-hidden="true">
                    <span>{ part.say(text::MILESTONE) }</span>
                    <span>{ part.say(text::PLANNED) }</span>
                    <span>{ part.say(text::DONE) }</span>
                </div>
                { for MilestoneKind::ALL.iter().map(|kind| piece::of_milestone(part, *kind)) }
            </div>
        </>
    }
}

/// The days of one milestone.
pub(super) fn row(part: &Part, kind: MilestoneKind) -> Html {
    let key = FieldKey::milestone(kind);
    let parts = part.parts(&key);
    let id = field::id(&key);
    let name = part.say(kind.label());
    let class = classes!(
        "yb-milestone",
        part.is_wrong(&key).then_some("yb-field--wrong")
    );
    let planned = day(part, &key, "planned", &parts, id.clone(), name);
    let done = day(
        part,
        &key,
        "done",
        &parts,
        format!("{id}-done").into(),
        name,
    );
    html! {
        <div {class}>
            <span class="yb-milestone__name">{ name }{ questions::button(part, &key, name) }</span>
            { planned }
            { done }
            { findings::at(part, &key) }
            { questions::at(part, &key) }
        </div>
    }
}

fn day(
    part: &Part,
    key: &FieldKey,
    which: &'static str,
    parts: &Rc<Parts>,
    id: AttrValue,
    name: &str,
) -> Html {
    let is_done = which == "done";
    let word = part.say(if is_done { text::DONE } else { text::PLANNED });
    let value = parts.get(which).cloned().unwrap_or_default();
    if !part.may_fill() {
        let shown = if value.is_empty() {
            part.say(text::NONE).to_owned()
        } else {
            value
        };
        return html! {
            <span class="yb-milestone__day">
                <span class="yb-milestone__word">{ word }</span>
                <span class="yb-value" {id} tabindex="-1">{ shown }</span>
            </span>
        };
    }
    let target = Target::of_part(&part.send, &part.project, key.clone(), which, parts);
    html! {
        <label class="yb-milestone__day">
            <span class="yb-milestone__word">{ word }</span>
            <Typed form={field::day(part, is_done)} {id} {value} {target} invalid={part.is_wrong(key)}
                label={format!("{name} {word}")} described_by={format!("{}-findings", field::id(key))} />
        </label>
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
