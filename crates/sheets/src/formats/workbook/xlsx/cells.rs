//! One worksheet, cell by cell.

use yuebao_domain::period::parse_day;

use super::Book;
use super::shared::{rich_text, unescape};
use crate::formats::workbook::grid_builder::GridBuilder;
use crate::formats::workbook::xml::{Item, Items, attribute, is_set, local, number};
use crate::grid::Cell;

/// A cell while it is read.
#[derive(Default)]
struct Open {
    at: (usize, usize),
    kind: String,
    style: usize,
    is_formula: bool,
    value: Option<String>,
    inline: Option<String>,
}

/// `None` if it is something else than a worksheet.
pub(super) fn worksheet(text: &str, book: &Book, name: &str) -> Option<GridBuilder> {
    let mut items = Items::new(text);
    let mut reading = Reading {
        book,
        sheet: GridBuilder::new(name),
        row: 0,
        column: 0,
        formulas: Vec::new(),
        has_result: false,
    };
    let mut is_worksheet = None;
    while let Some(item) = items.next() {
        let Item::Open(tag) = item else { continue };
        let own = tag.name();
        let own = local(own.as_ref());
        if !*is_worksheet.get_or_insert(own == "worksheet") {
            return None;
        }
        match own {
            "sheetPr" => reading.sheet.is_filtered |= is_set(&tag, "filterMode"),
            "filterColumn" => reading.sheet.is_filtered = true,
            "col" => reading.columns(&tag),
            "row" => reading.begin_row(&tag),
            "c" => {
                let cell = reading.cell(&tag, &mut items);
                reading.take(cell);
            }
            "mergeCell" => {
                let range = attribute(&tag, "ref").unwrap_or_default();
                if let Some((from, to)) = range.split_once(':')
                    && let (Some(from), Some(to)) = (place(from), place(to))
                {
                    reading.sheet.merge(from, to);
                }
            }
            _ => {}
        }
    }
    reading.sheet.is_cut = items.is_broken;
    Some(reading.finish())
}

struct Reading<'a> {
    book: &'a Book,
    sheet: GridBuilder,
    row: usize,
    column: usize,
    formulas: Vec<(usize, usize)>,
    /// Whether a formula has another value than 0.
    has_result: bool,
}

