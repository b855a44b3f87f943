//! .ods, as spreadsheets write it.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;
use yuebao_domain::period::parse_day;

use super::grid_builder::{GridBuilder, MOST_COLUMNS, MOST_ROWS};
use super::package::Package;
use super::xml::{Item, Items, attribute, local, number};
use super::{damaged, encrypted};
use crate::grid::{Cell, Grid};
use crate::note::{SheetNote, Unreadable};

pub(super) fn read(package: &mut Package) -> Result<Vec<Grid>, Unreadable> {
    let manifest = package.part("META-INF/manifest.xml")?;
    if manifest.is_some_and(|text| text.contains("encryption-data")) {
        return Err(encrypted());
    }
    let mut styles = Styles::default();
    if let Some(text) = package.part("styles.xml")? {
        styles.read(&text);
    }
    let text = package.part("content.xml")?.ok_or_else(damaged)?;
    styles.read(&text);
    let grids = tables(&text, &styles);
    if grids.is_empty() {
        return Err(damaged());
    }
    Ok(grids)
}

/// What styles say of cells, rows, columns and tables, by their names.
#[derive(Debug, Default)]
struct Styles {
    /// Formats of numbers, in the way of the other programs.
    formats: BTreeMap<String, String>,
    /// The format that the style of a cell names, or the style that it comes from.
    cells: BTreeMap<String, (Option<String>, Option<String>)>,
    /// Rows and columns of no size, tables that are not shown.
    hidden: BTreeMap<String, bool>,
}

impl Styles {
    fn read(&mut self, text: &str) {
        let mut items = Items::new(text);
        let mut style = String::new();
        while let Some(item) = items.next() {
            let Item::Open(tag) = item else { continue };
            let said = |name| attribute(&tag, name);
            match tag.name().as_ref() {
                "office:body" => items.skip_element(),
                "number:number-style" | "number:percentage-style" | "number:currency-style" => {
                    let name = said("style:name").unwrap_or_default();
                    let is_percent = tag.name().as_ref() == "number:percentage-style";
                    self.formats.insert(name, format(&mut items, is_percent));
                }
                "style:style" => {
                    style = said("style:name").unwrap_or_default();
                    let names = (
                        said("style:data-style-name"),
                        said("style:parent-style-name"),
                    );
                    self.cells.insert(style.clone(), names);
                }
                "style:table-row-properties" => self.size(&style, said("style:row-height")),
                "style:table-column-properties" => self.size(&style, said("style:column-width")),
                "style:table-properties" if said("table:display").as_deref() == Some("false") => {
                    self.hidden.insert(style.clone(), true);
                }
                _ => {}
            }
        }
    }

    fn size(&mut self, style: &str, size: Option<String>) {
        let Some(size) = size else { return };
        let digits = size.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_nothing = digits
            .parse::<f64>()
            .is_ok_and(|size| size.abs() < f64::EPSILON);
        self.hidden.insert(style.to_owned(), is_nothing);
    }

    fn is_hidden(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.hidden.get(style).copied().unwrap_or_default())
    }

    /// The format of a cell of this style.
    fn format(&self, style: Option<&str>) -> &str {
        let mut style = style;
        for _ in 0..8 {
            let Some((format, parent)) = style.and_then(|style| self.cells.get(style)) else {
                break;
            };
            if let Some(format) = format.as_ref().and_then(|name| self.formats.get(name)) {
                return format;
            }
            style = parent.as_deref();
        }
        ""
    }
}

/// The format of numbers that the element describes: `0.00`, `0.00"%"`, `0.00,,"亿元"`.
fn format(items: &mut Items<'_>, is_percent: bool) -> String {
    let mut format = String::new();
    let mut depth = 1_usize;
    for item in items.by_ref() {
        match item {
            Item::Open(tag) => {
                depth += 1;
                if local(tag.name().as_ref()) == "number" {
                    let places = number(&tag, "number:decimal-places")
                        .unwrap_or(0_usize)
                        .min(20);
                    format.push('0');
                    if places > 0 {
                        format.push('.');
                        format.push_str(&"0".repeat(places));
                    }
                    let factor = number(&tag, "number:display-factor").unwrap_or(1.0_f64);
                    format.push_str(match factor {
                        1e9.. => ",,,",
                        1e6.. => ",,",
                        1e3.. => ",",
                        _ => "",
                    });
                }
            }
            Item::Close(_) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Item::Text(text) if is_percent && text.trim() == "%" => format.push('%'),
            Item::Text(text) if !text.trim().is_empty() => {
                format.extend(["\"", &text.replace('"', ""), "\""]);
            }
            Item::Text(_) => {}
        }
    }
    format
}

