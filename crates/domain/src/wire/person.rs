//! Units, and the person behind a token: the same in both versions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rights::{self, Role};
use crate::units;

/// The person behind a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Me {
    /// User name.
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// [`Role::key`].
    pub role: String,
    /// The user's unit.
    pub unit: Unit,
    /// 项目业主, of an account that is an owner's: name or 统一社会信用代码 as plan rows have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A unit (单位); units form a tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unit {
    /// Stable identifier.
    pub id: String,
    /// Name on screen.
    pub name: String,
    /// The unit above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The area that it coordinates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
}

impl Me {
    /// The person, if this program knows the role.
    pub fn read(self) -> Option<rights::Me> {
        Some(rights::Me {
            role: Role::from_key(&self.role)?,
            user: self.user,
            name: self.name,
            unit: self.unit.into(),
            owner: self.owner,
        })
    }
}

impl From<rights::Me> for Me {
    fn from(me: rights::Me) -> Self {
        Self {
            user: me.user,
            name: me.name,
            role: me.role.key().to_owned(),
            unit: me.unit.into(),
            owner: me.owner,
        }
    }
}

impl From<units::Unit> for Unit {
    fn from(unit: units::Unit) -> Self {
        Self {
            id: unit.id,
            name: unit.name,
            parent: unit.parent,
            area: unit.area,
        }
    }
}

impl From<Unit> for units::Unit {
    fn from(unit: Unit) -> Self {
        Self {
            id: unit.id,
            name: unit.name,
            parent: unit.parent,
            area: unit.area,
        }
    }
}
