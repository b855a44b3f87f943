//! What kind of file it is, told by its first bytes, and what it holds.

pub(crate) mod csv_text;
mod document;
mod encoding;
pub(crate) mod workbook;

use crate::grid::Grid;
use crate::grid::invisible::clean_texts;
use crate::note::{Location, Unreadable};
pub(crate) use document::Document;

/// What a file holds.
#[derive(Debug)]
pub(crate) enum OpenedFile {
    /// The project's own format.
    Document(Box<Document>),
    /// Sheets of tables.
    Sheets(Vec<Grid>),
}

/// Bytes that begin a workbook: zip (.xlsx, .xlsb, .ods) and the older container (.xls, .et).
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// What is sometimes sent instead.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (
        b"%PDF",
        "这是 PDF 文件，请用原来的表格文件（xlsx、csv）",
        "this is a PDF; use the spreadsheet that it was made from (xlsx, csv)",
    ),
    (
        b"\x1F\x8B",
        "这是 gzip 压缩文件，请先解压",
        "this is gzip-compressed; decompress it first",
    ),
    (
        b"Rar!",
        "这是 RAR 压缩文件，请先解压",
        "this is a RAR archive; decompress it first",
    ),
    (
        b"SQLite format 3\0",
        "这是 SQLite 数据库，不是表格文件",
        "this is an SQLite database, not a file of tables",
    ),
    (
        b"7z\xBC\xAF\x27\x1C",
        "这是 7z 压缩文件，请先解压",
        "this is a 7z archive; decompress it first",
    ),
];

/// How pictures begin.
const PICTURES: [&[u8]; 7] = [
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"\0\0\0\x1cftyp",
];

/// The plan of a whole region with a year of reports is some megabytes.
const LIMIT: usize = 64 * 1024 * 1024;

/// Takes the bytes of a file apart.
pub(crate) fn open(bytes: Vec<u8>, location: &Location) -> Result<OpenedFile, Unreadable> {
    if bytes.len() > LIMIT {
        return Err(Unreadable::new(
            "文件超过 64 MB，不会是月报表；请检查是否选错文件".to_owned(),
            "larger than 64 MB: no monthly report; is it the right file?".to_owned(),
        ));
    }
    if let Some((_, zh, en)) = OTHERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Unreadable::new((*zh).to_owned(), (*en).to_owned()));
    }
    if PICTURES.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::new(
            "这是图片，请用原来的表格文件（xlsx、csv）".to_owned(),
            "this is a picture; use the spreadsheet that it was made from (xlsx, csv)".to_owned(),
        ));
    }
    if WORKBOOKS.iter().any(|magic| bytes.starts_with(magic)) {
        return workbook::read(bytes).map(sheets);
    }
    let text = encoding::decode(&bytes)?;
    match text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .next()
    {
        None => Err(Unreadable::new(
            "文件是空的".to_owned(),
            "the file is empty".to_owned(),
        )),
        Some('{') => {
            document::read(&text, location).map(|document| OpenedFile::Document(Box::new(document)))
        }
        Some('<') => Err(Unreadable::new(
            "这是网页或 XML，不是表格文件；请在表格软件中另存为 xlsx".to_owned(),
            "this is a web page or XML, not a table; save it as xlsx in the spreadsheet".to_owned(),
        )),
        Some(_) => csv_text::read(&bytes).map(|grid| sheets(vec![grid])),
    }
}

fn sheets(mut grids: Vec<Grid>) -> OpenedFile {
    grids.iter_mut().for_each(clean_texts);
    OpenedFile::Sheets(grids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_refused_whatever_they_are_called() {
        for bytes in [
            &b"\x89PNG\r\n"[..],
            b"\xFF\xD8\xFF\xE0",
            b"GIF89a",
            b"II*\0\x08",
            b"RIFF\0\0\0\0WEBP",
        ] {
            let error = open(bytes.to_vec(), &Location::file("7月.xlsx")).unwrap_err();
            assert!(error.zh.contains("图片"), "{error:?}");
        }
    }
}
