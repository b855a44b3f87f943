//! What each row of a table is: a project, the total of some, or neither.

mod builder;
mod carried;
mod kind;
mod project;
mod reader;
#[cfg(test)]
mod tests;
mod widths;

use std::ops::Range;

use kind::kind;
use widths::Widths;

use crate::grid::Grid;
use crate::table::columns::Header;
use crate::vocabulary::{TotalLabel, Vocabulary};

pub(crate) use carried::carries;
pub(crate) use project::{PlanValues, ProjectRow, RowMonth, exit_day};
pub(crate) use reader::RowReader;

/// A row that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRow {
    /// Its number in the grid, from 0.
    pub(crate) at: usize,
    /// The page that it is on, from 0.
    pub(crate) page: usize,
    /// What it is.
    pub(crate) kind: RowKind,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// One project.
    Project,
    /// The total of the whole table.
    Total(TotalLabel),
    /// The head of a part, at its depth: 一、 is 1, （一） is 2. It may carry the part's total.
    Part(usize, TotalLabel),
    /// 小计.
    Subtotal(TotalLabel),
    /// It says once more what others say: 其中, 占比, 上年同期.
    Restated,
    /// It has more cells than its header, or so few that they stand below the wrong ones.
    Shifted(usize),
    /// It looks like a header, but cannot be read as one.
    HeaderLike,
    /// Words across the page that are neither.
    LoneWords,
    /// It could not be told; it is left out, and said so.
    Unclear,
}

/// The rows of a page that say something. `is_group` knows the words of parts that are not numbered
/// (新开工, 钦南区).
pub(crate) fn classify(
    grid: &Grid,
    header: &Header,
    (page, rows): (usize, Range<usize>),
    names: &Vocabulary,
    is_group: impl Fn(&str) -> bool,
) -> Vec<TableRow> {
    let widths = Widths::of(grid, header, &rows);
    let mut is_lost = false;
    let kind = |row| {
        if is_lost {
            return None;
        }
        let kind = kind(grid, header, names, &is_group, row)?;
        // what stands below a header that is not understood would be read as something else
        is_lost = kind == RowKind::HeaderLike;
        let is_shifted = kind.has_figures() && widths.are_shifted(grid, header, row);
        let kind = if is_shifted {
            RowKind::Shifted(grid.rows.get(row).map_or(0, Vec::len))
        } else {
            kind
        };
        Some(TableRow {
            at: row,
            page,
            kind,
        })
    };
    rows.filter_map(kind).collect()
}

impl RowKind {
    /// Whether it may be a project whose figures are not known.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(self, Self::Unclear | Self::Shifted(_) | Self::HeaderLike)
    }

    fn has_figures(&self) -> bool {
        !matches!(
            self,
            Self::LoneWords | Self::Restated | Self::HeaderLike | Self::Shifted(_)
        )
    }
}
