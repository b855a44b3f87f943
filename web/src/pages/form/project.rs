//! 项目信息: the plan's facts, to be read, and boxes for codes that the plan lacks or has wrong.

use yew::prelude::*;
use yuebao_domain::period::Month;
use yuebao_domain::report::{Field, FieldKey, Section, ValueKind};
use yuebao_domain::text::Words;

use super::boxes::Boxes;
use super::item;
use super::model::Form;
use crate::text::form as text;

/// `has_code`: the plan knows the project's code.
pub(super) fn view(boxes: &Boxes, facts: &[Fact], has_code: bool) -> Html {
    html! {
        <>
            <dl class="yb-facts">{ for facts.iter().map(fact) }</dl>
            { correction(boxes, has_code) }
        </>
    }
}

/// A label, and what the plan says.
pub(super) type Fact = (&'static str, String);

fn fact((label, value): &Fact) -> Html {
    html! { <div class="yb-fact"><dt>{ label }</dt><dd>{ value }</dd></div> }
}

pub(super) fn facts(form: &Form<'_>) -> Vec<Fact> {
    let plan = form.plan;
    let code = |field: Field, plan: &Option<String>| match form.boxes.text(field) {
        "" => plan
            .clone()
            .unwrap_or_else(|| form.boxes.context.say(text::NONE).to_owned()),
        given => given.to_owned(),
    };
    let units: Vec<&str> = plan
        .units
        .iter()
        .map(|id| {
            let known = form
                .state
                .device
                .get()
                .units
                .iter()
                .find(|unit| unit.id == *id);
            known.map_or(id.as_str(), |unit| unit.name.as_str())
        })
        .collect();
    let facts: [(Words, String); 5] = [
        (text::CODE, code(Field::ProjectCode, &plan.code)),
        (text::OWNER, plan.owner.clone()),
        (text::OWNER_CODE, code(Field::OwnerUscc, &plan.owner_uscc)),
        (
            text::UNITS,
            units.join(form.boxes.context.say(text::LIST_COMMA)),
        ),
        (text::SCALE, plan.scale.clone()),
    ];
    let filled = facts.into_iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(label, value)| (form.boxes.context.say(label), value))
        .collect()
}

fn correction(boxes: &Boxes, has_code: bool) -> Html {
    let is_at_issue = |field: Field| {
        let wrong = boxes.findings_at(&FieldKey::from(field)).next().is_some();
        wrong || !boxes.text(field).is_empty() || boxes.is_asked_about(field)
    };
    // Codes can be corrected here; the plan's amounts only where an imported table gave others.
    let fields: Vec<Field> = (Field::ALL.iter().copied())
        .filter(|field| field.section() == Section::Project)
        .filter(|field| field.kind() == ValueKind::Line || is_at_issue(*field))
        .collect();
    let is_open = fields.iter().copied().any(is_at_issue);
    if !is_open && !boxes.context.may_fill() {
        return Html::default();
    }
    let is_open = is_open || !has_code;
    html! {
        <details class="yb-details" open={is_open}>
            <summary class="yb-details__summary">{ boxes.context.say(text::CORRECT) }</summary>
            { for fields.into_iter().map(|field| item::of_box(boxes, field)) }
        </details>
    }
}

/// A month as people write it, or a dash.
pub(super) fn month(form: &Form<'_>, month: Option<Month>) -> String {
    month.map_or_else(
        || form.boxes.context.say(text::NONE).to_owned(),
        |month| text::month(form.boxes.context.lang, month.year(), month.number()),
    )
}
