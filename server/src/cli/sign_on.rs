//! `yuebao sign-on check`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use yuebao_domain::rights::Role;

use super::output;
use crate::clock::{Clock, Now};
use crate::db::DataDir;
use crate::sign_on::account::Plan;
use crate::sign_on::admit::foresee;
use crate::sign_on::person::Person;
use crate::sign_on::settings::{ClaimPath, SecretEncoding};
use crate::sign_on::token::{Kind, verify};
use crate::sign_on::{Refusal, Settings, SignOn};

/// Sign-on (门户登录): the portal hands over signed tokens
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
}

/// Check a configuration of sign-on, fetch its keys, and tell what it would make of a token
///
/// A file that is right is answered with what it says and with the keys that it leads to. A wrong
/// one is refused with the line and the reason. Nothing is written.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Exit status: 0 file, keys and token are right, 1 something is not.")]
pub(crate) struct CheckArgs {
    /// The configuration, a TOML file
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    /// A token as the portal hands it over; \"-\" reads it from standard input, where other
    /// people on this machine cannot see it
    #[arg(long)]
    token: Option<String>,
    /// Data folder, to tell what would become of the account
    #[arg(long, value_name = "DIR", requires = "token")]
    data: Option<PathBuf>,
}

/// Does what the command line says.
pub(crate) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Check(args) = command;
    let settings = load(&args.file)?;
    output::print(&told(&settings))?;
    let sign_on = SignOn::new(settings)?;
    let runtime = tokio::runtime::Runtime::new().context("tokio")?;
    let now = Clock::system().now();
    if sign_on.keys.known().keys().is_empty() {
        runtime.block_on(sign_on.keys.refresh(now))?;
    }
    let names = sign_on.keys.known().names();
    output::print(&format!("密钥 keys: {names}\n"))?;
    if let Some(encoding) = sign_on.keys.known().otherwise() {
        output::print(&doubtful(encoding))?;
    }
    if let Some(token) = &args.token {
        let token = match token.as_str() {
            "-" => std::io::read_to_string(std::io::stdin()).context("stdin")?,
            token => token.to_owned(),
        };
        let token = token.trim();
        let refused = |refusal: Refusal| anyhow::anyhow!(refusal.explained());
        let signed = runtime.block_on(verify(&sign_on, token, Kind::Bearer, now));
        let signed = signed.map_err(refused)?;
        let person = Person::of(&signed, &sign_on.settings).map_err(refused)?;
        let until = u64::try_from(signed.ends_at).map(Now::from_seconds);
        let until = until.map(Now::rfc3339).unwrap_or_default();
        output::print(&shown(&person, &until))?;
        if let Some(data) = &args.data {
            let conn = DataDir::existing(data)?.open_reader()?;
            let plan = foresee(&conn, &person, &signed, sign_on.settings.accounts)?;
            let plan = plan.map_err(refused)?;
            output::print(&format!("账号 account: {}\n", promised(&plan)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The configuration in a file.
pub(super) fn load(file: &Path) -> anyhow::Result<Settings> {
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| name.to_string())?;
    let folder = file.parent().unwrap_or(Path::new("."));
    Settings::from_toml(&text, folder).map_err(|error| anyhow::anyhow!("{name}:{error}"))
}

fn told(settings: &Settings) -> String {
    let mut text = format!(
        "OK\niss {}\naud {}\nalg {:?}\n",
        settings.issuer,
        settings.audience.as_deref().unwrap_or("—"),
        settings.algorithms
    );
    if let Some(url) = &settings.login_url {
        let _ = writeln!(text, "门户登录页 login_url {url}");
    }
    let claims = &settings.claims;
    let paths = [
        ("用户名 user", Some(&claims.user)),
        ("姓名 name", claims.name.as_ref()),
        ("单位 unit", claims.unit.as_ref()),
        ("角色 role", claims.role.as_ref()),
    ];
    for (what, path) in paths {
        let path = path.map_or_else(|| "—".to_owned(), ClaimPath::shown);
        let _ = writeln!(text, "{what} ← {path}");
    }
    for (code, unit) in &settings.units {
        let _ = writeln!(text, "单位 unit {code} → {unit}");
    }
    for (name, role) in &settings.roles {
        let _ = writeln!(
            text,
            "角色 role {name} → {} {}",
            role.key(),
            role.label().zh
        );
    }
    let policy = settings.accounts;
    let _ = writeln!(
        text,
        "账号 accounts: provision {}, local {:?}, passwords {}",
        policy.provision, policy.local, policy.passwords
    );
    text
}

fn doubtful(encoding: SecretEncoding) -> String {
    let key = encoding.key();
    format!(
        "注意：secret_file 的内容也可读作 {key}；若门户签名用的是解码后的字节，请设 secret_encoding = \"{key}\"，\
         用 --token 可以试出 / note: secret_file can be read as {key} as well; if the portal signs with \
         the bytes that this stands for, set secret_encoding = \"{key}\"; a --token shows which\n"
    )
}

fn shown(person: &Person, until: &str) -> String {
    let or_none = |text: Option<&str>| text.unwrap_or("—").to_owned();
    format!(
        "令牌 token: OK，有效至 valid until {until}\n\
         用户名 user {} · 姓名 name {} · 单位 unit {} · 角色 role {} · sub {}\n",
        person.user,
        or_none(person.name.as_deref()),
        or_none(person.unit.as_deref()),
        or_none(person.role.map(Role::key)),
        person.subject
    )
}

fn promised(plan: &Plan) -> String {
    match plan {
        Plan::Add { role, unit } => {
            format!("将新建 would be made: {} @ {unit}", role.key())
        }
        Plan::Enter { user } => format!("{user}，不作改动 as it is"),
        Plan::Update {
            user,
            link,
            rights,
            name,
        } => {
            let mut text = user.clone();
            if *link {
                text.push_str("，归门户此人 becomes this person's");
            }
            if let Some((role, unit)) = rights {
                let _ = write!(text, "，权限改为 rights become {} @ {unit}", role.key());
            }
            if let Some(name) = name {
                let _ = write!(text, "，姓名改为 name becomes {name}");
            }
            text
        }
    }
}
