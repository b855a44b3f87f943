//! One box with its label, last month's value, what is computed for it, and its findings.

use yew::prelude::*;
use yuebao_domain::check::required;
use yuebao_domain::period::show_day;
use yuebao_domain::report::{Field, FieldKey, Section, ValueKind};

use super::boxes::Boxes;
use super::last_month::LastValue;
use super::{findings, history, open, questions, sums};
use crate::components::choice::{self, Question};
use crate::components::icon::Icon;
use crate::components::typed::{Form as Box, Typed};
use crate::state::box_id;
use crate::text::form as text;

/// Earlier days are slips of the finger.
const EARLIEST_DAY: &str = "2000-01-01";
/// Later ones as well: the horizon of a plan.
const YEARS_AHEAD: i32 = 10;

/// The id of the box of `key`.
pub(super) fn id(key: &FieldKey) -> AttrValue {
    box_id(key).into()
}

/// The same of a field of the entry `key`. The first has the entry's own id, to which findings about
/// all of it lead.
pub(super) fn id_within(key: &FieldKey, field: Option<impl AsRef<str>>) -> AttrValue {
    let entry = id(key);
    let first = key.entry().and_then(|(record, _)| record.form().next());
    let first = first.map(|first| first.key);
    match field.as_ref().map(AsRef::as_ref) {
        Some(field) if first != Some(field) => format!("{entry}-{field}").into(),
        _ => entry,
    }
}

/// Ids of what stands beside a box.
pub(super) fn described_by(id: &str) -> AttrValue {
    AttrValue::from(format!("{id}-last {id}-findings"))
}

/// A row of the boxes.
pub(super) fn row(boxes: &Boxes, field: Field) -> Html {
    let key = FieldKey::from(field);
    let id = id(&key);
    let is_text = field.kind() == ValueKind::Text;
    let reads = !boxes.context.may_fill();
    let class = classes!(
        "yb-field",
        boxes.is_wrong(&key).then_some("yb-field--wrong"),
        is_text.then_some("yb-field--text"),
        reads.then_some("yb-field--read"),
    );
    let label = boxes.context.say(field.label());
    if reads {
        return html! {
            <div {class} part="field" key={field.key()}>
                <span class="yb-field__label">{ label }{ history::box_button(boxes, &key, label) }{ questions::button(boxes, &key, label) }</span>
                { value(boxes, field, id.clone()) }
                <div class="yb-field__last">{ last(boxes, field) }</div>
                { sums::beside(boxes, field) }
                { open::beside(boxes, &key) }
                { history::below(boxes, &key) }
                { findings::at(boxes, &key) }
                { questions::at(boxes, &key) }
            </div>
        };
    }
    let mark = is_required(boxes, field).then(
        || html! { <span class="yb-field__required">{ boxes.context.say(text::REQUIRED) }</span> },
    );
    let is_group = matches!(field.kind(), ValueKind::Choice(_));
    let head = if is_group {
        html! { <span class="yb-field__label" id={format!("{id}-label")}>{ label }{ mark }</span> }
    } else {
        html! { <label class="yb-field__label" for={id.clone()}>{ label }{ mark }</label> }
    };
    let head = html! {
        <div class="yb-field__head">{ head }{ history::box_button(boxes, &key, label) }{ questions::button(boxes, &key, label) }</div>
    };
    let role = is_group.then_some("radiogroup");
    let labelled_by = is_group.then(|| format!("{id}-label"));
    html! {
        <div {class} part="field" key={field.key()}>
            { head }
            <div class="yb-field__input" {role} aria-labelledby={labelled_by}>{ input(boxes, field, &id) }</div>
            <div class="yb-field__last" id={format!("{id}-last")}>{ last(boxes, field) }</div>
            { sums::beside(boxes, field) }
            { open::beside(boxes, &key) }
            { history::below(boxes, &key) }
            { findings::at(boxes, &key) }
            { questions::at(boxes, &key) }
        </div>
    }
}

/// The value of a box, for who only reads. Findings lead here.
fn value(boxes: &Boxes, field: Field, id: AttrValue) -> Html {
    let stored = boxes.text(field);
    let class = match field.kind() {
        _ if stored.is_empty() => "yb-value yb-value--none",
        ValueKind::Amount => "yb-value yb-amount",
        _ => "yb-value",
    };
    let shown = match stored {
        "" => boxes.context.say(text::NOT_FILLED).to_owned(),
        _ => (field.kind()).shown(stored, boxes.context.decimals.shown, boxes.context.lang),
    };
    html! { <span {class} {id} tabindex="-1">{ shown }</span> }
}

