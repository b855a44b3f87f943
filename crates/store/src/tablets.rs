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
    /// Notes that a tablet asked with this login; the last [`MOST`] of a user are remembered.
    fn note_tablet(&self, user: &str, device: &str, login: &[u8; 32], now: i64) -> Result<()>;
}
