//! The page around the element: events and answers out, tokens in, files out.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;
use yew::Callback;
use yuebao_domain::text::Lang;

use crate::Send;
use crate::element;
use crate::state::{Action, CallAnswer, CallRefusal, HostEvent};
use crate::text::calls as text;

/// The page around the element, and the way back to the state.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    /// The element.
    pub(crate) element: HtmlElement,
    /// Base URL of the server.
    pub(crate) server: String,
    /// One action.
    pub(crate) send: Send,
    /// Several, with nothing shown in between.
    pub(crate) send_all: Callback<Vec<Action>>,
}

impl Host {
    pub(crate) fn emit(&self, event: &HostEvent) {
        element::tell(&self.element, event.name(), &event.detail());
    }

    /// A page that gives none, or fails, gives nothing.
    pub(crate) fn ask_token(&self) {
        let send = self.send.clone();
        let asked: Promise = element::ask_token(&self.element);
        spawn_local(async move {
            let token = JsFuture::from(asked).await.ok();
            let token = token.as_ref().and_then(JsValue::as_string);
            send.emit(Action::TokenGiven(token));
        });
    }
}

/// Settles the promise of a call; words are for the console of whoever wrote the page.
pub(crate) fn answer(number: u32, answer: &Result<CallAnswer, CallRefusal>, lang: Lang) {
    match answer {
        Ok(CallAnswer::Done) => element::answer(number, None),
        Ok(CallAnswer::Sync { state, waiting }) => {
            let (state, waiting) = (*state, *waiting);
            let detail = HostEvent::Sync { state, waiting }.detail();
            element::answer(number, Some(detail));
        }
        Ok(CallAnswer::File { name, content }) => element::answer_file(number, name, content),
        Err(refusal) => element::refuse(number, refusal.code(), &text::refusal(refusal, lang)),
    }
}
