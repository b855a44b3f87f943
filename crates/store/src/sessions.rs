//! Logins: tokens of this server and of the portal. A token is kept as its hash only.

use yuebao_domain::rights::Me;

use crate::Result;
use crate::sign_outs::{Who, WriteSignOuts};
use crate::users::ReadUsers;

/// How long an expired login is remembered, in seconds: a clock that is set back must not bring
/// an ended token of the portal back.
pub const REMEMBERED: i64 = 24 * 60 * 60;
/// How long an expired login goes on to tell that its device is this user's, in seconds.
pub const VOUCHES: i64 = 400 * REMEMBERED;
/// How many of them a user has at most.
pub const MOST_VOUCHING: u32 = 20;

/// What is stored of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenHash {
    /// By which the login is known.
    pub key: [u8; 32],
    /// Of the whole text. It differs where only a part of the text is signed.
    pub whole: [u8; 32],
}

/// A token of the portal that was let in.
#[derive(Debug, Clone, Copy)]
pub struct PortalLogin<'a> {
    /// What is stored of the token.
    pub token: &'a TokenHash,
    /// The account.
    pub user: &'a str,
    /// Who it is at the portal.
    pub subject: &'a str,
    /// The session there.
    pub session: Option<&'a str>,
    /// When it was issued, in seconds since 1970.
    pub issued_at: i64,
    /// When it ends.
    pub ends_at: i64,
}

/// Which texts of a token are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// This very text. A login from before the whole text was kept beside the signed part is known by
    /// the whole text's hash alone.
    This,
    /// Any text of what is signed; whoever asks has seen that it *is* signed.
    Any,
}

/// A login as it is listed: never its token, nor what is stored of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// User name.
    pub user: String,
    /// When it began, in seconds since 1970.
    pub created_at: u64,
    /// When it expires.
    pub expires_at: u64,
    /// Whether it is a token of the portal.
    pub portal: bool,
}

/// What is asked of logins. Times are seconds since 1970.
pub trait ReadSessions: ReadUsers {
    /// Whom a token belongs to, and by which hash the login is known, if it is valid now.
    fn session_user(
        &self,
        token: &TokenHash,
        texts: Texts,
        now: i64,
    ) -> Result<Option<(String, [u8; 32])>>;

    /// Whether a token was ever let in, as far as that is remembered.
    fn is_known_token(&self, token: &TokenHash, texts: Texts) -> Result<bool>;

    /// Whether a login is over for another reason than its age: somebody ended it, or its account is
    /// switched off.
    fn was_ended(&self, token: &TokenHash) -> Result<bool>;

    /// Whether a token, valid or not, tells that whoever shows it has logged in as this user before.
    fn vouches(&self, token: &TokenHash, user: &str) -> Result<bool>;

    /// The logins that are valid now, by user and age.
    fn sessions(&self, now: i64) -> Result<Vec<Login>>;

    /// Whom a token belongs to, and which login it is, if it is valid now and the account is not
    /// switched off.
    fn session(&self, token: &TokenHash, texts: Texts, now: i64) -> Result<Option<(Me, [u8; 32])>> {
        let Some((user, login)) = self.session_user(token, texts, now)? else {
            return Ok(None);
        };
        let account = self.user(&user)?.filter(|account| !account.disabled);
        Ok(account.map(|account| (account.me, login)))
    }
}

/// What is written of logins. Times are seconds since 1970.
pub trait WriteSessions: ReadSessions + WriteSignOuts {
    /// Writes a login.
    fn insert_session(&self, hash: &[u8], user: &str, now: i64, expires_at: i64) -> Result<()>;

    /// Says of a login that was just written that it is the portal's; false if another token of the
    /// same session there is remembered.
    fn mark_portal_session(&self, login: &PortalLogin<'_>) -> Result<bool>;

    /// Forgets logins that expired more than [`REMEMBERED`] ago. Those of this server go on to vouch
    /// for their device for as long as [`VOUCHES`], the last [`MOST_VOUCHING`] of `user` at most.
    fn forget_sessions(&self, user: &str, now: i64) -> Result<()>;

    /// Ends one login; false if it had ended before.
    fn end_session(&self, hash: &[u8]) -> Result<bool>;

    /// Ends every login of a user, none of which vouches any more; returns how many were valid.
    fn end_sessions_of(&self, user: &str, now: i64) -> Result<usize>;

    /// Ends every login there is, whoever's it is.
    fn end_every_session(&self) -> Result<usize>;

    /// Writes a login and forgets those that expired long ago.
    fn add_session(&self, hash: &[u8], user: &str, now: i64, expires_at: i64) -> Result<()> {
        self.forget_sessions(user, now)?;
        self.insert_session(hash, user, now, expires_at)
    }

    /// Writes a portal's login; false if another token of the same session there is remembered.
    fn add_portal_session(&self, login: &PortalLogin<'_>, now: i64) -> Result<bool> {
        self.add_session(&login.token.key, login.user, now, login.ends_at)?;
        self.mark_portal_session(login)
    }

    /// Ends every login of a user, and every token of the portal that was issued until now, seen or
    /// not; returns how many logins were valid.
    fn end_all_sessions(&self, user: &str, now: i64) -> Result<usize> {
        // A lost tablet is nobody's any more.
        let ended = self.end_sessions_of(user, now)?;
        self.sign_out(Who::User, user, now, now)?;
        Ok(ended)
    }
}
