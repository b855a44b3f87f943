//! What kind of file it is, told by its first bytes, and what it holds.

use yuebao_domain::period::Month;

use super::grid::{Grid, Remark};
use super::json::{self, Document};
use super::marks::clean_texts;
use super::place::{Place, Unreadable};
use super::sheet::{self, Sheet, With};
use super::{csv_text, encoding, workbook};

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Opened {
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
pub(crate) fn open(bytes: Vec<u8>, place: &Place) -> Result<Opened, Unreadable> {
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
        Some('{') => json::read(&text, place).map(|document| Opened::Document(Box::new(document))),
        Some('<') => Err(Unreadable::new(
            "这是网页或 XML，不是表格文件；请在表格软件中另存为 xlsx".to_owned(),
            "this is a web page or XML, not a table; save it as xlsx in the spreadsheet".to_owned(),
        )),
        Some(_) => csv_text::read(&bytes).map(|grid| sheets(vec![grid])),
    }
}

fn sheets(mut grids: Vec<Grid>) -> Opened {
    grids.iter_mut().for_each(clean_texts);
    Opened::Sheets(grids)
}

/// What a file says, once its tables are read.
#[derive(Debug)]
pub(crate) enum Contents {
    /// The project's own format.
    Document(Box<Document>),
    /// The sheets that hold monthly reports.
    Sheets(Vec<Sheet>),
}

impl Contents {
    /// The months of all that it holds.
    pub(crate) fn months(&self) -> Vec<Month> {
        match self {
            Self::Document(document) => (document.reports.iter())
                .map(|(_, report)| report.month)
                .collect(),
            Self::Sheets(sheets) => (sheets.iter())
                .flat_map(|sheet| sheet.entries.iter().map(|(month, _)| *month))
                .collect(),
        }
    }

    /// Its sheets.
    pub(crate) fn sheets_mut(&mut self) -> &mut [Sheet] {
        match self {
            Self::Document(_) => &mut [],
            Self::Sheets(sheets) => sheets,
        }
    }
}

impl Opened {
    /// Reads the tables. A file of sheets without one monthly report is unreadable; sheets beside one
    /// are left alone.
    pub(crate) fn read(self, place: &Place, with: With<'_>) -> Result<Contents, Unreadable> {
        let grids = match self {
            Self::Document(document) => return Ok(Contents::Document(document)),
            Self::Sheets(grids) => grids,
        };
        let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
        let mut has_header = false;
        let read = |grid: &Grid| {
            let place = Place {
                sheet: grid.name.clone(),
                ..place.clone()
            };
            let own = sheet::read(grid, &place, &names, with);
            has_header |= own.is_some();
            // a list of words or an old version beside the report need no remarks
            let mut sheet = own.or_else(|| grid.rows.is_empty().then(|| Sheet::at(&place)))?;
            let remarks = grid.remarks.iter().cloned();
            sheet
                .notes
                .splice(0..0, remarks.map(|remark: Remark| remark.at(place.clone())));
            Some(sheet)
        };
        let sheets: Vec<Sheet> = grids.iter().filter_map(read).collect();
        if !has_header {
            let mut error = no_header(&names.join("”“"));
            error.add_remarks(&grids);
            return Err(error);
        }
        Ok(Contents::Sheets(sheets))
    }
}

impl Unreadable {
    /// Says which sheets were not looked at: the report may be in one of them.
    fn add_remarks(&mut self, grids: &[Grid]) {
        let told = |grid: &&Grid| grid.rows.is_empty();
        for grid in grids.iter().filter(told) {
            for remark in &grid.remarks {
                self.zh.extend(["；“", &grid.name, "”", &remark.zh]);
                self.en.extend(["; “", &grid.name, "” ", &remark.en]);
            }
        }
    }
}

fn no_header(names: &str) -> Unreadable {
    Unreadable::new(
        format!(
            "在前 30 行中找不到月报表的表头（工作表：“{names}”）；表头须有“项目名称”和至少两个认识的列名，\
             本地叫法可用 --columns 说明"
        ),
        format!(
            "no header of a monthly report within the first 30 rows (sheets: “{names}”); it needs \
             “项目名称” and two more names that are known; give your own with --columns"
        ),
    )
}

#[cfg(test)]
mod tests {
    use yuebao_domain::profile_file::builtin;

    use super::super::columns::Columns;
    use super::super::workbook::samples::Xlsx;
    use super::*;

    #[test]
    fn a_report_that_is_hidden_or_damaged_is_told_of() {
        let profile = builtin("qinzhou-2022").unwrap();
        let names = Columns::load([]).unwrap();
        let with = With {
            names: &names,
            profile: &profile,
            month: None,
            unit: None,
        };
        let workbook = Xlsx {
            workbook: "",
            styles: "",
            texts: &[],
            sheets: &[
                (
                    "name=\"说明\"",
                    "worksheet",
                    "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
                ),
                (
                    "name=\"七月\" state=\"veryHidden\"",
                    "worksheet",
                    "<worksheet/>",
                ),
                ("name=\"八月\"", "worksheet", ""),
            ],
        };
        let place = Place::file("a.xlsx");
        let opened = open(workbook.bytes(), &place).unwrap();
        let error = opened.read(&place, with).unwrap_err();
        for part in ["找不到月报表的表头", "“七月”是隐藏的工作表", "“八月”读不出"]
        {
            assert!(error.zh.contains(part), "{part}: {error:?}");
        }
    }

    #[test]
    fn pictures_are_refused_whatever_they_are_called() {
        for bytes in [
            &b"\x89PNG\r\n"[..],
            b"\xFF\xD8\xFF\xE0",
            b"GIF89a",
            b"II*\0\x08",
            b"RIFF\0\0\0\0WEBP",
        ] {
            let error = open(bytes.to_vec(), &Place::file("7月.xlsx")).unwrap_err();
            assert!(error.zh.contains("图片"), "{error:?}");
        }
    }
}
