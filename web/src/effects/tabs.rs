//! Other tabs of the same user. A courtesy: the store itself notices when another tab wrote.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::BroadcastChannel;

use crate::dispatch::Dispatch;
use crate::state::Action;

/// Tells other tabs that the store has changed, and hears of it, until it is dropped.
#[derive(Debug)]
pub(crate) struct Tabs {
    channel: Option<BroadcastChannel>,
    _listener: Closure<dyn Fn()>,
}

impl Tabs {
    pub(crate) fn join(name: &str, send: Dispatch) -> Self {
        let listener = Closure::new(move || send.emit(Action::StoreChanged));
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _listener: listener,
        }
    }

    pub(crate) fn tell(&self) {
        if let Some(channel) = &self.channel {
            // A tab that does not hear of it notices when it writes.
            let _ = channel.post_message(&"changed".into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
