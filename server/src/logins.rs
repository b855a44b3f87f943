//! Guesses at passwords. Whoever guesses waits, longer each time; nobody else does: it is counted by
//! account *and* by who tries, which is a device that this user has logged in with before, or else an
//! address. By hand: governor lets all keys wait alike, and not longer each time.

use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::sync::Mutex;

use crate::clock::Now;
use crate::connections::household;
use crate::recent::{Digested, Recent, digest};
use crate::throttle::Window;

/// So many wrong passwords cost nothing but themselves.
const FREE: u32 = 10;
/// What the next ones cost, in seconds.
const WAITS: [i64; 5] = [60, 120, 240, 480, 900];
/// After so many seconds without a guess all is forgiven.
const DAY: i64 = 24 * 60 * 60;
/// Most pairs of an account and who tries it that are remembered.
const MANY: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();
/// Most addresses that fail.
const MANY_ADDRESSES: NonZeroUsize = NonZeroUsize::new(2_000).unwrap();
/// An address that fails at so many accounts within an hour tries the same passwords at all of them.
const SPRAYED: usize = 20;
const HOUR: i64 = 60 * 60;
/// How many guesses a minute such an address has left, at all accounts together.
const LEFT: u32 = 10;

/// Guesses of the last day, in memory: a restart forgives everybody, and what was tried stays in the
/// audit log.
#[derive(Debug)]
pub struct Logins {
    tries: Mutex<Recent<Tries>>,
    addresses: Mutex<Recent<Failing>>,
}

/// Somebody who tries to log in.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    account: Digested,
    who: Digested,
    /// None where the device is known.
    address: Option<Digested>,
}

#[derive(Debug, Default)]
struct Tries {
    count: u32,
    /// From when on it may be tried again, in seconds since 1970.
    free_at: i64,
}

/// An address that fails.
#[derive(Debug, Default)]
struct Failing {
    accounts: Vec<Digested>,
    window: Window,
}

/// What a failure has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Nothing new.
    Nothing,
    /// The address has begun to fail at many accounts.
    Spraying,
}

impl Attempt {
    /// `user` as it was typed; `device` is the hash of an earlier login of this user, if one was shown.
    pub fn new(user: &str, address: IpAddr, device: Option<&[u8; 32]>) -> Self {
        let account = digest(&[b"account", user.to_lowercase().as_bytes()]);
        let from = digest(&[b"address", household(address).to_string().as_bytes()]);
        let who = device.map_or(from, |device| digest(&[b"device", device]));
        Self {
            account,
            who: digest(&[&account, &who]),
            address: device.is_none().then_some(from),
        }
    }
}

impl Default for Logins {
    fn default() -> Self {
        Self {
            tries: Mutex::new(Recent::new(MANY, DAY)),
            addresses: Mutex::new(Recent::new(MANY_ADDRESSES, HOUR)),
        }
    }
}

impl Logins {
    /// Counts a guess before it is looked at, so that many at once are many. If it comes too early:
    /// the seconds to wait.
    pub fn begin(&self, attempt: &Attempt, now: Now) -> Result<(), u64> {
        if let (Some(address), Ok(mut addresses)) = (attempt.address, self.addresses.lock()) {
            let failing = addresses.meet(address, now);
            if failing.accounts.len() >= SPRAYED {
                failing.window.count(LEFT, now)?;
            }
        }
        match self.tries.lock() {
            Ok(mut tries) => tries.meet(attempt.who, now).count(now.seconds()),
            Err(_) => Ok(()),
        }
    }

    /// The guess was wrong.
    pub fn failed(&self, attempt: &Attempt, now: Now) -> Shown {
        let (Some(address), Ok(mut addresses)) = (attempt.address, self.addresses.lock()) else {
            return Shown::Nothing;
        };
        let accounts = &mut addresses.meet(address, now).accounts;
        if accounts.len() >= SPRAYED || accounts.contains(&attempt.account) {
            return Shown::Nothing;
        }
        accounts.push(attempt.account);
        if accounts.len() == SPRAYED {
            Shown::Spraying
        } else {
            Shown::Nothing
        }
    }

