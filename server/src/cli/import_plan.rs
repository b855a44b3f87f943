//! `yuebao import-plan`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use yuebao_domain::profile::Profile;

use super::{input, load_profile, output};
use crate::clock::Clock;
use crate::db::{self, DataDir};
use crate::plan_file::{Complaint, Known, Plan, import, read};

/// Import units and projects from a JSON file, all of it or nothing
///
/// Everything is checked first; each complaint names its place in the file. What is there
/// already is changed, what the file does not name stays as it is: a project leaves the plan by
/// its last month ("exited"), never by deletion. Works while the server runs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// Data folder; made if it does not exist. With --check it may be left out
    #[arg(long, value_name = "DIR", required_unless_present = "check")]
    data: Option<PathBuf>,
    /// The plan as JSON; `-` reads standard input
    file: PathBuf,
    /// Profile to put in force, instead of the one that the file names
    #[arg(long, value_name = "ID|FILE")]
    profile: Option<String>,
    /// Only check the file; nothing is written anywhere
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
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let name = input::name(&args.file);
    let bytes = match input::read_bytes(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => anyhow::bail!(input::unreadable(&args.file, &error)),
    };
    let chosen = args.profile.as_deref().map(load_profile).transpose()?;
    let (held, known) = held(args.data.as_deref())?;
    let Plan { plan, warnings } = match read(&bytes, chosen, held, &known) {
        Ok(plan) => plan,
        Err(complaints) => return refuse(&name, &complaints),
    };
    for warning in &warnings {
        output::complain(&format!("{name}:{warning}"))?;
    }
    let (false, Some(data)) = (args.check, &args.data) else {
        output::print("没有错误，未作任何改动 / no errors, nothing was changed\n")?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut conn = DataDir::create(data)?.open(None)?;
    let changed = db::transact(&mut conn, |conn| import(conn, &plan, Clock::system().now()))?;
    output::print(&format!("{changed}\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn refuse(name: &str, complaints: &[Complaint]) -> anyhow::Result<ExitCode> {
    for complaint in complaints {
        output::complain(&format!("{name}:{complaint}"))?;
    }
    let count = complaints.len();
    output::complain(&format!(
        "{count} 处错误，未作任何改动 / {count} errors, nothing was changed"
    ))?;
    Ok(ExitCode::FAILURE)
}

/// The profile in force and what else is there, without a change to the folder, which need not exist.
fn held(data: Option<&Path>) -> anyhow::Result<(Option<Profile>, Known)> {
    let Some(dir) = data.map(DataDir::existing).and_then(Result::ok) else {
        return Ok((None, Known::default()));
    };
    let conn = dir.peek()?;
    if db::migrate::version(&conn)? == 0 {
        return Ok((None, Known::default()));
    }
    let known = Known {
        units: db::units::all(&conn)?,
        projects: db::projects::all(&conn)?,
    };
    Ok((db::meta::profile(&conn)?, known))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const GOOD: &str = r#"{"profile": "liuzhou-2022", "units": [{"id": "city", "name": "市"}]}"#;

    fn args(data: Option<&Path>, file: &Path, check: bool) -> Args {
        Args {
            data: data.map(Path::to_owned),
            file: file.to_owned(),
            profile: None,
            check,
        }
    }

    /// Names, lengths and contents.
    fn contents(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = fs::read_dir(dir).unwrap();
        let mut files: Vec<_> = entries
            .map(|entry| entry.unwrap().path())
            .map(|path| (path.clone(), fs::read(&path).unwrap()))
            .collect();
        files.sort();
        files
    }

    #[test]
    fn checking_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (data, file) = (folder.path().join("data"), folder.path().join("plan.json"));
        fs::write(&file, GOOD).unwrap();
        assert_eq!(
            run(&args(Some(&data), &file, true)).unwrap(),
            ExitCode::SUCCESS
        );
        assert_eq!(run(&args(None, &file, true)).unwrap(), ExitCode::SUCCESS);
        assert!(!data.exists());

        assert_eq!(
            run(&args(Some(&data), &file, false)).unwrap(),
            ExitCode::SUCCESS
        );
        let before = contents(&data);
        fs::write(&file, GOOD.replace("市", "县")).unwrap();
        assert_eq!(
            run(&args(Some(&data), &file, true)).unwrap(),
            ExitCode::SUCCESS
        );
        assert_eq!(contents(&data), before);
    }

    #[test]
    fn a_file_with_errors_makes_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (data, file) = (folder.path().join("data"), folder.path().join("plan.json"));
        fs::write(&file, "{\"profile\": \"atlantis\"}").unwrap();
        assert_eq!(
            run(&args(Some(&data), &file, false)).unwrap(),
            ExitCode::FAILURE
        );
        assert!(!data.exists());
    }
}
