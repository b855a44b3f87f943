//! The fields of one entry of a record, as its declaration says.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::report::records::{Attribute, Parts, RecordField};
use yuebao_domain::report::{FieldKey, ValueKind};

use super::boxes::Boxes;
use super::field;
use crate::components::choice::{self, Question};
use crate::components::target::Target;
use crate::components::typed::Typed;
use crate::text::form as text;

/// See the module.
pub(super) struct Entry<'a> {
    pub(super) boxes: &'a Boxes,
    pub(super) key: &'a FieldKey,
    parts: Rc<Parts>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(boxes: &'a Boxes, key: &'a FieldKey) -> Self {
        Self {
            boxes,
            key,
            parts: boxes.parts(key),
        }
    }

    /// Whether nothing of it is filled.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A field with its label.
    pub(super) fn row(&self, field: &'static RecordField) -> Html {
        let is_wide = field.kind == ValueKind::Text;
        let class = classes!("yb-part", is_wide.then_some("yb-part--wide"));
        let label = self.boxes.context.say(field.label);
        if !self.boxes.context.may_fill() {
            return html! { <div {class}><span class="yb-part__label">{ label }</span>{ self.value(field) }</div> };
        }
        let input = self.input(field, self.is_wrong(field), None);
        html! { <div {class}><label for={self.id(field)}>{ label }</label>{ input }</div> }
    }

    /// What a field holds, for who only reads.
    pub(super) fn value(&self, field: &'static RecordField) -> Html {
        let decimals = self.boxes.context.decimals.shown;
        let shown = match self.text(field) {
            "" => self.boxes.context.say(text::NONE).to_owned(),
            stored => field.kind.shown(stored, decimals, self.boxes.context.lang),
        };
        html! { <span class="yb-value" id={self.id(field)} tabindex="-1">{ shown }</span> }
    }

    /// The input of a field; its name, where no label stands beside it.
    pub(super) fn input(
        &self,
        field: &'static RecordField,
        invalid: bool,
        label: Option<AttrValue>,
    ) -> Html {
        let target = Target::of_part(
            &self.boxes.context.send,
            &self.boxes.context.project,
            self.key.clone(),
            field.key,
            &self.parts,
        );
        let described_by = AttrValue::from(format!("{}-findings", field::id(self.key)));
        if let ValueKind::Choice(choices) = field.kind {
            let question = Question {
                id: self.id(field),
                value: self.text(field),
                target,
                described_by: Some(described_by),
                invalid,
            };
            let nothing = self
                .boxes
                .context
                .say(field.empty().unwrap_or(text::CHOOSE));
            let choices = choices.iter();
            let choices = choices.map(|(key, words)| (*key, self.boxes.context.say(*words)));
            return choice::select(&question, nothing, choices);
        }
        let form = field::typed(self.boxes, field.kind, field.is(Attribute::Ahead));
        html! {
            <Typed {form} id={self.id(field)} value={self.text(field).to_owned()} {target} {invalid}
                {label} {described_by} required={field.is(Attribute::Needed)} />
        }
    }

    fn text(&self, field: &RecordField) -> &str {
        self.parts.get(field.key).map_or("", String::as_str)
    }

    /// Whether something is to be put right in this very field.
    fn is_wrong(&self, field: &RecordField) -> bool {
        let mut findings = self.boxes.findings_at(self.key);
        findings.any(|explained| {
            let mut named = explained.finding.parts.iter();
            explained.is_mandatory() && named.any(|named| named == field.key)
        })
    }

    fn id(&self, field: &RecordField) -> AttrValue {
        field::id_within(self.key, Some(field.key))
    }
}
