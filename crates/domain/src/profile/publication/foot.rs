//! Who stands at the foot of the 月报表.

use serde::{Deserialize, Serialize};

/// What is printed at the foot; what is empty is filled by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foot {
    /// 负责人.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub head: String,
    /// 填表人.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filled_by: String,
    /// 电话, of the office that fills the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
}

impl Foot {
    /// Whether everything is filled by hand.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