    /// It was right: whoever it was has only mistyped before.
    pub fn succeeded(&self, attempt: &Attempt, now: Now) {
        if let Ok(mut tries) = self.tries.lock() {
            tries.remove(attempt.who);
        }
        if let (Some(address), Ok(mut addresses)) = (attempt.address, self.addresses.lock()) {
            let accounts = &mut addresses.meet(address, now).accounts;
            accounts.retain(|account| *account != attempt.account);
        }
    }
}

impl Tries {
    fn count(&mut self, now: i64) -> Result<(), u64> {
        let left = self.free_at - now;
        if left > 0 {
            return Err(u64::try_from(left).unwrap_or(1));
        }
        self.count = self.count.saturating_add(1);
        if let Some(beyond) = self.count.checked_sub(FREE) {
            let step = usize::try_from(beyond).unwrap_or(usize::MAX);
            self.free_at = now + WAITS[step.min(WAITS.len() - 1)];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::{Attempt, Logins, SPRAYED, Shown};
    use crate::clock::Now;

    fn at(second: i64) -> Now {
        Now::from(jiff::Timestamp::from_second(1_000_000 + second).unwrap())
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn who_guesses_waits_longer_each_time_and_nobody_else_does() {
        let logins = Logins::default();
        let stranger = Attempt::new("zhang", ip("10.0.0.1"), None);
        let mut second = 0;
        for _ in 0..10 {
            assert_eq!(logins.begin(&stranger, at(second)), Ok(()));
        }
        for wait in [60, 120, 240, 480, 900, 900] {
            assert_eq!(logins.begin(&stranger, at(second)), Err(wait));
            let same = Attempt::new("ZHANG", ip("10.0.0.1"), None);
            assert_eq!(logins.begin(&same, at(second + 1)), Err(wait - 1));
            second += i64::try_from(wait).unwrap();
            assert_eq!(logins.begin(&stranger, at(second)), Ok(()));
        }
        for (user, address, device) in [
            ("zhang", "10.0.0.2", None),
            ("zhang", "10.0.0.1", Some(&[1; 32])),
            ("li", "10.0.0.1", None),
        ] {
            let other = Attempt::new(user, ip(address), device);
            assert_eq!(logins.begin(&other, at(second)), Ok(()), "{user} {address}");
        }
        logins.succeeded(&stranger, at(second));
        assert_eq!(logins.begin(&stranger, at(second)), Ok(()));
    }

    #[test]
    fn a_guesser_has_some_hundred_guesses_a_day() {
        let logins = Logins::default();
        let attempt = Attempt::new("zhang", ip("10.0.0.1"), None);
        let day = 0..24 * 60 * 60;
        let taken = day.filter(|second| logins.begin(&attempt, at(*second)).is_ok());
        assert!((100..120).contains(&taken.count()));
    }

    #[test]
    fn an_address_that_fails_at_many_accounts_is_noticed_once_and_slowed_down() {
        let logins = Logins::default();
        let from = |number: usize| Attempt::new(&number.to_string(), ip("10.0.0.1"), None);
        for number in 0..SPRAYED {
            assert_eq!(logins.begin(&from(number), at(0)), Ok(()));
            let shown = logins.failed(&from(number), at(0));
            assert_eq!(shown == Shown::Spraying, number == SPRAYED - 1);
        }
        let more = (0..100).filter(|number| logins.begin(&from(100 + number), at(1)).is_ok());
        assert_eq!(more.count(), 10);
        assert_eq!(
            logins.failed(&from(999), at(1)),
            Shown::Nothing,
            "said once"
        );
        // Who has been here before is not held back, nor is another address.
        let known = Attempt::new("li", ip("10.0.0.1"), Some(&[1; 32]));
        assert_eq!(logins.begin(&known, at(1)), Ok(()));
        let other = Attempt::new("li", ip("10.0.0.2"), None);
        assert_eq!(logins.begin(&other, at(1)), Ok(()));
    }

    #[test]
    fn a_county_that_mistypes_is_no_spray() {
        let logins = Logins::default();
        for number in 0..100 {
            let clerk = Attempt::new(&format!("clerk-{number}"), ip("10.0.0.1"), None);
            assert_eq!(logins.begin(&clerk, at(0)), Ok(()));
            assert_eq!(logins.failed(&clerk, at(0)), Shown::Nothing);
            assert_eq!(logins.begin(&clerk, at(1)), Ok(()));
            logins.succeeded(&clerk, at(1));
        }
    }
}
