//! Who fills the steps of a chain: accounts that are not switched off and may review the report.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::ReviewChain;
use yuebao_domain::rights::{Me, Person, Role, over};
use yuebao_domain::units::Unit;
use yuebao_store::{Error, ReadTransaction};

/// Accounts and units, each read once, and only if they are asked for.
pub(crate) struct Steps<'a> {
    tx: &'a dyn ReadTransaction,
    units: OnceCell<Vec<Unit>>,
    people: RefCell<BTreeMap<Role, Rc<[Me]>>>,
}

impl<'a> Steps<'a> {
    pub(crate) const fn of(tx: &'a dyn ReadTransaction) -> Self {
        Self {
            tx,
            units: OnceCell::new(),
            people: RefCell::new(BTreeMap::new()),
        }
    }

    /// The roles of the chain, before the last, in which nobody may review this project's report:
    /// nobody is there, or they have filed it themselves.
    pub(super) fn vacant(
        &self,
        plan: &PlanRow,
        chain: ReviewChain<'_>,
        filers: &[String],
    ) -> Result<Vec<Role>, Error> {
        let mut vacant = Vec::new();
        for role in chain.between(0, chain.last()) {
            if !self.is_filled(*role, plan, filers)? {
                vacant.push(*role);
            }
        }
        Ok(vacant)
    }

    fn is_filled(&self, role: Role, plan: &PlanRow, filers: &[String]) -> Result<bool, Error> {
        let people = self.people(role)?;
        let units = self.units()?;
        let reviews = |me: &Me| over(&Person::new(me, units), plan).review;
        let mut people = people.iter();
        Ok(people.any(|me| !filers.contains(&me.user) && reviews(me)))
    }

    fn people(&self, role: Role) -> Result<Rc<[Me]>, Error> {
        if let Some(known) = self.people.borrow().get(&role) {
            return Ok(Rc::clone(known));
        }
        let found: Rc<[Me]> = self.tx.active_in(role)?.into();
        self.people.borrow_mut().insert(role, Rc::clone(&found));
        Ok(found)
    }

    /// Every unit.
    pub(super) fn units(&self) -> Result<&[Unit], Error> {
        if let Some(units) = self.units.get() {
            return Ok(units);
        }
        let units = self.tx.units()?;
        Ok(self.units.get_or_init(|| units))
    }
}
