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
use crate::vocabulary::{Columns, Sum};

pub(crate) use carried::carries;
pub(crate) use project::{Entry, Planned, RowMonth, exit_day};
pub(crate) use reader::Reader;

/// A row that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its place in the grid.
    pub(crate) row: usize,
    /// The page that it is on, from 0.
    pub(crate) page: usize,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One project.
    Project,
    /// The total of the whole table.
    Total(Sum),
    /// The head of a part, at its depth: 一、 is 1, （一） is 2. It may carry the part's total.
    Part(usize, Sum),
    /// 小计.
    Subtotal(Sum),
    /// It says once more what others say: 其中, 占比, 上年同期.
    Restated,
    /// It has more cells than its header, or so few that they stand below the wrong ones.
    Shifted(usize),
    /// It looks like a header, but cannot be read as one.
    HeaderLike,
    /// Words across the page that are neither.
    Remark,
    /// It could not be told; it is left out, and said so.
    Unclear,
}

/// The rows of a page that say something. `is_group` knows the words of parts that are not numbered
/// (新开工, 钦南区).
pub(crate) fn read(
    grid: &Grid,
    header: &Header,
    (page, rows): (usize, Range<usize>),
    names: &Columns,
    is_group: impl Fn(&str) -> bool,
) -> Vec<Line> {
    let widths = Widths::of(grid, header, &rows);
    let mut is_lost = false;
    let kind = |row| {
        if is_lost {
            return None;
        }
        let kind = kind(grid, header, names, &is_group, row)?;
        // what stands below a header that is not understood would be read as something else
        is_lost = kind == Kind::HeaderLike;
        let is_shifted = kind.has_figures() && widths.are_shifted(grid, header, row);
        let kind = if is_shifted {
            Kind::Shifted(grid.rows.get(row).map_or(0, Vec::len))
        } else {
            kind
        };
        Some(Line { row, page, kind })
    };
    rows.filter_map(kind).collect()
}

impl Kind {
    /// Whether it may be a project whose figures are not known.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(self, Self::Unclear | Self::Shifted(_) | Self::HeaderLike)
    }

    fn has_figures(&self) -> bool {
        !matches!(
            self,
            Self::Remark | Self::Restated | Self::HeaderLike | Self::Shifted(_)
        )
    }
}
