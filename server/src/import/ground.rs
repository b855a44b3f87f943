//! What an import is compared with, from one state of the database.

use yuebao_domain::operation::month::{MonthBook, State};
use yuebao_domain::operation::{Subject, SubjectKind};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::{Profile, Profiles};
use yuebao_domain::rights::{Role, over_months};
use yuebao_domain::units::Unit;
use yuebao_store::meta::profiles_in_force;
use yuebao_store::{Error, ReadTransaction};

/// Profiles, units and plan as they are held.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    pub(crate) profiles: Profiles,
    pub(crate) units: Vec<Unit>,
    /// The plan, by identifier.
    pub(crate) plan: Vec<PlanRow>,
    /// The newest month that is locked.
    pub(crate) locked_through: Option<Month>,
}

impl Ground {
    /// The profile under which a file is read of which this month was said: the newest without one.
    pub(crate) fn profile_for(&self, said: Option<Month>) -> &Profile {
        said.map_or_else(|| self.profiles.newest(), |month| self.profiles.at(month))
    }

    /// Whether a role closes months, of some plan year.
    pub(crate) fn closes(&self, role: Role) -> bool {
        let mut all = self.profiles.iter();
        all.any(|profile| over_months(role, &profile.chain).close)
    }

    /// Reads it; `None` where no profile is in force.
    pub(crate) fn read(tx: &dyn ReadTransaction) -> Result<Option<Self>, Error> {
        let Some(profiles) = profiles_in_force(tx)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            profiles: (*profiles).clone(),
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
