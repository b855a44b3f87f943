//! What whoever asks says beside the files.

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;

use crate::values::units::Unit;
use crate::vocabulary::Vocabulary;

/// What sheets are read with.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions<'a> {
    /// What columns are called.
    pub names: &'a Vocabulary,
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The month of tables, instead of the one that they say.
    pub month: Option<Month>,
    /// The unit of columns that do not say theirs, instead of the one that the table says.
    pub unit: Option<Unit>,
}
