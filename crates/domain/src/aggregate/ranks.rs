//! Groups as small numbers, which order as the lines do: texts are compared once for each row and
//! dimension, not once for each division.

use std::collections::BTreeMap;

use super::Dimension;
use crate::order::Gather;
use crate::plan::PlanRow;
use crate::profile::Profile;

/// Where the groups of rows stand in one dimension.
pub(super) struct Ranks {
    /// Of each row, from 0.
    of: Vec<usize>,
    count: usize,
}

impl Ranks {
    pub(super) fn new<'a>(
        rows: impl Iterator<Item = &'a PlanRow>,
        dimension: Dimension,
        profile: &Profile,
    ) -> Self {
        let mut known = BTreeMap::new();
        let mut firsts = Vec::new();
        let mut of = Vec::new();
        for row in rows {
            let number = *known.entry(dimension.value(row)).or_insert(firsts.len());
            if number == firsts.len() {
                firsts.push(row);
            }
            of.push(number);
        }
        let keys = firsts.iter().map(|row| dimension.sort_key(row, profile));
        let keys: Vec<_> = keys.collect();
        let places = keys.iter().copied().distinct();
        let ranks = keys.iter().map(|key| places.partition_point(|it| it < key));
        let ranks: Vec<usize> = ranks.collect();
        for number in &mut of {
            *number = ranks[*number];
        }
        Self {
            of,
            count: places.len(),
        }
    }

    /// Whether two rows are of one group.
    pub(super) fn are_same(&self, one: usize, other: usize) -> bool {
        self.of[one] == self.of[other]
    }

    /// The same rows in the order of their groups; those of one group stay in theirs.
    pub(super) fn ordered(&self, rows: &[usize]) -> Vec<usize> {
        let mut next = vec![0; self.count + 1];
        for row in rows {
            next[self.of[*row] + 1] += 1;
        }
        let mut before = 0;
        for place in &mut next {
            before += *place;
            *place = before;
        }
        let mut ordered = vec![0; rows.len()];
        for row in rows {
            let place = &mut next[self.of[*row]];
            ordered[*place] = *row;
            *place += 1;
        }
        ordered
    }
}
