//! What is known of keys that were met a short while ago, in bounded memory: a stranger can invent as
//! many keys as there is time for.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::clock::Now;

/// Stands for a key of any length.
pub(crate) type Digested = [u8; 16];

/// The short form of a key.
pub(crate) fn digest(parts: &[&[u8]]) -> Digested {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let mut digest = Digested::default();
    digest.copy_from_slice(&hash.finalize()[..16]);
    digest
}

/// Values by key, forgotten some time after the key was last met.
#[derive(Debug)]
pub(crate) struct Recent<V> {
    /// Most keys at once.
    most: usize,
    /// How long a key is remembered, in seconds.
    kept: i64,
    entries: HashMap<Digested, Entry<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    met: i64,
    value: V,
}

impl<V: Default> Recent<V> {
    pub(crate) fn new(most: usize, kept: i64) -> Self {
        Self {
            most,
            kept,
            entries: HashMap::new(),
        }
    }

    /// The value of a key that is met now.
    pub(crate) fn meet(&mut self, key: Digested, now: Now) -> &mut V {
        let now = now.seconds();
        if self.entries.len() >= self.most && !self.entries.contains_key(&key) {
            self.forget(now);
        }
        let fresh = || Entry {
            met: now,
            value: V::default(),
        };
        let kept = self.kept;
        let entry = self.entries.entry(key).or_insert_with(fresh);
        if !is_kept(entry.met, kept, now) {
            *entry = fresh();
        }
        entry.met = now;
        &mut entry.value
    }

    pub(crate) fn remove(&mut self, key: Digested) {
        self.entries.remove(&key);
    }

    /// Those whose time is over; if that is not enough, the older half.
    fn forget(&mut self, now: i64) {
        let kept = self.kept;
        self.entries
            .retain(|_, entry| is_kept(entry.met, kept, now));
        if self.entries.len() < self.most {
            return;
        }
        let mut times: Vec<i64> = self.entries.values().map(|entry| entry.met).collect();
        let half = times.len() / 2;
        let (_, middle, _) = times.select_nth_unstable(half);
        let middle = *middle;
        let mut left = half;
        self.entries.retain(|_, entry| {
            // Many may have been met in the same second.
            let stays = entry.met >= middle && left > 0;
            left -= usize::from(stays);
            stays
        });
    }
}

/// A clock that was set back also ends it.
fn is_kept(met: i64, kept: i64, now: i64) -> bool {
    (met..met.saturating_add(kept)).contains(&now)
}

#[cfg(test)]
mod tests {
    use super::{Recent, digest};
    use crate::clock::Now;

    fn at(second: i64) -> Now {
        Now::from(jiff::Timestamp::from_second(second).unwrap())
    }

    #[test]
    fn a_key_is_forgotten_when_its_time_is_over_or_others_need_the_room() {
        let mut recent = Recent::<u32>::new(4, 60);
        let key = |name: &str| digest(&[name.as_bytes()]);
        *recent.meet(key("a"), at(100)) += 1;
        *recent.meet(key("a"), at(159)) += 1;
        assert_eq!(*recent.meet(key("a"), at(159)), 2);
        assert_eq!(*recent.meet(key("a"), at(219)), 0, "its minute is over");
        *recent.meet(key("a"), at(219)) = 5;
        assert_eq!(*recent.meet(key("a"), at(200)), 0, "a clock set back");
        *recent.meet(key("z"), at(300)) = 7;
        for number in 0..1000_u32 {
            recent.meet(key(&number.to_string()), at(301));
            assert!(recent.entries.len() <= 4);
        }
        assert_eq!(*recent.meet(key("z"), at(302)), 0, "it was the oldest");
    }

    #[test]
    fn what_stands_in_one_part_of_a_key_never_stands_for_the_next() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_ne!(digest(&[b"ab"]), digest(&[b"ab", b""]));
    }
}
