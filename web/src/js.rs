//! What the program calls of its own scripts, and of the page that they run in.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, Request};
use yuebao_domain::wire::build_named_in;

#[wasm_bindgen(module = "/src/element.js")]
extern "C" {
    /// Adds to the style sheet, once.
    #[wasm_bindgen(js_name = addStyles)]
    pub(crate) fn add_styles(css: &str);

    /// From now on the widget that is drawn in `place` is that of `host`. The element is not held: one
    /// that the page has dropped goes, and its widget after it.
    #[wasm_bindgen(js_name = settle)]
    pub(crate) fn settle(place: &Element, host: &HtmlElement);

    #[wasm_bindgen(js_name = reloadPage)]
    fn reload_page_with(loader: &str);

    /// Sends an event with this detail, in JSON; whether the page leaves to us what is to be done.
    pub(crate) fn tell(place: &Element, name: &str, detail: &str) -> bool;

    /// Asks the page for a token; resolves with `["token", it]`, or with why there is none.
    #[wasm_bindgen(js_name = askToken)]
    pub(crate) fn ask_token(place: &Element) -> Promise;

    /// Fulfils a call with a value, in JSON.
    pub(crate) fn answer(number: u32, value: Option<String>);

    /// Fulfils a call with a file.
    #[wasm_bindgen(js_name = answerFile)]
    pub(crate) fn answer_file(number: u32, name: &str, content: &str);

    /// Rejects a call.
    pub(crate) fn refuse(number: u32, code: &str, words: &str);

    /// Offers a file for download; whether nothing around the page can forbid it in silence.
    pub(crate) fn download(name: &str, content: &str) -> bool;

    /// The same of a file that was fetched.
    #[wasm_bindgen(js_name = download)]
    pub(crate) fn download_file(name: &str, content: &js_sys::Uint8Array) -> bool;

    /// Copies all of a text; whether that was allowed.
    #[wasm_bindgen(js_name = copyFrom)]
    pub(crate) fn copy_from(area: &web_sys::HtmlTextAreaElement) -> bool;

    /// `fetch` as it was when this program was loaded.
    #[wasm_bindgen(js_name = askServer)]
    pub(crate) fn ask_server(request: &Request) -> Promise;

    /// The address of the file of this build with what there is to read about the rules.
    #[wasm_bindgen(js_name = rulePage)]
    pub(crate) fn rule_page(is_chinese: bool) -> String;
}

#[wasm_bindgen(module = "/src/print.js")]
extern "C" {
    /// Prints what is drawn in `place`, and nothing of the page around it.
    #[wasm_bindgen(js_name = printAlone, catch)]
    pub(crate) fn print_alone(place: &Element) -> Result<(), JsValue>;
}

#[wasm_bindgen(module = "/src/in_view.js")]
extern "C" {
    /// What of a widget is in view.
    pub(crate) type InView;

    #[wasm_bindgen(constructor)]
    pub(crate) fn new(place: &Element) -> InView;

    /// The widget is in the page, and somebody may move it.
    #[wasm_bindgen(method)]
    pub(crate) fn follow(this: &InView, host: &HtmlElement);

    /// It is not any more.
    #[wasm_bindgen(method)]
    pub(crate) fn rest(this: &InView);

    /// It is in the page again: shows the same of it as before.
    #[wasm_bindgen(method)]
    pub(crate) fn restore(this: &InView);

    /// Somebody else's widget will be drawn here.
    #[wasm_bindgen(method)]
    pub(crate) fn forget(this: &InView);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    pub(crate) static SCRIPT: String;
}

/// The build that this program is of, if its files have names that tell. A browser extension and a
/// portal's own bundle bring theirs, which loading the page anew does not change: that is compared
/// with nothing.
pub(crate) fn build() -> Option<String> {
    let from_server = |script: &&String| script.starts_with("http");
    SCRIPT.with(|script| {
        let script = Some(script).filter(from_server)?;
        build_named_in(script).map(str::to_owned)
    })
}

/// Loads the page anew, with the newest build.
pub(crate) fn reload_page() {
    let loader = SCRIPT.with(|script| web_sys::Url::new_with_base("yuebao.js", script));
    reload_page_with(&loader.map_or_else(|_| String::new(), |loader| loader.href()));
}
