//! The unit of a table, from the lines above and below it.

use super::pages::{self, Table};
use crate::grid::Grid;
use crate::values::units::{self, StatedUnit};
use crate::vocabulary::Vocabulary;

/// What the lines above a table, and those of its foot, say of its unit.
pub(crate) fn unit(grid: &Grid, table: &Table, names: &Vocabulary) -> Option<StatedUnit> {
    let title = &table.title;
    let above = title.iter().filter_map(|text| units::in_heading(text));
    let foot = pages::foot(grid, table, names);
    let below = foot.iter().filter_map(|text| units::in_foot(text));
    let mut found: Vec<StatedUnit> = above.chain(below).collect();
    found.dedup();
    match found.len() {
        0 | 1 => found.pop(),
        _ => Some(StatedUnit::Unknown(several(&found))),
    }
}

fn several(found: &[StatedUnit]) -> String {
    let words = found.iter().map(|stated| match stated {
        StatedUnit::Known(unit) => unit.word(),
        StatedUnit::Unknown(text) => text,
    });
    words.collect::<Vec<_>>().join("、")
}
