//! `yuebao backup`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{output, verify};
use crate::backups::{Kept, back_up_into};
use crate::clock::Clock;
use crate::db::DataDir;
use crate::db::backup::{Taken, back_up};

/// Copy the database into one file, while the server runs or not
///
/// The copy is opened and verified (see `yuebao verify`) before it counts. Only then do tablets learn
/// that what they keep for safety may go: they keep every operation until it is in a backup, so
/// back up daily. Copying the database file by hand is not a backup: it may be torn, and it lacks
/// what stands in the log beside it. A server that starts on such a copy says so.
///
/// With --keep the copy gets a name after the present time, and older copies of this installation
/// go. The new copy never does, nor does a file of another name, nor a copy whose name is ahead of
/// the clock: that one is named, because one of the clocks was wrong.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Write into the folder given, and keep so many copies there
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    keep: Option<u16>,
    /// The file to write, which must not exist; with --keep the folder
    file: PathBuf,
}

/// Backs up and says up to where.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::existing(&args.data)?;
    let now = Clock::system().now();
    let taken = match args.keep {
        None => {
            let taken = back_up(&dir, &args.file, now)?;
            tell(&args.file, &taken)?;
            taken
        }
        Some(keep) => {
            let kept = back_up_into(&dir, &args.file, keep.into(), now)?;
            tell(&kept.made, &kept.taken)?;
            tell_of_others(&kept)?;
            kept.taken
        }
    };
    if taken.verified.faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    verify::complain(&taken.verified)?;
    Ok(ExitCode::FAILURE)
}

fn tell(file: &Path, taken: &Taken) -> std::io::Result<()> {
    let (file, seq) = (file.display(), taken.seq);
    output::print(&format!(
        "已备份并校验：{file}（至第 {seq} 号变更）/ backed up and verified, up to change {seq}\n"
    ))
}

fn tell_of_others(kept: &Kept) -> std::io::Result<()> {
    for name in &kept.removed {
        output::print(&format!("已删除旧备份 / older copy removed: {name}\n"))?;
    }
    for (name, reason) in &kept.left {
        output::complain(&format!("未删除 / not removed: {name}: {reason}"))?;
    }
    if !kept.ahead.is_empty() {
        let names = kept.ahead.join(", ");
        output::complain(&format!(
            "注意：这些备份的文件名晚于当前时间，服务器时钟现在或当时有误；它们不计数也不会被删除，请核对时钟 / \
             note: these copies are named after a later moment than now, so the clock is or was wrong; \
             they are neither counted nor removed, check the clock: {names}"
        ))?;
    }
    Ok(())
}
