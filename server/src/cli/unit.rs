//! `yuebao unit …`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use yuebao_domain::units::Unit;
use yuebao_store::transact;

use super::columns::{Align, columns};
use super::output::Output;
use crate::clock::Clock;
use crate::engine;
use crate::units::{self, UnitError};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(Folder),
    Add(Add),
    Change(Change),
    Remove(Named),
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
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Change {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME", required_unless_present_any = ["parent", "area"])]
    name: Option<String>,
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
    #[arg(long, value_name = "CODE")]
    area: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(value_name = "ID")]
    id: String,
}

/// Does what is asked.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => list(&folder, output)?,
        Command::Add(add) => add_unit(add, output)?,
        Command::Change(change) => change_unit(change, output)?,
        Command::Remove(named) => remove_unit(&named, output)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn list(folder: &Folder, output: Output) -> anyhow::Result<()> {
    let conn = engine::existing(&folder.data)?.open(None)?;
    let head = ["id", "name", "parent", "area"].map(str::to_owned);
    let units = conn.reading().units()?;
    let cells = |unit: &Unit| {
        let parent = unit.parent.clone().unwrap_or_default();
        let area = unit.area.clone().unwrap_or_default();
        [unit.id.clone(), unit.name.clone(), parent, area]
    };
    let cells: Vec<[String; 4]> = units.iter().map(cells).collect();
    let rows: Vec<Value> = units.iter().map(as_json).collect();
    output.rows(&rows, &columns(&head, &cells, &[Align::Left; 4]))
}

/// On the wire a unit without one above, or without an area, says nothing of it.
fn as_json(unit: &Unit) -> Value {
    json!({ "id": unit.id, "name": unit.name, "parent": unit.parent, "area": unit.area })
}

fn add_unit(add: Add, output: Output) -> anyhow::Result<()> {
    let unit = Unit {
        id: add.id,
        name: add.name,
        parent: add.parent,
        area: add.area,
    };
    let mut conn = engine::create(&add.data)?.open(None)?;
    let now = Clock::system().now();
    transact(&mut *conn, |tx| units::add(tx, unit.clone(), now))?;
    output.result(&as_json(&unit), &format!("{}: 已添加 / added\n", unit.id))
}

fn change_unit(change: Change, output: Output) -> anyhow::Result<()> {
    let mut conn = engine::existing(&change.data)?.open(None)?;
    let now = Clock::system().now();
    let given = |new: Option<String>, known: Option<String>| match new {
        Some(new) => Some(new).filter(|new| !new.is_empty()),
        None => known,
    };
    let unit = transact(&mut *conn, |tx| {
        let known = tx.unit(&change.id)?;
        let known = known.ok_or_else(|| UnitError::NoUnit(change.id.clone()))?;
        let unit = Unit {
            name: change.name.unwrap_or(known.name),
            parent: given(change.parent, known.parent),
            area: given(change.area, known.area),
            id: change.id,
        };
        units::change(tx, unit.clone(), now)?;
        Ok::<_, UnitError>(unit)
    })?;
    output.result(&as_json(&unit), &format!("{}: 已办 / done\n", unit.id))
}

fn remove_unit(named: &Named, output: Output) -> anyhow::Result<()> {
    let mut conn = engine::existing(&named.data)?.open(None)?;
    let now = Clock::system().now();
    transact(&mut *conn, |tx| units::remove(tx, &named.id, now))?;
    output.result(
        &json!({ "id": named.id }),
        &format!("{}: 已删除 / removed\n", named.id),
    )
}
