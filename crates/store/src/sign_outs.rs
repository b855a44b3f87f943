//! Tokens of the portal that count no more, whether they were seen here or not.

use crate::Result;
use crate::meta::ReadMeta;

/// Longer than any token may live, in seconds.
pub const KEPT: i64 = 32 * 24 * 60 * 60;

/// Whose tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A user's, by the name here.
    User,
    /// A person's, as the portal calls them.
    Subject,
    /// Those of one session at the portal.
    Session,
}

impl Who {
    /// The word that is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Subject => "subject",
            Self::Session => "session",
        }
    }
}

/// What is asked of sign-outs. Times are seconds since 1970.
pub trait ReadSignOuts: ReadMeta {
    /// Whether a sign-out of this user, subject or session was said for `issued_at` or later.
    fn is_signed_out(
        &self,
        user: &str,
        subject: &str,
        session: Option<&str>,
        issued_at: i64,
    ) -> Result<bool>;

    /// Whether a token that was issued at this moment counts no more.
    fn sign_out_reaches(
        &self,
        user: &str,
        subject: &str,
        session: Option<&str>,
        issued_at: i64,
    ) -> Result<bool> {
        let reached = self.is_signed_out(user, subject, session, issued_at)?;
        Ok(reached || (self.signed_out()?).is_some_and(|before| before >= issued_at))
    }
}

/// What is written of sign-outs.
pub trait WriteSignOuts: ReadSignOuts {
    /// Ends the tokens that were issued up to `before`, seen here or not; false if that was said
    /// before. Sign-outs are forgotten after [`KEPT`].
    fn sign_out(&self, who: Who, named: &str, before: i64, now: i64) -> Result<bool>;
}
