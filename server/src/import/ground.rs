//! What an import is compared with, from one state of the database.

use yuebao_domain::operation::month::{MonthBook, State};
use yuebao_domain::operation::{Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::units::Unit;
use yuebao_store::meta::profile_in_force;
use yuebao_store::{Error, ReadTransaction};

/// Profile, units and plan as they are held.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    pub(crate) profile: Profile,
    pub(crate) units: Vec<Unit>,
    /// The plan, by identifier.
    pub(crate) plan: Vec<PlanRow>,
    /// The newest month that is locked.
    pub(crate) locked_through: Option<Month>,
}

impl Ground {
    /// Reads it; `None` where no profile is in force.
    pub(crate) fn read(tx: &dyn ReadTransaction) -> Result<Option<Self>, Error> {
        let Some(profile) = profile_in_force(tx)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            profile: (*profile).clone(),
            units: tx.units()?,
            plan: tx.projects()?,
            locked_through: locked_through(tx)?,
        }))
    }
}

fn locked_through(tx: &dyn ReadTransaction) -> Result<Option<Month>, Error> {
    let mut newest = None;
    for subject in tx.subjects_of_kind(SubjectKind::Month)? {
        let Some(held) = tx.subject(&subject)? else {
            continue;
        };
        // what a newer program has written of a month holds everything off
        let book = MonthBook::read(&held.values);
        if book.is_none_or(|book| book.state() == State::Locked) {
            newest = newest.max(Some(Subject::month(&subject)));
        }
    }
    Ok(newest)
}
