//! From the text of a token to claims that may be relied on.

use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::Value;

use super::claims::Claims;
use super::keys::Key;
use super::settings::{Algorithm, Settings};
use super::{LONGEST_TOKEN, Refusal, SignOn};
use crate::clock::Now;

/// What a token is for. One of them never passes for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It opens an account.
    Bearer,
    /// It ends logins (OIDC Back-Channel Logout 1.0).
    Logout,
}

/// The event that a logout token carries.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The type that a logout token should carry, in lower case.
const LOGOUT_TYPE: &str = "logout+jwt";

/// Claims that the portal has signed and whose time it is.
#[derive(Debug, Clone)]
pub struct Signed {
    /// All of them.
    pub claims: Claims,
    /// When the token was issued, in seconds since 1970.
    pub issued_at: i64,
    /// From when on it is not taken any more; the leeway is in it.
    pub ends_at: i64,
}

/// Checks everything about a token but whom it means.
pub async fn verify(
    sign_on: &SignOn,
    token: &str,
    kind: Kind,
    now: Now,
) -> Result<Signed, Refusal> {
    if token.len() > LONGEST_TOKEN {
        return Err(Refusal::TooLong);
    }
    let unreadable = |error: jsonwebtoken::errors::Error| Refusal::Unreadable(error.to_string());
    let header = decode_header(token).map_err(unreadable)?;
    if header.crit.is_some() {
        return Err(Refusal::Critical);
    }
    let algorithm = accepted(header.alg, &sign_on.settings).ok_or(Refusal::Algorithm)?;
    let key = (sign_on.keys)
        .find(header.kid.as_deref(), algorithm, now)
        .await?;
    let mut signature_only = Validation::new(header.alg);
    // the library reads the system's clock; times are looked at below
    signature_only.validate_exp = false;
    signature_only.validate_aud = false;
    signature_only.required_spec_claims.clear();
    let read = decode::<Claims>(token, &key.material, &signature_only);
    let claims = read.map_err(|error| match error.kind() {
        ErrorKind::InvalidSignature => misfit(token, &key, &signature_only),
        _ => unreadable(error),
    })?;
    let claims = claims.claims;
    check_sender(&claims, &sign_on.settings)?;
    check_kind(&claims, header.typ.as_deref(), kind)?;
    check_times(claims, &sign_on.settings, now)
}

/// Why the signature does not fit: the secret may be another text for the right bytes.
fn misfit(token: &str, key: &Key, signature_only: &Validation) -> Refusal {
    let fits = |key: &DecodingKey| decode::<Claims>(token, key, signature_only).is_ok();
    let mut otherwise = key.otherwise.iter();
    otherwise
        .find(|(_, key)| fits(key))
        .map_or(Refusal::Signature, |(encoding, _)| {
            Refusal::SecretEncoding(*encoding)
        })
}

fn accepted(asked: jsonwebtoken::Algorithm, settings: &Settings) -> Option<Algorithm> {
    let algorithm = match asked {
        jsonwebtoken::Algorithm::HS256 => Algorithm::HS256,
        jsonwebtoken::Algorithm::RS256 => Algorithm::RS256,
        jsonwebtoken::Algorithm::ES256 => Algorithm::ES256,
        _ => return None,
    };
    let algorithms = &settings.algorithms;
    algorithms.contains(&algorithm).then_some(algorithm)
}

fn check_sender(claims: &Claims, settings: &Settings) -> Result<(), Refusal> {
    let issuer = claims.get("iss").and_then(Value::as_str);
    let issuer = issuer.ok_or_else(|| Refusal::Claim("iss".to_owned()))?;
    if issuer != settings.issuer {
        return Err(Refusal::Issuer(issuer.to_owned()));
    }
    let named = match (claims.get("aud"), &settings.audience) {
        (None, None) => true,
        (Some(Value::String(audience)), Some(own)) => audience == own,
        (Some(Value::Array(audiences)), Some(own)) => {
            audiences.iter().any(|audience| audience == own)
        }
        _ => false,
    };
    if named {
        Ok(())
    } else {
        Err(Refusal::Audience)
    }
}

fn check_kind(claims: &Claims, typ: Option<&str>, kind: Kind) -> Result<(), Refusal> {
    let typ = typ.unwrap_or_default().to_ascii_lowercase();
    let typed = typ.trim_start_matches("application/") == LOGOUT_TYPE;
    let event = claims.get("events").and_then(|events| events.get(LOGOUT));
    match kind {
        Kind::Bearer if typed || event.is_some() => {
            Err(Refusal::Kind("a logout token opens nothing"))
        }
        Kind::Logout if !event.is_some_and(Value::is_object) => {
            Err(Refusal::Kind("the logout event is missing"))
        }
        Kind::Logout if claims.get("nonce").is_some() => {
            Err(Refusal::Kind("a logout token has no nonce"))
        }
        _ => Ok(()),
    }
}

/// Seconds since 1970 come to this in the year 5138, milliseconds in 1973.
const TOO_MANY_SECONDS: i64 = 100_000_000_000;

/// `iat` is asked for because whoever ends all logins of an account ends tokens too that were
/// issued before and are shown afterwards.
fn check_times(claims: Claims, settings: &Settings, now: Now) -> Result<Signed, Refusal> {
    let now = now.seconds();
    let moment = |name: &str| match claims.moment(name) {
        Some(moment) if moment >= TOO_MANY_SECONDS => Err(Refusal::Milliseconds(name.to_owned())),
        Some(moment) => Ok(moment),
        None => Err(Refusal::Claim(name.to_owned())),
    };
    let (issued_at, expires_at) = (moment("iat")?, moment("exp")?);
    let from = match claims.get("nbf") {
        Some(_) => moment("nbf")?.max(issued_at),
        None => issued_at,
    };
    let ends_at = expires_at.saturating_add(settings.leeway);
    if ends_at <= now {
        return Err(Refusal::Expired(expires_at));
    }
    if from > now.saturating_add(settings.leeway) {
        return Err(Refusal::NotYet(from));
    }
    let lives = expires_at.saturating_sub(issued_at);
    if lives > settings.longest {
        return Err(Refusal::LivesTooLong(lives));
    }
    Ok(Signed {
        claims,
        issued_at,
        ends_at,
    })
}
