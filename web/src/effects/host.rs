//! The page around the element: events and answers out, tokens in, files out.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;
use yew::Callback;
use yuebao_domain::text::Lang;

use crate::dispatch::Dispatch;
use crate::fault::{CallRefusal, PortalFault};
use crate::js;
use crate::state::{Action, CallAnswer, HostEvent};
use crate::text::calls as text;

/// The page around the element, and the way back to the state.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    /// Where the widget is drawn: while its element is out of the page nothing else leads to it.
    pub(crate) place: Element,
    /// Base URL of the server.
    pub(crate) server: String,
    /// One action.
    pub(crate) send: Dispatch,
    /// Several, with nothing shown in between.
    pub(crate) send_all: Callback<Vec<Action>>,
}

impl Host {
    pub(crate) fn emit(&self, event: &HostEvent) {
        js::tell(&self.place, event.name(), &event.detail());
    }

    /// Somebody wants to sign in: the page sees to it, or the portal's login is opened beside it, where
    /// nothing of this page is lost.
    pub(crate) fn to_portal(&self, event: &HostEvent, url: Option<&str>) {
        let is_left_to_us = js::tell(&self.place, event.name(), &event.detail());
        if let (true, Some(url)) = (is_left_to_us, url) {
            let beside = ("_blank", "noopener");
            // a browser that opens no window leaves it to the words
            let _ = gloo::utils::window()
                .open_with_url_and_target_and_features(url, beside.0, beside.1);
        }
    }

    /// What the page's callback gives, or why it gives nothing.
    pub(crate) fn ask_token(&self) {
        let send = self.send.clone();
        let asked: Promise = js::ask_token(&self.place);
        spawn_local(async move {
            let given = JsFuture::from(asked).await.unwrap_or_default();
            send.emit(Action::TokenGiven(read(&given)));
        });
    }
}

/// `[what, text]`, as the element's script has it.
fn read(given: &JsValue) -> Result<String, PortalFault> {
    let part = |at| js_sys::Reflect::get_u32(given, at).ok()?.as_string();
    let text = || part(1).unwrap_or_default();
    match part(0).as_deref() {
        Some("token") => Ok(text()),
        Some("failed") => Err(PortalFault::Failed(text())),
        Some("late") => Err(PortalFault::Late),
        Some("no text") => Err(PortalFault::NotAToken),
        _ => Err(PortalFault::NoToken),
    }
}

/// Settles the promise of a call; words are for the console of whoever wrote the page.
pub(crate) fn answer(number: u32, answer: &Result<CallAnswer, CallRefusal>, lang: Lang) {
    match answer {
        Ok(CallAnswer::Done) => js::answer(number, None),
        Ok(CallAnswer::Sync { state, waiting }) => {
            let (state, waiting) = (*state, *waiting);
            let detail = HostEvent::Sync { state, waiting }.detail();
            js::answer(number, Some(detail));
        }
        Ok(CallAnswer::File { name, content }) => js::answer_file(number, name, content),
        Err(refusal) => js::refuse(number, refusal.code(), &text::refusal(refusal, lang)),
    }
}
