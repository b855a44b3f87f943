//! What a person's token means for the account: decided here, done in [`crate::admission`].

use yuebao_domain::rights::Role;
use yuebao_store::users::{Account, Origin};

use super::Refusal;
use super::person::Person;
use super::settings::{Local, Policy};

/// What to do before somebody is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Make an account.
    Add {
        /// Its role.
        role: Role,
        /// Its unit.
        unit: String,
    },
    /// Take the account as it is.
    Enter {
        /// User name.
        user: String,
    },
    /// Bring the account to what the portal says.
    Update {
        /// User name.
        user: String,
        /// Whether it becomes this person's now.
        link: bool,
        /// Another role or unit.
        rights: Option<(Role, String)>,
        /// Another name on screen.
        name: Option<String>,
    },
}

/// The accounts that could be meant.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    /// The one that this person opened before.
    pub by_subject: Option<Account>,
    /// The one of this user name.
    pub by_name: Option<Account>,
}

/// Decides. A user name alone never opens what is somebody else's: an account belongs to the
/// portal's subject that it was made for.
pub fn plan(person: &Person, found: Candidates, policy: Policy) -> Result<Plan, Refusal> {
    let name = person.user.clone();
    let account = found.by_subject.or(found.by_name);
    let Some(account) = account else {
        return match (policy.provision, person.role, person.unit.clone()) {
            (true, Some(role), Some(unit)) => Ok(Plan::Add { role, unit }),
            _ => Err(Refusal::NoAccount(name)),
        };
    };
    let user = account.me.user.clone();
    if account.disabled {
        return Err(Refusal::Disabled(user));
    }
    match (&account.origin, policy.local) {
        (Origin::Local, Local::Refuse) => Err(Refusal::LocalAccount(user)),
        (Origin::Local, Local::Enter) => Ok(Plan::Enter { user }),
        (Origin::Local, Local::TakeOver) | (Origin::Expected, _) => {
            Ok(update(&account, person, true))
        }
        (Origin::Portal(owner), _) => {
            if (&owner.issuer, &owner.subject) != (&person.issuer, &person.subject) {
                return Err(Refusal::OtherPerson(user));
            }
            // an older token that comes later says what is not true any more
            if person.told_at < owner.told_at {
                return Ok(Plan::Enter { user });
            }
            Ok(update(&account, person, false))
        }
    }
}

fn update(account: &Account, person: &Person, link: bool) -> Plan {
    let me = &account.me;
    let role = person.role.unwrap_or(me.role);
    let unit = person.unit.as_ref().unwrap_or(&me.unit.id);
    let rights = (role != me.role || *unit != me.unit.id).then(|| (role, unit.clone()));
    let name = (person.name.clone()).filter(|name| *name != me.name);
    Plan::Update {
        user: me.user.clone(),
        link,
        rights,
        name,
    }
}

#[cfg(test)]
#[path = "account_tests.rs"]
mod tests;
