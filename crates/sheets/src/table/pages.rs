//! A sheet as its tables, and a table as its printed pages: each page has a header of its own, whose
//! columns may stand in another order.

use super::header::{self, RawHeader};
use crate::grid::{Cell, Grid};
use crate::text::tidy;
use crate::values::{months, units};
use crate::vocabulary::{Vocabulary, is_foot, is_own};

/// A table and all its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// The first row of its title.
    pub(crate) start: usize,
    /// What is printed above it.
    pub(crate) title: Vec<String>,
    /// Its pages, one at least.
    pub(crate) pages: Vec<Page>,
}

/// A header and the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) header: RawHeader,
    /// The row behind its last one.
    pub(crate) end: usize,
}

/// The tables of a sheet; none if it has no header of a monthly report.
pub(crate) fn tables(grid: &Grid, names: &Vocabulary) -> Vec<Table> {
    let Some(first) = header::find(grid, names) else {
        return Vec::new();
    };
    let mut next_row = first.body;
    let mut tables = vec![Table {
        start: 0,
        title: texts(grid, 0..first.first),
        pages: vec![Page {
            header: first,
            end: grid.rows.len(),
        }],
    }];
    while next_row < grid.rows.len() {
        let Some(header) = header::at(grid, names, next_row) else {
            next_row += 1;
            continue;
        };
        next_row = header.body;
        let page = Page {
            end: grid.rows.len(),
            header,
        };
        add(&mut tables, page, grid, names);
    }
    tables
}

/// The words of the foot of a table.
pub(crate) fn foot(grid: &Grid, table: &Table, names: &Vocabulary) -> Vec<String> {
    let rows = table
        .pages
        .iter()
        .flat_map(|page| page.header.body..page.end);
    let is_of_foot = |row: &usize| {
        let first = grid.rows[*row].iter().find(|cell| !cell.is_empty());
        first.is_some_and(|cell| is_foot(&cell.text(), names))
    };
    rows.filter(is_of_foot)
        .flat_map(|row| texts(grid, row..row + 1))
        .collect()
}

/// A page of the last table, or, below another title, of a new one.
fn add(tables: &mut Vec<Table>, page: Page, grid: &Grid, names: &Vocabulary) {
    let Some(last) = tables.last_mut() else {
        return;
    };
    let above = last.pages.last().map_or(0, |page| page.header.body);
    let start = title_start(grid, names, above, page.header.first);
    if let Some(before) = last.pages.last_mut() {
        before.end = start;
    }
    let title = texts(grid, start..page.header.first);
    let known: Vec<String> = last.title.iter().map(|text| without_page(text)).collect();
    let is_known = |text: &String| {
        let text = without_page(text);
        text.is_empty() || known.contains(&text)
    };
    let rows = start..page.header.first;
    if rows
        .flat_map(|row| telling(grid, row, names))
        .all(|text| is_known(&text))
    {
        last.pages.push(page);
    } else {
        tables.push(Table {
            start,
            title,
            pages: vec![page],
        });
    }
}

/// What a row between two pages says that another title would: of a page's foot, or of 填报单位, only what
/// it says of a unit or a month.
fn telling(grid: &Grid, row: usize, names: &Vocabulary) -> Vec<String> {
    let mut texts = texts(grid, row..row + 1);
    let begins_foot = |text: &String| is_foot(text, names);
    if texts.first().is_some_and(begins_foot) {
        texts.retain(|text| {
            units::in_heading(text).is_some() || months::in_heading(text).month.is_some()
        });
    }
    texts
}

/// The first of the rows of words that stand directly above a header.
fn title_start(grid: &Grid, names: &Vocabulary, from: usize, header: usize) -> usize {
    let mut start = header;
    while start > from && is_title(grid, names, start - 1) {
        start -= 1;
    }
    start
}

/// Blank, a title of one or two cells that is neither a part nor a total, or a page's foot.
fn is_title(grid: &Grid, names: &Vocabulary, row: usize) -> bool {
    let cells = grid.rows.get(row).into_iter().flatten();
    let filled: Vec<&Cell> = cells.filter(|cell| !cell.is_empty()).collect();
    let is_words = |cell: &&Cell| {
        let text = tidy(&cell.text());
        matches!(cell, Cell::Text(_)) && text.chars().any(char::is_alphabetic)
    };
    let Some(first) = filled.first() else {
        return true;
    };
    let is_short = filled.len() <= 2 || is_foot(&first.text(), names);
    is_short && filled.iter().all(is_words) && !is_own(&first.text(), names)
}

