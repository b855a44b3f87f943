//! Who sees what: the domain's rights, with the units that they are told from.

use yuebao_domain::rights::Me;
pub use yuebao_domain::rights::Seen as Sight;
use yuebao_domain::units::Unit;

/// The units that it takes to know what `me` may do. Most people see their own unit only, and
/// nobody asks for the tree of all `units` then.
pub fn units_for<E>(me: &Me, units: impl FnOnce() -> Result<Vec<Unit>, E>) -> Result<Vec<Unit>, E> {
    if me.role.needs_units() {
        units()
    } else {
        Ok(Vec::new())
    }
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
