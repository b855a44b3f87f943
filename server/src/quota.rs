//! How much an account may write in a day: many times what a month of a whole county comes to.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use crate::clock::Now;
use crate::recent::{Recent, digest};

/// Bytes a day.
const A_DAY: u64 = 64 * 1024 * 1024;
const DAY: i64 = 24 * 60 * 60;
/// Most accounts that are counted at once.
const MANY: NonZeroUsize = NonZeroUsize::new(10_000).unwrap();

/// Bytes written by account. Kept in memory: a restart forgives everybody.
#[derive(Debug)]
pub struct Quota(Mutex<Recent<Day>>);

#[derive(Debug, Default)]
struct Day {
    began: i64,
    written: u64,
}

impl Default for Quota {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MANY, DAY)))
    }
}

impl Quota {
    /// What is left for today, or the seconds until the next day of this account begins.
    pub fn left(&self, user: &str, now: Now) -> Result<u64, u64> {
        self.with(user, now, |day| {
            let left = A_DAY.saturating_sub(day.written);
            let wait = u64::try_from(day.began + DAY - now.seconds()).unwrap_or(1);
            if left > 0 { Ok(left) } else { Err(wait.max(1)) }
        })
        .unwrap_or(Ok(A_DAY))
    }

    /// Counts what was written.
    pub fn spend(&self, user: &str, bytes: u64, now: Now) {
        self.with(user, now, |day| {
            day.written = day.written.saturating_add(bytes);
        });
    }

    fn with<T>(&self, user: &str, now: Now, work: impl FnOnce(&mut Day) -> T) -> Option<T> {
        let mut days = self.0.lock().ok()?;
        let day = days.meet(digest(&[user.as_bytes()]), now);
        let now = now.seconds();
        if !(day.began..day.began + DAY).contains(&now) {
            *day = Day {
                began: now,
                written: 0,
            };
        }
        Some(work(day))
    }
}

#[cfg(test)]
mod tests {
    use super::{A_DAY, Quota};
    use crate::clock::Now;

    #[test]
    fn an_account_has_its_share_each_day() {
        let began = 1_650_000_000;
        let at = |second: i64| Now::from(jiff::Timestamp::from_second(began + second).unwrap());
        let quota = Quota::default();
        assert_eq!(quota.left("a", at(0)), Ok(A_DAY));
        quota.spend("a", A_DAY - 1, at(0));
        assert_eq!(quota.left("a", at(100)), Ok(1));
        quota.spend("a", 5, at(100));
        assert_eq!(quota.left("a", at(200)), Err(86_200));
        assert_eq!(quota.left("b", at(200)), Ok(A_DAY), "accounts do not share");
        assert_eq!(quota.left("a", at(86_400)), Ok(A_DAY), "the next day");
    }
}