fn tables(text: &str, styles: &Styles) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut items = Items::new(text);
    while let Some(item) = items.next() {
        let Item::Open(tag) = item else { continue };
        match tag.name().as_ref() {
            "table:tracked-changes" | "table:dde-link" => items.skip_element(),
            "table:table" => {
                let name = attribute(&tag, "table:name").unwrap_or_default();
                let style = attribute(&tag, "table:style-name");
                if styles.is_hidden(style.as_deref()) {
                    items.skip_element();
                    grids.push(Grid {
                        name,
                        notes: vec![SheetNote::hidden_sheet()],
                        ..Grid::default()
                    });
                } else {
                    grids.push(table(&mut items, styles, &name));
                }
            }
            _ => {}
        }
    }
    grids
}

fn table(items: &mut Items<'_>, styles: &Styles, name: &str) -> Grid {
    let mut reading = Reading {
        styles,
        sheet: GridBuilder::new(name),
        row: 0,
        column: 0,
        columns: Vec::new(),
    };
    while let Some(item) = items.next() {
        match item {
            Item::Open(tag) => match tag.name().as_ref() {
                "table:table-column" => reading.begin_column(&tag),
                "table:table-row" => reading.row(&tag, items),
                "table:shapes" | "table:table" | "office:forms" => items.skip_element(),
                _ => {}
            },
            Item::Close(name) if name == "table:table" => break,
            _ => {}
        }
    }
    reading.sheet.is_cut = items.is_broken;
    reading.sheet.finish()
}

struct Reading<'a> {
    styles: &'a Styles,
    sheet: GridBuilder,
    row: usize,
    column: usize,
    /// The last column and the style of the cells in it, for each group of columns.
    columns: Vec<(usize, Option<String>)>,
}

/// A cell as it is told, before its style is known.
enum Told {
    Cell(Cell),
    Number(f64),
    Uncalculated,
}

