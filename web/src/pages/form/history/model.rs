//! 历史 as data: who gave which value when, and what was decided about the report.

use std::cmp::Reverse;

use yuebao_domain::merge::Group;
use yuebao_domain::operation::question::Remark;
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::report::{Field, FieldKey, FieldValues};
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v1::{FieldEntry, FieldHistory, Made, ReportHistory, Step};

use crate::pages::pending::when;
use crate::pages::questions::model::Thread;
use crate::pages::questions::who;
use crate::text::{history as text, pending, questions};
use yuebao_domain::order::{Gather, Order};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// What was done, in a word.
    pub(super) what: &'static str,
    pub(super) who: String,
    pub(super) received: String,
    /// The device's own clock; never decides anything.
    pub(super) device: Option<String>,
    /// What else is to be said of it.
    pub(super) notes: Vec<String>,
    /// The reviewer's words, or a reason.
    pub(super) comment: Option<String>,
    /// The values that it gave, by box.
    pub(super) values: Vec<(String, Vec<String>)>,
}

/// What happened to the report as a whole, the newest first.
pub(super) fn steps(history: &ReportHistory, lang: Lang) -> Vec<Event> {
    let one = |step: &Step| {
        let mut notes = Vec::new();
        let moved = step.from.filter(|from| *from != step.state);
        notes.extend(moved.map(|from| text::moved(from, step.state, lang)));
        let accepted = step.state == Stand::Accepted || step.step.is_some();
        let (opened, settled) = (step.opened.len(), step.settled.len());
        notes.extend((opened > 0).then(|| text::opened(opened, accepted, lang)));
        notes.extend((settled > 0).then(|| text::settled(settled, lang)));
        if !step.changed.is_empty() {
            let names: Vec<String> = step.changed.iter().map(|it| name(it, lang)).collect();
            let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
            notes.push(format!("{}: {names}", text::BOX.get(lang)));
        }
        Event {
            notes,
            comment: step.comment.clone(),
            ..event(&step.made, lang)
        }
    };
    history.steps.iter().map(one).collect()
}

/// The values of the box `key`, the newest first. A change of its group that left it as it was is
/// left out.
pub(super) fn of_box(
    history: &ReportHistory,
    key: &FieldKey,
    decimals: u32,
    lang: Lang,
) -> Vec<Event> {
    let group = Group::of(key);
    let field = history.fields.iter().find(|it| it.group == group);
    let entries = field.map_or(&[][..], |field| &field.entries);
    let only = |values: &FieldValues| -> FieldValues {
        let value = values.get_key_value(key);
        value
            .map(|(key, value)| (key.clone(), value.clone()))
            .into_iter()
            .into_map()
    };
    let mut events = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let older = entries[at + 1..].iter().find(|it| it.waited.is_none());
        let same = older.is_some_and(|older| older.values.get(key) == entry.values.get(key));
        if same && entry.waited.is_none() {
            continue;
        }
        events.push(given(
            entry,
            &only(&entry.values),
            Some(key),
            decimals,
            lang,
        ));
    }
    events
}

/// The values of one merge group, the newest first.
pub(super) fn of_group(field: &FieldHistory, decimals: u32, lang: Lang) -> Vec<Event> {
    let entries = field.entries.iter();
    entries
        .map(|entry| given(entry, &entry.values, None, decimals, lang))
        .collect()
}

/// What was said of questions, the newest first; each with the name of its box, if that is not clear.
pub(super) fn of_questions<'a>(
    threads: impl Iterator<Item = &'a Thread>,
    names_box: bool,
    lang: Lang,
) -> Vec<Event> {
    let mut said = Vec::new();
    for thread in threads {
        for (at, remark) in thread.remarks.iter().enumerate() {
            said.push((
                remark.at.as_str(),
                remarked(thread, at, remark, names_box, lang),
            ));
        }
    }
    said.order_by_key(|(at, _)| Reverse(*at));
    said.into_iter().map(|(_, event)| event).collect()
}

fn remarked(thread: &Thread, at: usize, remark: &Remark, names_box: bool, lang: Lang) -> Event {
    let when = when::show(remark.at.as_str(), lang);
    let received = if thread.is_waiting(at) {
        format!("{when} · {}", questions::ON_ITS_WAY.get(lang))
    } else {
        text::received(&when, lang)
    };
    let named = names_box.then(|| format!("{}: {}", pending::BOX.get(lang), thread.label));
    Event {
        what: remark.kind.label().get(lang),
        who: who(remark),
        received,
        device: None,
        notes: named.into_iter().collect(),
        comment: Some(remark.text.clone()).filter(|text| !text.is_empty()),
        values: Vec::new(),
    }
}

/// What people call a merge group.
pub(super) fn name(group: &Group, lang: Lang) -> String {
    let key = FieldKey::new(&group.to_string());
    let named = key.as_ref().is_some_and(|key| key.field().is_some());
    let mut fields = Field::ALL.iter();
    let first = fields.find(|field| Group::of(&FieldKey::from(**field)) == *group);
    match (key, first) {
        (Some(key), _) if named => key.full_label(lang),
        (_, Some(first)) => first.section().title().get(lang).to_owned(),
        (Some(key), None) => key.full_label(lang),
        (None, None) => group.to_string(),
    }
}

fn given(
    entry: &FieldEntry,
    filled: &FieldValues,
    alone: Option<&FieldKey>,
    decimals: u32,
    lang: Lang,
) -> Event {
    let mut shown: Vec<_> = filled.iter().collect();
    shown.order_by_key(|(key, _)| key.form_order());
    let label = |key: &FieldKey| match alone {
        Some(_) => String::new(),
        None => key.full_label(lang),
    };
    let mut lines: Vec<(String, Vec<String>)> = shown
        .into_iter()
        .map(|(key, value)| (label(key), key.shown(value, decimals, lang)))
        .collect();
    if lines.is_empty() {
        let nothing = pending::EMPTY_BOX.get(lang).to_owned();
        lines.push((String::new(), vec![nothing]));
    }
    let waited = entry.waited.as_ref().map(|waited| {
        let at = (waited.settled.as_ref()).map(|made| when::show(made.received_at.as_str(), lang));
        let by = waited.settled.as_ref().map(|made| made.by.as_str());
        text::waited(waited.kind, by.zip(at.as_deref()), lang)
    });
    Event {
        notes: waited.into_iter().collect(),
        values: lines,
        ..event(&entry.made, lang)
    }
}

fn event(made: &Made, lang: Lang) -> Event {
    let who = if made.unit.is_empty() {
        made.by.clone()
    } else {
        format!("{}（{}）", made.by, made.unit)
    };
    // As the device wrote it, year and all: it may be far off.
    let device = made
        .made_at
        .as_str()
        .get(..16)
        .map(|at| at.replace('T', " "));
    Event {
        what: text::did(made.kind).get(lang),
        who,
        received: text::received(&when::show(made.received_at.as_str(), lang), lang),
        device: device.map(|at| text::device_time(&at, lang)),
        notes: Vec::new(),
        comment: None,
        values: Vec::new(),
    }
}
