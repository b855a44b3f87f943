//! A document as .docx, as offices write them (GB/T 9704—2012): A4, title 小标宋 22 pt, body 仿宋 16 pt,
//! 22 lines a page, pages numbered “— 1 —” at the outer edge. Whether figures are final stands at the
//! head of each page.
//!
//! | module | writes |
//! |---|---|
//! | `xml` | elements and texts |
//! | `page` | paper, margins, head and foot of pages |
//! | `letters` | how large the letters of the text are |
//! | `table` | tables: widths, merged heads that are repeated |

mod letters;
mod page;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Write as _};

use yuebao_domain::publish::document::Block;
use yuebao_domain::publish::{Document, Status};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::RenderError;
use letters::Letters;
use page::Paper;
use unicode_width::UnicodeWidthStr as _;
use xml::Xml;

const TYPES: &str = include_str!("types.xml");
const PACKAGE: &str = include_str!("package.rels.xml");
const PARTS: &str = include_str!("document.rels.xml");
const STYLES: &str = include_str!("styles.xml");
const SETTINGS: &str = include_str!("settings.xml");
const FONTS: &str = include_str!("fontTable.xml");

/// The file. The same document is the same file, to the byte.
pub(crate) fn document_as_docx(document: &Document) -> Result<Vec<u8>, RenderError> {
    let paper = Paper::of(document.page);
    let letters = Letters::for_document(document, &paper);
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", PACKAGE.to_owned()),
        ("docProps/core.xml", core(document)),
        ("word/_rels/document.xml.rels", PARTS.to_owned()),
        ("word/document.xml", body(document, &paper, letters)),
        ("word/styles.xml", letters.put_into(STYLES)),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/fontTable.xml", FONTS.to_owned()),
        ("word/header.xml", page::header(&document.basis)),
        ("word/odd.xml", page::footer("right")),
        ("word/even.xml", page::footer("left")),
    ];
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        file.start_file(name, options)?;
        file.write_all(part.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn body(document: &Document, paper: &Paper, letters: Letters) -> String {
    let mut xml = Xml::part("w:document");
    xml.open("w:body", "");
    xml.paragraph("Title", "", &title_lines(document, paper));
    if !document.heading.is_empty() {
        xml.paragraph("Line", "", &document.heading.join("　　"));
    }
    for block in &document.blocks {
        match block {
            Block::Heading { level, text } => {
                xml.paragraph(&format!("Heading{}", (*level).clamp(1, 3)), "", text);
            }
            Block::Paragraph { text } => xml.paragraph("", "", text),
            Block::Table(table) => table::write(table, paper, letters, &mut xml),
            // its table says all of it
            Block::Chart(_) => {}
        }
    }
    if !document.foot.is_empty() {
        xml.paragraph("Line", "", &document.foot.join("　　　"));
    }
    page::write_section(paper, document.page.single, &mut xml);
    xml.close("w:body");
    xml.end("w:document")
}

/// The title, broken by sense where it does not fit on a line.
fn title_lines(document: &Document, paper: &Paper) -> String {
    /// The height of its letters, in twentieths of a point.
    const LETTERS: u32 = 440;
    // digits are wider where the font is another one
    let room = usize::try_from(paper.text() * 2 / LETTERS).map_or(usize::MAX, |room| room - 2);
    let mut lines: Vec<String> = Vec::new();
    for part in document.title_parts() {
        match lines.last_mut() {
            Some(line) if line.width() + part.width() <= room => line.push_str(part),
            _ => lines.push(part.to_owned()),
        }
    }
    lines.join("\n")
}

/// What the file says of itself: it was made when its figures were closed.
fn core(document: &Document) -> String {
    let made = match &document.status {
        Status::Final { at, .. } => format!("{}Z", at.get(..19).unwrap_or_default()),
        Status::Provisional => format!("{}T00:00:00Z", document.month.first_day()),
    };
    let title = xml::escaped(&document.title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created></cp:coreProperties>"
    )
}
