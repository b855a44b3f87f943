//! `yuebao audit`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::columns::{Align, columns};
use super::output;
use crate::db::audit::{Entry, Wanted, What, entries};
use crate::db::{DataDir, migrate};

/// The audit log (审计日志): who logged in, what was decided, what was changed
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Show(Show),
}

/// Show the newest entries, oldest of them first
///
/// Changes nothing; works beside a running server. Times are UTC. `yuebao verify` tells whether
/// anything in it was changed. From which address somebody came stands in the server's own log.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  yuebao audit show --data /srv/yuebao --what login_failed
  yuebao audit show --data /srv/yuebao --about li.ming --last 200
  yuebao audit show --data /srv/yuebao --last 1000000 --json > audit.jsonl")]
pub(crate) struct Show {
    /// Data folder
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    last: u32,
    /// Only about this account, unit, project or operation
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// Only of this kind, such as `login_failed`
    #[arg(long, value_name = "KIND", value_parser = parse_what)]
    what: Option<What>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Shows them.
pub(crate) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Show(show) = command;
    let conn = DataDir::existing(&show.data)?.open_reader()?;
    if migrate::version(&conn)? < migrate::newest() {
        anyhow::bail!(
            "数据库是旧版本，请先启动一次服务 / the database is of an older version: start the server once first"
        );
    }
    let wanted = Wanted {
        what: show.what,
        about: show.about.as_deref(),
        most: show.last,
    };
    let entries = entries(&conn, &wanted)?;
    output::print(&if show.json {
        as_lines(&entries)?
    } else {
        as_table(&entries)
    })?;
    Ok(ExitCode::SUCCESS)
}

fn as_lines(entries: &[Entry]) -> anyhow::Result<String> {
    let mut lines = String::new();
    for entry in entries {
        lines.push_str(&serde_json::to_string(entry)?);
        lines.push('\n');
    }
    Ok(lines)
}

fn as_table(entries: &[Entry]) -> String {
    let head = ["no", "at", "what", "about", "detail"].map(str::to_owned);
    let rows: Vec<[String; 5]> = (entries.iter())
        .map(|entry| {
            [
                entry.seq.to_string(),
                entry.at.clone(),
                in_words(&entry.what),
                entry.subject.clone(),
                match entry.detail.get() {
                    "null" => String::new(),
                    detail => detail.to_owned(),
                },
            ]
        })
        .collect();
    let left = Align::Left;
    columns(&head, &rows, &[Align::Right, left, left, left, left])
}

/// The word that is stored, with the Chinese one.
fn in_words(key: &str) -> String {
    let known = What::ALL.into_iter().find(|what| what.key() == key);
    known.map_or_else(|| key.to_owned(), |what| format!("{} {key}", zh(what)))
}

const fn zh(what: What) -> &'static str {
    match what {
        What::Operation => "填报操作",
        What::Login => "登录",
        What::LoginFailed => "登录失败",
        What::Logout => "退出",
        What::AccountAdded => "新增账号",
        What::AccountChanged => "变更账号权限",
        What::AccountDisabled => "停用账号",
        What::AccountEnabled => "启用账号",
        What::PasswordSet => "设置密码",
        What::LoginsEnded => "结束登录",
        What::SignedOn => "门户登录",
        What::SignedOut => "门户退出",
        What::AccountLinked => "关联门户账号",
        What::AccountRenamed => "账号改名",
        What::Unit => "单位",
        What::Project => "项目",
        What::Profile => "启用配置",
        What::Backup => "备份",
        What::Restored => "从备份恢复",
    }
}

fn parse_what(text: &str) -> Result<What, String> {
    let found = What::ALL.into_iter().find(|what| what.key() == text);
    found.ok_or_else(|| {
        let kinds = What::ALL.map(What::key).join(", ");
        format!("没有“{text}”这一类；可用 / there is no kind “{text}”; there are: {kinds}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{audit::append, memory};

    #[test]
    fn the_newest_entries_are_shown_in_order_and_by_what_they_are_about() {
        let conn = memory::open().unwrap();
        let note = |at: &str, what, subject: &str, detail: serde_json::Value| {
            append(&conn, at, what, subject, &detail).unwrap();
        };
        note("2026-01-01T00:00:00Z", What::Login, "li.ming", ().into());
        let detail = serde_json::json!({"user": "li.ming", "project": "road"});
        note("2026-01-02T00:00:00Z", What::Operation, "op-1", detail);
        note("2026-01-03T00:00:00Z", What::LoginFailed, "wang", ().into());
        let shown = |what, about, most| -> Vec<String> {
            let found = entries(&conn, &Wanted { what, about, most }).unwrap();
            found.into_iter().map(|entry| entry.subject).collect()
        };
        assert_eq!(shown(None, None, 2), ["op-1", "wang"]);
        assert_eq!(shown(None, Some("li.ming"), 9), ["li.ming", "op-1"]);
        assert_eq!(shown(None, Some("road"), 9), ["op-1"]);
        assert_eq!(shown(Some(What::LoginFailed), None, 9), ["wang"]);

        let all = entries(
            &conn,
            &Wanted {
                what: None,
                about: None,
                most: 9,
            },
        )
        .unwrap();
        let table = as_table(&all);
        assert!(table.contains("登录失败 login_failed"), "{table}");
        let lines = as_lines(&all).unwrap();
        let second: serde_json::Value =
            serde_json::from_str(lines.lines().nth(1).unwrap()).unwrap();
        assert_eq!(second["detail"]["project"], "road");
        assert_eq!(second["hash"].as_str().map(str::len), Some(64));
    }

    #[test]
    fn a_kind_that_there_is_not_is_refused_with_those_that_there_are() {
        assert_eq!(parse_what("login_failed"), Ok(What::LoginFailed));
        assert!(parse_what("logins").unwrap_err().contains("login_failed"));
    }
}