fn texts(grid: &Grid, rows: std::ops::Range<usize>) -> Vec<String> {
    let cells = grid.rows.iter().take(rows.end).skip(rows.start).flatten();
    let texts = cells.map(Cell::text);
    texts.filter(|text| !text.is_empty()).collect()
}

/// 续表 and 第2页 make no other title.
fn without_page(text: &str) -> String {
    let mut text = tidy(text);
    for word in ["(续表)", "(续)", "续表", "(接上页)", "接上页"] {
        text = text.replace(word, "");
    }
    let is_number = |c: char| c.is_ascii_digit() || "第共页/一二三四五六七八九十,-()".contains(c);
    if text.contains('页') && text.chars().all(is_number) {
        return String::new();
    }
    match text.split_once("(第").or_else(|| text.split_once("第")) {
        Some((before, rest)) if rest.contains('页') && rest.chars().all(is_number) => {
            before.to_owned()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::csv_text;

    /// The bodies of all pages, table by table.
    fn bodies(text: &str) -> Vec<Vec<(usize, usize)>> {
        let names = Vocabulary::load([]).unwrap();
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let pages = |table: Table| {
            let body = |page: Page| (page.header.body, page.end);
            table.pages.into_iter().map(body).collect()
        };
        tables(&grid, &names).into_iter().map(pages).collect()
    }

    const HEAD: &str = "序号,项目名称,总投资,本月完成\n";

    #[test]
    fn a_header_on_the_next_page_begins_a_page() {
        let row = "1,甲路,9,1\n";
        assert_eq!(bodies(&format!("{HEAD}{row}")), [[(1, 2)]]);
        assert_eq!(
            bodies(&format!("{HEAD}{row}{HEAD}{row}")),
            [[(1, 2), (3, 4)]]
        );
        let other = "项目名称,序号,本月完成,总投资\n";
        assert_eq!(
            bodies(&format!("{HEAD}{row}{other}{row}")),
            [[(1, 2), (3, 4)]]
        );
        let title = "2022年7月月报,,,\n,,,单位：万元\n";
        let again = "2022年7月月报（续表）,,,\n第 2 页,,,\n,,,单位：万元\n";
        assert_eq!(
            bodies(&format!(
                "{title}{HEAD}{row}填表人：李某,,,\n{again}{HEAD}{row}"
            )),
            [[(3, 4), (9, 10)]]
        );
    }

    #[test]
    fn another_title_begins_another_table() {
        let row = "1,甲路,9,1\n";
        let text = format!("续建项目,,,\n{HEAD}{row}\n预备项目表,,,\n单位：亿元,,,\n{HEAD}{row}");
        assert_eq!(bodies(&text), [vec![(2, 3)], vec![(7, 8)]]);
        // so does another unit, or another month, in the line of 填报单位
        for line in [
            "填报单位：市水利局,,,单位：亿元",
            "填报单位：某局 2022年6月,,,",
        ] {
            let text = format!(
                "月报,,,\n单位：万元,,,\n{HEAD}{row}填表人：李某,,王某,\n{line}\n{HEAD}{row}"
            );
            assert_eq!(bodies(&text), [vec![(3, 4)], vec![(7, 8)]], "{line}");
        }
        let text =
            format!("月报,,,\n{HEAD}{row}填表人：李某,,王某,\n填报单位：某局,,,\n{HEAD}{row}");
        assert_eq!(bodies(&text), [[(2, 3), (6, 7)]], "a foot is no title");
        // a row of words is no title
        let text = format!("{HEAD}{row},乙路,续建,钦南区\n{HEAD}{row}");
        assert_eq!(bodies(&text), [[(1, 3), (4, 5)]]);
        // the head of a part is no title
        let text = format!("{HEAD}{row},一、续建项目,,\n{HEAD}{row}");
        assert_eq!(bodies(&text), [[(1, 3), (4, 5)]]);
    }

    #[test]
    fn two_rows_of_header_are_found_again() {
        let head = "项目名称,总投资,完成投资,\n,,本月,1-7月\n";
        let row = "甲路,9,1,3\n";
        assert_eq!(
            bodies(&format!("{head}{row}{head}{row}")),
            [[(2, 3), (5, 6)]]
        );
    }
}
