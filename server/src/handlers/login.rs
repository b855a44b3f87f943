//! `POST /api/v1/login`: a token for a user name and a password.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use yuebao_domain::accounts::LONGEST_NAME;
use yuebao_domain::text::{Words, clean};
use yuebao_domain::wire::v1::{LoginAnswer, LoginRequest};
use yuebao_store::audit::{self, What};
use yuebao_store::users::{Account, NO_PASSWORD};
use yuebao_store::{Error, ReadTransaction};

use crate::accounts::{known_token_hash, new_token, token_hash, token_hashes};
use crate::clock::Now;
use crate::error::AppError;
use crate::extract::{Address, ApiJson, bearer};
use crate::logins::{Attempt, Shown};
use crate::state::AppState;

/// Longest password that is looked at, in bytes.
const LONGEST_PASSWORD: usize = 1024;

/// An unknown user, a wrong password and a disabled account get the same answer after the same
/// work. A device that shows a token of an earlier login, or the hash of one, is not held up by what
/// others try.
pub async fn login(
    State(state): State<AppState>,
    Address(address): Address,
    headers: HeaderMap,
    ApiJson(request): ApiJson<LoginRequest>,
) -> Result<Json<LoginAnswer>, AppError> {
    if !state.takes_passwords() {
        return Err(by_portal_alone());
    }
    let now = state.clock.now();
    let user = clean(&request.user).trim().to_owned();
    // No account has such a name, and no password is that long.
    if user.chars().count() > LONGEST_NAME || request.password.len() > LONGEST_PASSWORD {
        return Err(wrong());
    }
    let shown = bearer(&headers).map(str::to_owned);
    let (account, device) = look_up(&state, user.clone(), shown).await?;
    let attempt = Attempt::new(&user, address, device.as_ref());
    state.logins.begin(&attempt, now).map_err(too_many)?;
    let known = account.as_ref().map(|account| account.me.user.clone());
    let account = match check(&state, account, request.password).await {
        Ok(account) => account,
        Err(error) => {
            if state.logins.failed(&attempt, now) == Shown::Spraying {
                tracing::warn!(
                    %address,
                    "passwords are being tried at many accounts from one address (密码喷洒): \
                     find out who is there; it is slowed down"
                );
            }
            // What stands in the place of a name that is none may be a password.
            let user = known.as_deref().unwrap_or("-");
            tracing::warn!(%address, user, "a login failed (登录失败)");
            note_failure(&state, known, now).await;
            return Err(error);
        }
    };
    state.logins.succeeded(&attempt, now);
    let token = new_token()?;
    let (hash, user) = (token_hash(&token), account.me.user.clone());
    let expires = now.plus_seconds(state.session_seconds);
    let (from, until) = (now.seconds(), expires.seconds());
    state
        .writer
        .write(move |tx| {
            tx.add_session(&hash, &user, from, until)?;
            audit::append(tx, &now.rfc3339(), What::Login, &user, &())
        })
        .await?;
    tracing::info!(%address, user = account.me.user, "logged in (登录)");
    Ok(Json(LoginAnswer {
        token,
        expires_at: expires.rfc3339().into(),
        me: account.me.into(),
    }))
}

/// The account of a name, and the earlier login of it that was shown.
async fn look_up(
    state: &AppState,
    user: String,
    shown: Option<String>,
) -> Result<(Option<Account>, Option<[u8; 32]>), AppError> {
    let found = state.readers.read(move |tx| {
        let account = tx.user(&user)?;
        let device = match (&account, shown) {
            (Some(account), Some(shown)) => earlier(tx, &shown, &account.me.user)?,
            _ => None,
        };
        Ok((account, device))
    });
    Ok(found.await?)
}

/// The login of this user that a token, or the hash of one, is about.
fn earlier(tx: &dyn ReadTransaction, shown: &str, user: &str) -> Result<Option<[u8; 32]>, Error> {
    let hashes = [Some(token_hashes(shown)), known_token_hash(shown)];
    for hash in hashes.into_iter().flatten() {
        if tx.vouches(&hash, user)? {
            return Ok(Some(hash.key));
        }
    }
    Ok(None)
}

/// Only accounts that exist are named: what stands in the place of a user name may be a password.
/// The throttle bounds how often this is written.
async fn note_failure(state: &AppState, user: Option<String>, now: Now) {
    let Some(user) = user else { return };
    let at = now.rfc3339();
    let noted = state
        .writer
        .write(move |tx| audit::append(tx, &at, What::LoginFailed, &user, &()))
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "a failed login was not entered in the audit log");
    }
}

async fn check(
    state: &AppState,
    account: Option<Account>,
    password: String,
) -> Result<Account, AppError> {
    let hash = match &account {
        Some(account) if account.password_hash != NO_PASSWORD => account.password_hash.clone(),
        _ => state.nobody.to_string(),
    };
    let right = state.hashing.verify(password, hash).await;
    account
        .filter(|account| right && !account.disabled)
        .ok_or_else(wrong)
}

/// An older widget shows its form all the same, and these words.
fn by_portal_alone() -> AppError {
    AppError::new(
        StatusCode::FORBIDDEN,
        "no-passwords",
        "No logins with a password here",
        Words {
            zh: "本系统不用密码登录，请从门户进入；未上报的内容仍在本机",
            en: "Nobody logs in with a password here: come by the portal. What was not sent yet is still on your device",
        },
    )
}

fn wrong() -> AppError {
    AppError::new(
        StatusCode::UNAUTHORIZED,
        "wrong-login",
        "Wrong user name or password",
        Words {
            zh: "用户名或密码不正确，或账号已停用",
            en: "Wrong user name or password, or the account is switched off",
        },
    )
}

fn too_many(seconds: u64) -> AppError {
    AppError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-logins",
        "Too many attempts",
        Words {
            zh: "该账号登录尝试过多，请稍后再试",
            en: "Too many attempts to log in to this account; try again later",
        },
    )
    .retry_after(seconds)
}
