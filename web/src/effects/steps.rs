//! The browser's Back among the screens of the widget: see `steps.js`.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::dispatch::Dispatch;
use crate::state::Action;

#[wasm_bindgen(module = "/src/steps.js")]
extern "C" {
    #[derive(Debug)]
    #[wasm_bindgen(js_name = Steps)]
    type History;

    #[wasm_bindgen(constructor, js_class = "Steps")]
    fn new(place: &Element, back: &Closure<dyn Fn(i32)>) -> History;

    #[wasm_bindgen(method)]
    fn follow(this: &History, depth: i32);

    #[wasm_bindgen(method)]
    fn renew(this: &History);

    #[wasm_bindgen(method)]
    fn end(this: &History);
}

/// Follows the screens until it is dropped.
#[derive(Debug)]
pub(crate) struct Steps {
    history: History,
    /// How deep the screen is that the page has chosen: Back leads out of the page from there.
    base: Option<i32>,
    /// So many screens are behind the one that is shown.
    behind: i32,
    _back: Closure<dyn Fn(i32)>,
}

impl Steps {
    pub(crate) fn begin(place: &Element, send: &Dispatch) -> Self {
        let send = send.clone();
        let back = Closure::new(move |gone| send.emit(Action::Stepped(gone)));
        Self {
            history: History::new(place, &back),
            base: None,
            behind: 0,
            _back: back,
        }
    }

    /// The screen of an open session is so deep; `None` while nobody is there. A screen that the page
    /// has chosen is no step of the person's.
    pub(crate) fn follow(&mut self, depth: Option<i32>, is_chosen: bool) {
        let base = match (depth, self.base) {
            (Some(depth), Some(_)) if is_chosen => Some(depth - self.behind),
            (Some(depth), Some(base)) => Some(base.min(depth)),
            (depth, _) => depth,
        };
        let behind = depth.zip(base).map_or(0, |(depth, base)| depth - base);
        if behind != self.behind {
            self.behind = behind;
            self.history.follow(behind);
        }
        self.base = base;
    }

    /// The element is out of the page, and the steps with it.
    pub(crate) fn rest(&self) {
        self.history.end();
    }

    /// It is in the page again: there are as many steps behind the screen as before.
    pub(crate) fn renew(&self) {
        self.history.renew();
    }

    /// The browser has gone so many steps by itself.
    pub(crate) fn stepped(&mut self, gone: i32) {
        self.behind += gone;
    }
}

impl Drop for Steps {
    fn drop(&mut self) {
        self.history.end();
    }
}