impl Reading<'_> {
    fn begin_column(&mut self, tag: &BytesStart<'_>) {
        let first = self.column;
        self.column = self
            .column
            .saturating_add(repeated(tag, "table:number-columns-repeated"));
        let last = self.column.saturating_sub(1);
        if self.is_hidden(tag) {
            self.sheet.hidden_columns.add(first, last);
        }
        if self.columns.len() < MOST_COLUMNS {
            self.columns
                .push((last, attribute(tag, "table:default-cell-style-name")));
        }
    }

    fn is_hidden(&self, tag: &BytesStart<'_>) -> bool {
        let style = attribute(tag, "table:style-name");
        matches!(
            attribute(tag, "table:visibility").as_deref(),
            Some("collapse" | "filter")
        ) || self.styles.is_hidden(style.as_deref())
    }

    fn row(&mut self, tag: &BytesStart<'_>, items: &mut Items<'_>) {
        let times = repeated(tag, "table:number-rows-repeated");
        let last = self.row.saturating_add(times - 1);
        if self.is_hidden(tag) {
            self.sheet.hidden_rows.add(self.row, last);
        }
        self.sheet.is_filtered |= attribute(tag, "table:visibility").as_deref() == Some("filter");
        let style = attribute(tag, "table:default-cell-style-name");
        self.column = 0;
        while let Some(item) = items.next() {
            match item {
                Item::Open(tag) if local(tag.name().as_ref()).ends_with("table-cell") => {
                    self.cell(&tag, items, style.as_deref(), last);
                }
                Item::Open(_) => items.skip_element(),
                Item::Close(name) if name == "table:table-row" => break,
                _ => {}
            }
        }
        self.row = last.saturating_add(1);
    }

    fn cell(
        &mut self,
        tag: &BytesStart<'_>,
        items: &mut Items<'_>,
        of_row: Option<&str>,
        last: usize,
    ) {
        let times = repeated(tag, "table:number-columns-repeated");
        let first = self.column;
        let text = text(items);
        let told = told(tag, text);
        let spans = |name| number::<usize>(tag, name).unwrap_or(1).clamp(1, MOST_ROWS);
        let (down, right) = (
            spans("table:number-rows-spanned"),
            spans("table:number-columns-spanned"),
        );
        if down > 1 || right > 1 {
            let end = (
                self.row.saturating_add(down - 1),
                first.saturating_add(right - 1),
            );
            self.sheet.merge((self.row, first), end);
        }
        self.column = first.saturating_add(times);
        if matches!(told, Told::Cell(Cell::Empty)) {
            return;
        }
        let own = attribute(tag, "table:style-name");
        // one more than is read, so that it is noticed
        for row in self.row..=last.min(self.row.saturating_add(MOST_ROWS)) {
            if self.sheet.is_full() {
                return;
            }
            for column in first
                ..self
                    .column
                    .min(MOST_COLUMNS + 1)
                    .max(first.saturating_add(1))
            {
                let style = own.as_deref().or(of_row).or_else(|| self.of_column(column));
                let format = self.styles.format(style);
                match &told {
                    Told::Cell(cell) => self.sheet.put(row, column, cell.clone()),
                    Told::Number(number) => {
                        self.sheet.put_number((row, column), *number, format, false);
                    }
                    Told::Uncalculated => self.sheet.is_uncalculated((row, column)),
                }
            }
        }
    }

    fn of_column(&self, column: usize) -> Option<&str> {
        let group = self.columns.iter().find(|(last, _)| column <= *last)?;
        group.1.as_deref()
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> usize {
    number::<usize>(tag, name).unwrap_or(1).max(1)
}

fn told(tag: &BytesStart<'_>, text: String) -> Told {
    let said = |name| attribute(tag, name);
    let is_formula = said("table:formula").is_some();
    let kind = said("office:value-type")
        .or_else(|| said("calcext:value-type"))
        .unwrap_or_default();
    let value = said("office:value").and_then(|value| value.trim().parse::<f64>().ok());
    if said("calcext:value-type").as_deref() == Some("error") {
        return Told::Cell(Cell::Broken(text.trim().to_owned()));
    }
    let words = |text: String| {
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    };
    Told::Cell(match (kind.as_str(), value) {
        // the format of a percentage says so itself, but not that of every program
        ("percentage", Some(number)) => super::number::cell(number, "0%", false),
        ("float" | "currency", Some(number)) => return Told::Number(number),
        ("date", _) => {
            let day = said("office:date-value").and_then(|day| parse_day(day.get(..10)?).ok());
            day.map_or_else(|| words(text), Cell::Day)
        }
        ("boolean", _) => match said("office:boolean-value").as_deref() {
            Some("true") => words("是".to_owned()),
            Some("false") => words("否".to_owned()),
            _ => words(text),
        },
        ("string", _) => words(
            said("office:string-value")
                .filter(|_| text.is_empty())
                .unwrap_or(text),
        ),
        (_, None) if is_formula && text.trim().is_empty() => return Told::Uncalculated,
        _ => words(text),
    })
}

/// What is written in a cell: its paragraphs, without notes and drawings.
fn text(items: &mut Items<'_>) -> String {
    let mut text = String::new();
    let mut is_first = true;
    while let Some(item) = items.next() {
        match item {
            Item::Open(tag) => match tag.name().as_ref() {
                "text:p" if std::mem::take(&mut is_first) => {}
                "text:p" | "text:line-break" => text.push('\n'),
                "text:s" => {
                    let count = number(&tag, "text:c").unwrap_or(1_usize).min(100);
                    text.push_str(&" ".repeat(count));
                }
                "text:tab" => text.push('\t'),
                "office:annotation" | "text:ruby-text" | "table:table" => items.skip_element(),
                name if name.starts_with("draw:") => items.skip_element(),
                _ => {}
            },
            Item::Close(name) if local(&name).ends_with("table-cell") => break,
            Item::Text(piece) if !is_first => text.push_str(&piece),
            _ => {}
        }
    }
    text
}