impl Reading<'_> {
    fn columns(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        let is_hidden = is_set(tag, "hidden") || number::<f64>(tag, "width").is_some_and(is_zero);
        if let (true, Some(first), Some(last)) = (
            is_hidden,
            number::<usize>(tag, "min"),
            number::<usize>(tag, "max"),
        ) {
            self.sheet
                .hidden_columns
                .add(first.saturating_sub(1), last.saturating_sub(1));
        }
    }

    fn begin_row(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        self.row = match number::<usize>(tag, "r") {
            Some(row) => row.saturating_sub(1),
            None => self.row,
        };
        self.column = 0;
        if is_set(tag, "hidden") || number::<f64>(tag, "ht").is_some_and(is_zero) {
            self.sheet.hidden_rows.add(self.row, self.row);
        }
        // the next row, unless it says another
        self.row = self.row.saturating_add(1);
    }

    fn cell(&mut self, tag: &quick_xml::events::BytesStart<'_>, items: &mut Items<'_>) -> Open {
        let own = (self.row.saturating_sub(1), self.column);
        let at = attribute(tag, "r")
            .as_deref()
            .and_then(place)
            .unwrap_or(own);
        self.column = at.1.saturating_add(1);
        let mut cell = Open {
            at,
            kind: attribute(tag, "t").unwrap_or_default(),
            style: number(tag, "s").unwrap_or(0),
            ..Open::default()
        };
        while let Some(item) = items.next() {
            match item {
                Item::Open(tag) => match local(tag.name().as_ref()) {
                    "f" => {
                        cell.is_formula = true;
                        items.skip_element();
                    }
                    "v" => cell.value = Some(plain_text(items, "v")),
                    "is" => cell.inline = Some(rich_text(items, "is")),
                    _ => items.skip_element(),
                },
                Item::Close(name) if local(&name) == "c" => break,
                _ => {}
            }
        }
        cell
    }

    fn take(&mut self, cell: Open) {
        let Open {
            at,
            kind,
            style,
            is_formula,
            value,
            inline,
        } = cell;
        let is_missing = value
            .as_ref()
            .is_none_or(|value| value.trim().is_empty() && kind != "str");
        if is_formula && is_missing && inline.is_none() {
            return self.sheet.is_uncalculated(at);
        }
        let value = value.unwrap_or_default();
        if is_formula {
            self.formulas.push(at);
            self.has_result |= !matches!(value.trim(), "0" | "0.0");
        }
        let (row, column) = at;
        let told = value.trim();
        let cell = match kind.as_str() {
            "inlineStr" | "is" => text_cell(inline.unwrap_or(value)),
            "str" => text_cell(unescape(&value)),
            "s" if told.is_empty() => Cell::Empty,
            "s" => match told
                .parse()
                .ok()
                .and_then(|at: usize| self.book.texts.get(at))
            {
                Some(text) => text_cell(text.clone()),
                None => return self.sheet.text_is_missing(at),
            },
            "b" => match told {
                "1" | "true" => Cell::Text("是".to_owned()),
                "0" | "false" => Cell::Text("否".to_owned()),
                _ => text_cell(value),
            },
            "e" => Cell::Broken(told.to_owned()),
            "d" => match told.get(..10).map(parse_day) {
                Some(Ok(day)) => Cell::Day(day),
                _ => text_cell(value),
            },
            _ => match (inline, told.parse::<f64>()) {
                (Some(text), _) => text_cell(text),
                (None, Ok(number)) => {
                    let format = self.book.formats.get(style).map_or("", String::as_str);
                    return self.sheet.put_number(at, number, format, self.book.is_1904);
                }
                (None, Err(_)) => text_cell(value),
            },
        };
        self.sheet.put(row, column, cell);
    }

    /// A program that writes formulas and calculates none gives them all the value 0.
    fn finish(mut self) -> GridBuilder {
        if self.book.is_to_be_calculated && !self.has_result {
            for at in std::mem::take(&mut self.formulas) {
                self.sheet.put(at.0, at.1, Cell::Text(String::new()));
                self.sheet.is_uncalculated(at);
            }
        }
        self.sheet
    }
}

fn text_cell(text: String) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text)
    }
}

fn plain_text(items: &mut Items<'_>, end: &str) -> String {
    let mut text = String::new();
    for item in items.by_ref() {
        match item {
            Item::Text(piece) => text.push_str(&piece),
            Item::Close(name) if local(&name) == end => break,
            _ => {}
        }
    }
    text
}

/// `B5` is (4, 1).
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.replace('$', "");
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: usize = name.get(letters.len()..)?.parse().ok()?;
    let mut column = 0_usize;
    for letter in letters.chars() {
        let digit = letter.to_ascii_uppercase().to_digit(36)?.checked_sub(9)?;
        column = column
            .checked_mul(26)?
            .checked_add(usize::try_from(digit).ok()?)?;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn is_zero(size: f64) -> bool {
    size.abs() < f64::EPSILON
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_spreadsheets_name_them() {
        for (name, at) in [
            ("A1", Some((0, 0))),
            ("$B$5", Some((4, 1))),
            ("AA10", Some((9, 26))),
            ("xfd1048576", Some((1_048_575, 16_383))),
            ("A0", None),
            ("5", None),
            ("A", None),
            ("", None),
            ("甲1", None),
            ("AAAAAAAAAAAAAAAAAAAAAAAA1", None),
            ("A99999999999999999999999", None),
        ] {
            assert_eq!(place(name), at, "{name}");
        }
    }
}
