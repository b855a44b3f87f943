//! Published documents opened again by `LibreOffice`: what a spreadsheet computes is what is printed, and
//! what a page shows is what the document says.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use yuebao_domain::publish::Kind;
use zip::write::SimpleFileOptions;

use crate::publishing::{GROWTH, demo, done};

/// Formulas are computed when a file is opened, whatever it says that they give.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
/// Every sheet, as it is shown.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

/// A text with its tables, cell by cell.
const HTML: &str = "html:HTML (StarWriter)";

/// Opens files and saves them as something else in `to`.
fn convert(folder: &Path, how: &str, to: &str, files: &[PathBuf]) {
    let home = folder.join("office");
    fs::create_dir_all(home.join("user")).unwrap();
    fs::write(home.join("user/registrymodifications.xcu"), SETTINGS).unwrap();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", home.display()))
        .args(["--headless", "--convert-to", how, "--outdir", to])
        .args(files)
        .current_dir(folder)
        .output()
        .expect("LibreOffice is installed by cargo xtask test");
    assert!(output.status.success(), "{output:?}");
}

/// The same workbook with 0 for everything that it says its formulas give.
fn without_results(file: &Path) {
    let mut from = zip::ZipArchive::new(File::open(file).unwrap()).unwrap();
    let beside = file.with_extension("part");
    let mut to = zip::ZipWriter::new(File::create(&beside).unwrap());
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).unwrap();
            let mut pieces = text.split("</f><v>");
            let mut out = pieces.next().unwrap().to_owned();
            for piece in pieces {
                let (_, rest) = piece.split_once("</v>").unwrap();
                out.push_str("</f><v>0</v>");
                out.push_str(rest);
            }
            bytes = out.into_bytes();
        }
        to.start_file(name, SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap();
    fs::rename(beside, file).unwrap();
}

/// The lines of a table as they are printed, cell by cell.
fn printed(table: &Value) -> Vec<Vec<String>> {
    let columns: Vec<&str> = (table["columns"].as_array().unwrap().iter())
        .map(|column| column["key"].as_str().unwrap())
        .collect();
    let rows = table["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let shown = |key: &&str| {
            let text = if table["label_column"] == **key {
                &row["label"]
            } else {
                &row["cells"][*key]["shown"]
            };
            text.as_str().unwrap_or_default().to_owned()
        };
        columns.iter().map(shown).collect()
    })
    .collect()
}

fn tables(document: &Value) -> Vec<&Value> {
    let blocks = document["blocks"].as_array().unwrap().iter();
    blocks.filter(|block| block["block"] == "table").collect()
}

/// The lines of a sheet that begin with the table's first label, compared with the table.
fn differs(sheet: &[Vec<String>], table: &[Vec<String>]) -> Option<String> {
    let first = table.first()?;
    let is_first =
        |line: &Vec<String>| line.len() >= first.len() && line[..first.len()] == first[..];
    let Some(begin) = sheet.iter().position(is_first) else {
        return Some(format!("no line {first:?}"));
    };
    for (line, expected) in sheet[begin..].iter().zip(table) {
        if line[..expected.len()] != expected[..] {
            return Some(format!("{line:?}\n is not\n{expected:?}"));
        }
    }
    (sheet.len() - begin < table.len()).then(|| "too short".to_owned())
}

fn sheets_of(folder: &Path, name: &str) -> Vec<Vec<Vec<String>>> {
    let before = format!("{name}-");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let files = files.filter(|file| file.file_name().to_string_lossy().starts_with(&before));
    let read = |path: PathBuf| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).from_path(path);
        let lines = reader.unwrap().into_records();
        lines
            .map(|line| line.unwrap().iter().map(str::to_owned).collect())
            .collect()
    };
    files.map(|file| read(file.path())).collect()
}

