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
    of: Box<[usize]>,
    /// How many rows stand before each group.
    before: Vec<usize>,
}

impl Ranks {
    pub(super) fn new(rows: &[&PlanRow], dimension: Dimension, profile: &Profile) -> Self {
        let mut known = BTreeMap::new();
        let mut firsts = Vec::new();
        let mut of = Vec::new();
        for row in rows {
            let value = dimension.value(row);
            let number = *known.entry((start(value), value)).or_insert(firsts.len());
            if number == firsts.len() {
                firsts.push(*row);
            }
            of.push(number);
        }
        let keys = firsts.iter().map(|row| dimension.sort_key(row, profile));
        let keys: Vec<_> = keys.collect();
        let places = keys.iter().copied().distinct();
        let ranks = keys.iter().map(|key| places.partition_point(|it| it < key));
        let ranks: Vec<usize> = ranks.collect();
        let of = of.into_iter().map(|number| ranks[number]);
        let of: Box<[usize]> = of.collect();
        let before = before(&of, places.len());
        Self { of, before }
    }

    /// Whether two rows are of one group.
    pub(super) fn are_same(&self, one: usize, other: usize) -> bool {
        self.of[one] == self.of[other]
    }

    /// All rows in the order of their groups; those of one group stay in theirs.
    pub(super) fn ordered(&self, rows: &[usize]) -> Vec<usize> {
        let mut next = self.before.clone();
        let mut ordered = vec![0; rows.len()];
        for row in rows {
            let place = &mut next[self.of[*row]];
            ordered[*place] = *row;
            *place += 1;
        }
        ordered
    }
}

/// How many rows stand before each of `count` groups.
fn before(of: &[usize], count: usize) -> Vec<usize> {
    let mut before = vec![0; count];
    for group in of {
        before[*group] += 1;
    }
    let mut rows = 0;
    for group in &mut before {
        rows += std::mem::replace(group, rows);
    }
    before
}

/// The first bytes as a number, which compares faster than a text and mostly tells them apart.
fn start(value: &[u8]) -> u64 {
    let bytes = value.iter().take(8);
    bytes.fold(0, |start, byte| start << 8 | u64::from(*byte))
}
