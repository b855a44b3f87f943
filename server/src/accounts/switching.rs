//! Accounts are switched off and on, and logins ended.

use yuebao_domain::accounts::is_last_admin;
use yuebao_store::WriteTransaction;
use yuebao_store::audit::{self, What};

use super::{AccountError, retell};
use crate::clock::Now;

/// Ends every login of an account; returns how many there were.
pub fn end_logins(tx: &dyn WriteTransaction, name: &str, now: Now) -> Result<usize, AccountError> {
    if tx.user(name)?.is_none() {
        return Err(AccountError::NoUser(name.to_owned()));
    }
    let ended = tx.end_all_sessions(name, now.seconds())?;
    audit::append(tx, &now.rfc3339(), What::LoginsEnded, name, &ended)?;
    Ok(ended)
}

/// Switches an account off, which also ends its logins, or on again. The last administrator stays on.
pub fn set_disabled(
    tx: &dyn WriteTransaction,
    name: &str,
    disabled: bool,
    now: Now,
) -> Result<(), AccountError> {
    if disabled {
        another_admin_than(tx, name)?;
    }
    switch(tx, name, disabled, now)
}

/// The same, whoever is left.
pub(crate) fn switch(
    tx: &dyn WriteTransaction,
    name: &str,
    disabled: bool,
    now: Now,
) -> Result<(), AccountError> {
    if !tx.set_disabled(name, disabled)? {
        return Err(AccountError::NoUser(name.to_owned()));
    }
    if let Some(account) = tx.user(name)? {
        retell(tx, &[account.me.role])?;
    }
    let what = if disabled {
        tx.end_all_sessions(name, now.seconds())?;
        What::AccountDisabled
    } else {
        What::AccountEnabled
    };
    audit::append(tx, &now.rfc3339(), what, name, &())?;
    Ok(())
}

/// Ends the login that a tablet came with.
pub fn revoke(
    tx: &dyn WriteTransaction,
    name: &str,
    device: &str,
    now: Now,
) -> Result<(), AccountError> {
    let login = tx.login_of_tablet(name, device)?;
    let login = login.ok_or_else(|| AccountError::NoTablet(name.to_owned()))?;
    let ended = usize::from(tx.end_session(&login)?);
    audit::append(tx, &now.rfc3339(), What::LoginsEnded, name, &ended)?;
    Ok(())
}

/// Whether somebody else can look after accounts, if this account can.
pub(super) fn another_admin_than(
    tx: &dyn WriteTransaction,
    name: &str,
) -> Result<(), AccountError> {
    let accounts = tx.users()?;
    let active = accounts.iter().filter(|account| !account.disabled);
    if is_last_admin(name, active.map(|account| &account.me)) {
        return Err(AccountError::LastAdmin(name.to_owned()));
    }
    Ok(())
}
