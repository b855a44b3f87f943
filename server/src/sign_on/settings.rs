//! The configuration file of sign-on (TOML): what can stand in it. `settle` judges what does.

mod settle;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;
use yuebao_domain::rights::Role;

/// Sign-on as configured.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The page on which people sign in at the portal.
    pub login_url: Option<String>,
    /// Who issues the tokens: `iss` must be this.
    pub issuer: String,
    /// Whom they are for: `aud` must name it. Without it a token must not name anybody.
    pub audience: Option<String>,
    /// The algorithms that are accepted, whatever a token asks for.
    pub algorithms: Vec<Algorithm>,
    /// How far the portal's clock may be off, in seconds.
    pub leeway: i64,
    /// How long a token may live, in seconds.
    pub longest: i64,
    /// Where the keys are.
    pub keys: KeySource,
    /// The least time between two fetches of the keys, in seconds.
    pub refetch: i64,
    /// Where in a token what stands.
    pub claims: ClaimNames,
    /// Which accounts tokens may open.
    pub accounts: Policy,
    /// The portal's codes of units; what is not here is taken for a unit's own id.
    pub units: BTreeMap<String, String>,
    /// The portal's roles. What is not here is no role.
    pub roles: BTreeMap<String, Role>,
}

/// How tokens are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Algorithm {
    /// HMAC with SHA-256: a secret that both sides know.
    HS256,
    /// RSA PKCS #1 v1.5 with SHA-256.
    RS256,
    /// ECDSA on P-256 with SHA-256.
    ES256,
}

/// How a secret is written in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretEncoding {
    /// Its bytes are those of the file.
    #[default]
    Text,
    /// They are those that base64 in the file stands for, in either alphabet.
    Base64,
    /// They are those that hexadecimal digits in the file stand for.
    Hex,
}

impl SecretEncoding {
    /// As it is written in the configuration.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Base64 => "base64",
            Self::Hex => "hex",
        }
    }
}

/// Where the keys are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    /// A file whose content is the secret of HS256, written in one of these ways.
    Secret(PathBuf, SecretEncoding),
    /// A public key in PEM.
    Pem(PathBuf),
    /// A JWK set (RFC 7517) in a file.
    JwksFile(PathBuf),
    /// A JWK set that the portal offers.
    JwksUrl {
        /// Where.
        url: String,
        /// The certificates that may vouch for it, instead of the system's.
        ca: Option<PathBuf>,
    },
}

/// Where in a token what stands.
#[derive(Debug, Clone)]
pub struct ClaimNames {
    /// The user name.
    pub user: ClaimPath,
    /// The name on screen.
    pub name: Option<ClaimPath>,
    /// The unit.
    pub unit: Option<ClaimPath>,
    /// The role or roles.
    pub role: Option<ClaimPath>,
}

/// A claim by its name, or by the names that lead to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ClaimPath {
    /// At the top.
    Name(String),
    /// Further down.
    Path(Vec<String>),
}

/// Which accounts tokens may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Whether an account is made for somebody new.
    pub provision: bool,
    /// What of an account that was made here, with a password.
    pub local: Local,
    /// Whether passwords of accounts that were made here open them as well.
    pub passwords: bool,
}

/// What a token may do with an account that was made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Local {
    /// Nothing: it is somebody else's.
    #[default]
    Refuse,
    /// Open it as it is; its unit and role stay.
    Enter,
    /// Make it the portal's: unit and role are what the token says.
    TakeOver,
}

/// A file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {reason}\n第 {line} 行有误，请改正后再用")]
pub struct SettingsError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: Spanned<String>,
    login_url: Option<Spanned<String>>,
    audience: Option<Spanned<String>>,
    algorithms: Spanned<Vec<Algorithm>>,
    leeway_seconds: Option<Spanned<u32>>,
    longest_hours: Option<Spanned<u32>>,
    keys: Spanned<KeyTable>,
    claims: Spanned<ClaimTable>,
    #[serde(default)]
    accounts: AccountTable,
    #[serde(default)]
    units: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    roles: BTreeMap<String, Role>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyTable {
    secret_file: Option<PathBuf>,
    secret_encoding: Option<SecretEncoding>,
    pem_file: Option<PathBuf>,
    jwks_file: Option<PathBuf>,
    jwks_url: Option<Spanned<String>>,
    ca_file: Option<PathBuf>,
    #[serde(default)]
    plain_http: bool,
    refetch_seconds: Option<Spanned<u32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimTable {
    user: ClaimPath,
    name: Option<ClaimPath>,
    unit: Option<ClaimPath>,
    role: Option<ClaimPath>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountTable {
    #[serde(default = "yes")]
    provision: bool,
    #[serde(default)]
    local: Local,
    #[serde(default = "yes")]
    passwords: bool,
}

impl Default for AccountTable {
    fn default() -> Self {
        Self {
            provision: true,
            local: Local::default(),
            passwords: true,
        }
    }
}

fn yes() -> bool {
    true
}

impl Settings {
    /// Reads the text of a file; the files that it names are looked for beside it, in `folder`.
    pub fn from_toml(text: &str, folder: &Path) -> Result<Self, SettingsError> {
        let text = text.trim_start_matches('\u{feff}');
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            wrong(text, at, error.message().to_owned())
        })?;
        file.settle(folder)
            .map_err(|(at, reason)| wrong(text, at, reason.to_owned()))
    }
}

fn wrong(text: &str, offset: usize, reason: String) -> SettingsError {
    let before = text.as_bytes().iter().take(offset);
    SettingsError {
        line: before.filter(|byte| **byte == b'\n').count() + 1,
        reason,
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
