//! Why nobody came in by the portal.

/// Why nobody came in by the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PortalFault {
    /// The page's callback gave no token.
    NoToken,
    /// It failed, with these words.
    Failed(String),
    /// It has not answered in time.
    Late,
    /// What the page gave is no token: no text, or one that no request can carry.
    NotAToken,
    /// The token has expired; the server's words.
    Expired(String),
    /// The server does not take the token; its words.
    Refused(String),
    /// The token is good, and nobody here is that person; the server's words.
    NoAccount(String),
    /// The login was over before, or the server does not know it.
    Ended,
}

impl PortalFault {
    /// In the event that the page hears.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::NoToken => "no-token",
            Self::Failed(_) => "failed",
            Self::Late => "timeout",
            Self::NotAToken => "malformed",
            Self::Expired(_) => "expired",
            Self::Refused(_) => "refused",
            Self::NoAccount(_) => "no-account",
            Self::Ended => "ended",
        }
    }
}
