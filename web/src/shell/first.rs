//! What is there before the program: the login form, and the word that data are being opened.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};
use yew::{Callback, Html, MouseEvent, SubmitEvent, TargetCast, html};
use yuebao_domain::text::{Lang, Words};

use crate::components::icon::Icon;
use crate::state::{Input, StorePermission};
use crate::text::{portal, shell as text};

/// The login as a page of its own.
#[derive(Default)]
pub(crate) struct Login {
    pub(crate) lang: Lang,
    /// What the jurisdiction calls itself.
    pub(crate) title: String,
    pub(crate) online: bool,
    /// Whether the browser lets this page keep what is typed.
    pub(crate) storing: StorePermission,
    /// An attempt is under way.
    pub(crate) busy: bool,
    /// What went wrong.
    pub(crate) wrong: Option<Html>,
    /// The way in by the host page.
    pub(crate) portal: Html,
    /// Where no password opens anything: what there is to know of the other way.
    pub(crate) alone: Option<Words>,
}

impl Login {
    pub(crate) fn view(self, input: Callback<Input>) -> Html {
        let lang = self.lang;
        let advice = match (self.alone, self.online, self.storing) {
            (Some(advice), ..) => advice,
            (None, true, StorePermission::Allowed) => text::LOG_IN_ONCE,
            (None, true, _) => text::LOG_IN_KEEPS_NOTHING,
            (None, false, _) => text::LOG_IN_OFFLINE,
        };
        let title = self.alone.map_or(text::LOG_IN_TITLE, |_| portal::TITLE);
        let form = (self.alone.is_none()).then(|| self.form(submit(None, input)));
        html! {
            <main class="yb-login" part="login">
                <p class="yb-login__where">{ self.title }</p>
                <h1>{ title.get(lang) }</h1>
                { alert(self.wrong) }
                { form }
                { self.portal }
                <p class="yb-login__advice yb-muted">
                    { if self.online { Icon::Info } else { Icon::Offline }.view() }
                    <span>{ advice.get(lang) }</span>
                </p>
            </main>
        }
    }

    fn form(&self, log_in: Callback<Event>) -> Html {
        let lang = self.lang;
        html! {
            <form onsubmit={log_in.reform(|event: SubmitEvent| event.into())}>
                <label class="yb-login__field">
                    <span>{ text::USER.get(lang) }</span>
                    <input name="user" required=true autocomplete="username" autocapitalize="none" spellcheck="false" />
                </label>
                { password(lang) }
                <button class="yb-button yb-button--main" part="button" disabled={self.busy}
                    onclick={log_in.reform(|event: MouseEvent| event.into())}>
                    { if self.busy { text::LOGGING_IN } else { text::LOG_IN }.get(lang) }
                </button>
            </form>
        }
    }
}

/// The data are being opened, or wait for something: `words` say which.
pub(crate) fn opening(icon: Icon, words: Words, lang: Lang) -> Html {
    html! { <p class="yb-opening" role="status">{ icon.view() }{ words.get(lang) }</p> }
}

/// A part of the program could not be fetched.
pub(crate) fn missing(lang: Lang, again: Callback<MouseEvent>) -> Html {
    html! {
        <div class="yb-banner yb-banner--bad">
            { Icon::Cross.view() }
            <span>{ text::PART_MISSING.get(lang) }</span>
            <button type="button" class="yb-button" onclick={again}>{ text::FETCH_AGAIN.get(lang) }</button>
        </div>
    }
}

/// The attribute `server` is no address.
pub(crate) fn misdirected(server: &str, lang: Lang) -> Html {
    html! {
        <div class="yb-banner yb-banner--bad">
            { Icon::Cross.view() }
            <span>{ text::MISDIRECTED.get(lang) }{ server }</span>
        </div>
    }
}

/// Said as soon as it is there.
pub(crate) fn alert(words: Option<Html>) -> Html {
    html! { <div role="alert">{ words.unwrap_or_default() }</div> }
}

pub(super) fn password(lang: Lang) -> Html {
    html! {
        <label class="yb-login__field">
            <span>{ text::PASSWORD.get(lang) }</span>
            <input name="password" type="password" required=true autocomplete="current-password" />
        </label>
    }
}

/// Sends the login when the form is sent, or its button is pressed, as Enter does too: a frame that
/// has `sandbox` without `allow-forms` sends no form and says nothing. Without `user`, the form has a
/// box for it.
pub(super) fn submit(user: Option<String>, input: Callback<Input>) -> Callback<Event> {
    Callback::from(move |event: Event| {
        event.prevent_default();
        let target = event.target_dyn_into::<Element>();
        let form = target.and_then(|target| target.closest("form").ok().flatten());
        let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else {
            return;
        };
        if !form.report_validity() {
            return;
        }
        let user = user
            .clone()
            .unwrap_or_else(|| box_of(&form, "user").trim().to_owned());
        let password = box_of(&form, "password");
        input.emit(Input::LogIn { user, password });
    })
}

fn box_of(form: &HtmlFormElement, name: &str) -> String {
    form.query_selector(&format!("[name={name}]"))
        .ok()
        .flatten()
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        .map_or_else(String::new, |input| input.value())
}
