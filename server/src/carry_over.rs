//! Accounts after a restore. A backup does not know what was taken away since it was made: who was
//! switched off, got another password or lost a right would have it all again.

use yuebao_domain::rights::Role;
use yuebao_store::audit::{self, What};
use yuebao_store::users::Account;
use yuebao_store::{Error, WriteTransaction};

use crate::accounts::{self, AccountError};
use crate::clock::Now;

/// What is done to an account that the backup has otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is switched off.
    Disable,
    /// It gets the password that it had last.
    Password(String),
    /// It gets the role, unit and owner that it had last.
    Rights(Role, String, Option<String>),
}

impl Change {
    /// In words.
    pub fn shown(&self) -> String {
        match self {
            Self::Disable => "停用 / switched off".to_owned(),
            Self::Password(_) => "用最后一次设置的密码 / the password set last".to_owned(),
            Self::Rights(role, unit, owner) => {
                let owner = owner.as_deref().unwrap_or_default();
                format!("权限 / rights: {} @ {unit} {owner}", role.key())
            }
        }
    }
}

/// What the accounts `last` say otherwise than those of the backup; only of accounts that it has.
pub fn changes(last: &[Account], backup: &[Account]) -> Vec<(String, Change)> {
    let mut changes = Vec::new();
    for account in backup {
        let user = &account.me.user;
        let Some(last) = last.iter().find(|one| one.me.user == *user) else {
            continue;
        };
        let mut note = |change| changes.push((user.clone(), change));
        if last.disabled && !account.disabled {
            note(Change::Disable);
        }
        if last.password_hash != account.password_hash {
            note(Change::Password(last.password_hash.clone()));
        }
        let rights = |of: &Account| (of.me.role, of.me.unit.id.clone(), of.me.owner.clone());
        if rights(last) != rights(account) {
            let (role, unit, owner) = rights(last);
            note(Change::Rights(role, unit, owner));
        }
    }
    changes
}

/// Does one of them. A unit that the backup does not know yet switches the account off: it must not
/// keep the rights of the old one.
pub fn apply(
    tx: &dyn WriteTransaction,
    user: &str,
    change: &Change,
    now: Now,
) -> Result<(), AccountError> {
    match change {
        Change::Disable => accounts::switch(tx, user, true, now),
        Change::Password(hash) => set_hash(tx, user, hash, now).map_err(AccountError::from),
        Change::Rights(_, unit, _) if tx.unit(unit)?.is_none() => {
            accounts::switch(tx, user, true, now)
        }
        Change::Rights(role, unit, owner) => {
            accounts::set_rights(tx, user, *role, unit, owner.as_deref(), now)
        }
    }
}

fn set_hash(tx: &dyn WriteTransaction, user: &str, hash: &str, now: Now) -> Result<(), Error> {
    tx.set_password(user, hash)?;
    audit::append(tx, &now.rfc3339(), What::PasswordSet, user, &())
}
