//! A table of a document: columns, and rows whose cells are named by their column.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Cell, Key, Page, Paper};
use crate::order::Gather;
use crate::plan::PlanRow;

/// What stands free at both sides of a cell, in tenths of a character.
const PADDING: u32 = 6;
/// How large the characters of a table are on paper, in half CSS pixels.
const SMALLEST: u32 = 8;
const LARGEST: u32 = 22;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct Table {
    /// Its identifier within the document.
    pub id: String,
    /// What stands above it; empty where the document's title says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// The key of the column in which the label of a row stands; rows have no cell there.
    pub label_column: Key,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// 注: what stands below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its key, for ever.
    pub key: Key,
    /// Its head.
    pub title: String,
    /// The head that it shares with its neighbours; empty for none. Neighbours of one group stand
    /// below one merged head.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// The unit of its figures: 万元, 亿元, %, 个百分点, 项; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Places after the point with which its figures are printed; absent for columns that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// How wide it should be, in Chinese characters; longer texts run on in the next line.
    pub width: u8,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Texts, which may run over several lines; at the left.
    Text,
    /// Short words; in the middle.
    Word,
    /// 序号, 名次; in the middle.
    Ordinal,
    /// Counts, amounts, percentages, points; at the right.
    Figure,
    /// Days; in the middle.
    Day,
    /// Months; in the middle.
    Month,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// How deep it stands: 0 for 合计, 1 for what that is divided into.
    pub level: u8,
    /// What it is.
    pub kind: RowKind,
    /// How many projects it stands for, where it stands for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// The rows that it is the total of, counted from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sums: Vec<usize>,
    /// The projects behind it, by identifier: itself, or those of a unit or an area. A total of other rows
    /// names none, [`Row::sums`] does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<String>,
    /// Its cells by the keys of their columns; one that is not there is empty. A cell of no column is
    /// not printed: it is what a printed rate was made of, where that is not what stands beside it.
    pub cells: BTreeMap<Key, Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// 合计.
    Total,
    /// A subtotal, or the head of a group.
    Group,
    /// A project, a unit.
    Item,
    /// 其中: a part of the item above it, in no total of its own.
    Part,
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, to)
    }
}

impl<'de> Deserialize<'de> for Table {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut table = Self::deserialize(from)?;
        let kinds: BTreeMap<Key, ColumnKind> = (table.columns.iter())
            .map(|column| (column.key.clone(), column.kind))
            .into_map();
        for (key, cell) in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let value = std::mem::take(&mut cell.value);
            cell.value = value.typed(kinds.get(key).copied());
        }
        Ok(table)
    }
}

impl Table {
    /// The projects behind a row: its own, or those of the rows that it adds up.
    pub fn projects_behind(&self, at: usize) -> Vec<&str> {
        let Some(row) = self.rows.get(at) else {
            return Vec::new();
        };
        if !row.projects.is_empty() {
            return row.projects.iter().map(String::as_str).collect();
        }
        // a row adds up rows below it alone
        let parts = row.sums.iter().filter(|part| **part > at);
        parts.flat_map(|part| self.projects_behind(*part)).collect()
    }

    /// What share of the page a column takes, in tenths of a percent: as its width is to all of them.
    pub fn share(&self, column: &Column) -> u32 {
        let own = u32::from(column.width) * 10 + PADDING;
        own * 1_000 / self.breadth()
    }

    /// How large a character may be so that all columns stand beside one another on this paper, in half
    /// CSS pixels (1/192 of an inch); no larger than is usual for tables.
    pub fn character(&self, page: Page) -> u32 {
        // between margins of 12 mm
        let room = match (page.paper, page.landscape) {
            (Paper::A3, true) => 1_496,
            (Paper::A3, false) | (Paper::A4, true) => 1_031,
            (Paper::A4, false) => 702,
        };
        (room * 2 * 10 / self.breadth()).clamp(SMALLEST, LARGEST)
    }

    /// How wide all columns are, in tenths of a character.
    fn breadth(&self) -> u32 {
        let columns = self.columns.iter();
        let all: u32 = columns.map(|one| u32::from(one.width) * 10 + PADDING).sum();
        all.max(1)
    }

    /// Widens the columns of figures to the longest that they hold: a figure is neither cut nor broken.
    pub(in crate::publish) fn fit_figures(&mut self) {
        let rows = &self.rows;
        let figures = self.columns.iter_mut();
        for column in figures.filter(|column| column.kind == ColumnKind::Figure) {
            let cells = rows.iter().filter_map(|row| row.cell(&column.key));
            let longest = cells.map(|cell| cell.shown.chars().count()).max();
            // two digits are as wide as a character; totals are bold
            let wide = longest.unwrap_or(0).div_ceil(2) + 1;
            column.width = column.width.max(u8::try_from(wide).unwrap_or(u8::MAX));
        }
    }
}

impl Row {
    /// A row without cells.
    pub fn new(kind: RowKind, level: u8, label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            level,
            kind,
            count: None,
            sums: Vec::new(),
            projects: Vec::new(),
            cells: BTreeMap::new(),
        }
    }

    /// The same with the projects behind it.
    #[must_use]
    pub fn about<'a>(mut self, plans: impl IntoIterator<Item = &'a PlanRow>) -> Self {
        self.projects = plans.into_iter().map(|plan| plan.id.clone()).collect();
        self
    }

    /// Puts a cell into a column.
    pub fn put(&mut self, column: impl Into<Key>, cell: Cell) {
        self.cells.insert(column.into(), cell);
    }

    /// The cell in a column.
    pub fn cell(&self, column: &str) -> Option<&Cell> {
        self.cells.get(column)
    }

    /// The text that is printed in a column, its label included.
    pub fn shown<'a>(&'a self, table: &Table, column: &str) -> &'a str {
        if column == table.label_column {
            &self.label
        } else {
            self.cell(column).map_or("", |cell| cell.shown.as_str())
        }
    }
}
