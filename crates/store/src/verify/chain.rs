//! The audit log, link by link.

use super::{Trouble, Verified};
use crate::audit::{genesis, link};
use crate::{ReadTransaction, Result};

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    let mut previous = genesis(&tx.server_id()?);
    let mut next: u64 = 1;
    tx.each_entry(&mut |entry| {
        let seq = entry.seq;
        let columns = [entry.at, entry.what, entry.subject, entry.detail];
        let is_next = seq == next;
        if !is_next {
            verified.note(Trouble::EntryMissing, format!("audit {next}"));
        }
        if is_next && link(&previous, columns) != entry.hash {
            verified.note(Trouble::LinkBroken, format!("audit {seq}"));
        }
        // Goes on from what is stored, so that one broken link is named once.
        previous = entry.hash.to_vec();
        next = seq + 1;
        verified.entries += 1;
        Ok(())
    })?;
    if tx.last_entry_given()? >= next {
        verified.note(Trouble::EndMissing, format!("audit {next}"));
    }
    verified.head = hex::encode(&previous);
    Ok(())
}
