//! `yuebao import-plan`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use yuebao_domain::profile::Profile;
use yuebao_sheets::plan_file::{Complaint, Known, Plan, read};
use yuebao_store::everything::Schema;
use yuebao_store::{ReadConnection, transact};

use super::output::Output;
use super::{input, load_profile};
use crate::clock::Clock;
use crate::engine;
use crate::plan_file::{Changed, import, with_profile};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present = "check",
        env = "YUEBAO_DATA"
    )]
    data: Option<PathBuf>,
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "ID|FILE")]
    profile: Option<String>,
    #[arg(long)]
    check: bool,
}

/// Checks, imports and says what changed.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let name = input::name(&args.file);
    let bytes = match input::read_bytes(&args.file) {
        Ok(bytes) => bytes,
        Err(error) => anyhow::bail!(input::unreadable(&args.file, &error)),
    };
    let chosen = args.profile.as_deref().map(load_profile).transpose()?;
    let (held, known) = held(args.data.as_deref())?;
    let Plan { plan, warnings } = match read(&bytes, chosen, held, &known) {
        Ok(plan) => plan,
        Err(complaints) => return refuse(&name, &complaints, output),
    };
    if args.check {
        may_stand_beside_others(args.data.as_deref(), &plan.profile)?;
    }
    if !output.json {
        for warning in &warnings {
            output.note(&format!("{name}:{warning}"))?;
        }
    }
    let (false, Some(data)) = (args.check, &args.data) else {
        let words = "没有错误，未作任何改动 / no errors, nothing was changed\n";
        output.result(&as_json(None, &[], &warnings), words)?;
        return Ok(ExitCode::SUCCESS);
    };
    let mut conn = engine::create(data)?.open(None)?;
    let changed = transact(&mut *conn, |tx| import(tx, &plan, Clock::system().now()))?;
    let words = format!("{changed}\n");
    output.result(&as_json(Some(&changed), &[], &warnings), &words)?;
    Ok(ExitCode::SUCCESS)
}

fn as_json(changed: Option<&Changed>, errors: &[Complaint], warnings: &[Complaint]) -> Value {
    let told = |complaint: &Complaint| json!({"line": complaint.line, "path": complaint.path, "words": complaint.words});
    let changed = changed.map(|changed| {
        json!({
            "profile": changed.profile, "counts_from": changed.counts_from,
            "units_added": changed.units_added, "units_changed": changed.units_changed,
            "projects_added": changed.projects_added,
            "projects_changed": changed.projects_changed,
            "projects_same": changed.projects_same,
        })
    });
    json!({
        "ok": errors.is_empty(), "changed": changed,
        "errors": errors.iter().map(told).collect::<Vec<_>>(),
        "warnings": warnings.iter().map(told).collect::<Vec<_>>(),
    })
}

fn refuse(name: &str, complaints: &[Complaint], output: Output) -> anyhow::Result<ExitCode> {
    if output.json {
        output.result(&as_json(None, complaints, &[]), "")?;
        return Ok(ExitCode::FAILURE);
    }
    for complaint in complaints {
        output.note(&format!("{name}:{complaint}"))?;
    }
    let count = complaints.len();
    output.complain(&format!(
        "{count} 处错误，未作任何改动 / {count} errors, nothing was changed"
    ))?;
    Ok(ExitCode::FAILURE)
}

/// The folder as it is, without a change to it; it need not exist or hold anything.
fn peek(data: Option<&Path>) -> anyhow::Result<Option<Box<dyn ReadConnection>>> {
    let Some(dir) = data.map(engine::existing).and_then(Result::ok) else {
        return Ok(None);
    };
    let conn = dir.peek()?;
    let is_empty = conn.reading().schema()? == Schema::Empty;
    Ok((!is_empty).then_some(conn))
}

/// Refuses a profile that cannot be put in force there.
fn may_stand_beside_others(data: Option<&Path>, profile: &Profile) -> anyhow::Result<()> {
    if let Some(conn) = peek(data)? {
        with_profile(conn.reading(), profile)?;
    }
    Ok(())
}

/// The newest profile and what else is there.
fn held(data: Option<&Path>) -> anyhow::Result<(Option<Profile>, Known)> {
    let Some(conn) = peek(data)? else {
        return Ok((None, Known::default()));
    };
    let known = Known {
        units: conn.reading().units()?,
        projects: conn.reading().projects()?,
    };
    Ok((conn.reading().profile()?, known))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const PEOPLE: Output = Output::FOR_PEOPLE;
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
            run(&args(Some(&data), &file, true), PEOPLE).unwrap(),
            ExitCode::SUCCESS
        );
        assert_eq!(
            run(&args(None, &file, true), PEOPLE).unwrap(),
            ExitCode::SUCCESS
        );
        assert!(!data.exists());

        assert_eq!(
            run(&args(Some(&data), &file, false), PEOPLE).unwrap(),
            ExitCode::SUCCESS
        );
        let before = contents(&data);
        fs::write(&file, GOOD.replace("市", "县")).unwrap();
        assert_eq!(
            run(&args(Some(&data), &file, true), PEOPLE).unwrap(),
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
            run(&args(Some(&data), &file, false), PEOPLE).unwrap(),
            ExitCode::FAILURE
        );
        assert!(!data.exists());
    }
}
