//! A document as a value: what it says, in order, with every figure both exact and as it is printed.
//!
//! Whoever draws one decides nothing but looks. The text of every cell is in it, so is how finely a
//! figure is printed, which rows a total adds up, and what stands at the foot. As JSON
//! (`yuebao publish --format json`) it is:
//!
//! ```json
#![doc = include_str!("example.json")]
//! ```
//!
//! Amounts and percentages are decimal texts, never numbers of a program: `value` is exact (a
//! percentage has the 28 digits of the division), `shown` is what is printed, rounded last. `value` is
//! `null` where there is nothing; `shown` then says what is printed for it, "—" or nothing. Days are
//! `2022-05-08`, months `2022-05`. What is at its default is left out.

mod cell;
mod chart;
mod sense;
mod table;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use cell::{Cell, Formula, Value};
pub use chart::{Chart, Mark};
pub use table::{Column, ColumnKind, Row, RowKind, Table};

use crate::period::Month;
use crate::plan::PlanBasis;

/// Names a column for ever: the program's own word, or that of the program that made the document.
pub type Key = Cow<'static, str>;

/// A document that can be drawn. Read again from its JSON it is the same, as far as it is printed and
/// computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Which document it is, for example `monthly-table`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What stands below the title on one line: who reports, as of when, the unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heading: Vec<String>,
    /// The month that it is about.
    pub month: Month,
    /// The jurisdiction's profile, by its id.
    pub profile: String,
    /// Whether its figures may still change.
    pub status: Status,
    /// 口径: the same in words, to be printed with it.
    pub basis: String,
    /// The paper it is meant for.
    pub page: Page,
    /// What it says, in order.
    pub blocks: Vec<Block>,
    /// What stands at its end, to be filled by hand where it ends with a colon.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foot: Vec<String>,
}

/// Whether the figures of a document may still change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Status {
    /// 暂计: made of what has been handed in so far.
    Provisional,
    /// Made of an edition of a locked month, and of nothing else.
    Final {
        /// The edition's number.
        edition: u32,
        /// When it was locked, RFC 3339.
        at: String,
        /// Against which plan its rates stand first.
        plan: PlanBasis,
        /// SHA-256 of the edition, in hexadecimal.
        digest: String,
    },
}

/// The paper that a document is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The sheet.
    pub paper: Paper,
    /// 横向.
    pub landscape: bool,
    /// All of it is meant for one sheet: letters are as small as that asks for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub single: bool,
}

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 297 × 420 mm.
    A3,
    /// 210 × 297 mm.
    A4,
}

/// One part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading with its own numbering, for example 一、总体情况.
    Heading {
        /// 1 for the first below the title, as GB/T 9704 counts: 一、, （一）, 1.
        level: u8,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A chart of a table.
    Chart(Chart),
}

impl Page {
    /// A3 横向, for wide tables.
    pub const WIDE: Self = Self {
        paper: Paper::A3,
        landscape: true,
        single: false,
    };
    /// A4 纵向, for letters and bulletins.
    pub const LETTER: Self = Self {
        paper: Paper::A4,
        landscape: false,
        single: false,
    };
    /// One sheet of A4.
    pub const SINGLE: Self = Self {
        single: true,
        ..Self::LETTER
    };
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Heading { level, text }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }
}

impl Document {
    /// The parts of its title: a line is broken between them, by sense.
    pub fn title_parts(&self) -> Vec<&str> {
        sense::parts(&self.title)
    }

    /// Its tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The table of this identifier.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables().find(|table| table.id == id)
    }
}

#[cfg(test)]
mod tests;