/// All documents of a profile, of a locked month.
fn opens(profile: &str) {
    let demo = demo(profile);
    let folder = demo.path();
    let year = profile.rsplit('-').next().unwrap();
    fs::write(folder.join("growth.csv"), GROWTH).unwrap();
    let mut made: BTreeMap<&str, Value> = BTreeMap::new();
    for kind in Kind::ALL {
        let key = kind.key();
        let growth = if kind.needs_growth() {
            " --growth growth.csv"
        } else {
            ""
        };
        let line = format!("publish --data d --month {year}-04 --document {key}{growth}");
        for format in ["xlsx", "docx", "json"] {
            done(
                folder,
                &format!("{line} --format {format} -o {key}.{format}"),
            );
        }
        let text = fs::read_to_string(folder.join(format!("{key}.json"))).unwrap();
        made.insert(key, serde_json::from_str(&text).unwrap());
    }
    let files = |extension: &str| -> Vec<PathBuf> {
        let names = made
            .keys()
            .map(|key| folder.join(format!("{key}.{extension}")));
        names.collect()
    };
    for file in files("xlsx") {
        without_results(&file);
    }
    convert(folder, CSV, "sheets", &files("xlsx"));
    convert(folder, "pdf", "pages", &files("docx"));
    convert(folder, HTML, "cells", &files("docx"));
    for (key, document) in &made {
        let sheets = sheets_of(&folder.join("sheets"), key);
        for table in tables(document) {
            let expected = printed(table);
            let faults: Vec<Option<String>> = sheets
                .iter()
                .map(|sheet| differs(sheet, &expected))
                .collect();
            assert!(
                faults.iter().any(Option::is_none),
                "{profile} {key}: {faults:#?}"
            );
        }
        has_cells(&folder.join(format!("cells/{key}.html")), document);
        is_paged(&folder.join(format!("pages/{key}.pdf")), document);
    }
}

/// Every cell of every table is what is printed, as the text was read.
fn has_cells(file: &Path, document: &Value) {
    let html = fs::read_to_string(file).unwrap();
    let read: Vec<Vec<Vec<String>>> = (parts(&html, "table").into_iter())
        .map(|table| {
            let rows = parts(table, "tr").into_iter();
            rows.map(|row| parts(row, "td").into_iter().map(told).collect())
                .collect()
        })
        .collect();
    let expected = tables(document);
    assert_eq!(read.len(), expected.len(), "{}", file.display());
    for (rows, table) in read.iter().zip(expected) {
        let expected = printed(table).into_iter();
        let expected: Vec<Vec<String>> = expected
            .map(|row| row.iter().map(|cell| bare(cell)).collect())
            .collect();
        let heads = rows.len() - expected.len();
        for (row, expected) in rows[heads..].iter().zip(&expected) {
            assert_eq!(row, expected, "{}", file.display());
        }
        let titles = rows[..heads].concat().concat();
        for column in table["columns"].as_array().unwrap() {
            let title = bare(column["title"].as_str().unwrap());
            assert!(titles.contains(&title), "{}: {title}", file.display());
        }
    }
}

/// What stands between the marks of this name.
fn parts<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let pieces = html.split(&begin).skip(1).filter_map(|piece| {
        let (_, rest) = piece.split_once('>')?;
        rest.split(&end).next()
    });
    pieces.collect()
}

/// A text without its marks.
fn told(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let text: String = pieces
        .map(|(at, piece)| match piece.split_once('>') {
            Some((_, text)) if at > 0 => text,
            _ => piece,
        })
        .collect();
    let text = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (name, sign)| text.replace(name, sign));
    bare(&text)
}

/// Without what only sets it apart: lines are broken where there is room.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The pages have the title, 口径, how each paragraph begins, and numbers between dashes.
fn is_paged(file: &Path, document: &Value) {
    let text = Command::new("pdftotext")
        .arg("-layout")
        .arg(file)
        .arg("-")
        .output();
    let text = text
        .expect("poppler is installed by cargo xtask test")
        .stdout;
    let text = bare(&String::from_utf8(text).unwrap());
    let title = bare(document["title"].as_str().unwrap());
    assert!(text.contains(&title), "{}: {title}", file.display());
    assert!(text.contains("—1—"), "{}", file.display());
    if document["page"]["single"] == true {
        assert!(!text.contains("—2—"), "{}: one sheet", file.display());
    }
    let basis = bare(document["basis"].as_str().unwrap());
    assert!(text.contains(&basis), "{}: {basis}", file.display());
    for block in document["blocks"].as_array().unwrap() {
        if block["block"] == "paragraph" {
            let paragraph = bare(block["text"].as_str().unwrap());
            // a page may end within a paragraph
            let begin: String = paragraph.chars().take(12).collect();
            assert!(text.contains(&begin), "{}: {paragraph}", file.display());
        }
    }
}

#[test]
fn what_the_region_publishes_opens_and_computes_to_what_is_printed() {
    opens("guangxi-2020");
}

#[test]
fn what_is_published_of_a_plan_of_three_years_opens_and_computes_to_what_is_printed() {
    opens("guigang-2021");
}

#[test]
fn what_a_city_with_four_steps_publishes_opens_and_computes_to_what_is_printed() {
    opens("liuzhou-2022");
}

#[test]
fn what_a_city_of_counties_publishes_opens_and_computes_to_what_is_printed() {
    opens("qinzhou-2022");
}

#[test]
fn what_is_published_of_ten_measures_opens_and_computes_to_what_is_printed() {
    opens("qinzhou-ten-2022");
}
