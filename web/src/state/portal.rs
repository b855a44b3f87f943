//! The portal's sign-on: why it has let nobody in, and whether there is another way.

use super::{Entry, Giver, State, SyncFault};

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

/// What can stand in a request's header; what surrounds it does not belong to it.
pub(super) fn token_in(text: &str) -> Result<String, PortalFault> {
    let token = text.trim();
    let is_one = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let token = is_one.then(|| token.to_owned());
    token.ok_or(PortalFault::NotAToken)
}

impl SyncFault {
    /// What that means for a token of the portal, if it is about one.
    pub(crate) fn of_token(&self) -> Option<PortalFault> {
        match self {
            Self::Portal(fault) => Some(fault.clone()),
            Self::LoginNeeded | Self::LoginEnded => Some(PortalFault::Ended),
            _ => None,
        }
    }

    /// Whether it ends the login that it answers to.
    pub(crate) fn ends_login(&self) -> bool {
        !matches!(self, Self::Portal(PortalFault::NoAccount(_))) && self.of_token().is_some()
    }
}

impl State {
    /// Whether a password may open something here. Until the server has said so, it is as it was
    /// last, or as the page around the widget lets expect.
    pub fn takes_passwords(&self) -> bool {
        if let Some(hello) = &self.hello {
            return hello.passwords;
        }
        let no_portal = self.giver == Giver::Absent && self.handed.is_none();
        let was_here = self.last_user.is_some();
        !self.portal_alone && self.entry == Entry::Password && (no_portal || was_here)
    }

    /// The page on which one signs in at the portal, if the server knows it.
    pub(crate) fn portal_login(&self) -> Option<&str> {
        let url = self.hello.as_ref()?.portal_login.as_deref()?;
        let is_page = ["https://", "http://"].iter().any(|it| url.starts_with(it));
        is_page.then_some(url)
    }
}
