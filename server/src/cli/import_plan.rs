//! `yuebao import-plan`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use super::{load_profile, output};
use crate::clock::Clock;
use crate::db::{self, DataDir};
use crate::plan_file::{Known, Plan, import, read};

/// Import units and projects from a JSON file, all of it or nothing
///
/// Everything is checked first; each complaint names its place in the file. What is there
/// already is changed, what the file does not name stays as it is: a project leaves the plan by
/// its last month ("exited"), never by deletion. Works while the server runs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// Data folder; made if it does not exist
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The plan as JSON
    file: PathBuf,
    /// Profile to put in force, instead of the one that the file names
    #[arg(long, value_name = "ID|FILE")]
    profile: Option<String>,
    /// Only check the file
    #[arg(long)]
    check: bool,
}

const HELP: &str = r#"The file:

  {"profile": "liuzhou-2022",
   "units": [{"id": "city", "name": "…"}, {"id": "bureau", "name": "…", "parent": "city"}],
   "projects": [
     {"id": "p1", "name": "…", "code": "2410-451421-04-01-627218", "nature": "continuing",
      "category": "industry", "area": "450205", "units": ["bureau"], "owner": "…",
      "total_investment": "12000", "annual_plan": "3000", "before_year": "5000",
      "planned_start": "2021-03", "planned_completion": "2023-12", "entered": "2022-01"}]}

Amounts are 万元, written as texts so that they stay exact. The first of "units" is the lead unit,
which reports. nature: new_start, continuing, completing, preparatory. category: industry,
infrastructure, livelihood, ecology. "profile" may be left out once one is in force.

Exit status: 0 imported, 1 the file has errors and nothing was changed."#;

/// Checks, imports and says what changed.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let file = args.file.display();
    let bytes = std::fs::read(&args.file).with_context(|| file.to_string())?;
    let dir = DataDir::create(&args.data)?;
    let mut conn = dir.open(None)?;
    let chosen = args.profile.as_deref().map(load_profile).transpose()?;
    let held = db::meta::profile(&conn)?;
    let known = Known {
        units: db::units::all(&conn)?,
        projects: db::projects::all(&conn)?,
    };
    let Plan { plan, warnings } = match read(&bytes, chosen, held, &known) {
        Ok(plan) => plan,
        Err(complaints) => {
            for complaint in &complaints {
                output::complain(&format!("{file}:{complaint}"))?;
            }
            let count = complaints.len();
            output::complain(&format!(
                "{count} 处错误，未作任何改动 / {count} errors, nothing was changed"
            ))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    for warning in &warnings {
        output::complain(&format!("{file}:{warning}"))?;
    }
    if args.check {
        output::print("没有错误 / no errors\n")?;
        return Ok(ExitCode::SUCCESS);
    }
    let changed = db::transact(&mut conn, |conn| import(conn, &plan, Clock::system().now()))?;
    output::print(&format!("{changed}\n"))?;
    Ok(ExitCode::SUCCESS)
}
