//! Who is using the widget, and by which login.

use super::Entry;
use crate::fault::SyncFault;

/// Who is using the widget.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Session {
    /// The store has not been opened yet.
    #[default]
    Opening,
    /// Nobody: the login form is shown. `error`: why the last attempt failed.
    LoggedOut {
        /// An attempt is under way.
        busy: bool,
        /// Why the last attempt failed.
        error: Option<SyncFault>,
    },
    /// A user whose store is open; without a token work goes on and sync waits for a login.
    Open {
        /// User name; names the store.
        user: String,
        /// Bearer token, if there is a valid one.
        token: Option<String>,
    },
}

impl Session {
    /// Whether somebody is there.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Whether somebody is there without a token.
    pub const fn needs_login(&self) -> bool {
        matches!(self, Self::Open { token: None, .. })
    }

    /// The bearer token, if there is a valid one.
    pub fn token(&self) -> Option<&str> {
        match self {
            Self::Open { token, .. } => token.as_deref(),
            Self::Opening | Self::LoggedOut { .. } => None,
        }
    }
}

/// The login of who is here, or was here last.
#[derive(Debug, Clone, Default)]
pub struct Login {
    /// How the user came in.
    pub entry: Entry,
    /// Who was here last on this device.
    pub last_user: Option<String>,
    /// The login form that was sent, until there is an answer: user name and password.
    pub attempt: Option<(String, String)>,
    /// What opens the store once more in this tab.
    pub store_key: Option<String>,
    /// The server has said that it is over: nothing is shown and nothing taken until the next.
    pub has_ended: bool,
}
