//! `yuebao restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::output;
use crate::db::{DataDir, backup::restore};

/// Put a backup in place as the database of an empty data folder
///
/// Never overwrites a database: move the old data folder aside first and keep it. Tablets notice
/// the restore at their next contact and send again what the backup does not have.
///
/// The file is copied before it is opened, so it may lie on a medium that cannot be written to. A
/// database that was copied by hand is taken with the log beside it (FILE-wal).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Data folder; made if it does not exist
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// A file written by `yuebao backup`, or a copy of a database
    file: PathBuf,
}

/// Restores.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::create(&args.data)?;
    let restored = restore(&dir, &args.file)?;
    if restored.by_hand {
        output::print(of_a_copy(restored.with_log))?;
    }
    output::print("已恢复，可以启动服务 / restored: the server can be started\n")?;
    Ok(ExitCode::SUCCESS)
}

fn of_a_copy(with_log: bool) -> &'static str {
    if with_log {
        "这是手工复制的数据库，旁边的日志（-wal）已并入 / this database was copied by hand; the log beside it (-wal) was folded in\n"
    } else {
        "这是手工复制的数据库，旁边没有日志（-wal）：复制前最后的改动可能不在其中，平板会自动补传 / \
         this database was copied by hand without the log beside it (-wal): what was changed last may be \
         missing, and tablets send it again\n"
    }
}
