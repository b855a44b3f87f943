//! Accounts are made, and given other names and rights.

use yuebao_domain::accounts::{is_plain_name, is_shown, kept_owner};
use yuebao_domain::rights::Role;
use yuebao_store::WriteTransaction;
use yuebao_store::audit::{self, What};
use yuebao_store::users::{self, NO_PASSWORD};

use super::passwords::hash_password;
use super::switching::another_admin_than;
use super::{AccountError, look_alike, retell};
use crate::clock::Now;

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// User name.
    pub name: String,
    /// Name on screen.
    pub shown: String,
    /// Role.
    pub role: Role,
    /// The user's unit.
    pub unit: String,
    /// 项目业主: name or 统一社会信用代码, if the account is an owner's.
    pub owner: Option<String>,
    /// The password; none where somebody from the portal is expected.
    pub password: Option<String>,
}

/// Other rights for an account; what is none stays.
#[derive(Debug, Clone, Copy, Default)]
pub struct NewRights<'a> {
    /// Role.
    pub role: Option<Role>,
    /// Unit.
    pub unit: Option<&'a str>,
    /// 项目业主; if empty, the account is its unit's again.
    pub owner: Option<&'a str>,
}

/// Makes an account.
pub fn add(tx: &dyn WriteTransaction, new: &NewAccount, now: Now) -> Result<(), AccountError> {
    let hash = new.password.as_deref().map(hash_password).transpose()?;
    add_with_hash(tx, new, hash.as_deref(), now)
}

/// The same with a password that was hashed before, which takes a while; without one somebody from the
/// portal is expected.
pub fn add_with_hash(
    tx: &dyn WriteTransaction,
    new: &NewAccount,
    hash: Option<&str>,
    now: Now,
) -> Result<(), AccountError> {
    if !is_plain_name(&new.name) {
        return Err(AccountError::BadName(new.name.clone()));
    }
    check_shown(&new.shown)?;
    if let Some(known) = look_alike(tx, &new.name)? {
        return Err(AccountError::Taken(known));
    }
    if tx.unit(&new.unit)?.is_none() {
        return Err(AccountError::NoUnit(new.unit.clone()));
    }
    let owner = owner_of(new.role, new.owner.as_deref())?;
    let user = users::NewUser {
        name: &new.name,
        shown: &new.shown,
        role: new.role,
        unit: &new.unit,
        password_hash: hash.unwrap_or(NO_PASSWORD),
        created_at: &now.rfc3339(),
    };
    if !tx.add_user(&user)? {
        return Err(AccountError::Taken(new.name.clone()));
    }
    if owner.is_some() {
        set_rights(tx, &new.name, new.role, &new.unit, owner.as_deref(), now)?;
    }
    retell(tx, &[new.role])?;
    if hash.is_none() {
        tx.set_expected(&new.name)?;
        audit::append(tx, &now.rfc3339(), What::AccountLinked, &new.name, &())?;
    }
    Ok(())
}

/// Gives an account another role, unit or owner, which counts from the next request on.
pub fn change(
    tx: &dyn WriteTransaction,
    name: &str,
    to: NewRights<'_>,
    now: Now,
) -> Result<(), AccountError> {
    let account = tx.user(name)?;
    let account = account.ok_or_else(|| AccountError::NoUser(name.to_owned()))?;
    let role = to.role.unwrap_or(account.me.role);
    let unit = to.unit.unwrap_or(&account.me.unit.id);
    let owner = owner_of(role, to.owner.or(account.me.owner.as_deref()))?;
    if role != Role::Admin {
        another_admin_than(tx, name)?;
    }
    if tx.unit(unit)?.is_none() {
        return Err(AccountError::NoUnit(unit.to_owned()));
    }
    set_rights(tx, name, role, unit, owner.as_deref(), now)
}

/// Writes rights whatever they are, and enters them.
pub(crate) fn set_rights(
    tx: &dyn WriteTransaction,
    name: &str,
    role: Role,
    unit: &str,
    owner: Option<&str>,
    now: Now,
) -> Result<(), AccountError> {
    let before = tx.user(name)?.map_or(role, |account| account.me.role);
    tx.set_role(name, role, unit)?;
    retell(tx, &[before, role])?;
    tx.set_scope(name, owner)?;
    let detail = audit::rights(role, unit, owner)?;
    tx.append_entry(&now.rfc3339(), What::AccountChanged, name, &detail)?;
    Ok(())
}

/// Gives an account another name on screen.
pub fn rename(
    tx: &dyn WriteTransaction,
    name: &str,
    shown: &str,
    now: Now,
) -> Result<(), AccountError> {
    let account = tx.user(name)?;
    let account = account.ok_or_else(|| AccountError::NoUser(name.to_owned()))?;
    if account.me.name == shown {
        return Ok(());
    }
    check_shown(shown)?;
    tx.set_shown(name, shown)?;
    audit::append(tx, &now.rfc3339(), What::AccountRenamed, name, &shown)?;
    Ok(())
}

/// Whether a name can be shown.
pub(crate) fn check_shown(shown: &str) -> Result<(), AccountError> {
    is_shown(shown).then_some(()).ok_or(AccountError::BadShown)
}

/// The owner as it is kept, where there is one.
pub(crate) fn owner_of(role: Role, owner: Option<&str>) -> Result<Option<String>, AccountError> {
    kept_owner(role, owner).ok_or(AccountError::NotForOwner)
}