fn input(boxes: &Boxes, field: Field, id: &AttrValue) -> Html {
    let key = FieldKey::from(field);
    let target = boxes.context.target(field);
    let invalid = boxes.is_wrong(&key);
    let box_form = match field.kind() {
        ValueKind::Choice(options) => {
            let question = Question {
                id: id.clone(),
                value: boxes.text(field),
                target,
                described_by: Some(described_by(id)),
                invalid,
            };
            let stored = boxes.text(field);
            let offered = options.iter().filter(|(key, _)| field.offers(key, stored));
            let options = offered.map(|(key, words)| (*key, boxes.context.say(*words)));
            let radios = choice::radios(&question, options);
            return html! { <>{ radios }{ clear(boxes, field) }</> };
        }
        kind => typed(boxes, kind, field == Field::ResumeDate),
    };
    let turn = field
        .may_be_negative()
        .then(|| boxes.context.say(text::TURN_SIGN));
    html! {
        <Typed form={box_form} id={id.clone()} value={boxes.text(field).to_owned()} {target} {invalid}
            described_by={described_by(id)} required={is_required(boxes, field)} {turn} />
    }
}

/// An answer that need not be given can be taken back.
fn clear(boxes: &Boxes, field: Field) -> Html {
    if boxes.text(field).is_empty() || is_required(boxes, field) {
        return Html::default();
    }
    let target = boxes.context.target(field);
    let onclick = Callback::from(move |_: MouseEvent| target.put(None));
    html! {
        <button type="button" class="yb-button yb-button--plain yb-button--small" {onclick}>{ boxes.context.say(text::CLEAR) }</button>
    }
}

/// The box for what is typed of this kind; a choice is no such box.
pub(super) fn typed(boxes: &Boxes, kind: ValueKind, may_lie_ahead: bool) -> Box {
    match kind {
        ValueKind::Amount => Box::Amount(boxes.context.decimals.shown),
        ValueKind::Day => day(boxes, may_lie_ahead),
        ValueKind::Text => Box::Area,
        ValueKind::Month | ValueKind::Line | ValueKind::Person | ValueKind::Choice(_) => Box::Line,
    }
}

/// A date box: until the end of the reported month, or ahead of it.
fn day(boxes: &Boxes, may_lie_ahead: bool) -> Box {
    let month = boxes.context.key.month;
    let latest = if may_lie_ahead {
        month.plus(12 * YEARS_AHEAD)
    } else {
        month
    };
    Box::Day {
        min: AttrValue::Static(EARLIEST_DAY),
        max: AttrValue::from(show_day(latest.last_day())),
    }
}

fn is_required(boxes: &Boxes, field: Field) -> bool {
    required(boxes.context.nature).contains(&field)
}

/// Whether last month's value usually still holds.
const fn carries_over(field: Field) -> bool {
    matches!(field.kind(), ValueKind::Day | ValueKind::Choice(_))
        || matches!(field.section(), Section::Funds)
}

fn last(boxes: &Boxes, field: Field) -> Html {
    let is_amount = field.kind() == ValueKind::Amount;
    let words =
        html! { <span class="yb-field__last-word">{ boxes.context.say(text::LAST_MONTH) }</span> };
    match boxes.last_value(field) {
        LastValue::Value { shown, stored } => {
            let is_empty = boxes.context.may_fill() && boxes.text(field).is_empty();
            let carries = is_empty && carries_over(field) && field.offers(&stored, "");
            let carry = carries.then(|| {
                let target = boxes.context.target(field);
                let onclick = Callback::from(move |_: MouseEvent| target.put(Some(stored.clone())));
                html! {
                    <button type="button" class="yb-button yb-button--small" {onclick}>{ boxes.context.say(text::CARRY) }</button>
                }
            });
            let class = if is_amount {
                "yb-amount"
            } else {
                "yb-field__last-value"
            };
            html! { <>{ words }<span {class}>{ shown }</span>{ carry }</> }
        }
        LastValue::Empty if is_amount => {
            html! { <>{ words }<span>{ boxes.context.say(text::NONE) }</span></> }
        }
        LastValue::NoReport if is_amount => {
            html! { <span>{ boxes.context.say(text::NO_LAST) }</span> }
        }
        LastValue::NotHere if is_amount => {
            html! { <span class="yb-field__last-none">{ Icon::Info.view() }{ boxes.context.say(text::LAST_NOT_HERE) }</span> }
        }
        LastValue::Empty | LastValue::NoReport | LastValue::NotHere => Html::default(),
    }
}
