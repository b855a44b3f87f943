//! What is said of a table that could not be read as it stands.

use crate::grid::Grid;
use crate::note::{Location, Message, Note, column_name};
use crate::rows::{RowKind, TableRow};
use crate::table::columns::Header;

fn both(zh: &str, en: &str) -> Message {
    (zh.to_owned(), en.to_owned())
}

/// What the headers of all pages leave open; each column that is not read once.
pub(crate) fn of_headers(location: &Location, headers: &[Header]) -> Vec<Note> {
    let mut notes = Vec::new();
    let list = |of: fn(&Header) -> &Vec<String>| {
        let mut labels: Vec<&str> = Vec::new();
        for label in headers.iter().flat_map(of) {
            if !labels.contains(&label.as_str()) {
                labels.push(label);
            }
        }
        (!labels.is_empty()).then(|| labels.join("”“"))
    };
    notes.extend(list(|header| &header.unknown).map(|list| unknown_columns(location, &list)));
    notes.extend(list(|header| &header.other_months).map(|list| other_months(location, &list)));
    for header in headers {
        for (at, message) in &header.unclear {
            let row = header.body.saturating_sub(1);
            notes.push(Note::asked(
                location.at_row(row).at_column(*at),
                message.clone(),
            ));
        }
        for at in &header.unnamed {
            notes.push(unnamed_column(location, *at));
        }
    }
    notes.dedup();
    notes
}

fn unknown_columns(location: &Location, list: &str) -> Note {
    let message = (
        format!("没有读这些列：“{list}”；如有用，请用 --columns 说明其含义"),
        format!("these columns were not read: “{list}”; name them with --columns if they matter"),
    );
    Note::told(location.clone(), message)
}

fn other_months(location: &Location, list: &str) -> Note {
    let message = (
        format!("这些列是别的月份或年份的，没有读：“{list}”"),
        format!("these columns are of other months or years and were not read: “{list}”"),
    );
    Note::told(location.clone(), message)
}

/// Of columns of 倒排计划 that are not those of all months.
pub(crate) fn some_months(location: &Location) -> Note {
    let message = both(
        "倒排计划不足十二个月，没有读",
        "the monthly plan has not got all twelve months and was not read",
    );
    Note::told(location.clone(), message)
}

fn unnamed_column(location: &Location, at: usize) -> Note {
    let name = column_name(at);
    let message = (
        format!("{name} 列有内容而没有列名，没有读"),
        format!("column {name} has something in it, but no header; it was not read"),
    );
    Note::told(location.clone(), message)
}

pub(crate) fn lone_words(location: &Location) -> Note {
    let message = both(
        "只有一格文字，按说明文字略过",
        "one cell of words; taken for a remark",
    );
    Note::told(location.clone(), message)
}

pub(crate) fn unclear(location: &Location) -> Note {
    let message = both(
        "看不出是项目还是合计，未计入；项目须有名称，合计须写明“合计”“小计”",
        "neither a project nor a total, not counted; a project needs its name, a total its word",
    );
    Note::asked(location.clone(), message)
}

pub(crate) fn header_like(location: &Location) -> Note {
    let message = both(
        "像是表头，但认不全，其下各行可能错列，未计入；请写全列名",
        "looks like a header, but not enough of it is known, so that the rows below it may be of other \
         columns; it was not counted, write its names in full",
    );
    Note::asked(location.clone(), message)
}

/// A row whose cells do not stand below their headers.
pub(crate) fn shifted(location: &Location, cells: usize, headers: usize) -> Note {
    let message = (
        format!(
            "这一行有 {cells} 格，表头有 {headers} 格，数字会错列，未计入；多出的逗号请去掉或给该格加引号，\
             少的格请补上"
        ),
        format!(
            "this row has {cells} cells, the header {headers}: its figures would stand below the wrong \
             headers, it was not counted; take commas out or quote the cell, and fill in missing cells"
        ),
    );
    Note::asked(location.clone(), message)
}

/// Rows of a text that end before their header does, but fit it as far as they go.
pub(crate) fn short_rows(
    location: &Location,
    grid: &Grid,
    headers: &[Header],
    rows: &[TableRow],
) -> Option<Note> {
    let is_short = |row: &&TableRow| {
        let header = headers.get(row.page);
        row.kind == RowKind::Project
            && grid.is_text()
            && header.is_some_and(|header| grid.rows[row.at].len() < header.width_in(grid))
    };
    let short: Vec<usize> = rows.iter().filter(is_short).map(|row| row.at).collect();
    let list = numbers(&short)?;
    let message = (
        format!("第 {list} 行比表头短，缺的格按空白读"),
        format!("row {list} is shorter than the header; what is missing is read as blank"),
    );
    Some(Note::told(location.clone(), message))
}

/// Rows that say once more what others say.
pub(crate) fn restated(location: &Location, rows: &[usize]) -> Option<Note> {
    let list = numbers(rows)?;
    let message = (
        format!("第 {list} 行（其中、占比、同期等）是重述，不算项目，也不计入合计，没有核对"),
        format!(
            "row {list} (其中, 占比, 同期 and their like) restates others: no project, no addend, not checked"
        ),
    );
    Some(Note::told(location.clone(), message))
}

/// As people count rows, the first few.
fn numbers(rows: &[usize]) -> Option<String> {
    const SHOWN: usize = 20;
    let list: Vec<String> = rows
        .iter()
        .take(SHOWN)
        .map(|row| (row + 1).to_string())
        .collect();
    let more = if rows.len() > SHOWN { "…" } else { "" };
    (!rows.is_empty()).then(|| format!("{}{more}", list.join("、")))
}

pub(crate) fn no_month(location: Location) -> Note {
    let message = both(
        "从这一行起看不出是哪个月的月报，未审核；请加 --month 2022-05，或加一列“月份”",
        "from this row on the month cannot be told, nothing was checked; add --month 2022-05 or a column \
         “月份”",
    );
    Note::asked(location, message)
}

/// Rows without a month below rows of other months than the table's.
pub(crate) fn blank_months(location: &Location, rows: &[usize]) -> Option<Note> {
    let list = numbers(rows)?;
    let message = (
        format!(
            "第 {list} 行的“月份”是空的，别的行写着不同的月份，看不出是哪个月，未审核；请填上月份"
        ),
        format!(
            "“月份” is blank in row {list} while other rows name different months; these rows were not \
             checked, fill it in"
        ),
    );
    Some(Note::asked(location.clone(), message))
}

/// What stands below another title is not held against the totals above it.
pub(crate) fn another_table(location: &Location, title: &[String]) -> Note {
    let title = title.join(" ");
    let message = (
        format!("从这一行起按另一张表读：“{title}”"),
        format!("from this row on it is read as another table: “{title}”"),
    );
    Note::told(location.clone(), message)
}

pub(crate) fn no_projects(location: &Location) -> Note {
    let message = both("有表头，没有一行项目", "a header, and no project below it");
    Note::told(location.clone(), message)
}
