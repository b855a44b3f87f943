//! Why a token is not taken: all of it in the log, and as much for whoever asks as is theirs to know.

use axum::http::StatusCode;
use yuebao_domain::text::{Words, words};
use yuebao_domain::wire::v1::{
    KEYS_OUT_OF_REACH, NO_ACCOUNT, TOKEN_EXPIRED, TOKEN_NOT_YET, TOKEN_REFUSED,
};

use super::settings::SecretEncoding;
use crate::error::AppError;

/// After how many seconds it is worth asking for the keys again.
const WHEN_OUT_OF_REACH: u64 = 30;

/// Why a token is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is longer than any real one.
    #[error("the token is longer than {} bytes", super::LONGEST_TOKEN)]
    TooLong,
    /// Tokens of a portal are not taken at all.
    #[error("the server was started without --sign-on FILE")]
    NoSignOn,
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
    /// It fits the secret if that is read in another way.
    #[error(
        "the signature fits if secret_file is read as {key}: set secret_encoding = \"{key}\" in [keys]",
        key = .0.key()
    )]
    SecretEncoding(SecretEncoding),
    /// A time is not in seconds.
    #[error(
        "claim “{0}” is in milliseconds or smaller; the portal must give seconds since 1970 (RFC 7519, NumericDate)"
    )]
    Milliseconds(String),
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
    #[error("user name “{0}” is not usable, or cannot be told from another account's")]
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

/// What whoever asks is told.
struct Told {
    status: StatusCode,
    name: &'static str,
    title: &'static str,
    words: Words,
}

impl Refusal {
    /// The answer to a portal that wants to end something.
    pub fn of_logout(self) -> AppError {
        let told = match self {
            Self::KeysOutOfReach(_) => keys_out_of_reach(),
            _ => Told {
                status: StatusCode::BAD_REQUEST,
                name: "logout-token-refused",
                title: "The logout token was refused",
                words: words(
                    "登出令牌未被接受，原因在服务器日志中",
                    "The logout token was refused; the reason is in the server's log",
                ),
            },
        };
        self.log(&told);
        told.into()
    }

    /// What the person is told, and the whole reason behind it, for an administrator.
    pub fn explained(&self) -> String {
        let words = self.told().words;
        format!("{} / {}: {self}", words.zh, words.en)
    }

    /// The reason is quoted, so that nothing in a token can pass for a line of the log; before it
    /// stands what the person was told, so that one leads to the other.
    fn log(&self, told: &Told) {
        let (zh, en) = (told.words.zh, told.words.en);
        tracing::warn!(reason = ?self.to_string(), "a portal's token was refused: {zh} / {en}");
    }

