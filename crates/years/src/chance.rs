//! What is left to chance, the same again for the same seed.

/// Chance for one thing alone, so that what is drawn for one does not depend on another.
#[derive(Debug, Clone)]
pub struct Chance(fastrand::Rng);

impl Chance {
    /// For the thing number `index` of the world `seed`.
    pub fn new(seed: u32, index: usize) -> Self {
        let place = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(fastrand::Rng::with_seed(
            place ^ (u64::from(seed) << 17 | u64::from(seed)),
        ))
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.0.u32(..100) < percent
    }

    /// `low` to `high`, both included; `low` for an empty range.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        self.0.i32(low..=high.max(low))
    }

    /// One of `items`, which must not be empty.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.0.usize(..items.len())]
    }

    /// One of `items` with its weight, the first if all weigh nothing.
    pub fn weigh<T: Copy>(&mut self, items: &[(u32, T)]) -> T {
        let whole: u32 = items.iter().map(|(weight, _)| weight).sum();
        let mut drawn = self.0.u32(..whole.max(1));
        for (weight, item) in items {
            if drawn < *weight {
                return *item;
            }
            drawn -= weight;
        }
        items[0].1
    }
}
