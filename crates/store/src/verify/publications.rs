//! Each published document: the one that its publication sealed.

use std::collections::BTreeMap;

use yuebao_domain::operation::SubjectKind;
use yuebao_domain::operation::publication::PublicationLog;
use yuebao_domain::period::Month;

use super::{Trouble, Verified};
use crate::hash::digest;
use crate::{ReadTransaction, Result};

/// The hash of each document as the log has it: by month, number of the publication, and key.
type Sealed = BTreeMap<(Month, u32, String), String>;

pub(super) fn look(tx: &dyn ReadTransaction, verified: &mut Verified) -> Result<()> {
    let mut sealed = sealed(tx)?;
    tx.each_published(&mut |kept| {
        verified.published += 1;
        let key = (kept.month, kept.number, kept.document);
        let known = sealed.remove(&key);
        if known.is_none_or(|known| known != digest(&kept.value) || known != kept.digest) {
            verified.note(Trouble::PublishedDiffers, place(&key));
        }
        Ok(())
    })?;
    for key in sealed.into_keys() {
        verified.note(Trouble::PublishedMissing, place(&key));
    }
    Ok(())
}

/// What the log says. What cannot be read of it is named elsewhere.
fn sealed(tx: &dyn ReadTransaction) -> Result<Sealed> {
    let mut sealed = Sealed::new();
    for subject in tx.subjects_of_kind(SubjectKind::Publication)? {
        let Ok(Some(held)) = tx.subject(&subject) else {
            continue;
        };
        let log = PublicationLog::read(&held.values).unwrap_or_default();
        for published in log.steps.into_iter().filter_map(|step| step.made) {
            let documents = published.documents.into_iter();
            sealed.extend(documents.map(|one| {
                let key = (subject.month(), published.number, one.document);
                (key, one.digest)
            }));
        }
    }
    Ok(sealed)
}

fn place((month, number, document): &(Month, u32, String)) -> String {
    format!("month {month} publication {number} {document}")
}
