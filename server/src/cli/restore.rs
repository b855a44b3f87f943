//! `yuebao restore`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use yuebao_store::{Engine, transact};

use super::output::Output;
use crate::carry_over::{apply, changes};
use crate::clock::Clock;
use crate::engine;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "OLD_DIR")]
    accounts_from: Option<PathBuf>,
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

const ASK: &str = "\
注意：所有登录都已结束，需重新登录。备份之后停用的账号、改过的密码和权限在备份中还是旧的：\
请用 yuebao user list 核对并重新停用，或改用 --accounts-from 旧数据目录 恢复 / \
note: all logins have ended. Accounts that were switched off since the backup, and passwords and rights \
that were changed, are in it as they were before: look through yuebao user list and switch them off \
again, or restore with --accounts-from OLD_DIR\n";

/// Restores.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let dir = engine::create(&args.data)?;
    let restored = dir.restore(&args.file)?;
    if restored.by_hand {
        output.note(of_a_copy(restored.with_log))?;
    }
    let carried = match &args.accounts_from {
        Some(old) => carry_over(&*engine::existing(old)?, &*dir)?,
        None => Vec::new(),
    };
    if args.accounts_from.is_none() {
        output.note(ASK)?;
    }
    let mut words: Vec<String> = (carried.iter())
        .map(|(user, change)| format!("{user}: {change}\n"))
        .collect();
    words.push("已恢复，可以启动服务 / restored: the server can be started\n".to_owned());
    let accounts: Vec<Value> = (carried.iter())
        .map(|(user, change)| json!({ "user": user, "change": change }))
        .collect();
    let told = json!({
        "restored": true, "copied_by_hand": restored.by_hand, "with_log": restored.with_log,
        "accounts": accounts,
    });
    output.result(&told, &words.concat())?;
    Ok(ExitCode::SUCCESS)
}

/// Who got what back, in words.
fn carry_over(old: &dyn Engine, new: &dyn Engine) -> anyhow::Result<Vec<(String, String)>> {
    let last = old.open_reader()?.reading().users()?;
    let mut conn = new.open(None)?;
    let now = Clock::system().now();
    let mut carried = Vec::new();
    for (user, change) in changes(&last, &conn.reading().users()?) {
        transact(&mut *conn, |tx| apply(tx, &user, &change, now))?;
        carried.push((user, change.shown()));
    }
    Ok(carried)
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
