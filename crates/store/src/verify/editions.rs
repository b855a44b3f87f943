//! Each edition of a locked month: the one that its lock froze, and made again from the log to the
//! byte.

use std::collections::BTreeMap;

use yuebao_domain::operation::SubjectKind;
use yuebao_domain::operation::month::{MonthBook, edition};
use yuebao_domain::period::Month;

use super::{Trouble, Verified};
use crate::editions::Edition;
use crate::hash::digest;
use crate::{ReadTransaction, Result};

/// The hash of each edition as its month has it: by month and number.
type Locked = BTreeMap<(Month, u32), String>;

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    let mut locked = locked(tx)?;
    tx.each_edition(&mut |kept| {
        verified.editions += 1;
        let known = locked.remove(&(kept.month, kept.number));
        if known.is_none_or(|known| known != digest(&kept.document) || known != kept.digest) {
            verified.note(Trouble::EditionDiffers, place(kept.month, kept.number));
            return Ok(());
        }
        match is_made_again(tx, &kept) {
            Ok(true) => {}
            Ok(false) => {
                verified.note(Trouble::EditionNotMade, place(kept.month, kept.number));
            }
            Err(error) if error.is_passing() => return Err(error),
            Err(error) => {
                let place = place(kept.month, kept.number);
                verified.note(Trouble::Unreadable, format!("{place}: {error}"));
            }
        }
        Ok(())
    })?;
    for (month, number) in locked.into_keys() {
        verified.note(Trouble::EditionMissing, place(month, number));
    }
    Ok(())
}

/// What the months say. One that cannot be read is named elsewhere.
fn locked(tx: &dyn ReadTransaction) -> Result<Locked> {
    let mut locked = Locked::new();
    for subject in tx.subjects_of_kind(SubjectKind::Month)? {
        let Ok(Some(held)) = tx.subject(&subject) else {
            continue;
        };
        let book = MonthBook::read(&held.values).unwrap_or_default();
        let frozen = book.locks().filter_map(|lock| lock.made.as_ref());
        locked
            .extend(frozen.map(|frozen| ((subject.month(), frozen.number), frozen.digest.clone())));
    }
    Ok(locked)
}

fn is_made_again(tx: &dyn ReadTransaction, kept: &Edition) -> Result<bool> {
    let made = edition::remade(&kept.document, |report, rev, tag| {
        tx.snapshot(&report.clone().into(), rev, Some(tag))
    })?;
    Ok(made.is_some_and(|made| made == kept.document))
}

pub(super) fn place(month: Month, number: u32) -> String {
    format!("month {month} edition {number}")
}
