//! Sorting and gathering in little code.
//!
//! The standard library compiles its sort anew, some three kilobytes each time, for every type it
//! is used on, and collecting into a map sorts as well. In the widget that was a tenth of all code.
//! A widget with a second sort in it is not let through (`crates/xtask/src/widget/budget.rs`).

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Sorting that keeps what compares equal in its order.
pub trait Order<T> {
    /// Sorts by comparing.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key, which is made anew for each comparison.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> Order<T> for Vec<T> {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        if self.len() < 2 {
            return;
        }
        let places = sorted(self.len(), &|a, b| compare(&self[a], &self[b]));
        let mut taken: Vec<Option<T>> = self.drain(..).map(Some).collect();
        self.extend(places.into_iter().filter_map(|place| taken[place].take()));
    }
}

/// Gathering one by one.
pub trait Gather: Iterator + Sized {
    /// A map of the pairs; of two with one key the later stays.
    fn into_map<K: Ord, V>(self) -> BTreeMap<K, V>
    where
        Self: Iterator<Item = (K, V)>,
    {
        let mut map = BTreeMap::new();
        for (key, value) in self {
            map.insert(key, value);
        }
        map
    }

    /// Each of the items once, in order.
    fn distinct(self) -> Vec<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut items: Vec<Self::Item> = self.collect();
        items.order_by(Ord::cmp);
        items.dedup();
        items
    }
}

impl<I: Iterator> Gather for I {}

/// The places 0 to `count` in order of what stands there; compiled once for all types.
#[inline(never)]
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_same_as_the_standard_librarys(items in prop::collection::vec((0_u8..9, any::<u8>()), 0..40)) {
            let (mut own, mut std) = (items.clone(), items.clone());
            own.order_by_key(|item| item.0);
            std.sort_by_key(|item| item.0);
            prop_assert_eq!(own, std);
            let map: BTreeMap<u8, u8> = items.iter().copied().collect();
            prop_assert_eq!(items.iter().copied().into_map(), map);
            let set: BTreeSet<(u8, u8)> = items.iter().copied().collect();
            prop_assert!(items.into_iter().distinct().into_iter().eq(set));
        }
    }
}
