//! When tablets were last heard of, to the hour: once an hour each is noted, not with every request, and
//! at once when it says something else of itself.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use yuebao_store::tablets::Asking;
use yuebao_store::{Error, WriteTransaction};

use crate::clock::Now;
use crate::recent::{Recent, digest};

const HOUR: i64 = 60 * 60;
/// Most tablets that are remembered at once; one that is forgotten is noted once more.
const MANY: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();

/// Tablets that were noted within the last hour.
#[derive(Debug)]
pub struct Tablets(Mutex<Recent<Noted>>);

/// What was noted of a tablet: when, and how many operations it had set aside.
#[derive(Debug, Default)]
struct Noted {
    at: i64,
    set_aside: Option<u32>,
}

impl Default for Tablets {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MANY, HOUR)))
    }
}

/// A tablet that is to be noted.
#[derive(Debug, Clone)]
pub struct Seen {
    user: String,
    device: String,
    login: [u8; 32],
    set_aside: Option<u32>,
    now: i64,
}

/// Which tablet asks.
#[derive(Debug, Clone, Copy)]
pub struct Met<'a> {
    /// For whom.
    pub user: &'a str,
    /// With which login.
    pub login: [u8; 32],
    /// The device.
    pub device: &'a str,
    /// How many operations it has set aside, if it says.
    pub set_aside: Option<u32>,
}

impl Tablets {
    /// A tablet that asks now, if it is to be noted.
    pub fn meet(&self, tablet: Met<'_>, now: Now) -> Option<Seen> {
        let Met {
            user,
            login,
            device,
            set_aside,
        } = tablet;
        let now_is = now.seconds();
        let key = digest(&[user.as_bytes(), device.as_bytes(), &login]);
        let mut known = self.0.lock().ok()?;
        let noted = known.meet(key, now);
        let is_fresh = noted.at > 0 && (noted.at..noted.at + HOUR).contains(&now_is);
        let says_the_same = set_aside.is_none() || set_aside == noted.set_aside;
        if is_fresh && says_the_same {
            return None;
        }
        noted.at = now_is;
        noted.set_aside = set_aside.or(noted.set_aside);
        Some(Seen {
            user: user.to_owned(),
            device: device.to_owned(),
            login,
            set_aside,
            now: now_is,
        })
    }
}

impl Seen {
    /// Notes it.
    pub fn note(&self, tx: &dyn WriteTransaction) -> Result<(), Error> {
        let tablet = Asking {
            user: &self.user,
            device: &self.device,
            login: &self.login,
            set_aside: self.set_aside,
        };
        tx.note_tablet(&tablet, self.now)
    }
}
