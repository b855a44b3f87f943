//! From claims to user, name, unit and role, as configured.

use std::collections::BTreeSet;

use serde_json::Value;
use yuebao_domain::accounts::is_usable_name;
use yuebao_domain::rights::Role;

use super::Refusal;
use super::claims::Claims;
use super::settings::{ClaimPath, Settings};
use super::token::Signed;

/// Longest name on screen, in characters.
const LONGEST_NAME: usize = 64;

/// Whom a token means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The portal.
    pub issuer: String,
    /// Who it is there: never given to somebody else, as a user name may be.
    pub subject: String,
    /// The user name.
    pub user: String,
    /// The name on screen.
    pub name: Option<String>,
    /// The unit's id here.
    pub unit: Option<String>,
    /// The role.
    pub role: Option<Role>,
    /// When the portal said so, in seconds since 1970.
    pub told_at: i64,
}

impl Person {
    /// Reads a token's claims.
    pub fn of(signed: &Signed, settings: &Settings) -> Result<Self, Refusal> {
        let (claims, names) = (&signed.claims, &settings.claims);
        let user = word(claims, &names.user)?;
        if !is_usable_name(&user) {
            return Err(Refusal::BadName(user));
        }
        let subject = match claims.get("sub") {
            Some(_) => word(claims, &ClaimPath::Name("sub".to_owned()))?,
            None => user.clone(),
        };
        let unit = names.unit.as_ref().map(|path| word(claims, path));
        let unit = unit.transpose()?.map(|code| {
            let id = settings.units.get(&code);
            id.cloned().unwrap_or(code)
        });
        let role = names.role.as_ref().map(|path| role(claims, path, settings));
        Ok(Self {
            issuer: settings.issuer.clone(),
            subject,
            user,
            name: names.name.as_ref().and_then(|path| shown(claims.at(path)?)),
            unit,
            role: role.transpose()?,
            told_at: signed.issued_at,
        })
    }
}

/// A text, or a whole number as it is written.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

fn word(claims: &Claims, path: &ClaimPath) -> Result<String, Refusal> {
    let found = claims.at(path).and_then(text);
    let found = found.filter(|word| !word.is_empty() && word.chars().count() <= 255);
    found.ok_or_else(|| Refusal::Claim(path.shown()))
}

/// People's names come as they come; what cannot be shown is left out.
fn shown(value: &Value) -> Option<String> {
    let name: String = (text(value)?.trim().chars())
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    Some(name).filter(|name| !name.is_empty())
}

/// Roles that mean nothing here may stand beside the one that does.
fn role(claims: &Claims, path: &ClaimPath, settings: &Settings) -> Result<Role, Refusal> {
    let said: Vec<String> = match claims.at(path) {
        Some(Value::Array(roles)) => roles.iter().filter_map(text).collect(),
        Some(role) => text(role).into_iter().collect(),
        None => Vec::new(),
    };
    let meant: BTreeSet<Role> = (said.iter())
        .filter_map(|role| settings.roles.get(role).copied())
        .collect();
    let mut meant = meant.into_iter();
    match (meant.next(), meant.next()) {
        (Some(role), None) => Ok(role),
        (None, _) => Err(Refusal::NoRole(said.join(", "))),
        (Some(_), Some(_)) => Err(Refusal::ManyRoles(said.join(", "))),
    }
}
