//! A third value for a conflict: its inputs, and what was typed into them.

use std::collections::BTreeMap;

use yuebao_domain::merge::Clash;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues, ValueKind};
use yuebao_domain::text::Lang;

use super::conflict::keys;

/// A single input for a third value: a whole box, or one field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditBox {
    pub(crate) key: FieldKey,
    pub(crate) part: Option<&'static str>,
    pub(crate) label: String,
    pub(crate) kind: ValueKind,
    pub(crate) initial: String,
}

/// The inputs for a third value, filled with the first.
pub(crate) fn boxes(clash: &Clash, lang: Lang) -> Vec<EditBox> {
    keys(clash)
        .into_iter()
        .flat_map(|key| match key.field() {
            Some(field) => vec![EditBox {
                label: key.full_label(lang),
                part: None,
                kind: field.kind(),
                initial: text_of(&clash.first, &key),
                key,
            }],
            None => fields(clash, &key, lang),
        })
        .collect()
}

fn text_of(values: &FieldValues, key: &FieldKey) -> String {
    let text = values.get(key).and_then(FieldValue::text);
    text.unwrap_or_default().to_owned()
}

/// Those of an entry. Of a newer program's there are none: choosing a side is all that can be done
/// here without harm.
fn fields(clash: &Clash, key: &FieldKey, lang: Lang) -> Vec<EditBox> {
    let Some((record, _)) = key.entry() else {
        return Vec::new();
    };
    let first = clash.first.get(key).and_then(FieldValue::record);
    let fields = record.form().map(|field| EditBox {
        key: key.clone(),
        part: Some(field.key),
        label: field.label.get(lang).to_owned(),
        kind: field.kind,
        initial: first
            .and_then(|parts| parts.get(field.key).cloned())
            .unwrap_or_default(),
    });
    fields.collect()
}

/// What was typed for a third value, as values; or which boxes are wrong and why.
pub(crate) fn assemble(
    first: &FieldValues,
    boxes: &[EditBox],
    typed: &[String],
    lang: Lang,
) -> Result<FieldValues, BTreeMap<usize, String>> {
    let mut values = first.clone();
    let mut wrong = BTreeMap::new();
    for (index, (edit, typed)) in boxes.iter().zip(typed).enumerate() {
        match edit.kind.read(typed, lang) {
            Ok(text) => put(&mut values, edit, text),
            Err(reason) => {
                wrong.insert(index, reason);
            }
        }
    }
    if wrong.is_empty() {
        Ok(values)
    } else {
        Err(wrong)
    }
}

fn put(values: &mut FieldValues, edit: &EditBox, text: String) {
    let Some(part) = edit.part else {
        if text.is_empty() {
            values.remove(&edit.key);
        } else {
            values.insert(edit.key.clone(), FieldValue::Text(text));
        }
        return;
    };
    let known = values.get(&edit.key).and_then(FieldValue::record);
    let mut record = known.cloned().unwrap_or_default();
    if text.is_empty() {
        record.remove(part);
    } else {
        record.insert(part.to_owned(), text);
    }
    if record.is_empty() {
        values.remove(&edit.key);
    } else {
        values.insert(edit.key.clone(), FieldValue::Record(record));
    }
}
