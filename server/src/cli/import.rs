//! `yuebao import`: a plan, past months or accounts from the files that offices have.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use indicatif::ProgressBar;
use yuebao_domain::import::Gone;
use yuebao_domain::period::Month;
use yuebao_domain::text::{Words, words};
use yuebao_sheets::account_list::{self, Complaint};
use yuebao_sheets::plan_table::{self, PlanReading, PlanTables};
use yuebao_sheets::{Batch, Files, Note, ReadOptions, Unit, Vocabulary};
use yuebao_store::projects::Put;
use yuebao_store::{Connection, Error, transact};

use super::check::columns;
use super::import_text as text;
use super::output::Output;
use super::progress::{length, quiet_bar, step};
use super::{input, values};
use crate::account_list::{compare as compare_accounts, write as write_accounts};
use crate::accounts;
use crate::clock::Clock;
use crate::engine;
use crate::import::{
    Ground, Importer, PlanImport, compare_plan, compare_reports, office, remembered,
    under_its_profile, under_their_profile, write_plan, write_reports,
};

/// What the files hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kind {
    Plan,
    Reports,
    Accounts,
}

/// What becomes of projects that an annual plan does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Answer {
    Keep,
    Exit,
}

/// What becomes of persons whom a plan does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PersonsAnswer {
    Keep,
    End,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Kind,
    #[arg(required = true, value_name = "FILE.xlsx|.xls|.ods|.csv")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    valid_from: Option<Month>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    document: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    batch: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    approver: String,
    #[arg(long, value_enum, value_name = "ANSWER")]
    gone: Option<Answer>,
    #[arg(long, value_enum, value_name = "ANSWER")]
    persons: Option<PersonsAnswer>,
    #[arg(long, value_name = "YYYY-MM", value_parser = values::month)]
    month: Option<Month>,
    #[arg(long, value_name = "万元|亿元|元…", value_parser = values::unit)]
    unit: Option<Unit>,
    #[arg(long, value_name = "FILE.toml")]
    columns: Vec<PathBuf>,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long)]
    preview: bool,
}

/// No plan comes near it; what is larger is not even read.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

const READING: Words = words("读取", "Reading");

/// What a command that asks or refuses ends with: nothing was written.
const ASKED: u8 = 2;

/// Compares, tells, and writes unless something stands against it.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let files = match bytes(&args.files) {
        Ok(files) => files,
        Err(complaint) => return refuse(&[complaint], output),
    };
    let mut conn = engine::existing(&args.data)?.open(None)?;
    match args.kind {
        Kind::Plan => plan(args, files, &mut *conn, output),
        Kind::Reports => reports(args, files, &mut *conn, output),
        Kind::Accounts => accounts_of(args, files, &mut *conn, output),
    }
}

fn bytes(files: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let read = |file: &PathBuf| {
        let name = input::name(file);
        if fs::metadata(file).is_ok_and(|data| data.len() > MOST_BYTES) {
            return Err(format!(
                "{name}：文件超过 64 MB，不会是计划或月报表；请检查是否选错文件\n\
                 {name}: larger than 64 MB: no plan and no monthly report; is it the right file?"
            ));
        }
        let bytes = input::read_bytes(file).map_err(|error| input::unreadable(file, &error))?;
        Ok((name, bytes))
    };
    files.iter().map(read).collect()
}

