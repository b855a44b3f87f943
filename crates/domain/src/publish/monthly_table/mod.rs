//! 月报表: every project of the month below the totals of its group.
//!
//! 合计 of the 实施项目 first, then each nature (一、新开工), within it each category (（一）), within that
//! the projects, numbered through. 预备 stands apart, in a table of its own with the total investment
//! alone. Amounts are summed from exact figures; percentages are those of the sums. A bundle (打包) is
//! one project, its parts stand below it and in no total of their own.

mod cells;
mod columns;

use super::document::{Block, Document, Page, Row, RowKind, Table};
use super::entries::{Entry, entries};
use super::figures::{Figures, day_text, month_text, numeral};
use super::formulas::add_hints;
use super::measured::Measured;
use super::{Cell, Source, notes};
use crate::aggregate::{AmountUnit, Dimension, Item, Key, Line, summarise};
use crate::plan::PlanBasis;
use crate::profile::publication::MonthlyColumn;
use crate::text::{Lang, words};

/// The identifier of the document.
pub const ID: &str = super::Kind::MonthlyTable.key();

/// 月报表 of a month.
pub fn monthly_table(source: &Source, lang: Lang) -> Document {
    let maker = Maker::new(source, lang);
    let items = source.items();
    let (placed, reserve) = entries(&items, source);
    let mut number = 0;
    let mut table = maker.implementing(&placed, &mut number);
    table.notes = notes::about_reports(source, lang);
    let mut blocks = vec![Block::Table(table)];
    if !reserve.is_empty() {
        blocks.push(Block::Table(maker.reserve(&reserve, &mut number)));
    }
    Document {
        heading: heading(source, lang, maker.figures.unit()),
        foot: foot(source, lang),
        ..source.document(ID, title(source, lang), Page::WIDE, blocks, lang)
    }
}

/// The projects behind a figure, as rows of their own; `ids` of which the month knows nothing are left out.
pub fn behind(source: &Source, ids: &[&str], lang: Lang) -> Table {
    const COLUMNS: [MonthlyColumn; 8] = [
        MonthlyColumn::Number,
        MonthlyColumn::Name,
        MonthlyColumn::Units,
        MonthlyColumn::AnnualPlan,
        MonthlyColumn::Month,
        MonthlyColumn::YearToDate,
        MonthlyColumn::Completion,
        MonthlyColumn::Gap,
    ];
    let maker = Maker {
        columns: COLUMNS.to_vec(),
        ..Maker::new(source, lang)
    };
    let items = source.items().into_iter();
    let mut rows = Vec::new();
    for item in items.filter(|item| ids.contains(&item.plan.id.as_str())) {
        let parts = Vec::new();
        maker.entry(&Entry { item, parts }, rows.len() + 1, 0, &mut rows);
    }
    maker.table("behind", String::new(), &COLUMNS, rows)
}

fn title(source: &Source, lang: Lang) -> String {
    let (title, month) = (
        source.profile.title_in(lang),
        month_text(source.month, lang),
    );
    match lang {
        Lang::Zh => format!("{title}进展情况月报表（{month}）"),
        Lang::En => format!("{title}: monthly table, {month}"),
    }
}

fn heading(source: &Source, lang: Lang, unit: &str) -> Vec<String> {
    let last = day_text(source.month.last_day(), lang);
    match lang {
        Lang::Zh => vec![
            "填报单位（盖章）：".to_owned(),
            format!("截至日：{last}"),
            format!("单位：{unit}"),
        ],
        Lang::En => vec![
            "Reporting unit (seal):".to_owned(),
            format!("As of {last}"),
            format!("Unit: {unit}"),
        ],
    }
}

/// What the profile does not say is filled by hand.
fn foot(source: &Source, lang: Lang) -> Vec<String> {
    let known = &source.profile.publication.foot;
    let lines = [
        (words("负责人：", "Head:"), known.head.as_str()),
        (words("填表人：", "Filled by:"), &known.filled_by),
        (words("电话：", "Telephone:"), &known.telephone),
        (words("报出日期：", "Date:"), ""),
    ];
    let lines = lines.map(|(label, known)| match (lang, known) {
        (Lang::En, known) if !known.is_empty() => format!("{} {known}", label.en),
        _ => format!("{}{known}", label.get(lang)),
    });
    lines.into()
}

struct Maker<'a> {
    source: &'a Source,
    lang: Lang,
    figures: Figures,
    columns: Vec<MonthlyColumn>,
}

impl<'a> Maker<'a> {
    fn new(source: &'a Source, lang: Lang) -> Self {
        Self {
            source,
            lang,
            figures: Figures::new(AmountUnit::Wan, &source.profile),
            columns: source.profile.publication.monthly_columns(),
        }
    }

    fn table(&self, id: &str, title: String, columns: &[MonthlyColumn], rows: Vec<Row>) -> Table {
        let columns = columns.iter();
        let mut table = Table {
            id: id.to_owned(),
            title,
            columns: columns
                .map(|column| columns::head(*column, self.source, &self.figures, self.lang))
                .collect(),
            label_column: MonthlyColumn::Name.key().into(),
            rows,
            notes: Vec::new(),
        };
        add_hints(&mut table, self.source.month);
        table
    }

