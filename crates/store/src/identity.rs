//! Who a database is when a server begins to work on it.

use crate::audit::{self, What};
use crate::json::unreadable;
use crate::meta::{EPOCH, Identity, RESCUE_SECRET, RESTORED, SERVER_ID, SIGNED_OUT};
use crate::{Result, WriteTransaction};

/// What a start brings along for an identity.
#[derive(Clone, Copy)]
pub struct Start<'a> {
    /// Makes an identifier that was never made before.
    pub new_id: &'a dyn Fn() -> String,
    /// A random number: two restores of one backup differ, whatever the clock says.
    pub dice: u32,
    /// Now, RFC 3339.
    pub at: &'a str,
    /// Now, in seconds since 1970.
    pub seconds: i64,
}

/// Gives a new database its identity, and one that was restored from a backup its next epoch.
pub fn settle(tx: &dyn WriteTransaction, start: &Start<'_>) -> Result<Identity> {
    if tx.meta(SERVER_ID)?.is_none() {
        tx.set_meta(SERVER_ID, &(start.new_id)())?;
    }
    if tx.meta(RESCUE_SECRET)?.is_none() {
        // Two random identifiers are more than nobody can guess.
        let secret = format!("{}{}", (start.new_id)(), (start.new_id)());
        tx.set_meta(RESCUE_SECRET, &secret)?;
    }
    let later = |epoch: u64| epoch.saturating_add(1).saturating_add(start.dice.into());
    if tx.meta(EPOCH)?.is_none() {
        tx.set_meta(EPOCH, &later(0).to_string())?;
        tx.raise_watermark(0)?;
    }
    if tx.meta(RESTORED)?.is_some() {
        begin_epoch(tx, later(tx.meta_number(EPOCH)?), start)?;
    }
    tx.identity()?
        .ok_or_else(|| unreadable("meta.server_id", &"it is missing"))
}

/// A backup does not know which logins were ended since: all of them end, and so do the portal's
/// tokens from before, seen or not. Nor does it know which conflicts were numbered.
fn begin_epoch(tx: &dyn WriteTransaction, epoch: u64, start: &Start<'_>) -> Result<()> {
    tx.set_meta(EPOCH, &epoch.to_string())?;
    tx.pass_over_conflicts(epoch)?;
    tx.end_every_session()?;
    tx.set_meta(SIGNED_OUT, &start.seconds.to_string())?;
    let detail = audit::detail(&(epoch, tx.last_seq()?))?;
    tx.append_entry(start.at, What::Restored, "", &detail)?;
    tx.remove_meta(RESTORED)
}
