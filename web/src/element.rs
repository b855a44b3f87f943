//! The custom element `<yuebao-report>`.
//!
//! What it offers to the page around it is told in `web/EMBEDDING.md`: attributes, properties and
//! methods are in `element.js`, events in [`crate::state::HostEvent`].

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};
use yew::{AppHandle, Renderer};
use yuebao_domain::text::Lang;

use crate::app::{App, Message};
use crate::js::{InView, SCRIPT, settle};
use crate::start::Props;
use crate::state::{Call, Input, View};
use crate::style::FIRST;
use crate::text_size::TextSize;

#[wasm_bindgen(module = "/src/element.js")]
extern "C" {
    #[wasm_bindgen(js_name = define)]
    fn define_element(
        name: &str,
        css: &str,
        mount: &Closure<dyn Fn(HtmlElement) -> Result<Widget, JsValue>>,
    );
}

/// Defines the element. A second call, by a second copy of the script, does nothing.
pub fn define() {
    let mount = Closure::new(mount);
    define_element("yuebao-report", FIRST, &mount);
    // Elements may be made as long as the page lives.
    mount.forget();
}

thread_local! {
    /// Places that elements have left.
    static FREE: RefCell<Vec<Widget>> = const { RefCell::new(Vec::new()) };
}

/// One mounted widget, as the element's script sees it.
#[wasm_bindgen]
pub struct Widget {
    app: AppHandle<App>,
    place: Element,
    view: InView,
}

#[wasm_bindgen]
impl Widget {
    /// An attribute was changed; `view` if it is that one.
    pub fn configure(&self, lang: Option<String>, view: Option<String>, text_size: Option<String>) {
        self.say(Input::Configure {
            lang: language(lang.as_deref()),
            view: view.as_deref().and_then(view_named),
            text_size: text_size.as_deref().and_then(TextSize::named),
        });
    }

    /// The property `token` was changed.
    pub fn set_token(&self, token: Option<String>) {
        self.say(Input::Token(token));
    }

    /// The property `getToken` was set or taken away.
    pub fn gives_tokens(&self, gives: bool) {
        self.say(Input::GivesTokens(gives));
    }

    /// `sync()`.
    pub fn sync(&self, number: u32) {
        self.call(number, Call::Sync);
    }

    /// `open(project, month)`.
    pub fn open(&self, number: u32, project: String, month: Option<String>) {
        self.call(number, Call::Open { project, month });
    }

    /// `exportRescueFile()`.
    pub fn export_rescue_file(&self, number: u32) {
        self.call(number, Call::Export);
    }

    /// `signOut()`.
    pub fn sign_out(&self, number: u32) {
        self.call(number, Call::SignOut);
    }

    fn call(&self, number: u32, call: Call) {
        self.say(Input::Call { number, call });
    }

    /// What the element says of itself; `None` if its server has no address.
    fn props(&self, host: &HtmlElement) -> Option<Props> {
        let property = |name: &str| js_sys::Reflect::get(host, &name.into()).ok();
        Some(Props {
            place: self.place.clone(),
            server: base_url(host.get_attribute("server").as_deref())?,
            lang: language(host.get_attribute("lang").as_deref()),
            view: host.get_attribute("view").as_deref().and_then(view_named),
            text_size: (host.get_attribute("text-size").as_deref()).and_then(TextSize::named),
            token: property("token").and_then(|token| token.as_string()),
            gives_tokens: property("getToken").is_some_and(|give| give.is_function()),
        })
    }

    fn say(&self, input: Input) {
        self.app.send_message(Message::Input(input));
    }

    /// Where it is drawn: an element that belongs into the shadow root.
    #[wasm_bindgen(getter)]
    pub fn place(&self) -> Element {
        self.place.clone()
    }

    /// The element is out of the page and may come back: everything stays as it is, and nobody is
    /// asked for anything.
    pub fn leave(&self) {
        self.view.rest();
        self.say(Input::Left);
    }

    /// The element is in the page again, at once or later, with the place already in it.
    pub fn come_back(&self, host: HtmlElement) {
        self.view.follow(&host);
        self.view.restore();
        if let Some(props) = self.props(&host) {
            self.app.send_message(Message::Back(Box::new(props)));
        }
    }

    /// Ends the widget; what it has begun to write is written.
    pub fn destroy(self) {
        self.view.rest();
        self.view.forget();
        self.app.send_message(Message::Leave);
        FREE.with_borrow_mut(|free| free.push(self));
    }
}

fn mount(host: HtmlElement) -> Result<Widget, JsValue> {
    let widget = match FREE.with_borrow_mut(Vec::pop) {
        Some(widget) => widget,
        None => new_place()?,
    };
    settle(&widget.place, &host);
    widget.view.follow(&host);
    let message = match widget.props(&host) {
        Some(props) => Message::Enter(Box::new(props)),
        None => Message::Misdirected {
            lang: language(host.get_attribute("lang").as_deref()),
            server: host.get_attribute("server").unwrap_or_default(),
        },
    };
    widget.app.send_message(message);
    Ok(widget)
}

