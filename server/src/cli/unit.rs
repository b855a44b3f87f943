//! `yuebao unit …`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use yuebao_domain::units::Unit;
use yuebao_store::audit::{self, What};
use yuebao_store::{Error, transact};

use super::columns::{Align, columns};
use super::output::Output;
use crate::clock::Clock;
use crate::engine;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(Folder),
    Add(Add),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
}

/// Does what is asked.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => list(&folder, output)?,
        Command::Add(add) => add_unit(add, output)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(folder: &Folder, output: Output) -> anyhow::Result<()> {
    let conn = engine::existing(&folder.data)?.open(None)?;
    let head = ["id", "name", "parent"].map(str::to_owned);
    let units = conn.reading().units()?;
    let cells = |unit: &Unit| {
        let parent = unit.parent.clone().unwrap_or_default();
        [unit.id.clone(), unit.name.clone(), parent]
    };
    let cells: Vec<[String; 3]> = units.iter().map(cells).collect();
    let rows: Vec<Value> = units.iter().map(as_json).collect();
    output.rows(&rows, &columns(&head, &cells, &[Align::Left; 3]))
}

/// On the wire a unit without one above says nothing of it.
fn as_json(unit: &Unit) -> Value {
    json!({ "id": unit.id, "name": unit.name, "parent": unit.parent })
}

fn add_unit(add: Add, output: Output) -> anyhow::Result<()> {
    let unit = Unit {
        id: add.id,
        name: add.name,
        parent: add.parent,
    };
    if !yuebao_sheets::plan_file::is_identifier(&unit.id) {
        anyhow::bail!(
            "“{}”: 标识只能用字母、数字、“-”“_”，至多 64 个 / an identifier is 1–64 letters, digits, “-” or “_”",
            unit.id
        );
    }
    let mut conn = engine::create(&add.data)?.open(None)?;
    transact(&mut *conn, |tx| {
        if tx.unit(&unit.id)?.is_some() {
            return Ok(Err("单位已存在 / the unit exists already"));
        }
        if let Some(up) = &unit.parent
            && tx.unit(up)?.is_none()
        {
            return Ok(Err("没有这个上级单位 / there is no such unit above"));
        }
        tx.put_unit(&unit)?;
        let at = Clock::system().now().rfc3339();
        audit::append(tx, &at, What::Unit, &unit.id, &unit)?;
        Ok::<_, Error>(Ok(()))
    })?
    .map_err(anyhow::Error::msg)?;
    output.result(&as_json(&unit), &format!("{}: 已添加 / added\n", unit.id))
}
