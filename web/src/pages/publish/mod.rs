//! 发布: the documents of a month, as they are made of what this device holds: to be read, printed and
//! kept, without a network too. Files for offices are the server's.

mod behind;
mod chart;
mod paper;
mod published;
mod table;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::publish::document::Block;
use yuebao_domain::publish::draw::as_csv;
use yuebao_domain::publish::{Document, Kind, Status, publish};
use yuebao_domain::text::Lang;

use self::table::ScrollTable;
use crate::components::faults;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{
    Action, Behind, Fetching, FileFormat, Made, MadeDocument, OfficeStep, PublishStep, State,
};
use crate::text::publish as text;

/// Whether this user has the screen: a document is of all projects, so whoever makes one sees them.
pub(crate) fn has_publish(state: &State) -> bool {
    state.device.get().sees_everything()
}

/// The screen.
pub(crate) fn view(state: &State, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    if !has_publish(state) {
        return html! {
            <div class="yb-publish">
                <h1>{ text::TITLE.get(lang) }</h1>
                <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NOT_ALL.get(lang) }</div>
            </div>
        };
    }
    let made = made(state);
    let document = made.as_ref().and_then(|made| made.document.as_ref().ok());
    if let (true, Some(document)) = (state.publish.is_printing, document) {
        return paper::view(document, lang);
    }
    let content = match &made {
        None => html! {
            <div class="yb-banner yb-banner--info">{ Icon::Info.view() }{ text::NOTHING.get(lang) }</div>
        },
        Some(made) => shown(state, made, send),
    };
    html! {
        <div class="yb-publish">
            <h1>{ text::TITLE.get(lang) }</h1>
            { kinds(state.publish.kind, lang, send) }
            { content }
            { state.screen.month.map(|month| published::view(state, month, send)) }
        </div>
    }
}

/// The document that is chosen, made of what is on the device.
fn made(state: &State) -> Option<Rc<MadeDocument>> {
    let of = Made {
        kind: state.publish.kind,
        month: state.screen.month?,
        lang: state.display.lang,
        today: state.clock.today,
    };
    made_of(state, of)
}

/// A document of what is on the device. What was made before stays where nothing of it has changed.
pub(crate) fn made_of(state: &State, of: Made) -> Option<Rc<MadeDocument>> {
    state.device.document(of, |device, known, before| {
        let material = device.material_with(known, of.month, of.kind, of.today)?;
        let is_same = |before: &Rc<MadeDocument>| {
            before.differs_from == material.differs_from && before.source == material.source
        };
        if let Some(same) = before.filter(is_same) {
            return Some(same);
        }
        let document = publish(of.kind, &material.source, of.lang);
        Some(Rc::new(MadeDocument {
            source: material.source,
            differs_from: material.differs_from,
            document,
        }))
    })
}

fn step(send: &Dispatch, step: PublishStep) -> Callback<MouseEvent> {
    send.reform(move |_: MouseEvent| Action::Office(OfficeStep::Publish(step.clone())))
}

fn kinds(chosen: Kind, lang: Lang, send: &Dispatch) -> Html {
    let one = |kind: Kind| {
        let pressed = if kind == chosen { "true" } else { "false" };
        html! {
            <button type="button" class="yb-toggle" aria-pressed={pressed} onclick={step(send, PublishStep::Choose(kind))}>
                { kind.name().get(lang) }
            </button>
        }
    };
    html! {
        <fieldset class="yb-summary-choice">
            <legend>{ text::DOCUMENTS.get(lang) }</legend>
            { for Kind::ALL.map(one) }
        </fieldset>
    }
}

fn shown(state: &State, made: &Rc<MadeDocument>, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let is_complete = state.device.get().meta.complete;
    let body = match &made.document {
        Ok(document) => html! {
            <>
                { tools(state, made, document, send) }
                <article class="yb-document">
                    <h2 class="yb-document__title">{ &document.title }</h2>
                    <p class="yb-document__basis yb-muted">{ &document.basis }</p>
                    { line("yb-document__line", &document.heading) }
                    { for document.blocks.iter().map(|block| drawn(state, made, block, send)) }
                    { line("yb-document__line", &document.foot) }
                </article>
            </>
        },
        Err(unsound) => html! {
            <div class="yb-banner yb-banner--bad" role="alert">
                { Icon::Warn.view() }
                <div>
                    <p>{ text::UNSOUND.get(lang) }</p>
                    <ul>{ for unsound.findings.iter().map(|one| html! { <li>{ one.code.to_string() }{ " " }{ one.message(lang) }</li> }) }</ul>
                </div>
            </div>
        },
    };
    html! {
        <>
            if !is_complete {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::NOT_COMPLETE.get(lang) }</div>
            }
            if let Some(edition) = made.differs_from {
                <div class="yb-banner yb-banner--warn">{ Icon::Warn.view() }{ text::differs(edition, lang) }</div>
            }
            { body }
        </>
    }
}

