//! `yuebao backup`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::output::Output;
use super::{values, verify};
use crate::backups::{Kept, back_up_into};
use crate::clock::Clock;
use crate::engine;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "N", value_parser = values::number(1..=u16::MAX))]
    keep: Option<u16>,
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Backs up and says up to where.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let dir = engine::existing(&args.data)?;
    let now = Clock::system().now();
    let kept = match args.keep {
        Some(keep) => back_up_into(&*dir, &args.file, keep.into(), now)?,
        None => Kept {
            taken: dir.back_up(&args.file, &now.rfc3339())?,
            made: args.file,
            removed: Vec::new(),
            left: Vec::new(),
            ahead: Vec::new(),
        },
    };
    output.result(&as_json(&kept), &as_text(&kept))?;
    tell_of_others(&kept, output)?;
    let verified = &kept.taken.verified;
    if verified.faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if !output.json {
        verify::complain(verified, output)?;
    }
    Ok(ExitCode::FAILURE)
}

fn as_json(kept: &Kept) -> Value {
    let verified = &kept.taken.verified;
    let left: Vec<Value> = (kept.left.iter())
        .map(|(file, reason)| json!({ "file": file, "reason": reason }))
        .collect();
    json!({
        "file": kept.made, "seq": kept.taken.seq,
        "ok": verified.faults.is_empty(), "faults": verify::faults(verified),
        "removed": kept.removed, "not_removed": left, "ahead": kept.ahead,
    })
}

fn as_text(kept: &Kept) -> String {
    let (file, seq) = (kept.made.display(), kept.taken.seq);
    let mut text = format!(
        "已备份并校验：{file}（至第 {seq} 号变更）/ backed up and verified, up to change {seq}\n"
    );
    for name in &kept.removed {
        let _ = writeln!(text, "已删除旧备份 / older copy removed: {name}");
    }
    text
}

fn tell_of_others(kept: &Kept, output: Output) -> std::io::Result<()> {
    for (name, reason) in &kept.left {
        output.note(&format!("未删除 / not removed: {name}: {reason}"))?;
    }
    if !kept.ahead.is_empty() {
        let names = kept.ahead.join(", ");
        output.note(&format!(
            "注意：这些备份的文件名晚于当前时间，服务器时钟现在或当时有误；它们不计数也不会被删除，请核对时钟 / \
             note: these copies are named after a later moment than now, so the clock is or was wrong; \
             they are neither counted nor removed, check the clock: {names}"
        ))?;
    }
    Ok(())
}
