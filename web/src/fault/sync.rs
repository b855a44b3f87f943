//! Why a request to the server came to nothing.

use super::PortalFault;

/// What went wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncFault {
    /// No answer: offline, or the server is down.
    Unreachable,
    /// No answer that the browser lets this page read.
    Blocked(Blocked),
    /// An answer that is not the server's (a captive portal, a proxy's page).
    NotTheServer,
    /// The server was reached and saw no token, although one was sent.
    TokenTakenOut,
    /// An answer that is packed and does not say so any more.
    StillPacked,
    /// The server is of before what is asked of it: it has no such address.
    OldServer,
    /// The server, or something on the way to it, does not take so much at once.
    TooLarge,
    /// The token has expired, or is not known.
    LoginNeeded,
    /// The login was ended: revoked, with the account, or with a new password.
    LoginEnded,
    /// The server's word on a token of the portal.
    Portal(PortalFault),
    /// Wrong user name or password.
    WrongLogin,
    /// The server cannot be asked, and this device does not know this password.
    NotKnownHere,
    /// The server is busy; try again after so many seconds.
    Busy(u32),
    /// The server refused the request: its words.
    Refused(String),
    /// Another server answers under the same address: its data are not this store's.
    OtherServer,
    /// The token belongs to another user than this store.
    OtherUser,
}

/// Why a browser keeps a server from a page, until an administrator changes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// The server does not name this origin, which is the page's.
    Origin(String),
    /// The page is https, and the server, whose address this is, is plain http.
    Insecure(String),
}

impl SyncFault {
    /// Whether the server itself was not heard, so that what is here is all there is.
    pub fn is_away(&self) -> bool {
        matches!(
            self,
            Self::Unreachable | Self::Blocked(_) | Self::NotTheServer
        )
    }

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
