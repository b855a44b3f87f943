//! The command line: one file a subcommand.

mod areas;
mod audit;
mod backup;
mod check;
mod check_code;
mod check_tables;
mod check_text;
mod columns;
mod deadlines;
mod demo;
mod export;
mod generated;
mod growth_file;
mod help;
mod import;
mod import_plan;
mod import_text;
mod input;
mod lang;
mod months;
mod new_profile;
mod next_profile;
mod output;
mod profile;
mod progress;
mod publish;
mod refusal;
mod restore;
mod rules;
mod serve;
mod sign_on;
mod statistics;
mod statistics_file;
mod texts;
mod unit;
mod user;
mod values;
mod verify;
mod webhook;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::{YearOff, builtin, from_toml, holidays_from_toml};
use yuebao_domain::text::Lang;

use output::Output;

#[derive(Debug, Parser)]
#[command(name = "yuebao", version)]
struct Cli {
    #[arg(long, global = true, value_name = "LANG", value_parser = lang::parse, env = "YUEBAO_LANG")]
    lang: Option<Lang>,
    #[arg(long, global = true, env = "YUEBAO_JSON")]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::Args>),
    Demo(demo::Args),
    ImportPlan(import_plan::Args),
    Import(import::Args),
    Export(export::Args),
    #[command(subcommand)]
    User(user::Command),
    #[command(subcommand)]
    Unit(unit::Command),
    #[command(subcommand)]
    SignOn(sign_on::Command),
    Backup(backup::Args),
    Restore(restore::Args),
    Verify(verify::Args),
    Months(months::Args),
    Publish(publish::Args),
    Statistics(statistics::Args),
    #[command(subcommand)]
    Webhook(webhook::Command),
    #[command(subcommand)]
    Audit(audit::Command),
    Check(check::Args),
    CheckTables(check_tables::Args),
    CheckCode(check_code::Args),
    Rules(rules::Args),
    #[command(subcommand)]
    Profile(profile::Command),
    Areas(areas::Args),
    Deadlines(deadlines::Args),
    Completions(generated::CompletionsArgs),
    #[command(hide = true)]
    Man(generated::ManArgs),
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = lang::chosen(&args, |name| std::env::var(name).ok());
    match parsed(&args, lang) {
        Ok(cli) => {
            let (json, lang) = (cli.json, cli.lang.unwrap_or(lang));
            answer(cli.command, Output { json, lang })
        }
        Err(error) => {
            let json = args.iter().any(|arg| arg == "--json");
            refuse(&error, Output { json, lang })
        }
    }
}

/// The tree of commands with its help in `lang`.
fn command(lang: Lang) -> clap::Command {
    help::worded(Cli::command(), lang)
}

fn parsed(args: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    let matches = command(lang).try_get_matches_from(args)?;
    Cli::from_arg_matches(&matches)
}

/// Shows the help that was asked for, or what is wrong with the line.
fn refuse(error: &clap::Error, output: Output) -> ExitCode {
    let is_help = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => true,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => !output.json,
        _ => false,
    };
    // Nothing can be said where even this cannot be written.
    let _ = if is_help {
        error.print()
    } else {
        output.complain(&refusal::told(error, output))
    };
    // 0 for help that was asked for, 2 otherwise
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn answer(command: Command, output: Output) -> ExitCode {
    let done = match command {
        Command::Serve(args) => serve::run(*args, output),
        Command::Demo(args) => demo::run(args, output),
        Command::Import(args) => import::run(&args, output),
        Command::Export(args) => export::run(&args, output),
        Command::ImportPlan(args) => import_plan::run(&args, output),
        Command::User(command) => user::run(command, output),
        Command::Unit(command) => unit::run(command, output),
        Command::SignOn(command) => sign_on::run(command, output),
        Command::Backup(args) => backup::run(args, output),
        Command::Restore(args) => restore::run(args, output),
        Command::Verify(args) => verify::run(&args, output),
        Command::Webhook(command) => webhook::run(command, output),
        Command::Months(args) => months::run(&args, output),
        Command::Publish(args) => publish::run(&args, output),
        Command::Statistics(args) => statistics::run(&args, output),
        Command::Audit(command) => audit::run(command, output),
        Command::Check(args) => check::run_command(args, output),
        Command::CheckTables(args) => check_tables::run(args, output),
        Command::CheckCode(args) => check_code::run(args, output),
        Command::Rules(args) => rules::run(args, output),
        Command::Profile(command) => profile::run(command, output),
        Command::Areas(args) => areas::run(&args, output),
        Command::Deadlines(args) => deadlines::run(&args, output),
        Command::Completions(args) => generated::completions(&args, output),
        Command::Man(args) => generated::man(&args, output),
    };
    done.unwrap_or_else(|error| {
        let _ = output.fail(&format!("{error:#}"));
        ExitCode::FAILURE
    })
}

/// A built-in profile by its id, or one from a TOML file by its path.
fn load_profile(name: &str) -> anyhow::Result<Profile> {
    let path = Path::new(name);
    if path.extension().is_some_and(|end| end == "toml") {
        let text = std::fs::read_to_string(path).with_context(|| name.to_owned())?;
        return from_toml(&text).with_context(|| name.to_owned());
    }
    Ok(builtin(name)?)
}

/// Days off of one's own, each a TOML file of a year.
fn load_holidays(files: &[PathBuf]) -> anyhow::Result<Vec<YearOff>> {
    let load = |file: &PathBuf| {
        let text = input::read_text(file).map_err(anyhow::Error::msg)?;
        let read = holidays_from_toml(text.trim_start_matches('\u{feff}'));
        read.map_err(|error| anyhow::anyhow!("{}: {error}", input::name(file)))
    };
    files.iter().map(load).collect()
}
