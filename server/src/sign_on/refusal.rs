//! Why a token is not taken: all of it in the log, and as much for whoever asks as is theirs to know.

use axum::http::StatusCode;
use yuebao_domain::text::words;

use crate::error::AppError;

/// Why a token is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is longer than any real one.
    #[error("the token is longer than {} bytes", super::LONGEST_TOKEN)]
    TooLong,
    /// It is not a JWT, or says something twice.
    #[error("the token is not readable: {0}")]
    Unreadable(String),
    /// Its algorithm is not among those configured.
    #[error("the algorithm is not among those configured")]
    Algorithm,
    /// It demands extensions that nobody here understands.
    #[error("the header “crit” names extensions that are not known here")]
    Critical,
    /// No key of this name fits.
    #[error("no key fits (kid {kid}); known are: {known}")]
    NoKey {
        /// The name in the token.
        kid: String,
        /// What there is.
        known: String,
    },
    /// No key was ever obtained.
    #[error("no key is known yet: {0}")]
    KeysOutOfReach(String),
    /// The signature is not of that key.
    #[error("the signature does not fit")]
    Signature,
    /// A claim that must be there is missing or not of its kind.
    #[error("claim “{0}” is missing or not of its kind")]
    Claim(String),
    /// Somebody else issued it.
    #[error("iss is “{0}”")]
    Issuer(String),
    /// It is for somebody else.
    #[error("aud does not name this server")]
    Audience,
    /// It is a token of another kind.
    #[error("this is not a token of this kind: {0}")]
    Kind(&'static str),
    /// Its time is over.
    #[error("it expired at {0}")]
    Expired(i64),
    /// Its time has not come.
    #[error("it is valid from {0} only; is one of the clocks wrong?")]
    NotYet(i64),
    /// It lives longer than is allowed.
    #[error("it lives {0} seconds, which is longer than longest_hours allows")]
    LivesTooLong(i64),
    /// It was ended: logged out, revoked, or its session ended by the portal.
    #[error("it was ended before")]
    Ended,
    /// Its role is none here.
    #[error("no role of “{0}” is in [roles]")]
    NoRole(String),
    /// It has several roles that are different ones here.
    #[error("“{0}” come to more than one role in [roles]")]
    ManyRoles(String),
    /// Its unit is none here.
    #[error("there is no unit “{0}”")]
    NoUnit(String),
    /// Its user name cannot be one here.
    #[error("user name “{0}” is not usable")]
    BadName(String),
    /// There is no account, and none is made.
    #[error("there is no account “{0}”, and provision = false")]
    NoAccount(String),
    /// The account was made here, with a password.
    #[error("account “{0}” was made here and [accounts] local = \"refuse\"")]
    LocalAccount(String),
    /// The account is another person's of the portal, or another portal's.
    #[error("account “{0}” belongs to another subject or issuer")]
    OtherPerson(String),
    /// The account is switched off.
    #[error("account “{0}” is switched off")]
    Disabled(String),
}

impl Refusal {
    /// The answer to a portal that wants to end something.
    pub fn of_logout(self) -> AppError {
        self.log();
        match self {
            Self::KeysOutOfReach(_) => keys_out_of_reach(),
            _ => AppError::new(
                StatusCode::BAD_REQUEST,
                "logout-token-refused",
                "The logout token was refused",
                words(
                    "登出令牌未被接受，原因在服务器日志中",
                    "The logout token was refused; the reason is in the server's log",
                ),
            ),
        }
    }

    /// Quoted, so that nothing in a token can pass for a line of the log.
    fn log(&self) {
        tracing::warn!(reason = ?self.to_string(), "a portal's token was refused");
    }
}

impl From<Refusal> for AppError {
    /// Before a signature has proved that the portal speaks, one answer for all.
    fn from(refusal: Refusal) -> Self {
        refusal.log();
        match &refusal {
            Refusal::KeysOutOfReach(_) => keys_out_of_reach(),
            Refusal::Ended => AppError::not_logged_in(),
            Refusal::Expired(_) => unauthorized(
                "token-expired",
                "The portal's token has expired",
                words(
                    "门户的登录凭证已过期，请向门户重新取得；未上报的内容仍在本机",
                    "The portal's token has expired: get a new one from the portal; what was not sent yet is still on your device",
                ),
            ),
            Refusal::NotYet(_) => unauthorized(
                "token-not-yet",
                "The portal's token is not valid yet",
                words(
                    "门户的登录凭证尚未生效，门户与本服务器的时钟可能不一致，请告知管理员；未上报的内容仍在本机",
                    "The portal's token is not valid yet: the portal's clock and this server's may differ, tell the administrator; what was not sent yet is still on your device",
                ),
            ),
            Refusal::NoRole(_) | Refusal::ManyRoles(_) => no_account(words(
                "您在门户中的角色在月报系统中没有唯一对应的角色，请联系管理员",
                "Your role in the portal does not stand for exactly one role here; ask the administrator",
            )),
            Refusal::NoUnit(_) => no_account(words(
                "您在门户中的单位在月报系统中不存在，请联系管理员",
                "Your unit in the portal does not exist here; ask the administrator",
            )),
            Refusal::BadName(_)
            | Refusal::NoAccount(_)
            | Refusal::LocalAccount(_)
            | Refusal::OtherPerson(_)
            | Refusal::Disabled(_) => no_account(words(
                "您的门户帐号没有开通月报，请联系管理员",
                "Your account of the portal is not open here; ask the administrator",
            )),
            _ => unauthorized(
                "token-refused",
                "The portal's token was refused",
                words(
                    "门户的登录凭证未被接受，请重新登录门户；仍不行请告知管理员，原因在服务器日志中。未上报的内容仍在本机",
                    "The portal's token was refused: log in to the portal again; if that does not help, tell the administrator, the reason is in the server's log. What was not sent yet is still on your device",
                ),
            ),
        }
    }
}

fn unauthorized(name: &str, title: &str, words: yuebao_domain::text::Words) -> AppError {
    AppError::new(StatusCode::UNAUTHORIZED, name, title, words)
}

fn no_account(words: yuebao_domain::text::Words) -> AppError {
    AppError::new(
        StatusCode::FORBIDDEN,
        "no-account",
        "No account for this person",
        words,
    )
}

fn keys_out_of_reach() -> AppError {
    AppError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "keys-out-of-reach",
        "The portal's keys are out of reach",
        words(
            "暂时无法取得门户的签名公钥，稍后将自动重试；内容仍在本机",
            "The portal's keys cannot be fetched now; it will be tried again, and everything is still on your device",
        ),
    )
    .retry_after(30)
}