fn plan(
    args: &Args,
    files: Vec<(String, Vec<u8>)>,
    conn: &mut dyn Connection,
    output: Output,
) -> anyhow::Result<ExitCode> {
    let ground = ground(conn)?;
    let names = match columns(&args.columns) {
        Ok(names) => names,
        Err(complaint) => return refuse(&[complaint], output),
    };
    let bar = quiet_bar();
    let tables = plan_tables(args, &files, names, &ground, &*conn, (&bar, output))?;
    bar.finish_and_clear();
    let said = PlanImport {
        document: args.document.clone(),
        batch: args.batch.clone(),
        approver: args.approver.clone(),
        gone: args.gone.map(|answer| match answer {
            Answer::Keep => Gone::Keep,
            Answer::Exit => Gone::Exit,
        }),
        persons_gone: args.persons.map(|answer| match answer {
            PersonsAnswer::Keep => Gone::Keep,
            PersonsAnswer::End => Gone::Exit,
        }),
    };
    let office = office(conn.reading(), &ground, args.by.as_deref())?;
    let importer = Importer {
        me: office.as_ref(),
        now: Clock::system().now(),
    };
    let compared = compare_plan(conn.reading(), &tables, &ground, &said, importer)?;
    tell(&compared.errors, &compared.notes, output)?;
    if args.preview && !output.json {
        super::output::print(&text::columns_as_text(&tables.columns, output.lang))?;
    }
    let told = text::plan_lines(&compared.preview);
    output.rows(
        &told,
        &text::plan_as_text(
            &compared.preview,
            ground.profile_for(compared.valid_from),
            output.lang,
        ),
    )?;
    if !compared.errors.is_empty() {
        return nothing(output);
    }
    if args.preview {
        return previewed(output);
    }
    transact(&mut *conn, |tx| {
        // somebody else may have been at work meanwhile
        let Some(ground) = Ground::read(tx)? else {
            return Ok(false);
        };
        let again = compare_plan(tx, &tables, &ground, &said, importer)?;
        let is_same = again.errors.is_empty() && again.preview == compared.preview;
        if let Some(from) = again.valid_from.filter(|_| is_same) {
            write_plan(tx, &again.preview, (from, &said), ("import", importer))?;
        }
        Ok::<_, Error>(is_same)
    })
    .map_err(anyhow::Error::from)
    .and_then(written)
}

/// Reads the files; once more where something was said of columns of their shape before.
fn plan_tables(
    args: &Args,
    files: &[(String, Vec<u8>)],
    names: Vocabulary,
    ground: &Ground,
    conn: &dyn Connection,
    (bar, output): (&ProgressBar, Output),
) -> anyhow::Result<PlanTables> {
    bar.set_message(READING.get(output.lang));
    bar.set_length(length(files.len()));
    let read = |names: &Vocabulary| {
        under_its_profile(ground, args.valid_from, |profile| {
            let with = PlanReading {
                names,
                profile,
                units: &ground.units,
                valid_from: args.valid_from,
                unit: args.unit,
            };
            plan_table::read(files.to_vec(), with, || step(bar))
        })
    };
    let tables = read(&names);
    let corrections = remembered(conn.reading(), &tables.columns)?;
    if corrections.is_empty() {
        return Ok(tables);
    }
    let pairs = corrections.iter();
    let pairs = pairs.map(|(label, key)| (label.as_str(), key.as_str()));
    match names.with_columns(pairs) {
        Ok(names) => Ok(read(&names)),
        Err(_) => Ok(tables),
    }
}

fn reports(
    args: &Args,
    files: Vec<(String, Vec<u8>)>,
    conn: &mut dyn Connection,
    output: Output,
) -> anyhow::Result<ExitCode> {
    let ground = ground(conn)?;
    let names = match columns(&args.columns) {
        Ok(names) => names,
        Err(complaint) => return refuse(&[complaint], output),
    };
    let batch = match batch(args, &files, &names, &ground) {
        Ok(batch) => batch,
        Err(notes) => {
            tell(&notes, &[], output)?;
            return nothing(output);
        }
    };
    let now = Clock::system().now();
    let import = compare_reports(conn.reading(), &batch, &ground, now)?;
    tell(&import.errors, &import.notes, output)?;
    let told = text::report_lines(&import.changes);
    output.rows(&told, &text::reports_as_text(&import.changes, output.lang))?;
    if !import.errors.is_empty() {
        return nothing(output);
    }
    if args.preview {
        return previewed(output);
    }
    let Some(by) = office(conn.reading(), &ground, args.by.as_deref())? else {
        bail!(
            "没有能审定月报的账号（市重点办）；请用 --by 指明，或先用 yuebao user add 添加 / \
             there is no account that may accept reports; name one with --by, or add it first with \
             yuebao user add"
        );
    };
    transact(&mut *conn, |tx| {
        let Some(ground) = Ground::read(tx)? else {
            return Ok(false);
        };
        let again = compare_reports(tx, &batch, &ground, now)?;
        let is_same = again.errors.is_empty() && again.changes == import.changes;
        if is_same {
            write_reports(tx, &again, &ground, &by, now)?;
        }
        Ok::<_, Error>(is_same)
    })
    .map_err(anyhow::Error::from)
    .and_then(written)
}

