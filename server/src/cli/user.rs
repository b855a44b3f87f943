//! `yuebao user …`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use yuebao_domain::rights::Role;

use super::columns::{Align, columns};
use super::output;
use crate::accounts::{self, NewAccount};
use crate::clock::{Clock, Now};
use crate::db::{self, Connection, DataDir};

const ROLES: &str =
    "clerk|liaison|unit_lead|county_coordinator|city_office|region_office|supervisor|admin";

/// Accounts: add, change, list, disable, enable, set a password; logins: list, end
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Add an account; its password is generated and printed once
    Add(Add),
    /// Give an account another role or unit, from its next request on
    Change(Change),
    /// List all accounts
    List(Folder),
    /// List the logins that are valid now: who, since when, until when
    Logins(Folder),
    /// End all logins of an account at once, for example when a tablet is lost; what is on a
    /// device and not sent yet stays there until its next login
    Revoke(Named),
    /// Switch an account off and end its logins; what it reported stays
    Disable(Named),
    /// Switch an account on again
    Enable(Named),
    /// Set another password and end the account's logins
    Passwd(Passwd),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    #[command(flatten)]
    folder: Folder,
    /// User name
    name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    named: Named,
    /// The role
    #[arg(long, value_parser = parse_role, value_name = ROLES)]
    role: Role,
    /// The user's unit, by its id (see `yuebao unit list`)
    #[arg(long)]
    unit: String,
    /// Name on screen; the user name if absent
    #[arg(long = "name", value_name = "NAME")]
    shown: Option<String>,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
    /// Without a password: for the person of this user name who will come from the portal
    #[arg(long, conflicts_with = "password_stdin")]
    portal: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[command(flatten)]
    named: Named,
    /// The new role
    #[arg(long, value_parser = parse_role, value_name = ROLES, required_unless_present = "unit")]
    role: Option<Role>,
    /// The new unit, by its id
    #[arg(long)]
    unit: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Passwd {
    #[command(flatten)]
    named: Named,
    /// Read the password from the first line of standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Does what is asked.
pub(crate) fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Add(add) => add_user(add)?,
        Command::Change(change) => change_user(&change)?,
        Command::List(folder) => list(&open(&folder)?)?,
        Command::Logins(folder) => list_logins(&open(&folder)?)?,
        Command::Revoke(named) => revoke(&named)?,
        Command::Disable(named) => set_disabled(named, true)?,
        Command::Enable(named) => set_disabled(named, false)?,
        Command::Passwd(passwd) => set_password(passwd)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn add_user(add: Add) -> anyhow::Result<()> {
    let mut conn = open(&add.named.folder)?;
    let (password, generated) = if add.portal {
        (None, false)
    } else {
        let (password, generated) = password(add.password_stdin)?;
        (Some(password), generated)
    };
    let name = add.named.name;
    let new = NewAccount {
        shown: add.shown.unwrap_or_else(|| name.clone()),
        name,
        role: add.role,
        unit: add.unit,
        password,
    };
    let now = Clock::system().now();
    db::transact(&mut conn, |conn| accounts::add(conn, &new, now))?;
    tell(&new.name, new.password.as_deref().filter(|_| generated))
}

fn change_user(change: &Change) -> anyhow::Result<()> {
    let mut conn = open(&change.named.folder)?;
    let (name, now) = (&change.named.name, Clock::system().now());
    db::transact(&mut conn, |conn| {
        accounts::change(conn, name, change.role, change.unit.as_deref(), now)
    })?;
    tell(name, None)
}

fn revoke(named: &Named) -> anyhow::Result<()> {
    let mut conn = open(&named.folder)?;
    let now = Clock::system().now();
    let ended = db::transact(&mut conn, |conn| {
        accounts::end_logins(conn, &named.name, now)
    })?;
    let name = &named.name;
    output::print(&format!(
        "{name}: 已结束 {ended} 个登录 / {ended} logins ended\n"
    ))?;
    Ok(())
}

fn set_password(passwd: Passwd) -> anyhow::Result<()> {
    let mut conn = open(&passwd.named.folder)?;
    let (password, generated) = password(passwd.password_stdin)?;
    let name = &passwd.named.name;
    db::transact(&mut conn, |conn| {
        accounts::set_password(conn, name, &password, Clock::system().now())
    })?;
    tell(name, generated.then_some(password.as_str()))
}

fn set_disabled(named: Named, disabled: bool) -> anyhow::Result<()> {
    let mut conn = open(&named.folder)?;
    db::transact(&mut conn, |conn| {
        accounts::set_disabled(conn, &named.name, disabled, Clock::system().now())
    })?;
    tell(&named.name, None)
}

fn list(conn: &Connection) -> anyhow::Result<()> {
    let head = ["user", "name", "role", "unit", "origin", "state"].map(str::to_owned);
    let rows: Vec<[String; 6]> = db::users::all(conn)?
        .into_iter()
        .map(|account| {
            let state = if account.disabled { "disabled" } else { "" };
            let me = account.me;
            let role = me.role.key().to_owned();
            let unit = format!("{} {}", me.unit.id, me.unit.name);
            [
                me.user,
                me.name,
                role,
                unit,
                account.origin.key().to_owned(),
                state.to_owned(),
            ]
        })
        .collect();
    output::print(&columns(&head, &rows, &[Align::Left; 6]))?;
    Ok(())
}

fn list_logins(conn: &Connection) -> anyhow::Result<()> {
    let head = ["user", "since", "until", "by"].map(str::to_owned);
    let shown = |seconds| Now::from_seconds(seconds).rfc3339();
    let rows: Vec<[String; 4]> = db::sessions::all(conn, Clock::system().now().seconds())?
        .into_iter()
        .map(|login| {
            let by = if login.portal { "portal" } else { "password" };
            [
                login.user,
                shown(login.created_at),
                shown(login.expires_at),
                by.to_owned(),
            ]
        })
        .collect();
    output::print(&columns(&head, &rows, &[Align::Left; 4]))?;
    Ok(())
}

fn open(folder: &Folder) -> anyhow::Result<Connection> {
    Ok(DataDir::existing(&folder.data)?.open(None)?)
}

/// The password, and whether it was made here and has to be printed.
fn password(from_stdin: bool) -> anyhow::Result<(String, bool)> {
    if !from_stdin {
        return Ok((accounts::generate_password()?, true));
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).context("stdin")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    Ok((password, false))
}

fn tell(name: &str, password: Option<&str>) -> anyhow::Result<()> {
    let line = match password {
        Some(password) => format!("{name}: 密码 / password: {password}\n"),
        None => format!("{name}: 已办 / done\n"),
    };
    output::print(&line)?;
    Ok(())
}

fn parse_role(text: &str) -> Result<Role, String> {
    let found = Role::ALL.into_iter().find(|role| role.key() == text);
    found.ok_or_else(|| format!("没有角色“{text}”，可用的是 / no role “{text}”; there are {ROLES}"))
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;

    #[test]
    fn the_help_names_every_role() {
        assert_eq!(super::ROLES, Role::ALL.map(Role::key).join("|"));
    }
}
