//! The projects behind a row.

use std::rc::Rc;

use yew::prelude::*;
use yuebao_domain::publish::document::Table;
use yuebao_domain::text::Lang;

use super::step;
use super::table::ScrollTable;
use crate::components::icon::Icon;
use crate::dispatch::Dispatch;
use crate::state::{MadeDocument, PublishStep};
use crate::text::publish as text;

/// The projects of a row of a table.
pub(super) fn view(
    made: &Rc<MadeDocument>,
    table: &Table,
    row: usize,
    lang: Lang,
    send: &Dispatch,
) -> Html {
    let label = table.rows.get(row).map_or("", |row| row.label.as_str());
    let close = step(send, PublishStep::Behind(None));
    html! {
        <section class="yb-publish__behind" aria-label={text::BEHIND.get(lang)}>
            <div class="yb-publish__head">
                <h3>{ label }{ " · " }{ text::BEHIND.get(lang) }</h3>
                <button type="button" class="yb-button yb-button--plain" onclick={close}>{ Icon::Up.view() }{ text::CLOSE.get(lang) }</button>
            </div>
            <ScrollTable made={made.clone()} table={table.id.clone()} behind={row} opened={None::<usize>} {lang} send={send.clone()} />
        </section>
    }
}
