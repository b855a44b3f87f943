//! A third value for a conflict: its inputs, and what was typed into them.

use std::collections::BTreeMap;

use yuebao_domain::merge::Clash;
use yuebao_domain::money;
use yuebao_domain::period::parse_day;
use yuebao_domain::report::{
    CoordinationLevel, FieldKey, FieldValue, FieldValues, Kind, ProblemType,
};
use yuebao_domain::text::{Lang, Words};

use super::conflict::keys;
use super::values::label;
use crate::text::pending as text;

/// A single input for a third value: a whole box, or one part of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EditBox {
    pub(crate) key: FieldKey,
    pub(crate) part: Option<&'static str>,
    pub(crate) label: String,
    pub(crate) kind: EditKind,
    pub(crate) initial: String,
}

/// What an input takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EditKind {
    /// 万元.
    Amount,
    /// A day.
    Day,
    /// Words.
    Text,
    /// One of these keys, with its words.
    Choice(Vec<(&'static str, Words)>),
}

/// The inputs for a third value, filled with the first.
pub(crate) fn boxes(clash: &Clash, lang: Lang) -> Vec<EditBox> {
    keys(clash)
        .into_iter()
        .flat_map(|key| match key.field() {
            Some(field) => vec![EditBox {
                label: label(&key, lang),
                part: None,
                kind: edit_kind(field.kind()),
                initial: text_of(&clash.first, &key),
                key,
            }],
            None => parts(clash, &key, lang),
        })
        .collect()
}

fn edit_kind(kind: Kind) -> EditKind {
    match kind {
        Kind::Amount => EditKind::Amount,
        Kind::Day => EditKind::Day,
        Kind::Text => EditKind::Text,
        Kind::Choice(choices) => EditKind::Choice(choices.to_vec()),
    }
}

fn text_of(values: &FieldValues, key: &FieldKey) -> String {
    let text = values.get(key).and_then(FieldValue::text);
    text.unwrap_or_default().to_owned()
}

fn parts(clash: &Clash, key: &FieldKey, lang: Lang) -> Vec<EditBox> {
    let names: &[&str] = if key.problem_id().is_some() {
        &[
            "type",
            "description",
            "level",
            "request",
            "deadline",
            "owner",
            "closed",
        ]
    } else if key.as_str().starts_with("milestone.") {
        &["planned", "done"]
    } else if key.as_str().starts_with("explanation.") {
        &["text"]
    } else {
        // A newer program's box: choosing a side is all that can be done here without harm.
        &[]
    };
    let record = clash.first.get(key).and_then(FieldValue::record);
    let known = text::PARTS.iter().filter(|(part, _)| names.contains(part));
    known
        .map(|(part, words)| EditBox {
            key: key.clone(),
            part: Some(*part),
            label: words.get(lang).to_owned(),
            kind: match *part {
                "type" => choices(ProblemType::ALL.iter().map(|it| (it.key(), it.label()))),
                "level" => choices(
                    CoordinationLevel::ALL
                        .iter()
                        .map(|it| (it.key(), it.label())),
                ),
                "deadline" | "closed" | "planned" | "done" => EditKind::Day,
                _ => EditKind::Text,
            },
            initial: record
                .and_then(|record| record.get(*part).cloned())
                .unwrap_or_default(),
        })
        .collect()
}

fn choices(all: impl Iterator<Item = (&'static str, Words)>) -> EditKind {
    EditKind::Choice(all.collect())
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
        match read(&edit.kind, typed, lang) {
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

/// The text to be kept; empty for an empty box.
fn read(kind: &EditKind, typed: &str, lang: Lang) -> Result<String, String> {
    let typed = typed.trim();
    match kind {
        EditKind::Amount => match money::parse(typed) {
            Ok(amount) => Ok(amount.map_or_else(String::new, |amount| amount.to_string())),
            Err(error) => Err(match lang {
                Lang::Zh => error.zh(),
                Lang::En => error.to_string(),
            }),
        },
        EditKind::Day if !typed.is_empty() => match parse_day(typed) {
            Ok(_) => Ok(typed.to_owned()),
            Err(error) => Err(match lang {
                Lang::Zh => error.zh(),
                Lang::En => error.to_string(),
            }),
        },
        EditKind::Day | EditKind::Text | EditKind::Choice(_) => Ok(typed.to_owned()),
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
