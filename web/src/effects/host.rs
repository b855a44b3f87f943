//! The page around the element: events out, files out.

use js_sys::{Array, JSON};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{
    Blob, BlobPropertyBag, CustomEvent, CustomEventInit, HtmlAnchorElement, HtmlElement, Url,
};
use yew::Callback;

use crate::Send;
use crate::state::{Action, HostEvent};

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
        let (name, detail) = match event {
            HostEvent::Ready { user } => ("yuebao-ready", serde_json::json!({ "user": user })),
            HostEvent::Submitted { project, month } => (
                "yuebao-submitted",
                serde_json::json!({ "project": project, "month": month }),
            ),
            HostEvent::Sync { state, waiting } => (
                "yuebao-sync",
                serde_json::json!({ "state": state, "waiting": waiting }),
            ),
        };
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(&JSON::parse(&detail.to_string()).unwrap_or(JsValue::NULL));
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // A page without a listener is no fault.
            let _ = self.element.dispatch_event(&event);
        }
    }
}

/// Offers a file for download.
pub(crate) fn download(name: &str, content: &str) -> Result<(), JsValue> {
    let bag = BlobPropertyBag::new();
    bag.set_type("application/json");
    let parts = Array::of1(&content.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &bag)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = gloo::utils::document()
        .create_element("a")?
        .unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the blob after this call; a minute is ample.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
