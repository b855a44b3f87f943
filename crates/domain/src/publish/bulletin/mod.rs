//! 通报: what is completed of the year's plan, who is ahead and who is behind, which starts and
//! completions were due. In 亿元.
//!
//! Counties, parks and departments are ranked apart, as the profile lists them, by exact 完成率. The
//! sentences are the profile's.

mod events;
mod lists;
mod words;

use super::document::{Block, Chart, Document, Mark, Page, Row, RowKind, Table};
use super::figures::{Figures, head, months_text, numbered, numeral};
use super::formulas::add_hints;
use super::measured::{COMPLETION, count_head, heads};
use super::ranking::Move;
use super::{Cell, Source, Status, notes};
use crate::aggregate::{AmountUnit, Item};
use crate::progress::elapsed;
use crate::text::{Lang, words};
use lists::{List, Ranked};

pub(super) use lists::lists;
pub(super) use words::{of_list, overall};

/// The identifier of the document.
pub const ID: &str = super::Kind::Bulletin.key();

/// 通报 of a month.
pub fn bulletin(source: &Source, lang: Lang) -> Document {
    let figures = Figures::new(AmountUnit::Yi, &source.profile);
    let whole = source.implementing();
    let lists = lists(source, lang);
    let first = words("总体情况", "Overview").get(lang);
    let mut blocks = vec![Block::heading(1, numbered(1, first, lang))];
    blocks.extend(overall(source, &whole, figures, lang).map(Block::paragraph));
    let ranks = words("排名情况", "Rankings").get(lang);
    blocks.push(Block::heading(1, numbered(2, ranks, lang)));
    for (at, list) in lists.iter().enumerate() {
        let title = match lang {
            Lang::Zh => format!("（{}）{}", numeral(at + 1), list.title),
            Lang::En => format!("({}) {}", at + 1, list.title),
        };
        blocks.push(Block::heading(2, title));
        let said = of_list(source, list, lang);
        blocks.extend(
            Some(said)
                .filter(|said| !said.is_empty())
                .map(Block::paragraph),
        );
        let table = ranked(source, (list, &whole), at, figures, lang);
        let chart = chart(&table, list, figures, source, lang);
        blocks.push(Block::Table(table));
        blocks.push(Block::Chart(chart));
    }
    let events = words("开工竣工情况", "Starts and completions").get(lang);
    blocks.push(Block::heading(1, numbered(3, events, lang)));
    let mut table = events::table(source, &whole, &lists, lang);
    table.notes = notes::about_first_basis(source, lang);
    table.notes.extend(compared_with(source, lang));
    blocks.push(Block::Table(table));
    source.document(ID, title(source, lang), Page::LETTER, blocks, lang)
}

fn title(source: &Source, lang: Lang) -> String {
    let name = source.profile.title_in(lang);
    let months = months_text(source.month, lang);
    match lang {
        Lang::Zh => format!("关于{name}{months}推进情况的通报"),
        Lang::En => format!("Bulletin of {name}, {months} of {}", source.month.year()),
    }
}

/// With which edition of last month ranks are compared.
fn compared_with(source: &Source, lang: Lang) -> Option<String> {
    let before = source.previous.as_ref()?;
    let month = before.month.number();
    Some(match (&before.status, lang) {
        (Status::Final { edition, .. }, Lang::Zh) => {
            format!("名次升降与{month}月封账数第{edition}版比较。")
        }
        (Status::Provisional, Lang::Zh) => format!("名次升降与{month}月暂计数比较。"),
        (Status::Final { edition, .. }, Lang::En) => {
            format!("Changes are against edition {edition} of {}.", before.month)
        }
        (Status::Provisional, Lang::En) => {
            format!(
                "Changes are against provisional figures of {}.",
                before.month
            )
        }
    })
}

/// 完成率 of one list beside 序时进度.
fn chart(table: &Table, list: &List, figures: Figures, source: &Source, lang: Lang) -> Chart {
    let value = elapsed(source.month);
    let elapsed = figures.print.percent(value);
    let (title, label) = match lang {
        Lang::Zh => (
            format!("{}完成率（%）", list.title),
            format!("序时进度 {elapsed}"),
        ),
        Lang::En => (
            format!("{}: rate of completion, %", list.title),
            format!("schedule {elapsed}"),
        ),
    };
    Chart {
        title,
        table: table.id.clone(),
        columns: vec![COMPLETION.into()],
        mark: Some(Mark { label, value }),
    }
}

/// The table of one list, by rank.
fn ranked(
    source: &Source,
    (list, whole): (&List, &[Item<'_>]),
    at: usize,
    figures: Figures,
    lang: Lang,
) -> Table {
    let mut total = Row::new(RowKind::Total, 0, words("合计", "Total").get(lang));
    total.count = Some(list.total.count);
    total.put("count", Cell::count(list.total.count));
    list.measured.put(&mut total, figures);
    let rows = list.rows.iter().map(|one| {
        let own = list.items_of(one, whole, source);
        row(one, figures, lang).about(own.iter().map(|item| item.plan))
    });
    let first = [
        head("rank", words("名次", "Rank").get(lang), "", None, 3),
        head("name", &list.title, "", None, 10),
        count_head(lang),
    ];
    let moved = words("比上月升降", "Change").get(lang);
    let columns = (first.into_iter())
        .chain(heads(source.profile.first_basis, figures, lang))
        .chain([head("moved", moved, "", None, 4)]);
    let mut table = Table {
        id: format!("ranking-{}", at + 1),
        title: String::new(),
        columns: columns.collect(),
        label_column: "name".into(),
        rows: std::iter::once(total).chain(rows).collect(),
        notes: Vec::new(),
    };
    add_hints(&mut table, source.month);
    table
}

fn row(one: &Ranked, figures: Figures, lang: Lang) -> Row {
    let mut row = Row::new(RowKind::Item, 1, one.name.clone());
    row.count = Some(one.count);
    row.put("count", Cell::count(one.count));
    row.put("rank", Cell::rank(one.rank));
    one.measured.put(&mut row, figures);
    let moved = match one.moved {
        Move::Up(by) => format!("↑{by}"),
        Move::Down(by) => format!("↓{by}"),
        Move::Same => "—".to_owned(),
        Move::New => words("新", "new").get(lang).to_owned(),
        Move::Unknown => String::new(),
    };
    row.put("moved", Cell::text(moved));
    row
}

#[cfg(test)]
mod tests;
