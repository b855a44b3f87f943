//! `yuebao verify`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::json;

use super::output;
use crate::db::verify::{Verified, verify};
use crate::db::{DataDir, migrate};

/// Verify the database: pages, audit log, and every report merged again from its operations
///
/// Reads one consistent state and changes nothing; works beside a running server. Ends with 1 if
/// anything is wrong. Write down the last line's hash from time to time, away from this machine: it
/// proves later that nothing entered before it was changed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// One JSON object instead of sentences
    #[arg(long)]
    json: bool,
}

/// Verifies and says what was found.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let dir = DataDir::existing(&args.data)?;
    let conn = dir.open_reader()?;
    if migrate::version(&conn)? < migrate::newest() {
        anyhow::bail!(
            "数据库是旧版本，还没有审计日志：先启动一次服务 / the database is of an older version without an audit log: start the server once first"
        );
    }
    let verified = verify(&conn)?;
    if args.json {
        output::print(&format!("{}\n", as_json(&verified)))?;
    } else if verified.faults.is_empty() {
        output::print(&summary(&verified))?;
    } else {
        complain(&verified)?;
    }
    Ok(if verified.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Says what is wrong, and what to do.
pub(super) fn complain(verified: &Verified) -> anyhow::Result<()> {
    for fault in &verified.faults {
        let words = fault.trouble.words();
        output::complain(&format!("{}: {} / {}", fault.place, words.zh, words.en))?;
    }
    output::complain(
        "怎么办：停止服务，另存整个数据目录，用 yuebao restore 恢复最近一次校验通过的备份；平板会自动补传其后的内容。请查明是谁改动了数据库文件。\n\
         What to do: stop the server, keep a copy of the whole data folder, restore the last backup that verified (yuebao restore); tablets send again what came after it. Find out who changed the database file.",
    )?;
    Ok(())
}

fn summary(verified: &Verified) -> String {
    format!(
        "没有发现问题 / nothing is wrong: {} 份月报 reports, {} 个版本 revisions, {} 次操作 operations, {} 条审计记录 audit entries\n{}\n",
        verified.reports, verified.revisions, verified.operations, verified.entries, verified.head
    )
}

fn as_json(verified: &Verified) -> serde_json::Value {
    let faults: Vec<_> = verified
        .faults
        .iter()
        .map(|fault| {
            let words = fault.trouble.words();
            json!({
                "trouble": fault.trouble, "place": fault.place, "zh": words.zh, "en": words.en,
            })
        })
        .collect();
    json!({
        "ok": verified.faults.is_empty(), "faults": faults, "reports": verified.reports,
        "revisions": verified.revisions, "operations": verified.operations,
        "entries": verified.entries, "head": verified.head,
    })
}
