//! `yuebao audit`.

use std::path::PathBuf;
use std::process::ExitCode;

use yuebao_domain::text::{Words, words};
use yuebao_store::audit::{Entry, Wanted, What};
use yuebao_store::everything::Schema;

use super::columns::{Align, columns, in_beijing};
use super::output::Output;
use super::values;
use crate::engine;

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Show(Show),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[arg(long, value_name = "DIR", env = "YUEBAO_DATA")]
    data: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = values::number(1..=u32::MAX))]
    last: u32,
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = values::what())]
    what: Option<What>,
}

/// Shows them.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    let Command::Show(show) = command;
    let conn = engine::existing(&show.data)?.open_reader()?;
    if conn.reading().schema()? != Schema::Newest {
        anyhow::bail!(
            "数据库是旧版本，请先启动一次服务 / the database is of an older version: start the server once first"
        );
    }
    let wanted = Wanted {
        what: show.what,
        about: show.about.as_deref(),
        most: show.last,
    };
    let entries = conn.reading().entries(&wanted)?;
    output.rows(&entries, &as_table(&entries))?;
    Ok(ExitCode::SUCCESS)
}

fn as_table(entries: &[Entry]) -> String {
    let head = ["no", "at", "what", "about", "detail"].map(str::to_owned);
    let rows: Vec<[String; 5]> = (entries.iter())
        .map(|entry| {
            [
                entry.seq.to_string(),
                in_beijing(&entry.at),
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
    known.map_or_else(
        || key.to_owned(),
        |what| format!("{} {key}", words_of(what).zh),
    )
}

/// What a kind means.
pub(super) const fn words_of(what: What) -> Words {
    match what {
        What::Operation => words("填报操作", "an operation"),
        What::Login => words("登录", "a login"),
        What::LoginFailed => words("登录失败", "a failed login"),
        What::Logout => words("退出", "a logout"),
        What::AccountAdded => words("新增账号", "an account was added"),
        What::AccountChanged => words("变更账号权限", "an account got other rights"),
        What::AccountDisabled => words("停用账号", "an account was switched off"),
        What::AccountEnabled => words("启用账号", "an account was switched on"),
        What::PasswordSet => words("设置密码", "a password was set"),
        What::LoginsEnded => words("结束登录", "logins were ended"),
        What::SignedOn => words("门户登录", "a login through the portal"),
        What::SignedOut => words("门户退出", "a logout through the portal"),
        What::AccountLinked => words("关联门户账号", "an account became that of a portal's user"),
        What::AccountRenamed => words("账号改名", "an account got another name"),
        What::Imported => words("导入", "a plan or past months were imported"),
        What::Administered => words("系统管理员操作", "an administrator did something"),
        What::Unit => words("单位", "a unit"),
        What::Project => words("项目", "a project"),
        What::PlanVersion => words("计划版本", "a version of the plan"),
        What::Profile => words("启用配置", "a profile was put in force"),
        What::Backup => words("备份", "a backup"),
        What::Restored => words("从备份恢复", "restored from a backup"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yuebao_store::audit::{ReadAudit as _, append};
    use yuebao_store_sqlite::memory;

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
            let wanted = Wanted { what, about, most };
            let found = conn.entries(&wanted).unwrap();
            found.into_iter().map(|entry| entry.subject).collect()
        };
        assert_eq!(shown(None, None, 2), ["op-1", "wang"]);
        assert_eq!(shown(None, Some("li.ming"), 9), ["li.ming", "op-1"]);
        assert_eq!(shown(None, Some("road"), 9), ["op-1"]);
        assert_eq!(shown(Some(What::LoginFailed), None, 9), ["wang"]);

        let wanted = Wanted {
            what: None,
            about: None,
            most: 9,
        };
        let all = conn.entries(&wanted).unwrap();
        let table = as_table(&all);
        assert!(table.contains("登录失败 login_failed"), "{table}");
        assert!(table.contains("2026-01-03 08:00:00"), "in Beijing: {table}");
        let second = serde_json::to_value(&all[1]).unwrap();
        assert_eq!(second["detail"]["project"], "road");
        assert_eq!(second["hash"].as_str().map(str::len), Some(64));
    }
}
