//! `yuebao user …`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use serde::Serialize;
use serde_json::json;
use yuebao_domain::rights::Role;
use yuebao_sheets::account_list::{self, Complaint};
use yuebao_store::projects::Put;
use yuebao_store::sessions::Login;
use yuebao_store::users::Account;
use yuebao_store::{Connection, ReadTransaction, transact};

use super::columns::{Align, columns, in_beijing};
use super::output::Output;
use super::{input, values};
use crate::account_list::{Counts, Step, compare, write};
use crate::accounts::{self, NewAccount, NewRights};
use crate::clock::{Clock, Now};
use crate::engine;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(Add),
    Change(Change),
    List(Folder),
    Logins(Folder),
    Revoke(Named),
    Disable(Named),
    Enable(Named),
    Passwd(Passwd),
    Import(Import),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    #[command(flatten)]
    folder: Folder,
    #[arg(value_name = "NAME")]
    name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[command(flatten)]
    named: Named,
    #[arg(long, value_parser = values::role(), value_name = "ROLE")]
    role: Role,
    #[arg(long, value_name = "ID")]
    unit: String,
    #[arg(long, value_name = "OWNER")]
    owner: Option<String>,
    #[arg(long = "name", value_name = "NAME")]
    shown: Option<String>,
    #[arg(long)]
    password_stdin: bool,
    #[arg(long, conflicts_with = "password_stdin")]
    portal: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[command(flatten)]
    named: Named,
    #[arg(long, value_parser = values::role(), value_name = "ROLE", required_unless_present_any = ["unit", "owner"])]
    role: Option<Role>,
    #[arg(long, value_name = "ID")]
    unit: Option<String>,
    #[arg(long, value_name = "OWNER")]
    owner: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    #[command(flatten)]
    folder: Folder,
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    preview: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Passwd {
    #[command(flatten)]
    named: Named,
    #[arg(long)]
    password_stdin: bool,
}

/// Does what is asked.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    match command {
        Command::Add(add) => add_user(add, output)?,
        Command::Change(change) => change_user(&change, output)?,
        Command::List(folder) => list(open(&folder)?.reading(), output)?,
        Command::Logins(folder) => list_logins(open(&folder)?.reading(), output)?,
        Command::Revoke(named) => revoke(&named, output)?,
        Command::Disable(named) => set_disabled(named, true, output)?,
        Command::Enable(named) => set_disabled(named, false, output)?,
        Command::Passwd(passwd) => set_password(passwd, output)?,
        Command::Import(list) => return import(&list, output),
    }
    Ok(ExitCode::SUCCESS)
}

fn add_user(add: Add, output: Output) -> anyhow::Result<()> {
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
        owner: add.owner,
        password,
    };
    let now = Clock::system().now();
    transact(&mut *conn, |tx| accounts::add(tx, &new, now))?;
    tell_password(
        &new.name,
        new.password.as_deref().filter(|_| generated),
        output,
    )
}

fn change_user(change: &Change, output: Output) -> anyhow::Result<()> {
    let mut conn = open(&change.named.folder)?;
    let (name, now) = (&change.named.name, Clock::system().now());
    let to = NewRights {
        role: change.role,
        unit: change.unit.as_deref(),
        owner: change.owner.as_deref(),
    };
    transact(&mut *conn, |tx| accounts::change(tx, name, to, now))?;
    done(name, output)
}

fn revoke(named: &Named, output: Output) -> anyhow::Result<()> {
    let mut conn = open(&named.folder)?;
    let now = Clock::system().now();
    let ended = transact(&mut *conn, |tx| accounts::end_logins(tx, &named.name, now))?;
    let name = &named.name;
    let words = format!("{name}: 已结束 {ended} 个登录 / {ended} logins ended\n");
    output.result(&json!({ "user": name, "logins_ended": ended }), &words)
}

fn set_password(passwd: Passwd, output: Output) -> anyhow::Result<()> {
    let mut conn = open(&passwd.named.folder)?;
    let (password, generated) = password(passwd.password_stdin)?;
    let name = &passwd.named.name;
    transact(&mut *conn, |tx| {
        accounts::set_password(tx, name, &password, Clock::system().now())
    })?;
    tell_password(name, generated.then_some(password.as_str()), output)
}

fn set_disabled(named: Named, disabled: bool, output: Output) -> anyhow::Result<()> {
    let mut conn = open(&named.folder)?;
    transact(&mut *conn, |tx| {
        accounts::set_disabled(tx, &named.name, disabled, Clock::system().now())
    })?;
    done(&named.name, output)
}

