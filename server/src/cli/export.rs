//! `yuebao export`: the plan as a table that `yuebao import` reads back as it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use serde_json::json;
use yuebao_sheets::plan_table::PlanTable;

use super::output::Output;
use crate::clock::Clock;
use crate::engine;
use crate::import::{Ground, in_post, newest_year};
use crate::render::{as_csv, as_xlsx};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Plan,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Kind,
    #[arg(long)]
    persons: bool,
    #[arg(short, long = "output", value_name = "FILE.xlsx|.csv")]
    output: PathBuf,
}

/// Writes the file.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let Kind::Plan = args.kind;
    let conn = engine::existing(&args.data)?.open_reader()?;
    let Some(ground) = Ground::read(conn.reading())? else {
        bail!("尚未选定地区配置，没有计划 / no profile is in force, there is no plan");
    };
    let january = newest_year(&ground);
    let mut table = PlanTable::new(&ground.plan, ground.profiles.at(january), &ground.units);
    if args.persons {
        table = table.with_persons(in_post(conn.reading(), Clock::system().now())?);
    }
    let rows: Vec<_> = table.rows().collect();
    let bytes = match extension(&args.output).as_deref() {
        Some("xlsx") => as_xlsx(
            &format!("{}年计划", january.year()),
            &table.headers(),
            &rows,
        )?,
        Some("csv") => as_csv(&table.headers(), &rows)?,
        _ => bail!(
            "{}：文件名须以 .xlsx 或 .csv 结尾 / the file's name must end with .xlsx or .csv",
            args.output.display()
        ),
    };
    fs::write(&args.output, bytes).with_context(|| args.output.display().to_string())?;
    let count = rows.len();
    let told = json!({ "file": args.output, "projects": count });
    output.result(&told, &format!("{count} 个项目 / projects\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn extension(file: &Path) -> Option<String> {
    let end = file.extension()?.to_str()?;
    Some(end.to_ascii_lowercase())
}
