//! A list of accounts against those that are there: what it would add and change, or what is wrong
//! with it, line by line. All of it is written or nothing.

use std::collections::BTreeMap;

use serde::Serialize;
use yuebao_domain::accounts::is_plain_name;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;
use yuebao_sheets::account_list::{AccountLine, Complaint};
use yuebao_store::audit::{self, What};
use yuebao_store::projects::Put;
use yuebao_store::users::Account;
use yuebao_store::{Error, ReadTransaction, WriteTransaction};

use crate::accounts::{self, AccountError, NewAccount, NewRights};
use crate::clock::Now;

/// Most accounts that one list adds: each needs a password, which takes time to make.
pub const MOST_NEW: usize = 300;

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The row, from 1.
    pub row: usize,
    /// User name.
    pub user: String,
    /// Name on screen.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Unit, by identifier.
    pub unit: String,
    /// 项目业主.
    pub owner: Option<String>,
    /// Whether the account is new, differs, or is as the list says.
    pub put: Put,
}

/// How many lines do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New accounts.
    pub added: usize,
    /// Accounts that differ.
    pub changed: usize,
    /// Accounts that are there already.
    pub same: usize,
}

impl Counts {
    /// Of these steps.
    pub fn of(steps: &[Step]) -> Self {
        let count = |put| steps.iter().filter(|step| step.put == put).count();
        Self {
            added: count(Put::Added),
            changed: count(Put::Changed),
            same: count(Put::Same),
        }
    }
}

/// What the list would do; otherwise everything that is wrong with it.
pub fn compare(
    tx: &dyn ReadTransaction,
    lines: &[AccountLine],
) -> Result<Result<Vec<Step>, Vec<Complaint>>, Error> {
    let (accounts, units) = (tx.users()?, tx.units()?);
    let mut steps: Vec<Step> = Vec::new();
    let mut complaints = Vec::new();
    let mut rows = BTreeMap::new();
    for line in lines {
        let known = accounts.iter().find(|known| known.me.user == line.user);
        let mut read = step(line, known, &units);
        if let Some(first) = rows.insert(&line.user, line.row) {
            let user = &line.user;
            read = read.and(Err(format!(
                "“{user}”与第 {first} 行重复 / “{user}” is in row {first} already"
            )));
        }
        if known.is_none()
            && let Some(alike) = accounts::look_alike(tx, &line.user)?
        {
            read = read.and(Err(AccountError::Taken(alike).to_string()));
        }
        match read {
            Ok(step) => steps.push(step),
            Err(words) => complaints.push(Complaint::at(line.row, words)),
        }
    }
    if Counts::of(&steps).added > MOST_NEW {
        let words = format!(
            "一次最多新增 {MOST_NEW} 个账号，请分几次导入 / at most {MOST_NEW} accounts are added at once: import it in parts"
        );
        complaints.push(Complaint::at(0, words));
    }
    complaints.extend(last_admin(&accounts, &steps));
    Ok(if complaints.is_empty() {
        Ok(steps)
    } else {
        Err(complaints)
    })
}

/// Does what the list says. `hashes` are passwords that were made for new accounts before, so that
/// nobody waits for them here; an account that has none gets one that nobody knows.
pub fn write(
    tx: &dyn WriteTransaction,
    steps: &[Step],
    hashes: &BTreeMap<String, String>,
    now: Now,
) -> Result<(), AccountError> {
    // Whoever becomes an administrator comes first: there is always one.
    let first = |step: &&Step| step.put == Put::Added || step.role == Role::Admin;
    let (early, late): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(first);
    for step in early.into_iter().chain(late) {
        match step.put {
            Put::Added => {
                let new = NewAccount {
                    name: step.user.clone(),
                    shown: step.name.clone(),
                    role: step.role,
                    unit: step.unit.clone(),
                    owner: step.owner.clone(),
                    password: None,
                };
                accounts::add_with_hash(tx, &new, hashes.get(&step.user).map(String::as_str), now)?;
            }
            Put::Changed => change(tx, step, now)?,
            Put::Same => {}
        }
    }
    Ok(())
}

fn change(tx: &dyn WriteTransaction, step: &Step, now: Now) -> Result<(), AccountError> {
    let account = tx.user(&step.user)?;
    let account = account.ok_or_else(|| AccountError::NoUser(step.user.clone()))?;
    if account.me.name != step.name {
        accounts::rename(tx, &step.user, &step.name, now)?;
    }
    let to = NewRights {
        role: Some(step.role),
        unit: Some(&step.unit),
        owner: Some(step.owner.as_deref().unwrap_or_default()),
    };
    accounts::change(tx, &step.user, to, now)
}