fn import(list: &Import, output: Output) -> anyhow::Result<ExitCode> {
    let name = input::name(&list.file);
    let bytes = match input::read_bytes(&list.file) {
        Ok(bytes) => bytes,
        Err(error) => anyhow::bail!(input::unreadable(&list.file, &error)),
    };
    let lines = match account_list::read(bytes) {
        Ok(lines) => lines,
        Err(complaint) => return refuse(&name, &[complaint], output),
    };
    let mut conn = open(&list.folder)?;
    let steps = match compare(conn.reading(), &lines)? {
        Ok(steps) => steps,
        Err(complaints) => return refuse(&name, &complaints, output),
    };
    let mut passwords = BTreeMap::new();
    if !list.preview {
        let mut hashes = BTreeMap::new();
        for step in steps.iter().filter(|step| step.put == Put::Added) {
            let password = accounts::generate_password()?;
            hashes.insert(step.user.clone(), accounts::hash_password(&password)?);
            passwords.insert(step.user.as_str(), password);
        }
        let now = Clock::system().now();
        transact(&mut *conn, |tx| write(tx, &steps, &hashes, now))?;
    }
    let counts = Counts::of(&steps);
    let mut words = format!(
        "新增 added {}, 修改 changed {}, 未变 same {}\n",
        counts.added, counts.changed, counts.same
    );
    if list.preview {
        words.push_str("未作任何改动 / nothing was changed\n");
    }
    for (user, password) in &passwords {
        writeln!(words, "{user}: 密码 / password: {password}")?;
    }
    let line = |step: &Step| {
        json!({
            "row": step.row, "user": step.user, "name": step.name, "role": step.role,
            "unit": step.unit, "owner": step.owner, "what": step.put.key(),
            "password": passwords.get(step.user.as_str()),
        })
    };
    let told: Vec<_> = steps.iter().map(line).collect();
    let result = json!({ "ok": true, "written": !list.preview, "lines": told, "errors": [] });
    output.result(&result, &words)?;
    Ok(ExitCode::SUCCESS)
}

fn refuse(name: &str, complaints: &[Complaint], output: Output) -> anyhow::Result<ExitCode> {
    if output.json {
        let told = |it: &Complaint| json!({ "row": it.row, "words": it.words });
        let errors: Vec<_> = complaints.iter().map(told).collect();
        let result = json!({ "ok": false, "written": false, "lines": [], "errors": errors });
        output.result(&result, "")?;
        return Ok(ExitCode::FAILURE);
    }
    for complaint in complaints {
        output.note(&format!("{name}:{}: {}", complaint.row, complaint.words))?;
    }
    let count = complaints.len();
    output.complain(&format!(
        "{count} 处错误，未作任何改动 / {count} errors, nothing was changed"
    ))?;
    Ok(ExitCode::FAILURE)
}

#[derive(Serialize)]
struct Row {
    user: String,
    name: String,
    role: Role,
    unit: String,
    unit_name: String,
    owner: Option<String>,
    origin: &'static str,
    disabled: bool,
}

impl Row {
    fn of(account: Account) -> Self {
        let origin = account.origin.key();
        let me = account.me;
        Self {
            user: me.user,
            name: me.name,
            role: me.role,
            unit: me.unit.id,
            unit_name: me.unit.name,
            owner: me.owner,
            origin,
            disabled: account.disabled,
        }
    }

    fn cells(&self) -> [String; 6] {
        let state = if self.disabled { "disabled" } else { "" };
        let owner = self.owner.as_deref().unwrap_or_default();
        [
            self.user.clone(),
            self.name.clone(),
            self.role.key().to_owned(),
            format!("{} {} {owner}", self.unit, self.unit_name)
                .trim_end()
                .to_owned(),
            self.origin.to_owned(),
            state.to_owned(),
        ]
    }
}

fn list(tx: &dyn ReadTransaction, output: Output) -> anyhow::Result<()> {
    let head = ["user", "name", "role", "unit", "origin", "state"].map(str::to_owned);
    let accounts = tx.users()?;
    let rows: Vec<Row> = accounts.into_iter().map(Row::of).collect();
    let cells: Vec<[String; 6]> = rows.iter().map(Row::cells).collect();
    output.rows(&rows, &columns(&head, &cells, &[Align::Left; 6]))
}

#[derive(Serialize)]
struct LoginRow {
    user: String,
    since: String,
    until: String,
    by: &'static str,
}

impl LoginRow {
    fn of(login: Login) -> Self {
        let shown = |seconds| Now::from_seconds(seconds).rfc3339();
        Self {
            user: login.user,
            since: shown(login.created_at),
            until: shown(login.expires_at),
            by: if login.portal { "portal" } else { "password" },
        }
    }

    fn cells(&self) -> [String; 4] {
        let (since, until) = (in_beijing(&self.since), in_beijing(&self.until));
        [self.user.clone(), since, until, self.by.to_owned()]
    }
}

fn list_logins(tx: &dyn ReadTransaction, output: Output) -> anyhow::Result<()> {
    let head = ["user", "since", "until", "by"].map(str::to_owned);
    let logins = tx.sessions(Clock::system().now().seconds())?;
    let rows: Vec<LoginRow> = logins.into_iter().map(LoginRow::of).collect();
    let cells: Vec<[String; 4]> = rows.iter().map(LoginRow::cells).collect();
    output.rows(&rows, &columns(&head, &cells, &[Align::Left; 4]))
}

fn open(folder: &Folder) -> anyhow::Result<Box<dyn Connection>> {
    Ok(engine::existing(&folder.data)?.open(None)?)
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

/// What was set; a password only if it was generated here.
fn tell_password(name: &str, password: Option<&str>, output: Output) -> anyhow::Result<()> {
    let words = match password {
        Some(password) => format!("{name}: 密码 / password: {password}\n"),
        None => in_words(name),
    };
    output.result(&json!({ "user": name, "password": password }), &words)
}

fn done(name: &str, output: Output) -> anyhow::Result<()> {
    output.result(&json!({ "user": name }), &in_words(name))
}

fn in_words(name: &str) -> String {
    format!("{name}: 已办 / done\n")
}
