//! Who was logged in last on this device, how large they want the text, and in which language.

use gloo::utils::window;
use web_sys::Storage;
use yuebao_domain::json;
use yuebao_domain::text::Lang;

use super::store::escape;
use crate::shell::language_tag;
use crate::state::{Entry, Remembered, TextSize};

const TEXT_SIZE: &str = "yuebao:text-size";
const LANG: &str = "yuebao:lang";

/// `None` if nobody was, or if this browser does not remember.
pub(crate) fn recall(server: &str) -> Option<Remembered> {
    let text = storage()?.get_item(&key(server)).ok()??;
    json::read(&text).ok()
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

/// How who was here last came in.
pub(crate) fn entry(server: &str) -> Entry {
    recall(server).map_or_else(Entry::default, |last| last.entry)
}

/// How large the text is on this device, if that was ever chosen.
pub(crate) fn text_size() -> Option<TextSize> {
    TextSize::named(&storage()?.get_item(TEXT_SIZE).ok()??)
}

/// A browser that cannot keep it shows it until the page is left.
pub(crate) fn keep_text_size(size: TextSize) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(TEXT_SIZE, size.name());
    }
}

/// The language on this device, if that was ever chosen.
pub(crate) fn lang() -> Option<Lang> {
    let tag = storage()?.get_item(LANG).ok()??;
    Some(Lang::from_tag(&tag))
}

/// As the text size.
pub(crate) fn keep_lang(lang: Lang) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(LANG, language_tag(lang));
    }
}

/// A browser that may keep nothing throws when it is asked.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn key(server: &str) -> String {
    format!("yuebao:session:{}", escape(server))
}
