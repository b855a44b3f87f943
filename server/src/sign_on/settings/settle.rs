//! Judges what a configuration file says, and fills in what it leaves out.

use std::path::{Path, PathBuf};

use toml::Spanned;

use super::{Algorithm, ClaimNames, File, KeySource, KeyTable, Policy, Settings};

/// How far the portal's clock may be off, in seconds, unless configured.
const LEEWAY: u32 = 30;
const MOST_LEEWAY: u32 = 300;
/// How long a token may live, in hours, unless configured.
const LONGEST_HOURS: u32 = 24;
const MOST_HOURS: u32 = 31 * 24;
/// The least time between two fetches of the keys, in seconds, unless configured.
const REFETCH: u32 = 60;

/// Where it is, and what.
pub(super) type Complaint = (usize, &'static str);

impl File {
    pub(super) fn settle(self, folder: &Path) -> Result<Settings, Complaint> {
        let symmetric = signed_with_a_secret(&self.algorithms)?;
        let refetch = within(
            self.keys.get_ref().refetch_seconds.as_ref(),
            REFETCH,
            1..=86_400,
            "refetch_seconds 须为 1–86400 / must be 1–86400",
        )?;
        let keys = settle_keys(&self.keys, symmetric, folder)?;
        let claims = self.claims.get_ref();
        if self.accounts.provision && (claims.unit.is_none() || claims.role.is_none()) {
            return Err((
                self.claims.span().start,
                "自动建立账号须有 unit 和 role；否则请设 provision = false / accounts can only be made from a unit and a role: name both claims, or set provision = false",
            ));
        }
        if claims.role.is_some() && self.roles.is_empty() {
            return Err((
                self.claims.span().start,
                "缺少 [roles]：门户的角色对应本系统的哪个角色 / [roles] is missing: which role of the portal is which role here",
            ));
        }
        if let Some(unit) = self.units.values().find(|unit| unit.get_ref().is_empty()) {
            return Err((
                unit.span().start,
                "单位标识不能为空 / a unit's id cannot be empty",
            ));
        }
        Ok(Settings {
            leeway: within(
                self.leeway_seconds.as_ref(),
                LEEWAY,
                0..=MOST_LEEWAY,
                "leeway_seconds 须为 0–300 / must be 0–300",
            )?,
            longest: 3_600
                * within(
                    self.longest_hours.as_ref(),
                    LONGEST_HOURS,
                    1..=MOST_HOURS,
                    "longest_hours 须为 1–744 / must be 1–744",
                )?,
            issuer: said(self.issuer)?,
            login_url: (self.login_url.as_ref())
                .map(|url| web_page(url).map(|()| url.get_ref().clone()))
                .transpose()?,
            audience: self.audience.map(said).transpose()?,
            algorithms: self.algorithms.into_inner(),
            keys,
            refetch,
            claims: {
                let claims = self.claims.into_inner();
                ClaimNames {
                    user: claims.user,
                    name: claims.name,
                    unit: claims.unit,
                    role: claims.role,
                }
            },
            accounts: Policy {
                provision: self.accounts.provision,
                local: self.accounts.local,
                passwords: self.accounts.passwords,
            },
            units: (self.units.into_iter())
                .map(|(code, id)| (code, id.into_inner()))
                .collect(),
            roles: self.roles,
        })
    }
}

fn said(text: Spanned<String>) -> Result<String, Complaint> {
    let at = text.span().start;
    let text = text.into_inner();
    if text.trim().is_empty() {
        return Err((at, "不能为空 / cannot be empty"));
    }
    Ok(text)
}

fn within(
    number: Option<&Spanned<u32>>,
    otherwise: u32,
    range: std::ops::RangeInclusive<u32>,
    complaint: &'static str,
) -> Result<i64, Complaint> {
    match number {
        Some(number) if !range.contains(number.get_ref()) => Err((number.span().start, complaint)),
        number => Ok(i64::from(
            number.map_or(otherwise, |number| *number.get_ref()),
        )),
    }
}

/// A secret and public keys never stand side by side: whoever knows a public key could sign with
/// it as if it were the secret.
fn signed_with_a_secret(algorithms: &Spanned<Vec<Algorithm>>) -> Result<bool, Complaint> {
    let at = algorithms.span().start;
    let symmetric = algorithms.get_ref().contains(&Algorithm::HS256);
    match algorithms.get_ref().len() {
        0 => Err((
            at,
            "至少写一种算法：HS256、RS256 或 ES256 / name at least one: HS256, RS256 or ES256",
        )),
        2.. if symmetric => Err((
            at,
            "HS256 不能与其他算法并用 / HS256 cannot stand beside another algorithm",
        )),
        _ => Ok(symmetric),
    }
}

fn settle_keys(
    table: &Spanned<KeyTable>,
    symmetric: bool,
    folder: &Path,
) -> Result<KeySource, Complaint> {
    let at = table.span().start;
    let keys = table.get_ref();
    let named = |path: &Option<PathBuf>| path.as_ref().map(|path| folder.join(path));
    let url = match &keys.jwks_url {
        Some(url) => Some(settle_url(url, keys, folder)?),
        None if keys.ca_file.is_some() || keys.plain_http => {
            return Err((
                at,
                "ca_file、plain_http 只用于 jwks_url / ca_file and plain_http belong to jwks_url",
            ));
        }
        None => None,
    };
    let sources = [
        named(&keys.secret_file)
            .map(|path| KeySource::Secret(path, keys.secret_encoding.unwrap_or_default())),
        named(&keys.pem_file).map(KeySource::Pem),
        named(&keys.jwks_file).map(KeySource::JwksFile),
        url,
    ];
    let mut sources = sources.into_iter().flatten();
    let (Some(source), None) = (sources.next(), sources.next()) else {
        return Err((
            at,
            "secret_file、pem_file、jwks_file、jwks_url 中须且只能写一个 / exactly one of secret_file, pem_file, jwks_file and jwks_url",
        ));
    };
    if keys.secret_encoding.is_some() && keys.secret_file.is_none() {
        return Err((
            at,
            "secret_encoding 只用于 secret_file / secret_encoding belongs to secret_file",
        ));
    }
    match (&source, symmetric) {
        (KeySource::Secret(..), false) => Err((
            at,
            "secret_file 只用于 HS256 / secret_file is for HS256 only",
        )),
        (KeySource::Pem(_) | KeySource::JwksUrl { .. }, true) => Err((
            at,
            "HS256 的密钥须在 secret_file 或 jwks_file 中 / the secret of HS256 must be in secret_file or jwks_file",
        )),
        _ => Ok(source),
    }
}

/// Browsers open it: a path, or a script, would be one of the page that the widget is in.
fn web_page(url: &Spanned<String>) -> Result<(), Complaint> {
    let parsed = url.get_ref().parse::<axum::http::Uri>().ok();
    let is_page = parsed.is_some_and(|url| {
        matches!(url.scheme_str(), Some("https" | "http")) && url.host().is_some()
    });
    is_page.then_some(()).ok_or((
        url.span().start,
        "login_url 须以 https:// 或 http:// 开头 / login_url must begin with https:// or http://",
    ))
}

/// Whoever can change on its way what the portal says of its keys can sign in as anybody.
fn settle_url(
    url: &Spanned<String>,
    keys: &KeyTable,
    folder: &Path,
) -> Result<KeySource, Complaint> {
    let at = url.span().start;
    let text = url.get_ref();
    let parsed: axum::http::Uri = text
        .parse()
        .map_err(|_| (at, "不是网址 / this is no URL"))?;
    let local = matches!(parsed.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match (parsed.scheme_str(), parsed.host()) {
        (Some("https"), Some(_)) => {}
        (Some("http"), Some(_)) if keys.plain_http || local => {}
        (Some("http"), Some(_)) => {
            return Err((
                at,
                "明文 http 上的密钥可被途中改换，请用 https；确需使用请设 plain_http = true / keys that come over plain http can be exchanged on the way: use https, or say plain_http = true",
            ));
        }
        _ => {
            return Err((
                at,
                "须以 https:// 或 http:// 开头 / must begin with https:// or http://",
            ));
        }
    }
    Ok(KeySource::JwksUrl {
        url: text.clone(),
        ca: keys.ca_file.as_ref().map(|path| folder.join(path)),
    })
}
