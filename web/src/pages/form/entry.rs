//! The fields of one entry of a record, as its declaration says.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::report::records::{Mark, Parts, Record, RecordField};
use yuebao_domain::report::{FieldKey, Kind};

use super::field;
use super::part::Part;
use crate::components::choice::{self, Question};
use crate::components::target::Target;
use crate::components::typed::Typed;
use crate::text::form as text;

/// See the module.
pub(super) struct Entry<'a> {
    pub(super) part: &'a Part,
    pub(super) key: &'a FieldKey,
    record: &'static Record,
    parts: Rc<Parts>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(part: &'a Part, key: &'a FieldKey, record: &'static Record) -> Self {
        Self {
            part,
            key,
            record,
            parts: part.parts(key),
        }
    }

    /// Whether nothing of it is filled.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// A field with its label.
    pub(super) fn row(&self, field: &'static RecordField) -> Html {
        let is_wide = field.kind == Kind::Text;
        let class = classes!("yb-part", is_wide.then_some("yb-part--wide"));
        let label = self.part.say(field.label);
        if !self.part.may_fill() {
            return html! { <div {class}><span class="yb-part__label">{ label }</span>{ self.value(field) }</div> };
        }
        let input = self.input(field, self.is_missing(field), None);
        html! { <div {class}><label for={self.id(field)}>{ label }</label>{ input }</div> }
    }

    /// What a field holds, for who only reads.
    pub(super) fn value(&self, field: &'static RecordField) -> Html {
        let decimals = self.part.decimals.shown;
        let shown = match self.text(field) {
            "" => self.part.say(text::NONE).to_owned(),
            stored => field.kind.shown(stored, decimals, self.part.lang),
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
            &self.part.send,
            &self.part.project,
            self.key.clone(),
            field.key,
            &self.parts,
        );
        let described_by = AttrValue::from(format!("{}-findings", field::id(self.key)));
        if let Kind::Choice(choices) = field.kind {
            let question = Question {
                id: self.id(field),
                value: self.text(field),
                target,
                described_by: Some(described_by),
                invalid,
            };
            let nothing = self.part.say(field.empty().unwrap_or(text::CHOOSE));
            let choices = choices.iter();
            let choices = choices.map(|(key, words)| (*key, self.part.say(*words)));
            return choice::select(&question, nothing, choices);
        }
        let form = field::typed(self.part, field.kind, field.is(Mark::Ahead));
        html! {
            <Typed {form} id={self.id(field)} value={self.text(field).to_owned()} {target} {invalid}
                {label} {described_by} />
        }
    }

    fn text(&self, field: &RecordField) -> &str {
        self.parts.get(field.key).map_or("", String::as_str)
    }

    /// What an entry cannot do without, while the checks complain of it.
    fn is_missing(&self, field: &RecordField) -> bool {
        let mut missing = self.record.missing(&self.parts);
        self.part.is_wrong(self.key) && missing.any(|it| it.key == field.key)
    }

    /// The first field has the entry's own id, to which findings lead.
    fn id(&self, field: &RecordField) -> AttrValue {
        let entry = field::id(self.key);
        let is_first = (self.record.form().next()).is_some_and(|first| first.key == field.key);
        if is_first {
            entry
        } else {
            format!("{entry}-{}", field.key).into()
        }
    }
}
