//! What a finding is, apart from how it reads and from its values.

use super::FieldKey;
use crate::rule::RuleCode;

/// The rule, the place, and which of its questions about that place. An explanation is kept under it, and
/// of what is found at once no two have the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// The rule.
    pub code: RuleCode,
    /// Which of the rule's questions, where it asks more than one about one box.
    pub aspect: Option<String>,
    /// The box or entry.
    pub place: FieldKey,
}
