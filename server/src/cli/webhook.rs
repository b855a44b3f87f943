//! `yuebao webhook`: what the portal did not take, and the settings of `yuebao serve`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;
use yuebao_store::{WriteTransaction, transact};

use super::columns::{Align, columns};
use super::output::Output;
use crate::engine;
use crate::permissions::is_open_to_others;
use crate::webhook::{Letter, Settings, list, retry};

/// Fewer bytes somebody could guess.
const SHORTEST: usize = 16;

#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
}

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    List(Folder),
    Retry(Folder),
}

/// Lists what was put aside, or lets it be sent again.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(folder) => {
            let conn = engine::existing(&folder.data)?.open(None)?;
            let letters = list(conn.reading())?;
            output.rows(&letters, &table(&letters))?;
        }
        Command::Retry(folder) => {
            let mut conn = engine::existing(&folder.data)?.open(None)?;
            let count = transact(&mut *conn, |tx: &dyn WriteTransaction| retry(tx))?;
            let words = format!(
                "{count} 条将由服务重新发送 / the server sends {count} again while it runs with --webhook\n"
            );
            output.result(&json!({ "again": count }), &words)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn table(letters: &[Letter]) -> String {
    let head = ["id", "event", "month", "project", "error"].map(str::to_owned);
    let cells = |letter: &Letter| {
        let event = &letter.event;
        let kind = serde_json::to_value(event.event).unwrap_or_default();
        [
            event.id.clone(),
            kind.as_str().unwrap_or_default().to_owned(),
            event.month.to_string(),
            event.project.clone().unwrap_or_default(),
            letter.error.clone(),
        ]
    };
    let cells: Vec<[String; 5]> = letters.iter().map(cells).collect();
    columns(&head, &cells, &[Align::Left; 5])
}

/// Where `yuebao serve` tells what was decided.
pub(super) fn settings(url: String, secret: &Path) -> anyhow::Result<Settings> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        anyhow::bail!(
            "--webhook {url}: 须以 https:// 或 http:// 开头 / has to begin with https:// or http://"
        );
    }
    let place = secret.display().to_string();
    if is_open_to_others(secret) {
        anyhow::bail!(
            "{place}: 密钥文件可被其他用户读取，请先执行 chmod o-rwx / other users of this machine can read the secret: chmod o-rwx it first"
        );
    }
    let text = std::fs::read(secret).with_context(|| place.clone())?;
    let text = text.trim_ascii();
    if text.len() < SHORTEST {
        anyhow::bail!(
            "{place}: 密钥至少要 {SHORTEST} 字节 / the secret has to be {SHORTEST} bytes or longer"
        );
    }
    Ok(Settings::new(url, text))
}