/// Texts beside one another on a line.
fn line(class: &'static str, texts: &[String]) -> Html {
    if texts.is_empty() {
        return Html::default();
    }
    html! { <p {class}>{ for texts.iter().map(|text| html! { <span>{ text }</span> }) }</p> }
}

fn tools(state: &State, made: &Rc<MadeDocument>, document: &Document, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    let is_final = matches!(document.status, Status::Final { .. });
    let name = format!("{}-{}.csv", document.month, state.publish.kind.name().zh);
    let made = made.clone();
    let csv = send.reform(move |_: MouseEvent| {
        Action::Office(OfficeStep::Publish(PublishStep::Csv {
            name: name.clone(),
            content: made.document.as_ref().map(as_csv).unwrap_or_default(),
        }))
    });
    let is_waiting = state.publish.file == Fetching::Waiting;
    let file = |format: FileFormat| {
        let onclick = step(send, PublishStep::File { is_final, format });
        html! {
            <button type="button" class="yb-button" disabled={is_waiting} {onclick}>{ text::download(format.key(), lang) }</button>
        }
    };
    html! {
        <div class="yb-publish__tools">
            <button type="button" class="yb-button" onclick={step(send, PublishStep::Print)}>{ Icon::Print.view() }{ text::PRINT.get(lang) }</button>
            <button type="button" class="yb-button" onclick={csv}>{ text::CSV.get(lang) }</button>
            { for FileFormat::ALL.map(file) }
            <p class="yb-muted yb-publish__said" role="status">
                { match &state.publish.file {
                    Fetching::Idle => html! { text::FILES_NEED_SERVER.get(lang) },
                    Fetching::Waiting => html! { <>{ Icon::Sync.view() }{ text::FETCHING.get(lang) }</> },
                    Fetching::Failed(fault) => html! { <>{ Icon::Warn.view() }{ faults::of_sync(fault, lang) }</> },
                } }
            </p>
        </div>
    }
}

/// One part of the document.
fn drawn(state: &State, made: &Rc<MadeDocument>, block: &Block, send: &Dispatch) -> Html {
    let lang = state.display.lang;
    match block {
        Block::Heading { level: 1, text } => {
            html! { <h3 class="yb-document__heading">{ text }</h3> }
        }
        Block::Heading { text, .. } => html! { <h4 class="yb-document__heading">{ text }</h4> },
        Block::Paragraph { text } => html! { <p class="yb-document__text">{ text }</p> },
        Block::Chart(chart) => chart::view(chart, made.document.as_ref().ok()),
        Block::Table(table) => {
            let month = made.source.month;
            let opened = state.publish.behind.as_ref();
            let opened = opened.filter(|one| one.month == month && one.table == table.id);
            let opened = opened.map(|one| one.row);
            html! {
                <>
                    <ScrollTable key={format!("{}-{}", state.publish.kind.key(), table.id)} made={made.clone()} table={table.id.clone()} {opened} {lang} send={send.clone()} />
                    { opened.map(|row| behind::view(made, table, row, lang, send)) }
                    { notes(&table.notes, lang) }
                </>
            }
        }
    }
}

fn notes(notes: &[String], lang: Lang) -> Html {
    if notes.is_empty() {
        return Html::default();
    }
    html! {
        <div class="yb-document__notes">
            <span>{ text::NOTES.get(lang) }</span>
            <ol>{ for notes.iter().map(|note| html! { <li>{ note }</li> }) }</ol>
        </div>
    }
}

/// Shows the projects behind a row: of a single project its ledger.
fn opens(made: &MadeDocument, table: &str, row: usize, send: &Dispatch) {
    let document = made.document.as_ref().ok();
    let Some(found) = document.and_then(|document| document.table(table)) else {
        return;
    };
    let projects = found.projects_behind(row);
    let action = match projects[..] {
        [] => return,
        [project] => Action::Show(crate::state::View::Ledger(project.to_owned())),
        _ => Action::Office(OfficeStep::Publish(PublishStep::Behind(Some(Behind {
            month: made.source.month,
            table: table.to_owned(),
            row,
        })))),
    };
    send.emit(action);
}
