//! What the file holds, the file, and what is said beside it.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;
use yuebao_domain::text::{Lang, Words};

use super::model::may_import_reports;
use super::step;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{ImportBox, ImportFile, ImportKind, ImportStep, State};
use crate::text::import as text;
use crate::text::plan;

/// The boxes beside a plan.
const OF_PLAN: [(ImportBox, Words); 4] = [
    (ImportBox::Document, plan::DOCUMENT),
    (ImportBox::Batch, plan::BATCH),
    (ImportBox::Approver, plan::APPROVER),
    (ImportBox::ValidFrom, plan::VALID_FROM),
];
/// Those beside past months.
const OF_REPORTS: [(ImportBox, Words); 1] = [(ImportBox::Month, text::MONTH)];

pub(super) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let screen = &state.plan.import;
    let boxes: &[(ImportBox, Words)] = match screen.kind {
        ImportKind::Plan => &OF_PLAN,
        ImportKind::Reports => &OF_REPORTS,
    };
    let hint = match screen.kind {
        ImportKind::Plan => text::PLAN_HELP,
        ImportKind::Reports => text::REPORTS_HELP,
    };
    let close = send.reform(|_: MouseEvent| step(ImportStep::Close));
    html! {
        <section class="yb-plan-part" aria-label={text::FILE.get(lang)}>
            if may_import_reports(state) { { kinds(screen.kind, lang, send) } }
            <p class="yb-muted">{ hint.get(lang) }</p>
            <div class="yb-account-form">
                { for boxes.iter().map(|(at, label)| field(state, *at, *label, send)) }
            </div>
            <div class="yb-pending-actions">
                <label class="yb-button yb-pending-file yb-button--main">
                    { Icon::Upload.view() }{ text::CHOOSE.get(lang) }
                    <input class="yb-hidden" type="file" accept=".xlsx,.xls,.et,.ods,.csv" aria-label={text::CHOOSE.get(lang)}
                        onchange={chosen(send)} />
                </label>
                if let Some(file) = &screen.file {
                    <span>{ text::file(&file.name, file.bytes.len(), lang) }</span>
                    { again(state, lang, send) }
                    <button type="button" class="yb-button" onclick={close}>{ text::CLOSE.get(lang) }</button>
                }
            </div>
        </section>
    }
}

/// What was said beside the file is looked at anew, or what could not be asked is.
fn again(state: &State, lang: Lang, send: &Dispatch) -> Html {
    let screen = &state.plan.import;
    let is_needed = screen.doing.is_none() && (screen.is_stale || screen.told.is_none());
    if !is_needed {
        return Html::default();
    }
    let onclick = send.reform(|_: MouseEvent| step(ImportStep::Preview));
    html! { <button type="button" class="yb-button yb-button--main" {onclick}>{ text::PREVIEW.get(lang) }</button> }
}

fn kinds(chosen: ImportKind, lang: Lang, send: &Dispatch) -> Html {
    let one = |(kind, words): (ImportKind, Words)| {
        let onclick = send.reform(move |_: MouseEvent| step(ImportStep::Kind(kind)));
        html! {
            <button type="button" class="yb-toggle" aria-pressed={(kind == chosen).to_string()} {onclick}>{ words.get(lang) }</button>
        }
    };
    let kinds = [
        (ImportKind::Plan, text::PLAN),
        (ImportKind::Reports, text::REPORTS),
    ];
    html! { <div class="yb-filters" role="group" aria-label={text::KIND.get(lang)}>{ for kinds.map(one) }</div> }
}

fn field(state: &State, at: ImportBox, label: Words, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let value = state.plan.import.said.get(&at).cloned().unwrap_or_default();
    let is_month = matches!(at, ImportBox::ValidFrom | ImportBox::Month);
    let oninput = send.reform(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        let text = input.map_or_else(String::new, |input| input.value());
        step(ImportStep::Say(at, text))
    });
    html! {
        <label class="yb-account-field">
            <span>{ label.get(lang) }</span>
            <input class="yb-input" type={if is_month { "month" } else { "text" }} placeholder={is_month.then_some("2022-06")}
                {value} autocomplete="off" {oninput} />
        </label>
    }
}

/// What cannot be read is sent as nothing, and the server says that it is empty. The same file can be
/// chosen again after a correction.
fn chosen(send: &Dispatch) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        let send = send.clone();
        spawn_local(async move {
            let bytes = JsFuture::from(file.array_buffer()).await;
            let bytes = bytes.map(|bytes| Uint8Array::new(&bytes).to_vec());
            input.set_value("");
            send.emit(step(ImportStep::File(ImportFile {
                name: file.name(),
                bytes: Rc::from(bytes.unwrap_or_default()),
            })));
        });
    })
}
