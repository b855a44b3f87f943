//! The command line: one file a subcommand.

mod areas;
mod audit;
mod backup;
mod check;
mod check_code;
mod check_tables;
mod check_text;
mod columns;
mod demo;
mod import_plan;
mod input;
mod lang;
mod new_profile;
mod output;
mod profile;
mod restore;
mod rules;
mod serve;
mod sign_on;
mod unit;
mod user;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use yuebao_domain::profile::{Profile, builtin, from_toml};

/// 月报：重大项目月报的采集、校核、汇总服务 / Monthly reports of major construction projects
///
/// All data lies in one folder (--data): an SQLite database and its log. Start with
/// `yuebao demo` to look around, or with import-plan, user add and serve for real work.
#[derive(Debug, Parser)]
#[command(name = "yuebao", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Args),
    Demo(demo::Args),
    ImportPlan(import_plan::Args),
    #[command(subcommand)]
    User(user::Command),
    #[command(subcommand)]
    Unit(unit::Command),
    #[command(subcommand)]
    SignOn(sign_on::Command),
    Backup(backup::Args),
    Restore(restore::Args),
    Verify(verify::Args),
    #[command(subcommand)]
    Audit(audit::Command),
    Check(check::Args),
    CheckTables(check_tables::Args),
    CheckCode(check_code::Args),
    Rules(rules::Args),
    #[command(subcommand)]
    Profile(profile::Command),
    Areas(areas::Args),
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(args) => serve::run(args),
        Command::Demo(args) => demo::run(args),
        Command::ImportPlan(args) => import_plan::run(&args),
        Command::User(command) => user::run(command),
        Command::Unit(command) => unit::run(command),
        Command::SignOn(command) => sign_on::run(command),
        Command::Backup(args) => backup::run(args),
        Command::Restore(args) => restore::run(args),
        Command::Verify(args) => verify::run(&args),
        Command::Audit(command) => audit::run(command),
        Command::Check(args) => check::run_command(args),
        Command::CheckTables(args) => check_tables::run(args),
        Command::CheckCode(args) => check_code::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Profile(command) => profile::run(command),
        Command::Areas(args) => areas::run(&args),
    };
    done.unwrap_or_else(|error| {
        // Nothing can be said where even this cannot be written.
        let _ = output::complain(&format!("错误 / error: {error:#}"));
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
