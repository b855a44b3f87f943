//! A table that scrolls: of thousands of rows those in sight are drawn, and a few around them. Its heads
//! and the names of its rows stay.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;
use yuebao_domain::publish::Document;
use yuebao_domain::publish::document::{Column, ColumnKind, Row, RowKind, Table};
use yuebao_domain::publish::monthly_table::behind;
use yuebao_domain::text::Lang;

use super::opens;
use crate::dispatch::Dispatch;
use crate::state::{Action, MadeDocument, View};
use crate::text::publish as text;

/// Of fewer rows all are drawn.
const FEW: usize = 80;
/// How many rows are drawn above and below those in sight.
const AROUND: usize = 20;
/// How high a row is taken to be, and what is in sight, before anything is drawn, in CSS pixels.
const ROW: i32 = 48;
const SIGHT: i32 = 1_200;

/// Props of [`ScrollTable`].
#[derive(Clone, Properties)]
pub(super) struct Props {
    pub(super) made: Rc<MadeDocument>,
    /// Which table of the document.
    pub(super) table: AttrValue,
    /// Of that table the projects behind this row, and not the table itself.
    #[prop_or_default]
    pub(super) behind: Option<usize>,
    /// The row whose projects are shown.
    pub(super) opened: Option<usize>,
    pub(super) lang: Lang,
    pub(super) send: Dispatch,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.made, &other.made)
            && (&self.table, self.behind, self.opened, self.lang)
                == (&other.table, other.behind, other.opened, other.lang)
            && self.send == other.send
    }
}

/// What is in sight: how far it is scrolled, how much is seen, how high a row is; in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) top: i32,
    pub(super) height: i32,
    pub(super) row: i32,
}

impl Default for Sight {
    fn default() -> Self {
        Self {
            top: 0,
            height: SIGHT,
            row: ROW,
        }
    }
}

impl Sight {
    /// The rows to be drawn, of so many: the first, and the one after the last.
    pub(super) fn drawn(self, count: usize) -> (usize, usize) {
        if count <= FEW {
            return (0, count);
        }
        let row = self.row.max(1);
        let whole = |pixels: i32| usize::try_from(pixels / row).unwrap_or(0);
        let first = whole(self.top).saturating_sub(AROUND);
        let last = whole(self.top.saturating_add(self.height)).saturating_add(AROUND);
        let last = last.min(count);
        // pairs of rows, so that what is drawn does not change with every row that is scrolled
        let first = first.min(last.saturating_sub(1)) / AROUND * AROUND;
        (first, last.next_multiple_of(AROUND).min(count))
    }

    /// Whether it draws the same rows as another: then there is nothing to be drawn anew.
    pub(super) fn draws_the_same(self, other: Self, count: usize) -> bool {
        self.row == other.row && self.drawn(count) == other.drawn(count)
    }
}

#[component]
pub(super) fn ScrollTable(props: &Props) -> Html {
    let sight = use_state_eq(Sight::default);
    let made = props.made.clone();
    let of = (
        Rc::as_ptr(&made),
        props.table.clone(),
        props.behind,
        props.lang,
    );
    let projects = use_memo(of, |(_, table, row, lang)| {
        let document = made.document.as_ref().ok()?;
        let projects = document.table(table)?.projects_behind((*row)?);
        Some(behind(&made.source, &projects, *lang))
    });
    let document = props.made.document.as_ref().ok();
    let own = document.and_then(|document| document.table(&props.table));
    let Some(table) = projects.as_ref().as_ref().or(own) else {
        return Html::default();
    };
    let count = table.rows.len();
    let scrolled = {
        let sight = sight.clone();
        Callback::from(move |event: Event| {
            let Some(place) = event.target_dyn_into::<HtmlElement>() else {
                return;
            };
            let row = place.query_selector("tbody tr[data-row]").ok().flatten();
            let row = row.map_or(0, |row| row.client_height());
            let seen = Sight {
                top: place.scroll_top(),
                height: place.client_height(),
                row: if row > 0 { row } else { sight.row },
            };
            if !seen.draws_the_same(*sight, count) {
                sight.set(seen);
            }
        })
    };
    let (first, last) = sight.drawn(count);
    let rows = table.rows.get(first..last).unwrap_or_default();
    let lang = props.lang;
    let mut tables = document.into_iter().flat_map(Document::tables);
    let place = tables.position(|one| one.id == *props.table).unwrap_or(0);
    let label = text::table(place + 1, &table.title, props.behind.is_some(), lang);
    html! {
        <div class="yb-publish__frame">
            <p class="yb-publish__caption"><strong>{ &table.title }</strong><span class="yb-muted">{ text::rows(count, lang) }</span></p>
            <div class="yb-summary-scroll yb-publish__scroll" role="region" tabindex="0" aria-label={label} onscroll={scrolled}>
                <table class="yb-document__table" aria-rowcount={count.to_string()}>
                    <colgroup>{ for table.columns.iter().map(|column| html! { <col class={width(column)} /> }) }</colgroup>
                    { heads(table) }
                    <tbody>
                        { gap(first, sight.row, table.columns.len()) }
                        { for rows.iter().enumerate().map(|(at, row)| line(props, table, first + at, row)) }
                        { gap(count - last, sight.row, table.columns.len()) }
                    </tbody>
                </table>
            </div>
        </div>
    }
}

