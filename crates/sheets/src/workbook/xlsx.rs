//! .xlsx and .xlsm, as the standard and the programs that bend it write them.

use std::collections::BTreeMap;

use super::package::{Package, folder, resolve};
use super::sheet::Sheet;
use super::xml::{Item, Items, attribute, is_set, local, number};
use super::{damaged, refused};
use crate::grid::{Cell, Grid, Remark};
use crate::place::Unreadable;
use yuebao_domain::period::parse_day;

use super::number::builtin;

/// What all sheets of a workbook share.
#[derive(Debug, Default)]
struct Book {
    texts: Vec<String>,
    /// The format of each style.
    formats: Vec<String>,
    is_1904: bool,
    /// The program that wrote it leaves calculating to the one that opens it.
    is_to_be_calculated: bool,
}

/// A sheet as the workbook names it.
struct Named {
    name: String,
    is_hidden: bool,
    relation: String,
}

/// Relations by their identifier: what of, and to which part.
type Relations = BTreeMap<String, (String, String)>;

pub(super) fn read(package: &mut Package) -> Result<Vec<Grid>, Unreadable> {
    let part = workbook_part(package)?;
    let text = package.part(&part)?.ok_or_else(damaged)?;
    let (mut book, sheets) = workbook(&text);
    if sheets.is_empty() {
        return Err(damaged());
    }
    let relations = relations(package, &part)?;
    let of = |kind: &str| {
        let found = relations.values().find(|(own, _)| own == kind);
        found.map(|(_, part)| part.clone())
    };
    if let Some(part) = of("sharedStrings") {
        book.texts = package
            .part(&part)?
            .map_or_else(Vec::new, |text| texts(&text));
    }
    if let Some(part) = of("styles") {
        book.formats = package
            .part(&part)?
            .map_or_else(Vec::new, |text| formats(&text));
    }
    let mut grids = Vec::with_capacity(sheets.len());
    for (place, named) in (1..).zip(sheets) {
        grids.push(grid(package, &book, &relations, &named, place)?);
    }
    Ok(grids)
}

fn workbook_part(package: &mut Package) -> Result<String, Unreadable> {
    let said = relations(package, "")?;
    let said = said
        .into_values()
        .find(|(kind, _)| kind == "officeDocument");
    let part = said
        .map(|(_, part)| part)
        .filter(|part| package.has(part))
        .or_else(|| package.find("xl/workbook.xml"))
        .or_else(|| package.find("workbook.xml"));
    let is = |kind: &str| part.as_ref().is_some_and(|part| part.contains(kind));
    if is("workbook.bin") {
        return Err(refused(
            "这是 .xlsb 文件，读不了；请在表格软件中另存为 xlsx",
            "this is an .xlsb file, which is not read; save it as xlsx in the spreadsheet",
        ));
    }
    if is("document.xml") || is("presentation.xml") {
        return Err(refused(
            "这是文字或演示文档，不是表格文件；请把表格另存为 xlsx",
            "this is a text document or a presentation, no spreadsheet; save the table as xlsx",
        ));
    }
    match part {
        Some(part) => Ok(part),
        None => Err(refused(
            "这是压缩包或已损坏的文件，不是能读的表格文件；请先解压，或在表格软件中另存为 xlsx",
            "this is an archive or a damaged file, no workbook that can be read; unpack it, or save it as \
             xlsx in the spreadsheet",
        )),
    }
}

fn relations(package: &mut Package, of: &str) -> Result<Relations, Unreadable> {
    let folder = folder(of);
    let own = of.strip_prefix(folder).unwrap_or(of);
    let text = package.part(&format!("{folder}_rels/{own}.rels"))?;
    let mut found = Relations::new();
    for item in Items::new(&text.unwrap_or_default()) {
        let Item::Open(tag) = item else { continue };
        if local(tag.name().as_ref()) != "Relationship" {
            continue;
        }
        let said = |name| attribute(&tag, name).unwrap_or_default();
        let kind = said("Type");
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        found.insert(said("Id"), (kind, resolve(folder, &said("Target"))));
    }
    Ok(found)
}