    /// 实施项目.
    fn implementing(&self, placed: &[Entry<'_>], number: &mut usize) -> Table {
        let by: &[Dimension] = if self.source.profile.categories.is_empty() {
            &[Dimension::Nature]
        } else {
            &[Dimension::Nature, Dimension::Category]
        };
        let items: Vec<Item<'_>> = placed.iter().flat_map(Entry::items).collect();
        let summary = summarise(items, by, self.source.month, &self.source.profile);
        let mut rows = Vec::new();
        let mut numbers = [0_usize; 2];
        for line in &summary.lines {
            let depth = line.path.len();
            if depth == 1 {
                numbers = [numbers[0] + 1, 0];
            } else if depth == 2 {
                numbers[1] += 1;
            }
            let own: Vec<&Entry<'_>> = placed
                .iter()
                .filter(|it| it.is_in(&line.path, &self.source.profile))
                .collect();
            rows.push(self.group(line, numbers, &own));
            if depth == by.len() {
                let level = level(depth + 1);
                for entry in own {
                    *number += 1;
                    self.entry(entry, *number, level, &mut rows);
                }
            }
        }
        let mut table = self.table("projects", String::new(), &self.columns, rows);
        // nothing is published of no project but that there is none
        if placed.is_empty() {
            let label = words("合计（无实施项目）", "Total (no project)").get(self.lang);
            for row in &mut table.rows {
                label.clone_into(&mut row.label);
            }
        }
        table
    }

    /// A total or the head of a group.
    fn group(&self, line: &Line, places: [usize; 2], own: &[&Entry<'_>]) -> Row {
        let depth = line.path.len();
        let (kind, label) = match line.path.last() {
            None => (RowKind::Total, self.total_label(line.count)),
            Some(key) => (RowKind::Group, self.group_label(key, depth, places, line)),
        };
        let mut row = Row::new(kind, level(depth), label);
        row.count = Some(line.count);
        for column in &self.columns {
            let plans = own.iter().map(|entry| entry.item.plan);
            let cell = cells::figure(*column, line, plans, self.figures);
            if let Some(cell) = cell {
                row.put(column.key(), cell);
            }
        }
        self.put_counted(&mut row, line);
        row
    }

    fn put_counted(&self, row: &mut Row, line: &Line) {
        Measured::of(line, PlanBasis::Adjusted).put_counted(row, self.figures);
    }

    fn total_label(&self, count: usize) -> String {
        match self.lang {
            Lang::Zh => format!("合计（实施项目{count}项）"),
            Lang::En => format!("Total ({count} projects)"),
        }
    }

    fn group_label(&self, key: &Key, depth: usize, places: [usize; 2], line: &Line) -> String {
        let name = key.label(&self.source.profile, self.lang);
        let count = line.count;
        match (self.lang, depth) {
            (Lang::Zh, 1) => format!("{}、{name}（{count}项）", numeral(places[0])),
            (Lang::Zh, _) => format!("（{}）{name}（{count}项）", numeral(places[1])),
            (Lang::En, 1) => format!("{}. {name} ({count})", places[0]),
            (Lang::En, _) => format!("({}) {name} ({count})", places[1]),
        }
    }

    /// A project, and the parts of a bundle below it.
    fn entry(&self, entry: &Entry<'_>, number: usize, level: u8, rows: &mut Vec<Row>) {
        let items: Vec<Item<'_>> = entry.items().collect();
        let mut row = self.project(&entry.item, items, RowKind::Item, level);
        row.put(MonthlyColumn::Number.key(), Cell::count(number));
        rows.push(row);
        for part in &entry.parts {
            rows.push(self.project(part, vec![*part], RowKind::Part, level.saturating_add(1)));
        }
    }

    fn project(&self, item: &Item<'_>, items: Vec<Item<'_>>, kind: RowKind, level: u8) -> Row {
        let label = match (kind, self.lang) {
            (RowKind::Part, Lang::Zh) => format!("其中：{}", item.plan.name),
            (RowKind::Part, Lang::En) => format!("of which: {}", item.plan.name),
            _ => item.plan.name.clone(),
        };
        let mut row = Row::new(kind, level, label).about([item.plan]);
        let summary = summarise(items, &[], self.source.month, &self.source.profile);
        let line = summary.lines.first();
        for column in &self.columns {
            let figure = line.and_then(|line| {
                cells::figure(*column, line, [item.plan].into_iter(), self.figures)
            });
            let cell = figure.unwrap_or_else(|| cells::text(*column, item, self.source, self.lang));
            if *column != MonthlyColumn::Name && cell != Cell::blank() {
                row.put(column.key(), cell);
            }
        }
        if let Some(line) = line {
            self.put_counted(&mut row, line);
        }
        row
    }

    /// 预备, with the total investment alone.
    fn reserve(&self, reserve: &[Entry<'_>], number: &mut usize) -> Table {
        let own = self.columns.iter().copied();
        let columns: Vec<MonthlyColumn> = own.filter(|it| columns::is_for_reserve(*it)).collect();
        let maker = Maker {
            source: self.source,
            lang: self.lang,
            figures: self.figures,
            columns,
        };
        let items = reserve.iter().flat_map(Entry::items);
        let summary = summarise(items, &[], self.source.month, &self.source.profile);
        let mut rows = Vec::new();
        let all: Vec<&Entry<'_>> = reserve.iter().collect();
        if let Some(line) = summary.lines.first() {
            let mut total = maker.group(line, [0, 0], &all);
            let count = line.count;
            let name =
                (self.source.profile).nature_label_in(crate::plan::Nature::Preparatory, self.lang);
            total.label = match self.lang {
                Lang::Zh => format!("{name}项目（{count}项）"),
                Lang::En => format!("{name} ({count})"),
            };
            rows.push(total);
        }
        for entry in reserve {
            *number += 1;
            maker.entry(entry, *number, 1, &mut rows);
        }
        let title = words(
            "预备项目（不计入合计）",
            "Preparatory projects (in no total above)",
        );
        maker.table(
            "reserve",
            title.get(self.lang).to_owned(),
            &maker.columns,
            rows,
        )
    }
}

fn level(depth: usize) -> u8 {
    u8::try_from(depth).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests;