/// The class of the width that is nearest, from above.
fn width(column: &Column) -> String {
    let nearest = [4, 6, 8, 10, 14]
        .into_iter()
        .find(|one| column.width <= *one);
    format!("yb-col-{}", nearest.unwrap_or(18))
}

/// The room of rows that are not drawn.
fn gap(rows: usize, height: i32, columns: usize) -> Html {
    let height = i32::try_from(rows).unwrap_or(0).saturating_mul(height);
    if height == 0 {
        return Html::default();
    }
    html! { <tr aria-hidden="true"><td class="yb-document__gap" colspan={columns.to_string()} height={height.to_string()}></td></tr> }
}

/// The heads: one line, or two where neighbours share one.
pub(super) fn heads(table: &Table) -> Html {
    let columns = &table.columns;
    let has_groups = columns.iter().any(|column| !column.group.is_empty());
    let mut upper = Vec::new();
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        if column.group.is_empty() {
            let rows = has_groups.then_some("2");
            upper.push(html! { <th scope="col" class={class(table, column)} rowspan={rows}>{ title(column) }</th> });
            at += 1;
            continue;
        }
        let same = columns.iter().skip(at);
        let wide = same.take_while(|other| other.group == column.group).count();
        upper
            .push(html! { <th scope="colgroup" colspan={wide.to_string()}>{ &column.group }</th> });
        at += wide;
    }
    let lower = columns.iter().filter(|column| !column.group.is_empty());
    html! {
        <thead>
            <tr>{ for upper }</tr>
            if has_groups {
                <tr>{ for lower.map(|column| html! { <th scope="col" class={class(table, column)}>{ title(column) }</th> }) }</tr>
            }
        </thead>
    }
}

fn title(column: &Column) -> Html {
    html! {
        <>
            { &column.title }
            if !column.unit.is_empty() { <small>{ format!("（{}）", column.unit) }</small> }
        </>
    }
}

fn class(table: &Table, column: &Column) -> &'static str {
    match column.kind {
        _ if column.key == table.label_column => "yb-document__label",
        ColumnKind::Text => "yb-document__words",
        ColumnKind::Figure => "yb-document__figure",
        ColumnKind::Word | ColumnKind::Ordinal | ColumnKind::Day | ColumnKind::Month => {
            "yb-document__word"
        }
    }
}

fn line(props: &Props, table: &Table, at: usize, row: &Row) -> Html {
    let kind = match row.kind {
        RowKind::Total => "yb-document__total",
        RowKind::Group => "yb-document__group",
        RowKind::Item => "",
        RowKind::Part => "yb-document__part",
    };
    let leads_on = !row.projects.is_empty() || !row.sums.is_empty();
    let is_open = props.opened == Some(at);
    let (made, id, send) = (props.made.clone(), table.id.clone(), props.send.clone());
    let project = row.projects.first().cloned();
    let is_behind = props.behind.is_some();
    let onclick = leads_on.then(|| {
        Callback::from(move |_: MouseEvent| match &project {
            Some(project) if is_behind => send.emit(Action::Show(View::Ledger(project.clone()))),
            _ => opens(&made, &id, at, &send),
        })
    });
    let cell = |column: &Column| {
        let shown = row.shown(table, &column.key).to_owned();
        let class = class(table, column);
        if column.key != table.label_column {
            let title = (column.kind == ColumnKind::Text).then(|| shown.clone());
            return html! { <td {class} {title}><div>{ shown }</div></td> };
        }
        if leads_on {
            let hint = text::OPEN_ROW.get(props.lang);
            let expanded = (row.projects.len() != 1).then(|| is_open.to_string());
            html! { <th scope="row" {class} title={shown.clone()}><button type="button" title={hint} aria-expanded={expanded}>{ shown }</button></th> }
        } else {
            html! { <th scope="row" {class} title={shown.clone()}><div>{ shown }</div></th> }
        }
    };
    html! {
        <tr key={at} data-row={at.to_string()} aria-rowindex={(at + 1).to_string()} class={classes!(kind, is_open.then_some("yb-document__open"))} {onclick}>
            { for table.columns.iter().map(cell) }
        </tr>
    }
}
