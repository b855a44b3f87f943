//! What the administrator (系统管理员) sees and does: units, accounts, tablets. It takes a connection:
//! none of it is kept on a device.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Timestamp;
use crate::wire::v1::{MAX_NAME, Unit};

/// Everything that is looked after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Register {
    /// Units, by identifier.
    pub units: Vec<Unit>,
    /// The areas that a unit can coordinate.
    pub areas: Vec<AreaName>,
    /// Accounts, by user name.
    pub accounts: Vec<Account>,
    /// Tablets, by user and device.
    pub tablets: Vec<Tablet>,
}

/// An area of the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AreaName {
    /// As plan rows have it.
    pub code: String,
    /// Name on screen.
    pub name: String,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// User name.
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// [`Role::key`](crate::rights::Role::key).
    pub role: String,
    /// Unit, by identifier.
    pub unit: String,
    /// 项目业主, of an owner's account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Whether it is switched off.
    pub disabled: bool,
    /// `local`, `expected` (somebody from the portal is) or `portal`.
    pub origin: String,
}

/// A tablet, as it called itself when it last asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tablet {
    /// Whose.
    pub user: String,
    /// The device.
    pub device: String,
    /// When it was last heard of, to the hour.
    pub seen_at: Timestamp,
    /// Whether its login is still valid.
    pub logged_in: bool,
    /// How many stored operations it could not read, as it last said; absent if it never has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<u32>,
}

/// One thing to be done. What is left out of a change stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Task {
    /// Adds a unit.
    AddUnit(Unit),
    /// Gives a unit another name, place and area.
    ChangeUnit(Unit),
    /// Takes a unit away that nothing holds on to.
    RemoveUnit {
        /// Which.
        #[schemars(length(min = 1, max = MAX_NAME))]
        id: String,
    },
    /// Adds an account; its password is in the answer.
    AddAccount(Person),
    /// Gives an account another name, role, unit and owner.
    ChangeAccount(Person),
    /// Makes another password, which is in the answer, and ends the logins.
    SetPassword {
        /// Whose.
        #[schemars(length(min = 1, max = MAX_NAME))]
        user: String,
    },
    /// Switches an account off, which ends its logins, or on again.
    Switch {
        /// Whose.
        #[schemars(length(min = 1, max = MAX_NAME))]
        user: String,
        /// Off.
        disabled: bool,
    },
    /// Ends every login of an account.
    EndLogins {
        /// Whose.
        #[schemars(length(min = 1, max = MAX_NAME))]
        user: String,
    },
    /// Ends the login of one tablet.
    RevokeTablet {
        /// Whose.
        #[schemars(length(min = 1, max = MAX_NAME))]
        user: String,
        /// Which.
        #[schemars(length(min = 1, max = MAX_NAME))]
        device: String,
    },
}

/// What is said of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// User name.
    #[schemars(length(min = 1, max = MAX_NAME))]
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// [`Role::key`](crate::rights::Role::key).
    pub role: String,
    /// Unit, by identifier.
    pub unit: String,
    /// 项目业主; absent for an account that is its unit's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Done {
    /// Everything as it is now.
    pub register: Register,
    /// The password that was made: it is told here and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// What is asked about a list of accounts, in the address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Only what it would do: nothing is written.
    #[serde(default)]
    pub preview: bool,
}

/// What a list of accounts does, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Imported {
    /// Whether it was written: not if it was only tried, nor if anything is wrong with it.
    pub written: bool,
    /// Its lines, if nothing is wrong.
    pub lines: Vec<Line>,
    /// What is wrong.
    pub errors: Vec<Wrong>,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// The row, from 1.
    pub row: usize,
    /// What is said of the account.
    pub person: Person,
    /// `added`, `changed` or `same`.
    pub what: String,
    /// The password that was made for a new account: it is told here and nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

/// Something that is wrong with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Wrong {
    /// The row, from 1; 0 for the whole.
    pub row: usize,
    /// What and what to do, in Chinese and English.
    pub words: String,
}