fn batch(
    args: &Args,
    files: &[(String, Vec<u8>)],
    names: &Vocabulary,
    ground: &Ground,
) -> Result<Batch, Vec<Note>> {
    under_their_profile(ground, args.month, |profile| {
        let mut opened = Files::default();
        for (name, bytes) in files {
            opened.add(name, bytes.clone());
        }
        opened.read_beside_plan(ReadOptions {
            names,
            profile,
            month: args.month,
            unit: args.unit,
        })
    })
}

fn accounts_of(
    args: &Args,
    files: Vec<(String, Vec<u8>)>,
    conn: &mut dyn Connection,
    output: Output,
) -> anyhow::Result<ExitCode> {
    let mut files = files.into_iter();
    let (Some((name, bytes)), None) = (files.next(), files.next()) else {
        bail!("账号名单一次一个文件 / accounts are imported from one file at a time");
    };
    let lines = match account_list::read(bytes) {
        Ok(lines) => lines,
        Err(complaint) => return refuse(&complaints(&name, &[complaint]), output),
    };
    let steps = match compare_accounts(conn.reading(), &lines)? {
        Ok(steps) => steps,
        Err(found) => return refuse(&complaints(&name, &found), output),
    };
    let held = conn.reading().users()?;
    let mut passwords = BTreeMap::new();
    if !args.preview {
        let mut hashes = BTreeMap::new();
        for step in steps.iter().filter(|step| step.put == Put::Added) {
            let password = accounts::generate_password()?;
            hashes.insert(step.user.clone(), accounts::hash_password(&password)?);
            passwords.insert(step.user.clone(), password);
        }
        let now = Clock::system().now();
        transact(&mut *conn, |tx| write_accounts(tx, &steps, &hashes, now))?;
    }
    let told = text::account_lines(&steps, &held, &passwords);
    output.rows(
        &told,
        &text::accounts_as_text(&steps, &passwords, output.lang),
    )?;
    if args.preview {
        return previewed(output);
    }
    Ok(ExitCode::SUCCESS)
}

fn complaints(name: &str, found: &[Complaint]) -> Vec<String> {
    let told = found.iter();
    told.map(|complaint| format!("{name}:{}: {}", complaint.row, complaint.words))
        .collect()
}

/// What the files are compared with; a folder that has no profile yet says what to do.
fn ground(conn: &dyn Connection) -> anyhow::Result<Ground> {
    let Some(ground) = Ground::read(conn.reading())? else {
        bail!(
            "尚未选定地区配置，也没有单位；请先用 yuebao import-plan 导入单位 / \
             no profile is in force and there are no units: import them first with yuebao import-plan"
        );
    };
    Ok(ground)
}

fn tell(errors: &[Note], notes: &[Note], output: Output) -> anyhow::Result<()> {
    for note in errors {
        output.placed("error", note)?;
    }
    for note in notes {
        output.placed("note", note)?;
    }
    Ok(())
}

fn refuse(complaints: &[String], output: Output) -> anyhow::Result<ExitCode> {
    for complaint in complaints {
        output.complain(complaint)?;
    }
    nothing(output)
}

fn nothing(output: Output) -> anyhow::Result<ExitCode> {
    output.complain("未作任何改动 / nothing was changed")?;
    Ok(ExitCode::from(ASKED))
}

fn previewed(output: Output) -> anyhow::Result<ExitCode> {
    output.note("只是预览，未作任何改动 / only a preview, nothing was changed")?;
    Ok(ExitCode::SUCCESS)
}

fn written(is_same: bool) -> anyhow::Result<ExitCode> {
    if !is_same {
        bail!(
            "导入期间数据有了变化，未作任何改动，请重来 / \
             the data has changed meanwhile and nothing was changed: do it again"
        );
    }
    Ok(ExitCode::SUCCESS)
}
