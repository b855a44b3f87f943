//! 项目信息: the plan's facts, to be read, and boxes for codes that the plan lacks or has wrong.

use yew::prelude::*;
use yuebao_domain::period::Month;
use yuebao_domain::report::{Field, FieldKey, Kind, Section};
use yuebao_domain::text::Words;

use super::model::Form;
use super::part::Part;
use super::piece;
use crate::text::form as text;

/// `has_code`: the plan knows the project's code.
pub(super) fn view(part: &Part, facts: &[Fact], has_code: bool) -> Html {
    html! {
        <>
            <dl class="yb-facts">{ for facts.iter().map(fact) }</dl>
            { correction(part, has_code) }
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
    let code = |field: Field, plan: &Option<String>| match form.text(field) {
        "" => plan
            .clone()
            .unwrap_or_else(|| form.say(text::NONE).to_owned()),
        given => given.to_owned(),
    };
    let units: Vec<&str> = plan
        .units
        .iter()
        .map(|id| {
            let known = form.state.device.units.iter().find(|unit| unit.id == *id);
            known.map_or(id.as_str(), |unit| unit.name.as_str())
        })
        .collect();
    let facts: [(Words, String); 5] = [
        (text::CODE, code(Field::ProjectCode, &plan.code)),
        (text::OWNER, plan.owner.clone()),
        (text::OWNER_CODE, code(Field::OwnerUscc, &plan.owner_uscc)),
        (text::UNITS, units.join(form.say(text::LIST_COMMA))),
        (text::SCALE, plan.scale.clone()),
    ];
    let filled = facts.into_iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(label, value)| (form.say(label), value))
        .collect()
}

fn correction(part: &Part, has_code: bool) -> Html {
    let is_at_issue = |field: Field| {
        let wrong = part.findings_at(&FieldKey::from(field)).next().is_some();
        wrong || !part.text(field).is_empty() || part.is_asked_about(field)
    };
    // Codes can be corrected here; the plan's amounts only where an imported table gave others.
    let fields: Vec<Field> = (Field::ALL.iter().copied())
        .filter(|field| field.section() == Section::Project)
        .filter(|field| field.kind() == Kind::Line || is_at_issue(*field))
        .collect();
    let is_open = fields.iter().copied().any(is_at_issue);
    if !is_open && !part.may_fill() {
        return Html::default();
    }
    let is_open = is_open || !has_code;
    html! {
        <details class="yb-details" open={is_open}>
            <summary class="yb-details__summary">{ part.say(text::CORRECT) }</summary>
            { for fields.into_iter().map(|field| piece::of_box(part, field)) }
        </details>
    }
}

/// A month as people write it, or a dash.
pub(super) fn month(form: &Form<'_>, month: Option<Month>) -> String {
    month.map_or_else(
        || form.say(text::NONE).to_owned(),
        |month| text::month(form.lang, month.year(), month.number()),
    )
}
