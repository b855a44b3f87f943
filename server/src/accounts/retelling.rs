//! Who hears of it that reports wait for others than before: somebody who reviews comes or goes, or the
//! profile has them pass other steps.

use yuebao_domain::operation::{Subject, SubjectKind};
use yuebao_domain::profile::Profile;
use yuebao_domain::rights::Role;
use yuebao_store::feed;
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, WriteTransaction};

use crate::sync::withheld::questions_of;

/// Somebody in one of these roles comes or goes: where their step is filled now, or nobody's, those who
/// review after them hear of it.
pub fn retell(tx: &dyn WriteTransaction, roles: &[Role]) -> Result<(), Error> {
    let Some(profiles) = profiles_in_force(tx)? else {
        return Ok(());
    };
    if !profiles.iter().any(|profile| profile.has_between(roles)) {
        return Ok(());
    }
    tell_reviews(tx)
}

/// Another profile is in force: where reports pass other steps, or are shown to others, those who review
/// them hear of it.
pub(crate) fn retell_for(
    tx: &dyn WriteTransaction,
    before: Option<&Profile>,
    now: &Profile,
) -> Result<(), Error> {
    let Some(before) = before else {
        return Ok(());
    };
    if before.telephones_for != now.telephones_for {
        tell(tx, &tx.subjects_of_kind(SubjectKind::Persons)?)?;
    }
    if before.publication.open != now.publication.open {
        tell(tx, &tx.subjects_of_kind(SubjectKind::Publication)?)?;
    }
    if before.sees_at_own_step != now.sees_at_own_step {
        for kind in [SubjectKind::Report, SubjectKind::Question] {
            tell(tx, &tx.subjects_of_kind(kind)?)?;
        }
        return Ok(());
    }
    if (&before.chain, &before.chains) == (&now.chain, &now.chains) {
        return Ok(());
    }
    tell_reviews(tx)
}

/// Tells again what waits for a review, with the questions about it: who sees them may be another.
fn tell_reviews(tx: &dyn WriteTransaction) -> Result<(), Error> {
    for subject in tx.under_review()? {
        if let Subject::Report(key) = &subject {
            tell(tx, &questions_of(tx, key)?)?;
        }
        tell(tx, &[subject])?;
    }
    Ok(())
}

fn tell(tx: &dyn WriteTransaction, subjects: &[Subject]) -> Result<(), Error> {
    for subject in subjects {
        tx.touch(feed::Key::Subject(subject))?;
    }
    Ok(())
}
