//! Who asks: the person behind the bearer token, as the database knows them at this moment.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use yuebao_domain::rights::Me;
use yuebao_store::sessions::Texts;

use crate::accounts::{looks_own, looks_signed, token_hashes};
use crate::admission::admit;
use crate::error::AppError;
use crate::extract::Address;
use crate::sign_on::Refusal;
use crate::state::AppState;

/// Somebody who is logged in.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who.
    pub me: Me,
    /// By which the login is known, for ending it.
    pub login: [u8; 32],
}

impl FromRequestParts<AppState> for Session {
    type Rejection = AppError;

    /// As [`crate::endpoints`] found it before the handler was called.
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, AppError> {
        let found = parts.extensions.remove();
        found.ok_or_else(AppError::not_logged_in)
    }
}

impl Session {
    /// The login that the token of a request stands for.
    pub(crate) async fn look_up(parts: &Parts, state: &AppState) -> Result<Self, AppError> {
        let text = bearer(&parts.headers).ok_or_else(AppError::no_token)?;
        let token = token_hashes(text);
        let now = state.clock.now().seconds();
        let found = state
            .readers
            .glance(move |tx| {
                let found = tx.session(&token, Texts::This, now)?;
                let was_ended = found.is_none() && tx.was_ended(&token)?;
                Ok((found, was_ended))
            })
            .await?;
        let (found, was_ended) = found;
        let (me, login) = match (found, &state.sign_on) {
            (Some(found), _) => found,
            (None, Some(sign_on)) if looks_signed(text) => {
                let admitted = admit(sign_on, text, token, state).await;
                note(Address::of(parts, state), &admitted);
                admitted?
            }
            (None, _) if was_ended => return Err(AppError::login_ended()),
            (None, sign_on) if !looks_own(text) => {
                let refusal = match sign_on {
                    Some(_) => Refusal::Unreadable("not three parts".to_owned()),
                    None if looks_signed(text) => Refusal::NoSignOn,
                    None => return Err(AppError::not_logged_in()),
                };
                let refused = Err(AppError::from(refusal));
                note(Address::of(parts, state), &refused);
                refused?
            }
            (None, _) => return Err(AppError::not_logged_in()),
        };
        Ok(Self { me, login })
    }
}

/// A token of the portal is new but once; a refused one comes as often as it is sent, as the throttle
/// allows.
fn note(Address(address): Address, admitted: &Result<(Me, [u8; 32]), AppError>) {
    match admitted {
        Ok((me, _)) => tracing::info!(%address, user = me.user, "signed on (门户登录)"),
        Err(error) => {
            tracing::warn!(%address, reason = error.words(), "a portal's token was refused (门户令牌被拒)");
        }
    }
}

/// The token of `Authorization: Bearer …`.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim())
        .filter(|token| !token.is_empty())
}
