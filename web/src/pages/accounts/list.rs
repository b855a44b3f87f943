//! A list of accounts: chosen or pasted, and what the server says of it.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, HtmlInputElement};
use yew::prelude::*;
use yuebao_domain::text::Lang;
use yuebao_domain::wire::v2::admin::{Imported, Line};

use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{Action, Administer, State};
use crate::text::accounts as text;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    pub(super) lang: Lang,
    pub(super) on_file: Callback<Vec<u8>>,
}

/// A file input that looks like the other buttons, and a box to paste into.
#[component]
pub(super) fn ListButton(props: &Props) -> Html {
    let lang = props.lang;
    let onchange = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let on_file = on_file.clone();
            spawn_local(async move {
                // What cannot be read is sent as nothing, and the server says that it is empty.
                let bytes = JsFuture::from(file.array_buffer()).await;
                let bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
                // The same file can be chosen again after a correction.
                input.set_value("");
                on_file.emit(bytes.unwrap_or_default());
            });
        })
    };
    let onpaste = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            let event = event.dyn_into::<ClipboardEvent>().ok();
            let data = event.and_then(|event| event.clipboard_data());
            if let Some(Ok(text)) = data.map(|data| data.get_data("text/plain")) {
                on_file.emit(text.into_bytes());
            }
        })
    };
    html! {
        <div class="yb-pending-import">
            <label class="yb-button yb-pending-file">
                { Icon::Upload.view() }{ text::CHOOSE.get(lang) }
                <input class="yb-hidden" type="file" accept=".xlsx,.xls,.et,.ods,.csv,.txt" aria-label={text::CHOOSE.get(lang)} {onchange} />
            </label>
            <input class="yb-input yb-pending-paste" placeholder={text::PASTED.get(lang)}
                aria-label={text::PASTED.get(lang)} autocomplete="off" {onpaste} />
        </div>
    }
}

/// What the server says of the list.
pub(super) fn told(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let Some(told) = state
        .accounts
        .list
        .as_ref()
        .and_then(|list| list.told.as_deref())
    else {
        return Html::default();
    };
    let close = send.reform(|_: MouseEvent| Action::Administer(Administer::CloseList));
    let write = send.reform(|_: MouseEvent| Action::Administer(Administer::Write));
    let may_write = !told.written && told.errors.is_empty() && changes(told);
    html! {
        <div class="yb-rescued" role="region" aria-label={text::LIST.get(lang)}>
            { verdict(told, lang) }
            if told.errors.is_empty() { { table(told, lang) } }
            <div class="yb-pending-actions">
                if may_write {
                    <button type="button" class="yb-button yb-button--main" onclick={write}>{ text::WRITE.get(lang) }</button>
                }
                <button type="button" class="yb-button" onclick={close}>{ text::CLOSE.get(lang) }</button>
            </div>
        </div>
    }
}

fn changes(told: &Imported) -> bool {
    told.lines.iter().any(|line| line.what != "same")
}

fn verdict(told: &Imported, lang: Lang) -> Html {
    if !told.errors.is_empty() {
        let errors = told.errors.iter().map(|wrong| {
            html! { <li>{ text::row(wrong.row, lang) }{ text::half(&wrong.words, lang) }</li> }
        });
        return html! {
            <div class="yb-banner yb-banner--bad" role="alert">
                { Icon::Cross.view() }
                <div>{ text::WRONG.get(lang) }<ul>{ for errors }</ul></div>
            </div>
        };
    }
    let count = |what: &str| told.lines.iter().filter(|line| line.what == what).count();
    let counts = text::counts(count("added"), count("changed"), count("same"), lang);
    let words = match (told.written, changes(told)) {
        (true, true) => format!(
            "{} {counts} {}",
            text::WRITTEN.get(lang),
            text::PASSWORD_ONCE.get(lang)
        ),
        (false, true) => counts,
        (_, false) => text::NOTHING_NEW.get(lang).to_owned(),
    };
    html! { <p role="status"><strong>{ words }</strong></p> }
}

fn table(told: &Imported, lang: Lang) -> Html {
    let one = |line: &Line| {
        let person = &line.person;
        html! {
            <tr>
                <td>{ text::what(&line.what).get(lang) }</td>
                <td>{ &person.user }</td>
                <td>{ &person.name }</td>
                <td>{ &person.role }</td>
                <td>{ &person.unit }</td>
                <td>{ person.owner.clone().unwrap_or_default() }</td>
                if told.written { <td class="yb-secret">{ line.password.clone().unwrap_or_default() }</td> }
            </tr>
        }
    };
    let mut heads = vec![text::USER, text::NAME, text::ROLE, text::UNIT];
    heads.push(yuebao_domain::text::words("项目业主", "Owner"));
    heads.extend(told.written.then_some(text::PASSWORD));
    html! {
        <div class="yb-account-table">
            <table class="yb-conflict-table">
                <thead><tr><th></th>{ for heads.iter().map(|words| html! { <th scope="col">{ words.get(lang) }</th> }) }</tr></thead>
                <tbody>{ for told.lines.iter().filter(|line| line.what != "same").map(one) }</tbody>
            </table>
        </div>
    }
}
