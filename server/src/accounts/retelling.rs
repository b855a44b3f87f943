//! Who hears of it that somebody who reviews comes or goes.

use yuebao_domain::rights::Role;
use yuebao_store::feed;
use yuebao_store::meta::profile_in_force;
use yuebao_store::{Error, WriteTransaction};

/// Somebody in one of these roles comes or goes: where their step is filled now, or nobody's, those who
/// review after them hear of it.
pub fn retell(tx: &dyn WriteTransaction, roles: &[Role]) -> Result<(), Error> {
    let Some(profile) = profile_in_force(tx)? else {
        return Ok(());
    };
    if !profile.has_between(roles) {
        return Ok(());
    }
    for subject in tx.under_review()? {
        tx.touch(feed::Key::Subject(&subject))?;
    }
    Ok(())
}