/// A line, with what it leaves out taken from the account that is there.
fn step(line: &AccountLine, known: Option<&Account>, units: &[Unit]) -> Result<Step, String> {
    let user = line.user.clone();
    if known.is_none() && !is_plain_name(&user) {
        return Err(AccountError::BadName(user).to_string());
    }
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let role = match (given(&line.role), known) {
        (Some(text), _) => read_role(&text)?,
        (None, Some(known)) => known.me.role,
        (None, None) => return Err("没有写角色 / the role is missing".to_owned()),
    };
    let unit = match (given(&line.unit), known) {
        (Some(text), _) => read_unit(&text, units)?,
        (None, Some(known)) => known.me.unit.id.clone(),
        (None, None) => return Err("没有写单位 / the unit is missing".to_owned()),
    };
    // An empty cell in a column that is there says that there is none.
    let owner = match &line.owner {
        Some(owner) => accounts::owner_of(role, Some(owner)).map_err(|error| error.to_string())?,
        None => known.and_then(|known| known.me.owner.clone()),
    };
    let name = given(&line.name).or_else(|| Some(known?.me.name.clone()));
    let name = name.unwrap_or_else(|| user.clone());
    accounts::check_shown(&name).map_err(|error| error.to_string())?;
    let put = match known.map(|known| &known.me) {
        None => Put::Added,
        Some(me) if (&me.name, me.role, &me.unit.id, &me.owner) == (&name, role, &unit, &owner) => {
            Put::Same
        }
        Some(_) => Put::Changed,
    };
    Ok(Step {
        row: line.row,
        user,
        name,
        role,
        unit,
        owner,
        put,
    })
}

/// By its word, or as it is called on screen.
fn read_role(text: &str) -> Result<Role, String> {
    let is_it = |role: &Role| {
        let label = role.label();
        let names = [role.key(), label.get(Lang::Zh), label.get(Lang::En)];
        names.iter().any(|name| name.eq_ignore_ascii_case(text))
    };
    Role::ALL.into_iter().find(is_it).ok_or_else(|| {
        let there: Vec<&str> = Role::ALL.iter().map(|role| role.label().zh).collect();
        format!(
            "没有角色“{text}”；可用 / there is no role “{text}”; there are: {}",
            there.join(", ")
        )
    })
}

/// By its identifier, or by its name if no other unit has it.
fn read_unit(text: &str, units: &[Unit]) -> Result<String, String> {
    if units.iter().any(|unit| unit.id == text) {
        return Ok(text.to_owned());
    }
    let mut named = units.iter().filter(|unit| unit.name == text);
    match (named.next(), named.next()) {
        (Some(unit), None) => Ok(unit.id.clone()),
        (Some(_), Some(_)) => Err(format!(
            "叫“{text}”的单位不止一个，请写标识 / more than one unit is called “{text}”: write its identifier"
        )),
        (None, _) => Err(AccountError::NoUnit(text.to_owned()).to_string()),
    }
}

/// What is to be said if nobody would be left to look after accounts.
fn last_admin(accounts: &[Account], steps: &[Step]) -> Option<Complaint> {
    let is_on = |account: &&Account| account.me.role == Role::Admin && !account.disabled;
    let before: Vec<&Account> = accounts.iter().filter(is_on).collect();
    let stays = |account: &&Account| {
        let step = steps.iter().find(|step| step.user == account.me.user);
        step.is_none_or(|step| step.role == Role::Admin)
    };
    let comes = steps
        .iter()
        .any(|step| step.put == Put::Added && step.role == Role::Admin);
    let last = before.last()?;
    let step = steps.iter().find(|step| step.user == last.me.user)?;
    let is_left = comes || before.iter().any(stays);
    (!is_left).then(|| {
        let words = AccountError::LastAdmin(last.me.user.clone()).to_string();
        Complaint::at(step.row, words)
    })
}

/// Enters who had a list written, and what it did.
pub fn note(tx: &dyn WriteTransaction, by: &str, counts: Counts, now: Now) -> Result<(), Error> {
    let what = ("import", counts.added, counts.changed);
    audit::append(tx, &now.rfc3339(), What::Administered, by, &what)
}
