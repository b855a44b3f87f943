//! The custom element `<yuebao-report>`.
//!
//! | attribute | |
//! |---|---|
//! | `server` | base URL of the server; without it, where the script came from |
//! | `lang` | `zh-CN` or `en` |
//! | `view` | `tasks`, `summary`, `pending` or `form:PROJECT` |
//!
//! The property `token` takes a token from the host page. The element sends `yuebao-ready`,
//! `yuebao-submitted` and `yuebao-sync` (see [`crate::state::HostEvent`]).

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Renderer};
use yuebao_domain::text::Lang;
use yuebao_domain::wire::build_named_in;

use crate::app::{App, Props};
use crate::state::{Action, View};
use crate::style::SHEET;

#[wasm_bindgen(module = "/src/element.js")]
extern "C" {
    #[wasm_bindgen(js_name = define)]
    fn define_element(
        name: &str,
        css: &str,
        mount: &Closure<dyn Fn(HtmlElement, Element) -> Widget>,
    );

    /// Prints what the widget in `host` shows, and nothing of the page around it.
    #[wasm_bindgen(js_name = printAlone, catch)]
    pub(crate) fn print_alone(host: &HtmlElement) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = reloadPage)]
    fn reload_page_with(loader: &str);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static SCRIPT: String;
}

/// The build that this program is of, if its files have names that tell. A browser extension brings
/// its own, which loading the page anew does not change: it is compared with nothing.
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

/// Defines the element. A second call, by a second copy of the script, does nothing.
pub fn define() {
    let mount = Closure::new(mount);
    define_element("yuebao-report", SHEET, &mount);
    // Elements may be made as long as the page lives.
    mount.forget();
}

/// One mounted widget, as the element's script sees it.
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<App>,
}

#[wasm_bindgen]
impl Widget {
    /// The attribute `lang` or `view` was changed.
    pub fn configure(&self, lang: Option<String>, view: Option<String>) {
        self.app.send_message(Action::Configure {
            lang: language(lang.as_deref()),
            view: view.as_deref().and_then(view_named),
        });
    }

    /// The property `token` was changed.
    pub fn set_token(&self, token: Option<String>) {
        self.app.send_message(Action::Token(token));
    }

    /// Ends the widget; what it has begun to write is written.
    pub fn destroy(self) {
        self.app.destroy();
    }
}

fn mount(host: HtmlElement, inner: Element) -> Widget {
    let server = host.get_attribute("server");
    let token = js_sys::Reflect::get(&host, &"token".into()).ok();
    let props = Props {
        server: base_url(server.as_deref()),
        lang: language(host.get_attribute("lang").as_deref()),
        view: host.get_attribute("view").as_deref().and_then(view_named),
        token: token.and_then(|token| token.as_string()),
        host,
    };
    Widget {
        app: Renderer::<App>::with_root_and_props(inner, props).render(),
    }
}

/// Without an attribute the language is that of the page.
fn language(attribute: Option<&str>) -> Lang {
    let page = || gloo::utils::document_element().get_attribute("lang");
    let tag = attribute.map(str::to_owned).or_else(page);
    Lang::from_tag(&tag.unwrap_or_default())
}

fn base_url(attribute: Option<&str>) -> String {
    let script = SCRIPT.with(Clone::clone);
    let page = gloo::utils::document().base_uri().ok().flatten();
    let resolved = match attribute {
        Some(server) if !server.trim().is_empty() => {
            web_sys::Url::new_with_base(server.trim(), &page.unwrap_or_default())
        }
        _ => web_sys::Url::new_with_base("/", &script),
    };
    resolved.map_or_else(
        |_| attribute.unwrap_or_default().to_owned(),
        |url| format!("{}{}", url.origin(), url.pathname().trim_end_matches('/')),
    )
}

/// The view that an attribute names; `None` for a name that there is not.
pub fn view_named(name: &str) -> Option<View> {
    match name.split_once(':') {
        Some(("form", project)) if !project.is_empty() => Some(View::Form(project.to_owned())),
        None if name == "tasks" => Some(View::Tasks),
        None if name == "summary" => Some(View::Summary),
        None if name == "review" => Some(View::Review),
        None if name == "pending" => Some(View::Pending),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_have_names() {
        for (name, view) in [
            ("tasks", Some(View::Tasks)),
            ("summary", Some(View::Summary)),
            ("review", Some(View::Review)),
            ("pending", Some(View::Pending)),
            ("form:qz-001", Some(View::Form("qz-001".to_owned()))),
            ("form:", None),
            ("form", None),
            ("elsewhere", None),
        ] {
            assert_eq!(view_named(name), view, "{name}");
        }
    }
}
