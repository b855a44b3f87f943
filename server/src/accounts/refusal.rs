//! Why something was not done to an account.

use yuebao_domain::accounts::{LONGEST_SHOWN, MIN_PASSWORD};
use yuebao_store::Error;

use crate::error::AppError;

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The name is taken.
    #[error("用户名“{0}”已存在 / user name “{0}” is taken")]
    Taken(String),
    /// The name is not usable.
    #[error(
        "用户名“{0}”不可用：1–64 个字符，只用半角字母、数字、汉字和 . _ - @ + 等连接符 / user name “{0}” is not usable: 1–64 characters, ASCII letters, digits, Chinese characters and . _ - @ + only"
    )]
    BadName(String),
    /// There is no such unit.
    #[error(
        "没有单位“{0}”，请核对名称，或先新增这个单位 / there is no unit “{0}”: check its name, or add it first"
    )]
    NoUnit(String),
    /// Somebody who is no clerk has no owner.
    #[error("只有信息员的账号可以属于项目业主 / only a clerk's account can be a project owner's")]
    NotForOwner,
    /// Nobody would be left to look after accounts.
    #[error(
        "“{0}”是最后一个在用的系统管理员：请先新增或启用另一个 / “{0}” is the last administrator that is not switched off: add or enable another one first"
    )]
    LastAdmin(String),
    /// The name on screen is empty or too long.
    #[error("姓名须为 1–{LONGEST_SHOWN} 个字符 / a name is 1–{LONGEST_SHOWN} characters")]
    BadShown,
    /// There is no such tablet.
    #[error("“{0}”没有这台平板 / “{0}” has no such tablet")]
    NoTablet(String),
    /// There is no such account.
    #[error("没有用户“{0}” / there is no user “{0}”")]
    NoUser(String),
    /// The password is too short.
    #[error("密码至少 {MIN_PASSWORD} 个字符 / a password needs at least {MIN_PASSWORD} characters")]
    ShortPassword,
    /// Hashing failed.
    #[error("password hash: {0}")]
    Hash(String),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// From the database.
    #[error(transparent)]
    Db(#[from] Error),
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> Self {
        tracing::error!(%error, "account");
        Self::internal()
    }
}
