//! Who was logged in last on this device.

use gloo::utils::window;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

use super::store::escape;

/// User name and token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) user: String,
    pub(crate) token: Option<String>,
}

/// `None` if nobody was, or if this browser does not remember.
pub(crate) fn recall(server: &str) -> Option<Remembered> {
    let text = storage()?.get_item(&key(server)).ok()??;
    serde_json::from_str(&text).ok()
}

/// Whether somebody was.
pub(crate) fn remembers(server: &str) -> bool {
    storage().is_some_and(|storage| matches!(storage.get_item(&key(server)), Ok(Some(_))))
}

/// Remembers, or forgets. A browser that cannot asks for a login next time.
pub(crate) fn remember(server: &str, session: Option<Remembered>) {
    let Some(storage) = storage() else { return };
    let text = session.and_then(|session| serde_json::to_string(&session).ok());
    let _ = match text {
        Some(text) => storage.set_item(&key(server), &text),
        None => storage.remove_item(&key(server)),
    };
}

/// A browser that may keep nothing throws when it is asked.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn key(server: &str) -> String {
    format!("yuebao:session:{}", escape(server))
}
