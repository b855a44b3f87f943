//! The units that a right extends over, for one person: the domain's scope laid over the tree.

use std::collections::BTreeSet;

use yuebao_domain::rights::{Action, Scope};
use yuebao_domain::wire::v1::{Me, Unit};

/// The units in whose projects somebody may do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// None.
    Nothing,
    /// These.
    Units(BTreeSet<String>),
    /// Every unit, also those to come.
    Everything,
}

impl Sight {
    /// What `me` may do `action` to. Most people see their own unit only, and nobody asks for the
    /// tree of `units` then.
    pub fn of<E>(
        me: &Me,
        action: Action,
        units: impl FnOnce() -> Result<Vec<Unit>, E>,
    ) -> Result<Self, E> {
        match Self::without_tree(me, action) {
            Some(sight) => Ok(sight),
            None => Ok(Self::Units(subtree(&me.unit.id, &units()?))),
        }
    }

    /// The same for those who do not need the tree.
    pub fn without_tree(me: &Me, action: Action) -> Option<Self> {
        match me.role.scope(action) {
            Scope::Nothing => Some(Self::Nothing),
            Scope::OwnUnit => Some(Self::Units(BTreeSet::from([me.unit.id.clone()]))),
            Scope::Subtree => None,
            Scope::Everything => Some(Self::Everything),
        }
    }

    /// Whether a project led by `unit` is among them.
    pub fn includes(&self, unit: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Units(units) => units.contains(unit),
            Self::Everything => true,
        }
    }
}

/// A unit and everything below it.
pub fn subtree(root: &str, units: &[Unit]) -> BTreeSet<String> {
    let mut found = BTreeSet::from([root.to_owned()]);
    let mut grown = true;
    while grown {
        grown = false;
        for unit in units {
            let below = unit.parent.as_ref().is_some_and(|up| found.contains(up));
            grown |= below && found.insert(unit.id.clone());
        }
    }
    found
}

/// The units above a unit, nearest first.
pub fn ancestors<'a>(unit: &'a Unit, units: &'a [Unit]) -> Vec<&'a Unit> {
    let mut found: Vec<&Unit> = Vec::new();
    let mut next = unit.parent.as_deref();
    while let Some(up) = next.and_then(|id| units.iter().find(|unit| unit.id == id)) {
        if found.iter().any(|seen| seen.id == up.id) {
            break;
        }
        found.push(up);
        next = up.parent.as_deref();
    }
    found
}
