//! Who was logged in last on this device.

use gloo::storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};

use super::store::escape;

/// User name and token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) user: String,
    pub(crate) token: Option<String>,
}

/// `None` if nobody was, or if this browser does not remember.
pub(crate) fn recall(server: &str) -> Option<Remembered> {
    LocalStorage::get(key(server)).ok()
}

/// Remembers, or forgets. A browser that cannot asks for a login next time.
pub(crate) fn remember(server: &str, session: Option<Remembered>) {
    match session {
        Some(session) => {
            let _ = LocalStorage::set(key(server), session);
        }
        None => LocalStorage::delete(key(server)),
    }
}

fn key(server: &str) -> String {
    format!("yuebao:session:{}", escape(server))
}
