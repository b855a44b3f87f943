//! Numbers that look thrown and are always the same: the demo needs no clock and no randomness.

/// `SplitMix64`, seeded by text, so that what is drawn for one project does not depend on others.
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice for one purpose and one thing, for example (`qinzhou-2022`, `reports`, 17).
    pub(super) fn new(profile: &str, purpose: &str, index: usize) -> Self {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let text = profile.bytes().chain([0]).chain(purpose.bytes());
        let seed = text.fold(0xcbf2_9ce4_8422_2325, fnv);
        let mut dice = Self(seed ^ (index as u64).wrapping_mul(0xa076_1d64_78bd_642f));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `n` − 1; 0 for an empty range.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let drawn = self.next() % u64::from(n.max(1));
        u32::try_from(drawn).unwrap_or_default()
    }

    /// `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `items`, which must not be empty.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
        &items[self.below(count) as usize]
    }

    /// `items` in another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX));
            items.swap(last, other as usize);
        }
    }

    /// A size in parts of a thousand, many small and few large, as investments are.
    pub(super) fn size(&mut self) -> i128 {
        (0..8).fold(1_000, |size, _| {
            size * i128::from(self.between(45, 175)) / 100
        })
    }
}

/// A UUID that is always the same.
pub(super) fn uuid(dice: &mut Dice) -> String {
    let mut digits = |count: usize| -> String {
        let digit = |_| char::from_digit(dice.below(16), 16).unwrap_or('0');
        (0..count).map(digit).collect()
    };
    let (first, second, third) = (digits(8), digits(4), digits(3));
    format!("{first}-{second}-4{third}-8{}-{}", digits(3), digits(12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_dice_throw_the_same() {
        let throw = |index| {
            let mut dice = Dice::new("p", "x", index);
            [dice.below(1_000), dice.below(1_000), dice.between(5, 9)]
        };
        assert_eq!(throw(1), throw(1));
        assert_ne!(throw(1), throw(2));
        assert!((5..=9).contains(&throw(3)[2]));
    }

    #[test]
    fn shuffling_loses_nothing() {
        let mut items: Vec<u32> = (0..50).collect();
        Dice::new("p", "shuffle", 0).shuffle(&mut items);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
