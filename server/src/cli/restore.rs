//! `yuebao restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::output;
use crate::db::{DataDir, backup::restore};

/// Put a backup in place as the database of an empty data folder
///
/// Never overwrites a database: move the old data folder aside first and keep it. Tablets notice
/// the restore at their next contact and send again what the backup does not have.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Data folder; made if it does not exist
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A file written by `yuebao backup`
    file: PathBuf,
}

/// Restores.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::create(&args.data)?;
    restore(&dir, &args.file)?;
    output::print("已恢复，可以启动服务 / restored: the server can be started\n")?;
    Ok(ExitCode::SUCCESS)
}
