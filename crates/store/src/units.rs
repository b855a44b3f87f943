//! Units (单位).

use yuebao_domain::units::Unit;

use crate::Result;
use crate::feed::WriteFeed;

/// What is asked of units.
pub trait ReadUnits {
    /// Every unit, by id.
    fn units(&self) -> Result<Vec<Unit>>;

    /// One unit.
    fn unit(&self, id: &str) -> Result<Option<Unit>>;
}

/// What is written of units. [`WriteTies`](crate::ties::WriteTies) writes a unit and tells of it.
pub trait WriteUnits: ReadUnits + WriteFeed {
    /// Writes a unit in the place of the one before, if there is one. Its parent must be there.
    fn write_unit(&self, unit: &Unit) -> Result<()>;

    /// Takes a unit away that no account, project or other unit names.
    fn remove_unit(&self, id: &str) -> Result<()>;
}
