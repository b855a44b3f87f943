//! The table of starts and completions.

use super::lists::{List, unlisted};
use crate::aggregate::Item;
use crate::publish::document::{Column, Row, RowKind, Table};
use crate::publish::figures::head;
use crate::publish::formulas::add_hints;
use crate::publish::starts::{Event, Tally};
use crate::publish::{Cell, Source};
use crate::text::{Lang, Words, words};

/// The columns of one of the two, by their keys.
type Keys = [&'static str; 5];

const START: Keys = [
    "start_planned_count",
    "start_due_count",
    "start_actual_count",
    "start_early_count",
    "start_missed_count",
];
const COMPLETION: Keys = [
    "completion_planned_count",
    "completion_due_count",
    "completion_actual_count",
    "completion_early_count",
    "completion_missed_count",
];

/// By list and everybody in it.
pub(super) fn table(source: &Source, items: &[Item<'_>], lists: &[List], lang: Lang) -> Table {
    let mut rows = Vec::new();
    rows.push(counted(
        RowKind::Total,
        0,
        words("合计", "Total").get(lang),
        items,
        source,
    ));
    let several = lists.len() > 1;
    for list in lists {
        let own: Vec<Vec<Item<'_>>> = (list.rows.iter())
            .map(|row| list.items_of(row, items, source))
            .collect();
        if several {
            rows.push(counted(
                RowKind::Group,
                1,
                &list.title,
                &own.concat(),
                source,
            ));
        }
        for (row, own) in list.rows.iter().zip(&own) {
            let level = if several { 2 } else { 1 };
            rows.push(counted(RowKind::Item, level, &row.name, own, source));
        }
    }
    let others = unlisted(items, lists, source);
    if others.iter().any(|item| !item.has_left) {
        let label = words("其他", "Others").get(lang);
        rows.push(counted(RowKind::Item, 1, label, &others, source));
    }
    let columns = |keys: Keys, group: Words, due: Words, done: Words| -> Vec<Column> {
        let titles = [
            words("全年计划", "Of the year"),
            due,
            done,
            words("提前", "Early"),
            words("逾期", "Missed"),
        ];
        let heads = keys.into_iter().zip(titles).map(|(key, title)| Column {
            group: group.get(lang).to_owned(),
            ..head(key, title.get(lang), "项", Some(0), 4)
        });
        heads.collect()
    };
    let starts = columns(
        START,
        words("开工", "Starts"),
        words("应开工", "Due"),
        words("实开工", "Made"),
    );
    let completions = columns(
        COMPLETION,
        words("竣工", "Completions"),
        words("应竣工", "Due"),
        words("实竣工", "Made"),
    );
    let name = head("name", words("单位", "Who").get(lang), "", None, 10);
    let mut table = Table {
        id: "starts-and-completions".to_owned(),
        title: String::new(),
        columns: std::iter::once(name)
            .chain(starts)
            .chain(completions)
            .collect(),
        label_column: "name".into(),
        rows,
        notes: Vec::new(),
    };
    add_hints(&mut table, source.month);
    table
}

fn counted(kind: RowKind, level: u8, label: &str, items: &[Item<'_>], source: &Source) -> Row {
    let mut row = Row::new(kind, level, label);
    if kind == RowKind::Item {
        row = row.about(items.iter().map(|item| item.plan));
    }
    let projects = items.iter().filter(|item| !item.has_left).count();
    row.count = Some(projects);
    for (event, keys) in [(Event::Start, START), (Event::Completion, COMPLETION)] {
        let tally = Tally::of(event, items.iter().copied(), source.month);
        let counts = [
            tally.planned,
            tally.due,
            tally.actual(),
            tally.early,
            tally.missed,
        ];
        for (key, count) in keys.into_iter().zip(counts) {
            row.put(key, Cell::count(count));
        }
    }
    row
}
