//! Tablets: which have asked, for whom, and when last.

use crate::Result;
use crate::sessions::ReadSessions;

/// Most tablets of a user that are remembered.
pub const MOST: u32 = 20;

/// A tablet, as it called itself when it last asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tablet {
    /// Whose.
    pub user: String,
    /// The device.
    pub device: String,
    /// When it was last noted, in seconds since 1970.
    pub seen_at: u64,
    /// Whether the login that it came with is valid now.
    pub logged_in: bool,
    /// How many operations it has set aside, as it last said; `None` if it never has.
    pub set_aside: Option<u32>,
}

/// A tablet that asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking<'a> {
    /// For whom.
    pub user: &'a str,
    /// The device.
    pub device: &'a str,
    /// With which login.
    pub login: &'a [u8; 32],
    /// How many operations it has set aside; `None` if it does not say: what it said before stays.
    pub set_aside: Option<u32>,
}

/// What is asked of tablets.
pub trait ReadTablets: ReadSessions {
    /// Every one, by user and device.
    fn tablets(&self, now: i64) -> Result<Vec<Tablet>>;

    /// The login that a tablet last came with.
    fn login_of_tablet(&self, user: &str, device: &str) -> Result<Option<[u8; 32]>>;
}

/// What is written of tablets.
pub trait WriteTablets: ReadTablets {
    /// Notes that a tablet asked; the last [`MOST`] of a user are remembered.
    fn note_tablet(&self, tablet: &Asking<'_>, now: i64) -> Result<()>;
}
