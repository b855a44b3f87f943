//! So many a minute and no more, counted by a key such as a user name.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::clock::Now;

/// Above this many keys, those whose minute is over are forgotten.
const MANY_KEYS: usize = 10_000;

const MINUTE: i64 = 60;

/// Counts by key in windows of one minute. Kept in memory: a restart forgives everybody, which costs
/// a guesser nothing that waiting a minute would not give; what was tried stays in the audit log.
#[derive(Debug)]
pub struct Throttle {
    most: u32,
    windows: Mutex<HashMap<String, Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    began: i64,
    count: u32,
}

impl Throttle {
    /// At most `most` a minute for each key.
    pub fn new(most: u32) -> Self {
        Self {
            most,
            windows: Mutex::default(),
        }
    }

    /// Counts one. If the key has used up its minute: the seconds until the next one begins.
    pub fn count(&self, key: &str, now: Now) -> Result<(), u64> {
        let now = now.seconds();
        let Ok(mut windows) = self.windows.lock() else {
            return Ok(());
        };
        if windows.len() > MANY_KEYS {
            windows.retain(|_, window| is_current(*window, now));
        }
        let fresh = Window {
            began: now,
            count: 0,
        };
        let window = windows.entry(key.to_owned()).or_insert(fresh);
        if !is_current(*window, now) {
            *window = fresh;
        }
        if window.count >= self.most {
            let left = window.began + MINUTE - now;
            return Err(u64::try_from(left).unwrap_or(1).max(1));
        }
        window.count += 1;
        Ok(())
    }

    /// Forgets what was counted for a key.
    pub fn forgive(&self, key: &str) {
        if let Ok(mut windows) = self.windows.lock() {
            windows.remove(key);
        }
    }
}

/// A clock that was set back also ends a window.
fn is_current(window: Window, now: i64) -> bool {
    (window.began..window.began + MINUTE).contains(&now)
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
