//! `yuebao unit …`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::columns::{Align, columns};
use super::output;
use crate::clock::Clock;
use crate::db::audit::{self, What};
use crate::db::{self, DataDir, DbError};
use yuebao_domain::wire::v1::Unit;

/// Units (单位): list, add. Many at once come with `yuebao import-plan`
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// List all units
    List(Folder),
    /// Add a unit
    Add(Add),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// Data folder; made if it does not exist
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Identifier: letters, digits, "-" and "_"
    id: String,
    /// Name on screen
    #[arg(long)]
    name: String,
    /// The unit above, by its id
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
}

/// Does what is asked.
pub(crate) fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => list(&folder)?,
        Command::Add(add) => add_unit(add)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(folder: &Folder) -> anyhow::Result<()> {
    let conn = DataDir::existing(&folder.data)?.open(None)?;
    let head = ["id", "name", "parent"].map(str::to_owned);
    let rows: Vec<[String; 3]> = db::units::all(&conn)?
        .into_iter()
        .map(|unit| [unit.id, unit.name, unit.parent.unwrap_or_default()])
        .collect();
    output::print(&columns(&head, &rows, &[Align::Left; 3]))?;
    Ok(())
}

fn add_unit(add: Add) -> anyhow::Result<()> {
    let unit = Unit {
        id: add.id,
        name: add.name,
        parent: add.parent,
    };
    if !crate::plan_file::is_identifier(&unit.id) {
        anyhow::bail!(
            "“{}”: 标识只能用字母、数字、“-”“_”，至多 64 个 / an identifier is 1–64 letters, digits, “-” or “_”",
            unit.id
        );
    }
    let mut conn = DataDir::create(&add.data)?.open(None)?;
    db::transact(&mut conn, |conn| {
        if db::units::find(conn, &unit.id)?.is_some() {
            return Ok(Err("单位已存在 / the unit exists already"));
        }
        if let Some(up) = &unit.parent
            && db::units::find(conn, up)?.is_none()
        {
            return Ok(Err("没有这个上级单位 / there is no such unit above"));
        }
        db::units::put(conn, &unit)?;
        let at = Clock::system().now().rfc3339();
        audit::append(conn, &at, What::Unit, &unit.id, &unit)?;
        Ok::<_, DbError>(Ok(()))
    })?
    .map_err(anyhow::Error::msg)?;
    output::print(&format!("{}: 已添加 / added\n", unit.id))?;
    Ok(())
}
