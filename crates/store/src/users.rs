//! Accounts.

use yuebao_domain::rights::Me;
use yuebao_domain::rights::Role;

use crate::Result;
use crate::audit::{self, What, WriteAudit};

/// An account to be written.
#[derive(Debug, Clone)]
pub struct NewUser<'a> {
    /// User name.
    pub name: &'a str,
    /// Name on screen.
    pub shown: &'a str,
    /// Role.
    pub role: Role,
    /// The user's unit.
    pub unit: &'a str,
    /// Argon2id in PHC form, never the password itself.
    pub password_hash: &'a str,
    /// Now, RFC 3339.
    pub created_at: &'a str,
}

/// Stands in the place of a password where there is none; no password comes to it.
pub const NO_PASSWORD: &str = "";

/// Where an account comes from, which decides what a portal's token may do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It was made here.
    Local,
    /// It was made here for somebody who will come from the portal.
    Expected,
    /// It is a person's of the portal.
    Portal(Owner),
}

/// A person as a portal knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The portal.
    pub issuer: String,
    /// The person there.
    pub subject: String,
    /// When the portal said last who this is, in seconds since 1970.
    pub told_at: i64,
}

impl Origin {
    /// The word that is stored.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Expected => "expected",
            Self::Portal(_) => "portal",
        }
    }
}

/// An account as stored.
#[derive(Debug, Clone)]
pub struct Account {
    /// Where it comes from.
    pub origin: Origin,
    /// Who.
    pub me: Me,
    /// Argon2id in PHC form.
    pub password_hash: String,
    /// Whether the account is switched off.
    pub disabled: bool,
}

/// What is asked of accounts.
pub trait ReadUsers {
    /// One account.
    fn user(&self, name: &str) -> Result<Option<Account>>;

    /// The account of a person at a portal.
    fn user_of_portal(&self, issuer: &str, subject: &str) -> Result<Option<Account>>;

    /// Every account, by name.
    fn users(&self) -> Result<Vec<Account>>;

    /// The accounts of a role that are not switched off.
    fn active_in(&self, role: Role) -> Result<Vec<Me>>;

    /// The name on screen; the user name if the account is not there.
    fn shown_name(&self, user: &str) -> Result<String>;

    /// Whether a password opens any account.
    fn any_password(&self) -> Result<bool>;
}

/// What is written of accounts.
pub trait WriteUsers: ReadUsers + WriteAudit {
    /// Writes an account; false if the name is taken.
    fn insert_user(&self, user: &NewUser<'_>) -> Result<bool>;

    /// Switches an account off or on; false if there is none.
    fn set_disabled(&self, user: &str, disabled: bool) -> Result<bool>;

    /// Gives an account another role and unit.
    fn set_role(&self, user: &str, role: Role, unit: &str) -> Result<()>;

    /// Makes an account one of a project's owner (项目业主), or of its unit again.
    fn set_scope(&self, user: &str, owner: Option<&str>) -> Result<()>;

    /// Gives an account another name on screen.
    fn set_shown(&self, user: &str, shown: &str) -> Result<()>;

    /// Makes an account one that somebody from the portal is expected for.
    fn set_expected(&self, user: &str) -> Result<()>;

    /// Makes an account a person's of the portal.
    fn set_owner(&self, user: &str, owner: &Owner) -> Result<()>;

    /// Gives an account another password; false if there is none.
    fn set_password(&self, user: &str, hash: &str) -> Result<bool>;

    /// Adds an account and enters that; false if the name is taken.
    fn add_user(&self, user: &NewUser<'_>) -> Result<bool> {
        if !self.insert_user(user)? {
            return Ok(false);
        }
        let detail = audit::rights(user.role, user.unit, None)?;
        self.append_entry(user.created_at, What::AccountAdded, user.name, &detail)?;
        Ok(true)
    }
}
