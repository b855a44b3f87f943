//! Asks before a page is left that holds what is nowhere else.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

/// Listens until it is dropped.
#[derive(Debug)]
pub(crate) struct Leaving {
    loses: Rc<Cell<bool>>,
    _listener: EventListener,
}

impl Leaving {
    pub(crate) fn listen() -> Self {
        let loses = Rc::new(Cell::new(false));
        let asked = loses.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
                if asked.get() {
                    event.prevent_default();
                    // What older browsers look at; the words are theirs.
                    if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                        event.set_return_value("unsaved");
                    }
                }
            });
        Self {
            loses,
            _listener: listener,
        }
    }

    /// From now on leaving loses something, or does not.
    pub(crate) fn loses(&self, loses: bool) {
        self.loses.set(loses);
    }
}
