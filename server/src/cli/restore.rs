//! `yuebao restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::output;
use crate::carry_over::{apply, changes};
use crate::clock::Clock;
use crate::db::{self, DataDir, backup::restore};

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
    /// The data folder that was at work last, moved aside: who was switched off, got another
    /// password or other rights since the backup is treated so again
    #[arg(long, value_name = "OLD_DIR")]
    accounts_from: Option<PathBuf>,
    /// A file written by `yuebao backup`, or a copy of a database
    file: PathBuf,
}

const ASK: &str = "\
注意：所有登录都已结束，需重新登录。备份之后停用的账号、改过的密码和权限在备份中还是旧的：\
请用 yuebao user list 核对并重新停用，或改用 --accounts-from 旧数据目录 恢复 / \
note: all logins have ended. Accounts that were switched off since the backup, and passwords and rights \
that were changed, are in it as they were before: look through yuebao user list and switch them off \
again, or restore with --accounts-from OLD_DIR\n";

/// Restores.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::create(&args.data)?;
    let restored = restore(&dir, &args.file)?;
    if restored.by_hand {
        output::print(of_a_copy(restored.with_log))?;
    }
    match &args.accounts_from {
        Some(old) => carry_over(&DataDir::existing(old)?, &dir)?,
        None => output::print(ASK)?,
    }
    output::print("已恢复，可以启动服务 / restored: the server can be started\n")?;
    Ok(ExitCode::SUCCESS)
}

fn carry_over(old: &DataDir, new: &DataDir) -> anyhow::Result<()> {
    let last = db::users::all(&old.open_reader()?)?;
    let mut conn = new.open(None)?;
    let now = Clock::system().now();
    for (user, change) in changes(&last, &db::users::all(&conn)?) {
        db::transact(&mut conn, |conn| apply(conn, &user, &change, now))?;
        output::print(&format!("{user}: {}\n", change.shown()))?;
    }
    Ok(())
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