    /// Before a signature has proved that the portal speaks, one answer for all.
    fn told(&self) -> Told {
        match self {
            Self::KeysOutOfReach(_) => keys_out_of_reach(),
            Self::Ended => unauthorized(
                "not-logged-in",
                "Not logged in",
                words(
                    "请登录；未上报的内容仍在本机",
                    "Log in; what was not sent yet is still on your device",
                ),
            ),
            Self::Expired(_) => unauthorized(
                TOKEN_EXPIRED,
                "The portal's token has expired",
                words(
                    "门户的登录凭证已过期，请向门户重新取得；未上报的内容仍在本机",
                    "The portal's token has expired: get a new one from the portal; what was not sent yet is still on your device",
                ),
            ),
            Self::NotYet(_) => unauthorized(
                TOKEN_NOT_YET,
                "The portal's token is not valid yet",
                words(
                    "门户的登录凭证尚未生效，门户与本服务器的时钟可能不一致，请告知管理员；未上报的内容仍在本机",
                    "The portal's token is not valid yet: the portal's clock and this server's may differ, tell the administrator; what was not sent yet is still on your device",
                ),
            ),
            Self::Unreadable(_) | Self::TooLong => refused(words(
                "门户交来的不是可读的登录凭证（JWT），请告知门户的管理员；未上报的内容仍在本机",
                "What the portal gave is no readable token (JWT): tell the portal's administrator; what was not sent yet is still on your device",
            )),
            Self::Issuer(_) | Self::Audience => refused(words(
                "门户交来的登录凭证是给另一个系统的，或由另一个门户签发，请告知门户的管理员；未上报的内容仍在本机",
                "The portal's token is for another system, or from another portal: tell the portal's administrator; what was not sent yet is still on your device",
            )),
            Self::LivesTooLong(_) => refused(words(
                "门户的登录凭证的有效期超过本服务器所允许的，请告知门户的管理员；未上报的内容仍在本机",
                "The portal's token lives longer than this server allows: tell the portal's administrator; what was not sent yet is still on your device",
            )),
            Self::Claim(_) | Self::Kind(_) => refused(words(
                "门户的登录凭证缺少必需的内容，或其写法不对，请告知门户的管理员，详情在服务器日志中；未上报的内容仍在本机",
                "Something is missing in the portal's token, or not of its kind: tell the portal's administrator, the server's log has more; what was not sent yet is still on your device",
            )),
            Self::NoSignOn => refused(words(
                "本服务器没有启用门户登录，请告知管理员；未上报的内容仍在本机",
                "This server takes no tokens of a portal: tell the administrator; what was not sent yet is still on your device",
            )),
            Self::Algorithm | Self::Critical | Self::NoKey { .. } | Self::Signature => {
                refused(words(
                    "门户的登录凭证的签名不被接受：不是本服务器所认的密钥签的。请告知管理员，原因在服务器日志中；未上报的内容仍在本机",
                    "The signature of the portal's token is not accepted: it is not by the key that this server knows. Tell the administrator, the reason is in the server's log; what was not sent yet is still on your device",
                ))
            }
            Self::Milliseconds(_) => refused(words(
                "门户的登录凭证中的时间以毫秒计，应为秒，请告知管理员；未上报的内容仍在本机",
                "The times in the portal's token are in milliseconds and must be in seconds: tell the administrator; what was not sent yet is still on your device",
            )),
            Self::SecretEncoding(_) => refused(words(
                "门户与本服务器对签名密码的写法理解不同（文本、base64 或十六进制），请告知管理员；未上报的内容仍在本机",
                "The portal and this server read their secret in different ways (as text, base64 or hexadecimal): tell the administrator; what was not sent yet is still on your device",
            )),
            Self::NoRole(_) | Self::ManyRoles(_) => no_account(words(
                "您在门户中的角色在月报系统中没有唯一对应的角色，请联系管理员",
                "Your role in the portal does not stand for exactly one role here; ask the administrator",
            )),
            Self::NoUnit(_) => no_account(words(
                "您在门户中的单位在月报系统中不存在，请联系管理员",
                "Your unit in the portal does not exist here; ask the administrator",
            )),
            Self::BadName(_)
            | Self::NoAccount(_)
            | Self::LocalAccount(_)
            | Self::OtherPerson(_)
            | Self::Disabled(_) => no_account(words(
                "您的门户账号没有开通月报，请联系管理员",
                "Your account of the portal is not open here; ask the administrator",
            )),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        let told = refusal.told();
        refusal.log(&told);
        told.into()
    }
}

impl From<Told> for AppError {
    fn from(told: Told) -> Self {
        let error = Self::new(told.status, told.name, told.title, told.words);
        match told.status {
            StatusCode::SERVICE_UNAVAILABLE => error.retry_after(WHEN_OUT_OF_REACH),
            _ => error,
        }
    }
}

const fn refused(words: Words) -> Told {
    unauthorized(TOKEN_REFUSED, "The portal's token was refused", words)
}

const fn unauthorized(name: &'static str, title: &'static str, words: Words) -> Told {
    Told {
        status: StatusCode::UNAUTHORIZED,
        name,
        title,
        words,
    }
}

const fn no_account(words: Words) -> Told {
    Told {
        status: StatusCode::FORBIDDEN,
        name: NO_ACCOUNT,
        title: "No account for this person",
        words,
    }
}

const fn keys_out_of_reach() -> Told {
    Told {
        status: StatusCode::SERVICE_UNAVAILABLE,
        name: KEYS_OUT_OF_REACH,
        title: "The portal's keys are out of reach",
        words: words(
            "暂时无法取得门户的签名公钥，稍后将自动重试；内容仍在本机",
            "The portal's keys cannot be fetched now; it will be tried again, and everything is still on your device",
        ),
    }
}
