//! The jurisdictions in which reports are tried.

use yuebao_domain::plan::Nature;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{BUILTIN, ProfileError, builtin};

/// All built-in ones, and one more whose 预备 projects report by the quarter.
///
/// # Errors
/// When a built-in profile cannot be read.
pub fn jurisdictions() -> Result<Vec<Profile>, ProfileError> {
    let all = BUILTIN.iter().map(|(id, _)| builtin(id));
    let mut all: Vec<Profile> = all.collect::<Result<_, _>>()?;
    if let Some(first) = all.first() {
        let mut quarterly = first.clone();
        quarterly.id.push_str("-quarterly");
        quarterly.calendar.quarterly = vec![Nature::Preparatory];
        all.push(quarterly);
    }
    Ok(all)
}
