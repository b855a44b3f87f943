//! Who was logged in last on this device, that it was let in before, how large they want the text, and
//! in which language.
//!
//! The device remembers the name, which opens nothing. A tab remembers a key as long as it lives; the
//! store knows whether that key fits.

use gloo::utils::window;
use web_sys::Storage;
use yuebao_domain::text::Lang;
use yuebao_domain::{json, proof};

use super::store::escape;
use crate::state::{Entry, Remembered, StorePermission};
use crate::text::language_tag;
use crate::text_size::TextSize;

const TEXT_SIZE: &str = "yuebao:text-size";
const LANG: &str = "yuebao:lang";

/// `None` if nobody was, or if this browser does not remember. With the key, if this tab has one.
pub(crate) fn recall(server: &str) -> Option<Remembered> {
    let text = storage()?.get_item(&name(server)).ok()??;
    let last: Remembered = json::read(&text).ok()?;
    let here = tab().and_then(|tab| tab.get_item(&name(server)).ok()?);
    let key = here.and_then(|here| Some(here.strip_suffix(&last.user)?.trim_end().to_owned()));
    Some(Remembered { key, ..last })
}

/// Whether this tab was let in before.
pub(crate) fn remembers(server: &str) -> bool {
    recall(server).is_some_and(|last| last.key.is_some())
}

/// Remembers, or forgets. A browser that cannot asks for a login next time.
pub(crate) fn remember(server: &str, session: Option<&Remembered>) {
    let text = session.and_then(|session| serde_json::to_string(session).ok());
    put(storage(), &name(server), text);
    let key = session.and_then(|session| Some((session.key.as_ref()?, &session.user)));
    put(
        tab(),
        &name(server),
        key.map(|(key, user)| format!("{key} {user}")),
    );
}

fn put(storage: Option<Storage>, key: &str, text: Option<String>) {
    let Some(storage) = storage else { return };
    let _ = match text {
        Some(text) => storage.set_item(key, &text),
        None => storage.remove_item(key),
    };
}

/// How who was here last came in.
pub(crate) fn entry(server: &str) -> Entry {
    recall(server).map_or_else(Entry::default, |last| last.entry)
}

/// What shows the server that this user has logged in on this device before, so that strangers who
/// guess at the name hold nobody up here.
pub(crate) fn known(server: &str, user: &str) -> Option<String> {
    storage()?.get_item(&known_name(server, user)).ok()?
}

/// Of the token, its hash alone is kept outside of the store: that opens nothing.
pub(crate) fn keep_known(server: &str, user: &str, token: &str) {
    let known = proof::digest(token);
    put(storage(), &known_name(server, user), Some(known));
}

/// As if this user had never been here.
pub(crate) fn forget_known(server: &str, user: &str) {
    put(storage(), &known_name(server, user), None);
}

fn known_name(server: &str, user: &str) -> String {
    format!("yuebao:known:{}:{}", escape(server), escape(user))
}

/// Whether nobody could log in with a password when the server was last asked.
pub(crate) fn portal_alone(server: &str) -> bool {
    let kept = storage().and_then(|storage| storage.get_item(&portal_name(server)).ok()?);
    kept.is_some()
}

/// So that no form is shown that opens nothing.
pub(crate) fn keep_portal_alone(server: &str, alone: bool) {
    let text = alone.then(|| "alone".to_owned());
    put(storage(), &portal_name(server), text);
}

fn portal_name(server: &str) -> String {
    format!("yuebao:portal:{}", escape(server))
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

/// Whether this page may keep anything. The reason is not told; of a page around it that is another
/// origin's, nothing is seen.
pub(crate) fn store_permission() -> StorePermission {
    let window = window();
    if window.local_storage().is_ok() {
        return StorePermission::Allowed;
    }
    match window.top() {
        Ok(Some(top)) if top.location().href().is_err() => StorePermission::RefusedInFrame,
        _ => StorePermission::Refused,
    }
}

/// A browser that may keep nothing throws when it is asked.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

/// What a tab keeps until it is closed.
fn tab() -> Option<Storage> {
    window().session_storage().ok()?
}

fn name(server: &str) -> String {
    format!("yuebao:session:{}", escape(server))
}
