//! An open conflict as data for the screen: three columns, box by box.

use std::collections::BTreeMap;

use yuebao_domain::device::ReportKey;
use yuebao_domain::merge::{Clash, ClashKind, Group};
use yuebao_domain::operation::OpenConflict;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues, ValueKind, apply};
use yuebao_domain::text::Lang;

use super::edit_box::{EditBox, boxes};
use crate::state::State;
use crate::text::pending as text;
use yuebao_domain::order::{Gather, Order};

/// One conflict.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Conflict {
    pub(crate) key: ReportKey,
    pub(crate) id: u64,
    pub(crate) project: String,
    /// The section of the form, or the entry.
    pub(crate) subject: String,
    pub(crate) first: Side,
    pub(crate) second: Side,
    pub(crate) rows: Vec<Row>,
    /// Boxes for a third value, filled with the first.
    pub(crate) boxes: Vec<EditBox>,
    /// The boxes that it is about.
    pub(crate) group: Group,
    /// An amendment is worded as one.
    pub(crate) kind: ClashKind,
    /// Whether this user may settle it.
    pub(crate) may_settle: bool,
    /// Whether this user has proposed it and may take it back.
    pub(crate) may_withdraw: bool,
    /// Lines of the value that was chosen here and is on its way.
    pub(crate) chosen: Option<Vec<(String, Vec<String>)>>,
}

/// Who gave a value, when, and what exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Side {
    pub(crate) by: String,
    /// RFC 3339, server time.
    pub(crate) at: String,
    pub(crate) values: FieldValues,
}

/// One box of a conflict in its three states, as lines of text; no line: not filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) is_amount: bool,
    pub(crate) base: Vec<String>,
    pub(crate) first: Vec<String>,
    pub(crate) second: Vec<String>,
}

impl Row {
    /// Whether the two sides disagree here.
    pub(crate) fn differs(&self) -> bool {
        self.first != self.second
    }
}

/// Every open conflict on the device, in the order of the reports.
pub(crate) fn conflicts(state: &State) -> Vec<Conflict> {
    let reports = state.device.get().reports.iter();
    let open = reports.filter_map(|(key, report)| Some((key, report.server.as_ref()?)));
    open.flat_map(|(key, server)| server.conflicts.iter().map(move |open| (key, server, open)))
        .map(|(key, server, open)| conflict(state, key, &server.values, open))
        .collect()
}

fn conflict(
    state: &State,
    key: &ReportKey,
    current: &FieldValues,
    open: &OpenConflict,
) -> Conflict {
    let me = state.device.get().meta.me.as_ref();
    let decimals = super::model::shown_decimals(state);
    let is_own = me.is_some_and(|me| me.user == open.second_user);
    let you = if is_own {
        text::YOU.get(state.display.lang)
    } else {
        ""
    };
    let may_settle = state.may_settle(key, open.clash.kind);
    Conflict {
        key: key.clone(),
        id: open.id,
        project: super::model::project_name(state, &key.project),
        subject: subject(&open.clash, state.display.lang),
        first: Side {
            by: open.first_by.clone(),
            at: open.first_at.clone().into(),
            values: open.clash.first.clone(),
        },
        second: Side {
            by: format!("{}{you}", open.second_by),
            at: open.second_at.clone().into(),
            values: open.clash.second.clone(),
        },
        rows: rows(&open.clash, decimals, state.display.lang),
        boxes: boxes(&open.clash, state.display.lang),
        group: open.clash.group.clone(),
        kind: open.clash.kind,
        may_settle,
        may_withdraw: is_own && !may_settle,
        chosen: chosen(state, key, open, current),
    }
}

fn rows(clash: &Clash, decimals: u32, lang: Lang) -> Vec<Row> {
    let sides = [&clash.base, &clash.first, &clash.second];
    let mut rows = Vec::new();
    for key in keys(clash) {
        let values = sides.map(|side| side.get(&key));
        if values
            .iter()
            .flatten()
            .any(|value| value.record().is_some())
        {
            rows.extend(entry_rows(&key, values, decimals, lang));
        } else {
            let shown = values
                .map(|value| value.map_or_else(Vec::new, |value| key.shown(value, decimals, lang)));
            let is_amount = key
                .field()
                .is_some_and(|field| field.kind() == ValueKind::Amount);
            rows.push(row(key.full_label(lang), is_amount, shown));
        }
    }
    rows
}

/// An entry field by field, so that one sees which differs.
fn entry_rows(
    key: &FieldKey,
    values: [Option<&FieldValue>; 3],
    decimals: u32,
    lang: Lang,
) -> Vec<Row> {
    let Some((record, _)) = key.entry() else {
        let shown = values
            .map(|value| value.map_or_else(Vec::new, |value| key.shown(value, decimals, lang)));
        return vec![row(key.full_label(lang), false, shown)];
    };
    let mut rows = Vec::new();
    for field in record.form() {
        let shown = values.map(|value| {
            let text = value.and_then(FieldValue::record)?.get(field.key)?;
            let is_filled = !text.trim().is_empty();
            is_filled.then(|| field.kind.shown(text, decimals, lang))
        });
        if shown.iter().any(Option::is_some) {
            let lines = shown.map(|text| text.into_iter().collect());
            let is_amount = field.kind == ValueKind::Amount;
            rows.push(row(field.label.get(lang).to_owned(), is_amount, lines));
        }
    }
    rows
}

fn row(label: String, is_amount: bool, [base, first, second]: [Vec<String>; 3]) -> Row {
    Row {
        label,
        is_amount,
        base,
        first,
        second,
    }
}

/// What it is about: the section of the form, or the entry.
fn subject(clash: &Clash, lang: Lang) -> String {
    match keys(clash).first() {
        Some(key) if key.field().is_some() => key.section().title().get(lang).to_owned(),
        Some(key) => key.full_label(lang),
        None => String::new(),
    }
}

/// The boxes of all three sides, as they stand on the form.
pub(crate) fn keys(clash: &Clash) -> Vec<FieldKey> {
    let sides = [&clash.base, &clash.first, &clash.second];
    let all = sides.into_iter().flat_map(BTreeMap::keys).distinct();
    let mut keys: Vec<FieldKey> = all.into_iter().cloned().collect();
    keys.order_by_key(FieldKey::form_order);
    keys
}

fn chosen(
    state: &State,
    key: &ReportKey,
    open: &OpenConflict,
    current: &FieldValues,
) -> Option<Vec<(String, Vec<String>)>> {
    let decimals = super::model::shown_decimals(state);
    let queued = state.device.get().outbox.values().rfind(|queued| {
        let operation = &queued.operation;
        queued.is_pending()
            && operation.subject == *key
            && operation.command.conflicts().contains(&open.id)
    })?;
    let all = apply(current, queued.operation.command.changes());
    let values = open.clash.group.part(&all);
    let mut shown: Vec<_> = values.iter().collect();
    shown.order_by_key(|(key, _)| key.form_order());
    let shown = shown.into_iter();
    Some(
        shown
            .map(|(key, value)| {
                (
                    key.full_label(state.display.lang),
                    key.shown(value, decimals, state.display.lang),
                )
            })
            .collect(),
    )
}
