//! `yuebao backup`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{output, verify};
use crate::clock::Clock;
use crate::db::{DataDir, backup::back_up};

/// Copy the database into one file, while the server runs or not
///
/// The copy is opened and verified (see `yuebao verify`) before it counts. Only then do tablets learn
/// that what they keep for safety may go: they keep every operation until it is in a backup, so
/// back up daily. Copying the database file by hand is not a backup: it may be torn, and it lacks
/// what stands in the log beside it. A server that starts on such a copy says so.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The file to write; must not exist
    file: PathBuf,
}

/// Backs up and says up to where.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::existing(&args.data)?;
    let taken = back_up(&dir, &args.file, Clock::system().now())?;
    let (file, seq) = (args.file.display(), taken.seq);
    output::print(&format!(
        "已备份并校验：{file}（至第 {seq} 号变更）/ backed up and verified, up to change {seq}\n"
    ))?;
    if taken.verified.faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    verify::complain(&taken.verified)?;
    Ok(ExitCode::FAILURE)
}
