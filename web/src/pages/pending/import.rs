//! The button that reads a rescue file, and the box that takes its text.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;
use yuebao_domain::text::Lang;

use crate::components::icon::Icon;
use crate::text::pending as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) lang: Lang,
    pub(super) on_text: Callback<String>,
}

/// A file input that looks like the other buttons; the input itself keeps focus and label.
#[component]
pub(super) fn ImportButton(props: &Props) -> Html {
    let unreadable = use_state(|| false);
    let onchange = {
        let (unreadable, on_text) = (unreadable.clone(), props.on_text.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (unreadable, on_text) = (unreadable.clone(), on_text.clone());
            spawn_local(async move {
                let text = JsFuture::from(file.text()).await;
                // The same file can be chosen again after a correction.
                input.set_value("");
                match text.ok().and_then(|text| text.as_string()) {
                    Some(text) => {
                        unreadable.set(false);
                        on_text.emit(text);
                    }
                    None => unreadable.set(true),
                }
            });
        })
    };
    let onpaste = {
        let on_text = props.on_text.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            let event = event.dyn_into::<ClipboardEvent>().ok();
            let data = event.and_then(|event| event.clipboard_data());
            if let Some(Ok(text)) = data.map(|data| data.get_data("text/plain")) {
                on_text.emit(text);
            }
        })
    };
    html! {
        <div class="yb-pending-import">
            <label class="yb-button yb-pending-file">
                { Icon::Upload.view() }{ text::IMPORT.get(props.lang) }
                <input class="yb-hidden" type="file" accept=".json,application/json"
                    aria-label={text::IMPORT_LABEL.get(props.lang)} {onchange} />
            </label>
            <span class="yb-muted">{ text::IMPORT_LABEL.get(props.lang) }</span>
            <input class="yb-input yb-pending-paste" placeholder={text::IMPORT_PASTED.get(props.lang)}
                aria-label={text::IMPORT_PASTED.get(props.lang)} autocomplete="off" {onpaste} />
            if *unreadable {
                <p class="yb-conflict-error" role="alert">{ text::FILE_UNREADABLE.get(props.lang) }</p>
            }
        </div>
    }
}