fn new_place() -> Result<Widget, JsValue> {
    let place = gloo::utils::document().create_element("div")?;
    let app = Renderer::<App>::with_root(place.clone()).render();
    let view = InView::new(&place);
    Ok(Widget { app, place, view })
}

/// Without an attribute the language is that of the page.
fn language(attribute: Option<&str>) -> Lang {
    let page = || gloo::utils::document_element().get_attribute("lang");
    let tag = attribute.map(str::to_owned).or_else(page);
    Lang::from_tag(&tag.unwrap_or_default())
}

/// Where the server is: what the attribute says, else the folder that the script came from. `None` if
/// that is no address of a server: what is asked there would go to the page's own host, and
/// passwords with it.
fn base_url(attribute: Option<&str>) -> Option<String> {
    let url = match attribute.map(str::trim) {
        Some(server) if is_whole(server) => web_sys::Url::new(server),
        Some(server) if is_path(server) => web_sys::Url::new_with_base(server, &page()),
        Some(server) if !server.is_empty() => return None,
        _ => SCRIPT.with(|script| web_sys::Url::new_with_base("./", script)),
    };
    let url = url.ok().filter(|url| is_whole(&url.protocol()))?;
    Some(format!(
        "{}{}",
        url.origin(),
        url.pathname().trim_end_matches('/')
    ))
}

/// Whether it begins as the address of a server.
fn is_whole(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        ["http", "https"]
            .iter()
            .any(|one| scheme.eq_ignore_ascii_case(one))
    })
}

/// Whether it is a path below the page: what a host would be without its scheme is none.
fn is_path(address: &str) -> bool {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    !first.trim_start_matches('.').contains(['.', ':'])
}

fn page() -> String {
    let base = gloo::utils::document().base_uri().ok().flatten();
    base.unwrap_or_default()
}

/// The view that an attribute names; `None` for a name that there is not.
pub fn view_named(name: &str) -> Option<View> {
    match name.split_once(':') {
        Some(("form", project)) if !project.is_empty() => Some(View::Form(project.to_owned())),
        Some(("project", id)) if !id.is_empty() => Some(View::Project(id.to_owned())),
        Some(("ledger", project)) if !project.is_empty() => Some(View::Ledger(project.to_owned())),
        None if name == "tasks" => Some(View::Tasks),
        None if name == "summary" => Some(View::Totals),
        None if name == "board" => Some(View::Board),
        None if name == "review" => Some(View::Review),
        None if name == "pending" => Some(View::Pending),
        None if name == "accounts" => Some(View::Accounts),
        None if name == "console" => Some(View::Console),
        None if name == "plan" => Some(View::Plan),
        None if name == "import" => Some(View::Import),
        None if name == "publish" => Some(View::Publish),
        None if name == "statistics" => Some(View::Statistics),
        None if name == "summaries" => Some(View::Summaries),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_without_its_scheme_is_no_path_of_the_page() {
        for (address, whole, path) in [
            ("http://report.example:8420", true, false),
            ("HTTPS://report.example/yuebao/", true, false),
            ("/yuebao", false, true),
            ("//report.example:8420", false, true),
            ("./", false, true),
            ("../yuebao/", false, true),
            ("yuebao", false, true),
            ("report.example", false, false),
            ("report.example:8420", false, false),
            ("localhost:8420", false, false),
            ("192.168.1.5:8420/yuebao", false, false),
            ("ftp://report.example", false, false),
            ("javascript:0", false, false),
        ] {
            assert_eq!(is_whole(address), whole, "{address}");
            assert_eq!(!whole && is_path(address), path, "{address}");
        }
    }

    #[test]
    fn views_have_names() {
        for (name, view) in [
            ("tasks", Some(View::Tasks)),
            ("summary", Some(View::Totals)),
            ("board", Some(View::Board)),
            ("review", Some(View::Review)),
            ("pending", Some(View::Pending)),
            ("accounts", Some(View::Accounts)),
            ("console", Some(View::Console)),
            ("form:qz-001", Some(View::Form("qz-001".to_owned()))),
            ("plan", Some(View::Plan)),
            ("import", Some(View::Import)),
            ("publish", Some(View::Publish)),
            ("statistics", Some(View::Statistics)),
            ("summaries", Some(View::Summaries)),
            ("project:qz-001", Some(View::Project("qz-001".to_owned()))),
            ("ledger:qz-001", Some(View::Ledger("qz-001".to_owned()))),
            ("form:", None),
            ("form", None),
            ("elsewhere", None),
        ] {
            assert_eq!(view_named(name), view, "{name}");
        }
    }
}
