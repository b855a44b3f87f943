//! What was played, counted, so that one sees that each fault was really there.

use std::collections::BTreeMap;
use std::fmt;

/// Counts by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<&'static str, u64>);

impl Tally {
    /// One more of these.
    pub fn count(&mut self, what: &'static str) {
        self.add(what, 1);
    }

    /// Some more of these.
    pub fn add(&mut self, what: &'static str, how_many: u64) {
        *self.0.entry(what).or_default() += how_many;
    }

    /// How many there were.
    pub fn of(&self, what: &str) -> u64 {
        self.0.get(what).copied().unwrap_or_default()
    }

    /// Takes another's counts in.
    pub fn merge(&mut self, other: &Self) {
        for (what, how_many) in &other.0 {
            self.add(what, *how_many);
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, how_many) in &self.0 {
            writeln!(f, "{how_many:>12}  {what}")?;
        }
        Ok(())
    }
}
