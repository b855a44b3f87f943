//! Files for tests, written part by part and record by record.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

/// A zip of these parts.
pub(crate) fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The parts of an .xlsx: its sheets by name, kind of relation and content.
pub(crate) struct Xlsx<'a> {
    pub(crate) workbook: &'a str,
    pub(crate) styles: &'a str,
    pub(crate) texts: &'a [&'a str],
    pub(crate) sheets: &'a [(&'a str, &'a str, &'a str)],
}

impl Xlsx<'_> {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut sheets: Vec<String> = Vec::new();
        let mut relations: Vec<String> = Vec::new();
        let mut parts: Vec<(String, String)> = Vec::new();
        for (at, (attributes, kind, content)) in (1..).zip(self.sheets) {
            sheets.push(format!(
                r#"<sheet {attributes} sheetId="{at}" r:id="rId{at}"/>"#
            ));
            relations.push(relation(
                &format!("rId{at}"),
                kind,
                &format!("{kind}s/sheet{at}.xml"),
            ));
            if !content.is_empty() {
                parts.push((format!("xl/{kind}s/sheet{at}.xml"), (*content).to_owned()));
            }
        }
        for kind in ["styles", "sharedStrings"] {
            relations.push(relation(kind, kind, &format!("/xl/{kind}.xml")));
        }
        let (sheets, relations) = (sheets.concat(), relations.concat());
        let texts: Vec<String> = (self.texts.iter())
            .map(|text| format!("<si><t>{text}</t></si>"))
            .collect();
        let texts = texts.concat();
        parts.extend([
            ("_rels/.rels".to_owned(), r#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/workbook.xml".to_owned(), format!(r#"<workbook xmlns:r="r">{}<sheets>{sheets}</sheets></workbook>"#, self.workbook)),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
            ("xl/styles.xml".to_owned(), format!("<styleSheet>{}</styleSheet>", self.styles)),
            ("xl/sharedStrings.xml".to_owned(), format!("<sst>{texts}</sst>")),
        ]);
        let parts: Vec<(&str, &str)> = parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        package(&parts)
    }
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="http://x/{kind}" Target="{target}"/>"#)
}

/// One sheet of rows, with these styles and texts.
pub(crate) fn xlsx(styles: &str, texts: &[&str], worksheet: &str) -> Vec<u8> {
    Xlsx {
        workbook: "",
        styles,
        texts,
        sheets: &[(
            "name=\"表\"",
            "worksheet",
            &format!("<worksheet>{worksheet}</worksheet>"),
        )],
    }
    .bytes()
}

/// An .ods with these styles and tables.
pub(crate) fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// A record of an .xls.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Numbers of two bytes, one after the other.
pub(crate) fn words(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// A text as BIFF8 keeps it, with its length in two bytes.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap();
    [length.to_le_bytes().to_vec(), vec![1], words(&units)].concat()
}

/// An .xls of sheets: name, state, kind, records. Style 0 is General, the others have these formats.
pub(crate) fn xls(formats: &[&str], texts: &[&str], sheets: &[(&str, u8, u8, Vec<u8>)]) -> Vec<u8> {
    let mut globals = record(0x0809, &words(&[0x0600, 0x0005, 0, 0, 0, 0, 0, 0]));
    for (id, format) in (164_u16..).zip(formats) {
        globals.extend(record(
            0x041E,
            &[id.to_le_bytes().to_vec(), wide(format)].concat(),
        ));
    }
    for id in [0].into_iter().chain((164_u16..).take(formats.len())) {
        globals.extend(record(0x00E0, &words(&[0, id, 0, 0, 0, 0, 0, 0, 0, 0])));
    }
    let mut table = vec![0; 8];
    for text in texts {
        table.extend(wide(text));
    }
    globals.extend(record(0x00FC, &table));
    let heads: usize = sheets
        .iter()
        .map(|(name, ..)| 12 + name.encode_utf16().count() * 2)
        .sum();
    let mut at = globals.len() + heads + 4;
    let mut bodies = Vec::new();
    for (name, state, kind, records) in sheets {
        let mut head = u32::try_from(at).unwrap().to_le_bytes().to_vec();
        let name = wide(name);
        head.extend([*state, *kind, name[0]]);
        head.extend(&name[2..]);
        globals.extend(record(0x0085, &head));
        let kind = match kind {
            0 => 0x0010,
            1 => 0x0040,
            _ => 0x0020,
        };
        let body = [
            record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0])),
            records.clone(),
            record(0x000A, &[]),
        ]
        .concat();
        at += body.len();
        bodies.extend(body);
    }
    globals.extend(record(0x000A, &[]));
    globals.extend(bodies);
    container("/Workbook", &globals)
}

/// The older container with one stream.
pub(crate) fn container(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A cell with a binary number.
pub(crate) fn xls_number(row: u16, column: u16, style: u16, number: f64) -> Vec<u8> {
    record(
        0x0203,
        &[words(&[row, column, style]), number.to_le_bytes().to_vec()].concat(),
    )
}

/// A cell with a shared text.
pub(crate) fn xls_text(row: u16, column: u16, index: u16) -> Vec<u8> {
    record(0x00FD, &words(&[row, column, 0, index, 0]))
}

/// A formula: its value of eight bytes, and its tokens.
pub(crate) fn xls_formula(row: u16, column: u16, value: [u8; 8], tokens: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tokens.len()).unwrap();
    let data = [
        words(&[row, column, 0]),
        value.to_vec(),
        words(&[0, 0, 0, length]),
        tokens.to_vec(),
    ];
    record(0x0006, &data.concat())
}
