//! The portal ends what it began (OIDC Back-Channel Logout 1.0): all logins of a session
//! at the portal, or of a person. Said twice it changes nothing: it reaches only tokens that were
//! issued before it.

use serde_json::Value;
use yuebao_store::audit::{self, What};
use yuebao_store::sign_outs::Who;

use super::admit::session;
use crate::error::AppError;
use crate::sign_on::token::{Kind, verify};
use crate::sign_on::{Refusal, SignOn};
use crate::state::AppState;

/// Ends what a logout token names.
pub async fn end(sign_on: &SignOn, token: &str, state: &AppState) -> Result<(), AppError> {
    let now = state.clock.now();
    let signed = verify(sign_on, token, Kind::Logout, now).await;
    let signed = signed.map_err(Refusal::of_logout)?;
    let subject = signed.claims.get("sub").and_then(Value::as_str);
    let (who, named) = match (session(&signed), subject) {
        (Some(sid), _) => (Who::Session, sid.to_owned()),
        (None, Some(subject)) => (Who::Subject, subject.to_owned()),
        (None, None) => return Err(Refusal::Claim("sub / sid".to_owned()).of_logout()),
    };
    let before = signed.issued_at;
    state
        .writer
        .write(move |tx| {
            if tx.sign_out(who, &named, before, now.seconds())? {
                audit::append(tx, &now.rfc3339(), What::SignedOut, &named, &who.key())?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}
