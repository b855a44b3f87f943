//! .xlsx and .xlsm, as the standard and the programs that bend it write them.

mod cells;
mod shared;

use std::collections::BTreeMap;

use cells::worksheet;
use shared::{formats, texts};

use super::package::{Package, folder, resolve};
use super::xml::{Item, Items, attribute, is_set, local};
use super::{damaged, refused};
use crate::grid::Grid;
use crate::note::{SheetNote, Unreadable};

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
struct NamedSheet {
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

fn workbook(text: &str) -> (Book, Vec<NamedSheet>) {
    let mut book = Book::default();
    let mut sheets = Vec::new();
    for item in Items::new(text) {
        let Item::Open(tag) = item else { continue };
        match local(tag.name().as_ref()) {
            "workbookPr" => book.is_1904 |= is_set(&tag, "date1904"),
            "calcPr" => book.is_to_be_calculated |= is_set(&tag, "fullCalcOnLoad"),
            "sheet" => sheets.push(NamedSheet {
                name: attribute(&tag, "name").unwrap_or_default(),
                is_hidden: attribute(&tag, "state").is_some_and(|state| state != "visible"),
                relation: attribute(&tag, "id").unwrap_or_default(),
            }),
            _ => {}
        }
    }
    (book, sheets)
}

/// One sheet; what is no table, hidden or not there comes without cells.
fn grid(
    package: &mut Package,
    book: &Book,
    relations: &Relations,
    named: &NamedSheet,
    place: usize,
) -> Result<Grid, Unreadable> {
    let remarked = |note: SheetNote| Grid {
        name: named.name.clone(),
        notes: vec![note],
        ..Grid::default()
    };
    let relation = relations.get(&named.relation);
    let kind = relation.map_or("worksheet", |(kind, _)| kind.as_str());
    if kind != "worksheet" {
        return Ok(remarked(SheetNote::no_table()));
    }
    if named.is_hidden {
        return Ok(remarked(SheetNote::hidden_sheet()));
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
            None => remarked(SheetNote::no_table()),
        },
        None => remarked(SheetNote::damaged_sheet()),
    })
}
