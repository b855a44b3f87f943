//! The unit of a table, from the lines above and below it.

use super::pages::{self, Table};
use crate::grid::Grid;
use crate::values::units::{self, Stated};
use crate::vocabulary::Columns;

/// What the lines above a table, and those of its foot, say of its unit.
pub(crate) fn unit(grid: &Grid, table: &Table, names: &Columns) -> Option<Stated> {
    let title = &table.title;
    let above = title.iter().filter_map(|text| units::in_heading(text));
    let foot = pages::foot(grid, table, names);
    let below = foot.iter().filter_map(|text| units::in_foot(text));
    let mut found: Vec<Stated> = above.chain(below).collect();
    found.dedup();
    match found.len() {
        0 | 1 => found.pop(),
        _ => Some(Stated::Unknown(several(&found))),
    }
}

fn several(found: &[Stated]) -> String {
    let words = found.iter().map(|stated| match stated {
        Stated::Known(unit) => unit.word(),
        Stated::Unknown(text) => text,
    });
    words.collect::<Vec<_>>().join("、")
}
