//! What the browser says of the network and of the tab.

use gloo::events::EventListener;
use gloo::utils::{document, window};

use crate::dispatch::Dispatch;
use crate::state::Action;

/// Listens until it is dropped.
#[derive(Debug)]
pub(crate) struct Connectivity {
    _listeners: [EventListener; 3],
}

impl Connectivity {
    pub(crate) fn listen(send: &Dispatch) -> Self {
        let (up, down, seen) = (send.clone(), send.clone(), send.clone());
        Self {
            _listeners: [
                EventListener::new(&window(), "online", move |_| up.emit(Action::Online(true))),
                EventListener::new(&window(), "offline", move |_| {
                    down.emit(Action::Online(false));
                }),
                EventListener::new(&document(), "visibilitychange", move |_| {
                    if !document().hidden() {
                        seen.emit(Action::Seen);
                    }
                }),
            ],
        }
    }
}

/// Whether the browser believes that it is online.
pub(crate) fn is_online() -> bool {
    window().navigator().on_line()
}
