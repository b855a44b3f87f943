//! When tablets were last heard of, to the hour: once an hour each is noted, not with every request.

use std::num::NonZeroUsize;
use std::sync::Mutex;

use yuebao_store::{Error, WriteTransaction};

use crate::clock::Now;
use crate::recent::{Recent, digest};

const HOUR: i64 = 60 * 60;
/// Most tablets that are remembered at once; one that is forgotten is noted once more.
const MANY: NonZeroUsize = NonZeroUsize::new(20_000).unwrap();

/// Tablets that were noted within the last hour.
#[derive(Debug)]
pub struct Tablets(Mutex<Recent<i64>>);

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
    now: i64,
}

impl Tablets {
    /// A tablet that asks now, if it is to be noted.
    pub fn meet(&self, user: &str, login: [u8; 32], device: &str, now: Now) -> Option<Seen> {
        let now_is = now.seconds();
        let key = digest(&[user.as_bytes(), device.as_bytes(), &login]);
        let mut known = self.0.lock().ok()?;
        let noted = known.meet(key, now);
        if *noted > 0 && (*noted..*noted + HOUR).contains(&now_is) {
            return None;
        }
        *noted = now_is;
        Some(Seen {
            user: user.to_owned(),
            device: device.to_owned(),
            login,
            now: now_is,
        })
    }
}

impl Seen {
    /// Notes it.
    pub fn note(&self, tx: &dyn WriteTransaction) -> Result<(), Error> {
        tx.note_tablet(&self.user, &self.device, &self.login, self.now)
    }
}