fn workbook(text: &str) -> (Book, Vec<Named>) {
    let mut book = Book::default();
    let mut sheets = Vec::new();
    for item in Items::new(text) {
        let Item::Open(tag) = item else { continue };
        match local(tag.name().as_ref()) {
            "workbookPr" => book.is_1904 |= is_set(&tag, "date1904"),
            "calcPr" => book.is_to_be_calculated |= is_set(&tag, "fullCalcOnLoad"),
            "sheet" => sheets.push(Named {
                name: attribute(&tag, "name").unwrap_or_default(),
                is_hidden: attribute(&tag, "state").is_some_and(|state| state != "visible"),
                relation: attribute(&tag, "id").unwrap_or_default(),
            }),
            _ => {}
        }
    }
    (book, sheets)
}

fn texts(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut items = Items::new(text);
    while let Some(item) = items.next() {
        if let Item::Open(tag) = item
            && local(tag.name().as_ref()) == "si"
        {
            texts.push(rich_text(&mut items, "si"));
        }
    }
    texts
}

/// The text up to the end of the element, without how it is pronounced.
fn rich_text(items: &mut Items<'_>, end: &str) -> String {
    let mut text = String::new();
    let mut is_text = false;
    while let Some(item) = items.next() {
        match item {
            Item::Open(tag) => match local(tag.name().as_ref()) {
                "rPh" => items.skip_element(),
                own => is_text = own == "t",
            },
            Item::Close(name) if local(&name) == end => break,
            Item::Close(_) => is_text = false,
            Item::Text(piece) if is_text => text.push_str(&piece),
            Item::Text(_) => {}
        }
    }
    unescape(&text)
}

/// `_x000D_` is how control characters are written there.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        plain.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        let c = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match c {
            Some('\r') => rest = &after[5..],
            Some(c) => {
                plain.push(c);
                rest = &after[5..];
            }
            None => {
                plain.push_str("_x");
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn formats(text: &str) -> Vec<String> {
    let mut own: BTreeMap<u32, String> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut is_cell = false;
    for item in Items::new(text) {
        match item {
            Item::Open(tag) => match local(tag.name().as_ref()) {
                "cellXfs" => is_cell = true,
                "numFmt" => {
                    let code = attribute(&tag, "formatCode");
                    own.extend(number(&tag, "numFmtId").zip(code));
                }
                "xf" if is_cell => formats.push(number(&tag, "numFmtId").unwrap_or(0)),
                _ => {}
            },
            Item::Close(name) if local(&name) == "cellXfs" => is_cell = false,
            _ => {}
        }
    }
    let code = |id: u32| {
        own.get(&id)
            .cloned()
            .unwrap_or_else(|| builtin(id).to_owned())
    };
    formats.into_iter().map(code).collect()
}

/// One sheet; what is no table, hidden or not there comes without cells.
fn grid(
    package: &mut Package,
    book: &Book,
    relations: &Relations,
    named: &Named,
    place: usize,
) -> Result<Grid, Unreadable> {
    let remarked = |remark: Remark| Grid {
        name: named.name.clone(),
        remarks: vec![remark],
        ..Grid::default()
    };
    let relation = relations.get(&named.relation);
    let kind = relation.map_or("worksheet", |(kind, _)| kind.as_str());
    if kind != "worksheet" {
        return Ok(remarked(Remark::no_table()));
    }
    if named.is_hidden {
        return Ok(remarked(Remark::hidden_sheet()));
    }
    // relations that are lost leave the order of the sheets
    let part = match relation {
        Some((_, part)) => Some(part.clone()),
        None => package.find(&format!("worksheets/sheet{place}.xml")),
    };
    let text = match part.map(|part| package.part(&part)).transpose() {
        Ok(text) => text.flatten(),
        // the others may be whole
        Err(error) if error == damaged() => None,
        Err(error) => return Err(error),
    };
    Ok(match text {
        Some(text) => match worksheet(&text, book, &named.name) {
            Some(sheet) => sheet.finish(),
            None => remarked(Remark::no_table()),
        },
        None => remarked(Remark::damaged_sheet()),
    })
}

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
fn worksheet(text: &str, book: &Book, name: &str) -> Option<Sheet> {
    let mut items = Items::new(text);
    let mut reading = Reading {
        book,
        sheet: Sheet::new(name),
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
    sheet: Sheet,
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
    fn finish(mut self) -> Sheet {
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

    #[test]
    fn control_characters_are_unescaped() {
        for (text, plain) in [
            ("a_x000D_\nb", "a\nb"),
            ("_x0041_", "A"),
            ("_x_x0041", "_x_x0041"),
            ("_xD800_", "_xD800_"),
            ("", ""),
        ] {
            assert_eq!(unescape(text), plain);
        }
    }
}
