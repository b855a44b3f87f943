//! `yuebao verify`.

use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};
use yuebao_store::everything::{Fault, Schema};
use yuebao_store::verify::{Verified, verify};

use super::output::Output;
use crate::engine;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
}

/// Verifies and says what was found.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let dir = engine::existing(&args.data)?;
    let mut conn = dir.open_reader()?;
    if conn.reading().schema()? != Schema::Newest {
        anyhow::bail!(
            "数据库是旧版本，还没有审计日志：先启动一次服务 / the database is of an older version without an audit log: start the server once first"
        );
    }
    let verified = verify(&mut *conn)?;
    if output.json || verified.faults.is_empty() {
        output.result(&as_json(&verified), &summary(&verified))?;
    } else {
        complain(&verified, output)?;
    }
    Ok(if verified.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Says what is wrong, and what to do.
pub(super) fn complain(verified: &Verified, output: Output) -> anyhow::Result<()> {
    for fault in &verified.faults {
        let words = fault.trouble.words();
        output.complain(&format!("{}: {} / {}", fault.place, words.zh, words.en))?;
    }
    output.note(
        "怎么办：停止服务，另存整个数据目录，用 yuebao restore 恢复最近一次校验通过的备份；平板会自动补传其后的内容。请查明是谁改动了数据库文件。\n\
         What to do: stop the server, keep a copy of the whole data folder, restore the last backup that verified (yuebao restore); tablets send again what came after it. Find out who changed the database file.",
    )?;
    Ok(())
}

fn summary(verified: &Verified) -> String {
    format!(
        "没有发现问题 / nothing is wrong: {} 份月报 reports, {} 个版本 revisions, {} 次操作 operations, {} 条审计记录 audit entries, {} 个封账版本 editions, {} 份已发布文件 published documents\n{}\n",
        verified.reports,
        verified.revisions,
        verified.operations,
        verified.entries,
        verified.editions,
        verified.published,
        verified.head
    )
}

/// What is wrong, for programs.
pub(super) fn faults(verified: &Verified) -> Vec<Value> {
    let told = |fault: &Fault| {
        let words = fault.trouble.words();
        json!({
            "trouble": fault.trouble, "place": fault.place, "zh": words.zh, "en": words.en,
        })
    };
    verified.faults.iter().map(told).collect()
}

fn as_json(verified: &Verified) -> Value {
    json!({
        "ok": verified.faults.is_empty(), "faults": faults(verified), "reports": verified.reports,
        "revisions": verified.revisions, "operations": verified.operations,
        "entries": verified.entries, "editions": verified.editions, "published": verified.published,
        "head": verified.head,
    })
}
