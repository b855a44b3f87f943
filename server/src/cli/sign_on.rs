//! `yuebao sign-on check`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::{Value, json};

use yuebao_domain::rights::Role;

use super::output::{Output, print};
use crate::admission::foresee;
use crate::clock::{Clock, Now};
use crate::engine;
use crate::sign_on::account::Plan;
use crate::sign_on::person::Person;
use crate::sign_on::settings::{ClaimPath, SecretEncoding};
use crate::sign_on::token::{Kind, verify};
use crate::sign_on::{Refusal, Settings, SignOn};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[arg(value_name = "FILE.toml")]
    file: PathBuf,
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
    #[arg(long, value_name = "DIR", requires = "token")]
    data: Option<PathBuf>,
}

/// Does what the command line says.
pub(crate) fn run(command: Command, output: Output) -> anyhow::Result<ExitCode> {
    let Command::Check(args) = command;
    // for people step by step: where it fails, they see how far it came
    let say = |text: &str| if output.json { Ok(()) } else { print(text) };
    let settings = load(&args.file)?;
    say(&told(&settings))?;
    let mut held = as_json(&settings);
    let sign_on = SignOn::new(settings)?;
    let runtime = tokio::runtime::Runtime::new().context("tokio")?;
    let now = Clock::system().now();
    if sign_on.keys.known().keys().is_empty() {
        runtime.block_on(sign_on.keys.refresh(now))?;
    }
    let names = sign_on.keys.known().names();
    say(&format!("密钥 keys: {names}\n"))?;
    held["keys"] = names.into();
    if let Some(encoding) = sign_on.keys.known().otherwise() {
        output.note(&doubtful(encoding))?;
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
        say(&shown(&person, &until))?;
        held["token"] = person_as_json(&person, &until);
        if let Some(data) = &args.data {
            let conn = engine::existing(data)?.open_reader()?;
            let plan = foresee(conn.reading(), &person, &signed, sign_on.settings.accounts)?;
            let plan = plan.map_err(refused)?;
            say(&format!("账号 account: {}\n", promised(&plan)))?;
            held["account"] = promised(&plan).into();
        }
    }
    if output.json {
        output.result(&held, "")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn as_json(settings: &Settings) -> Value {
    let claims = &settings.claims;
    let policy = settings.accounts;
    json!({
        "issuer": settings.issuer, "audience": settings.audience,
        "algorithms": settings.algorithms.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>(),
        "claims": {
            "user": claims.user.shown(),
            "name": claims.name.as_ref().map(ClaimPath::shown),
            "unit": claims.unit.as_ref().map(ClaimPath::shown),
            "role": claims.role.as_ref().map(ClaimPath::shown),
        },
        "units": settings.units, "roles": settings.roles,
        "provision": policy.provision, "local": format!("{:?}", policy.local).to_lowercase(),
        "keys": null, "token": null, "account": null,
    })
}

fn person_as_json(person: &Person, until: &str) -> Value {
    json!({
        "user": person.user, "name": person.name, "unit": person.unit, "role": person.role,
        "subject": person.subject, "valid_until": until,
    })
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
