//! What is known of keys that were met a short while ago, in bounded memory: a stranger can invent as
//! many keys as there is time for. The time is by hand: no cache that forgets lets its caller say when now
//! is.

use std::num::NonZeroUsize;

use lru::LruCache;
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

/// Values by key, forgotten some time after the key was last met; whoever was not met for longest gives
/// way to who is new.
#[derive(Debug)]
pub(crate) struct Recent<V> {
    /// How long a key is remembered, in seconds.
    kept: i64,
    entries: LruCache<Digested, Entry<V>>,
}

#[derive(Debug)]
struct Entry<V> {
    met: i64,
    value: V,
}

impl<V: Default> Recent<V> {
    /// At most so many keys at once, each for so many seconds.
    pub(crate) fn new(most: NonZeroUsize, kept: i64) -> Self {
        Self {
            kept,
            entries: LruCache::new(most),
        }
    }

    /// The value of a key that is met now.
    pub(crate) fn meet(&mut self, key: Digested, now: Now) -> &mut V {
        let now = now.seconds();
        let fresh = || Entry {
            met: now,
            value: V::default(),
        };
        let kept = self.kept;
        let entry = self.entries.get_or_insert_mut(key, fresh);
        if !is_kept(entry.met, kept, now) {
            *entry = fresh();
        }
        entry.met = now;
        &mut entry.value
    }

    pub(crate) fn remove(&mut self, key: Digested) {
        self.entries.pop(&key);
    }
}

/// A clock that was set back also ends it.
fn is_kept(met: i64, kept: i64, now: i64) -> bool {
    (met..met.saturating_add(kept)).contains(&now)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::{Recent, digest};
    use crate::clock::Now;

    fn at(second: i64) -> Now {
        Now::from(jiff::Timestamp::from_second(second).unwrap())
    }

    #[test]
    fn a_key_is_forgotten_when_its_time_is_over_or_others_need_the_room() {
        let mut recent = Recent::<u32>::new(NonZeroUsize::new(4).unwrap(), 60);
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
