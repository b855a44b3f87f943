//! So many a minute and no more, counted by a key such as a user name. By hand:
//! governor keeps every key that a stranger invents until somebody sweeps, and reads a clock of its own.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use crate::clock::Now;
use crate::recent::{Recent, digest};

/// Most keys that are counted at once.
const MANY_KEYS: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

const MINUTE: i64 = 60;

/// Counts by key in windows of one minute. Kept in memory: a restart forgives everybody.
#[derive(Debug)]
pub struct Throttle {
    most: u32,
    windows: Mutex<Recent<Window>>,
}

/// A minute, and how often something happened in it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Window {
    began: i64,
    count: u32,
}

impl Window {
    /// Counts one. If the minute is used up: the seconds until the next one begins.
    pub(crate) fn count(&mut self, most: u32, now: Now) -> Result<(), u64> {
        let now = now.seconds();
        // A clock that was set back also ends a window.
        if !(self.began..self.began + MINUTE).contains(&now) {
            *self = Self {
                began: now,
                count: 0,
            };
        }
        if self.count >= most {
            let left = self.began + MINUTE - now;
            return Err(u64::try_from(left).unwrap_or(1).max(1));
        }
        self.count += 1;
        Ok(())
    }
}

impl Throttle {
    /// At most `most` a minute for each key.
    pub fn new(most: u32) -> Self {
        Self {
            most,
            windows: Mutex::new(Recent::new(MANY_KEYS, MINUTE)),
        }
    }

    /// Counts one. If the key has used up its minute: the seconds until the next one begins.
    pub fn count(&self, key: &str, now: Now) -> Result<(), u64> {
        let Ok(mut windows) = self.windows.lock() else {
            return Ok(());
        };
        let window = windows.meet(digest(&[key.as_bytes()]), now);
        window.count(self.most, now)
    }
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use crate::clock::Now;

    #[test]
    fn a_key_gets_its_share_each_minute() {
        let at = |second| Now::from(jiff::Timestamp::from_second(second).unwrap());
        let throttle = Throttle::new(2);
        assert_eq!(throttle.count("a", at(100)), Ok(()));
        assert_eq!(throttle.count("a", at(110)), Ok(()));
        assert_eq!(throttle.count("a", at(120)), Err(40));
        assert_eq!(throttle.count("b", at(120)), Ok(()), "keys do not share");
        assert_eq!(throttle.count("a", at(160)), Ok(()), "the next minute");
        assert_eq!(throttle.count("a", at(90)), Ok(()), "a clock set back");
    }
}
