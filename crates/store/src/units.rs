//! Units (单位).

use yuebao_domain::units::Unit;

use crate::Result;
use crate::feed::{Key, WriteFeed};

/// What is asked of units.
pub trait ReadUnits {
    /// Every unit, by id.
    fn units(&self) -> Result<Vec<Unit>>;

    /// One unit.
    fn unit(&self, id: &str) -> Result<Option<Unit>>;
}

/// What is written of units.
pub trait WriteUnits: ReadUnits + WriteFeed {
    /// Writes a unit in the place of the one before, if there is one. Its parent must be there.
    fn write_unit(&self, unit: &Unit) -> Result<()>;

    /// The same, and tells the devices.
    fn put_unit(&self, unit: &Unit) -> Result<()> {
        self.write_unit(unit)?;
        self.touch(Key::Unit(&unit.id))?;
        Ok(())
    }
}
