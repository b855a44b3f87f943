//! .xls (BIFF8, and BIFF5 of the years before): records in a stream of the older container.

use std::io::{Cursor, Read as _};

use super::number::builtin;
use super::{damaged, encrypted, refused};
use crate::grid::Grid;
use crate::note::{SheetNote, Unreadable};

mod records;
mod table;

use records::{Bytes, Records, Texts};

/// A stream of a monthly report is some megabytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What all sheets of a workbook share.
#[derive(Debug)]
struct Book {
    /// Before BIFF8 texts are bytes in the encoding of the country.
    is_old: bool,
    encoding: &'static encoding_rs::Encoding,
    is_1904: bool,
    texts: Vec<String>,
    /// The format of each style.
    formats: Vec<String>,
}

struct NamedSheet {
    name: String,
    at: usize,
    is_hidden: bool,
    is_table: bool,
}

pub(super) fn read(bytes: Vec<u8>) -> Result<Vec<Grid>, Unreadable> {
    let stream = stream(bytes)?;
    let (book, sheets) = globals(&stream)?;
    if sheets.is_empty() {
        return Err(damaged());
    }
    let grid = |named: NamedSheet| {
        let remarked = |note| Grid {
            name: named.name.clone(),
            notes: vec![note],
            ..Grid::default()
        };
        if !named.is_table {
            return remarked(SheetNote::no_table());
        }
        if named.is_hidden {
            return remarked(SheetNote::hidden_sheet());
        }
        match stream.get(named.at..).filter(|rest| !rest.is_empty()) {
            Some(records) => match table::read(records, &book, &named.name) {
                Some(sheet) => sheet.finish(),
                None => remarked(SheetNote::no_table()),
            },
            None => remarked(SheetNote::damaged_sheet()),
        }
    };
    Ok(sheets.into_iter().map(grid).collect())
}

fn stream(bytes: Vec<u8>) -> Result<Vec<u8>, Unreadable> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    if file.exists("/EncryptedPackage") {
        return Err(encrypted());
    }
    let Some(name) = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
    else {
        return Err(refused(
            "不是能读的表格文件（WPS 的 .et、文字文档，或已损坏）；请在表格软件中另存为 xlsx",
            "not a workbook that can be read (an .et of WPS, a text document, or damaged); save it as xlsx \
             in the spreadsheet",
        ));
    };
    let mut stream = Vec::new();
    let opened = file.open_stream(name).map_err(|_| damaged())?;
    let read = opened.take(MOST_BYTES).read_to_end(&mut stream);
    // what is there of a file that was cut off has its end told by its records
    if stream.is_empty() {
        read.map_err(|_| damaged())?;
    }
    Ok(stream)
}

fn globals(stream: &[u8]) -> Result<(Book, Vec<NamedSheet>), Unreadable> {
    let mut book = Book {
        is_old: false,
        encoding: encoding_rs::GB18030,
        is_1904: false,
        texts: Vec::new(),
        formats: Vec::new(),
    };
    let mut own: Vec<(u16, String)> = Vec::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut sheets = Vec::new();
    let mut records = Records::new(stream);
    while let Some(record) = records.next() {
        let mut bytes = Bytes(record.data);
        match record.kind {
            0x0809 => match bytes.u16() {
                Some(0x0600) => {}
                Some(0x0500) => book.is_old = true,
                _ => return Err(damaged()),
            },
            0x002F => return Err(encrypted()),
            0x0042 => {
                if let Some(page) = bytes.u16() {
                    book.encoding = encoding(page);
                }
            }
            0x0022 => book.is_1904 = bytes.u16() == Some(1),
            0x041E => {
                let id = bytes.u16();
                let code = if book.is_old {
                    book.short_text(&mut bytes)
                } else {
                    bytes.long_text()
                };
                own.extend(id.zip(code));
            }
            0x00E0 => {
                let _font = bytes.u16();
                styles.push(bytes.u16().unwrap_or(0));
            }
            0x0085 => sheets.extend(sheet(&mut bytes, &book)),
            0x00FC => book.texts = Texts::new(record.data, records.continued()).all(),
            0x000A => break,
            _ => {}
        }
    }
    let code = |id: u16| {
        let held = own.iter().find(|(own, _)| *own == id);
        held.map_or_else(|| builtin(id.into()).to_owned(), |(_, code)| code.clone())
    };
    book.formats = styles.into_iter().map(code).collect();
    Ok((book, sheets))
}

fn sheet(bytes: &mut Bytes<'_>, book: &Book) -> Option<NamedSheet> {
    let at = usize::try_from(bytes.u32()?).ok()?;
    let (state, kind) = (bytes.u8()?, bytes.u8()?);
    let name = book.short_text(bytes)?;
    Some(NamedSheet {
        name: name.replace('\0', ""),
        at,
        is_hidden: state & 3 != 0,
        is_table: kind == 0,
    })
}

impl Book {
    /// A text whose length is a byte.
    fn short_text(&self, bytes: &mut Bytes<'_>) -> Option<String> {
        let length = usize::from(bytes.u8()?);
        if self.is_old {
            return Some(self.decode(bytes.take(length)?));
        }
        let is_wide = bytes.u8()? & 1 != 0;
        bytes.letters(length, is_wide)
    }

    /// A text whose length is two bytes.
    fn text(&self, bytes: &mut Bytes<'_>) -> Option<String> {
        if !self.is_old {
            return bytes.long_text();
        }
        let length = usize::from(bytes.u16()?);
        Some(self.decode(bytes.take(length)?))
    }

    fn decode(&self, bytes: &[u8]) -> String {
        self.encoding
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    }
}

fn encoding(page: u16) -> &'static encoding_rs::Encoding {
    match page {
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 | 10002 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 | 0x8001 => encoding_rs::WINDOWS_1252,
        65001 => encoding_rs::UTF_8,
        _ => encoding_rs::GB18030,
    }
}
