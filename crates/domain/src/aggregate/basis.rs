//! Which reports totals are made of.

use serde::{Deserialize, Serialize};

/// Which reports are in totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 暂计: all that is handed in, however far it has come.
    #[default]
    Provisional,
    /// 审定数: what has come as far as the profile asks of what is published.
    Final,
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Provisional, Self::Final];
}
