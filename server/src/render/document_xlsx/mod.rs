//! A document as a workbook: what it says on the first sheet, with its first table if it begins with one or
//! has no other; each other table on a sheet of its own. Figures are numbers with the places that are printed, and what
//! follows from other cells is a formula that gives the printed figure.
//!
//! | module | writes |
//! |---|---|
//! | `sheet` | one sheet from the top: titles, texts, the table, what stands below |
//! | `table` | the heads and rows of a table |
//! | `formula` | what a cell computes |
//! | `look` | formats: borders, places, alignment |

mod formula;
mod look;
mod sheet;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use yuebao_domain::publish::document::{Block, Table};
use yuebao_domain::publish::{Document, Status};

use super::RenderError;
use look::Looks;
use sheet::Sheet;

/// Longest name that a sheet may have.
const LONGEST_NAME: usize = 31;

/// The workbook.
pub fn document_as_xlsx(document: &Document) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let looks = Looks::new();
    let mut names = Names::default();
    let first = workbook.add_worksheet();
    first.set_name(names.next(&document.title))?;
    let kept = kept(document);
    let mut sheet = Sheet::begin(first, &looks, document, kept)?;
    sheet.titles()?;
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => sheet.text(text, &looks.heading)?,
            Block::Paragraph { text } => sheet.text(text, &looks.paragraph)?,
            Block::Table(table) if kept.is_some_and(|kept| kept.id == table.id) => {
                sheet.table(table)?;
            }
            Block::Table(_) | Block::Chart(_) => {}
        }
    }
    sheet.foot()?;
    let others = named(document).into_iter();
    for (name, table) in others.skip(usize::from(kept.is_some())) {
        let page = workbook.add_worksheet();
        page.set_name(names.next(name))?;
        let mut sheet = Sheet::begin(page, &looks, document, Some(table))?;
        sheet.table(table)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The table that stands on the first sheet, below the title and above the foot: of a document that is a
/// table above all.
fn kept(document: &Document) -> Option<&Table> {
    let begins_with_it = matches!(document.blocks.first(), Some(Block::Table(_)));
    let has_one = document.tables().count() == 1;
    document
        .tables()
        .next()
        .filter(|_| begins_with_it || has_one)
}

/// Each table with what it is called: by its title, by the heading that it stands below, or by its
/// identifier.
fn named(document: &Document) -> Vec<(&str, &Table)> {
    let mut heading = "";
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => heading = text,
            Block::Table(table) => {
                let names = [table.title.as_str(), heading, &table.id];
                let name = names.into_iter().find(|name| !name.is_empty());
                found.push((name.unwrap_or_default(), table));
                heading = "";
            }
            Block::Paragraph { .. } | Block::Chart(_) => {}
        }
    }
    found
}

/// The same document is the same file: what it says of its making is when its figures were closed.
fn properties(document: &Document) -> Result<DocProperties, RenderError> {
    let made = match &document.status {
        Status::Final { at, .. } => ExcelDateTime::parse_from_str(at.get(..19).unwrap_or_default()),
        Status::Provisional => {
            let day = document.month.first_day();
            let year = u16::try_from(day.year()).unwrap_or(1900);
            ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), 1)
        }
    };
    let properties = DocProperties::new().set_title(&document.title);
    let properties = properties.set_subject(&document.basis);
    Ok(properties.set_creation_datetime(&made?))
}

/// Names of sheets: none twice, none too long, without what a name may not have.
#[derive(Debug, Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn next(&mut self, wanted: &str) -> String {
        let is_bad = |c: char| {
            c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')
        };
        let wanted: String = wanted.chars().filter(|c| !is_bad(*c)).collect();
        let plain = cut(&wanted, LONGEST_NAME);
        let numbered = (2_u32..).map(|number| {
            let number = number.to_string();
            let room = LONGEST_NAME.saturating_sub(number.len());
            format!("{}{number}", cut(&wanted, room))
        });
        let mut names = std::iter::once(plain)
            .filter(|name| !name.is_empty())
            .chain(numbered);
        // case does not tell sheets apart
        let name = names.find(|name| self.0.insert(name.to_lowercase()));
        name.unwrap_or_default()
    }
}

/// The first `most` units of UTF-16, as names are counted.
fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let needs = c.len_utf16();
        let fits = needs <= left;
        left = if fits { left - needs } else { 0 };
        fits
    };
    text.chars().take_while(fits).collect()
}
