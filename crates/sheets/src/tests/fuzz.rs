//! Real files and texts, broken in ways that a seed decides: what comes out is figures or words, in
//! time and within bounds, and never a panic. `cargo xtask fuzz` plays for minutes, the ordinary
//! tests for seconds; a failure names its seed.

use std::io::{Cursor, Read as _};
use std::time::{Duration, Instant};

use fastrand::Rng;
use yuebao_domain::codes::{project, uscc};
use yuebao_domain::crossfoot::{foot, read_documents};
use yuebao_domain::json::repeated_key;
use yuebao_domain::money;
use yuebao_domain::profile::{Profile, builtin};
use yuebao_domain::text::Lang;

use crate::cells::moments;
use crate::columns::Columns;
use crate::figures::{amount, percentage, printed};
use crate::gather::Batch;
use crate::grid::Cell;
use crate::months;
use crate::open::{Opened, open};
use crate::place::{Note, Place, Unreadable};
use crate::run::run;
use crate::sheet::With;
use crate::units::{self, Unit};
use crate::workbook::samples;

/// How long one case may take, in a build that is not optimised on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// Memory of the whole process at its highest, in KiB.
const MOST_MEMORY: u64 = 3 * 1024 * 1024;

/// Files that offices have, written by spreadsheets and by hand.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let csv = "2022年7月重大项目月报表（单位：万元）,,,,,,\n项目名称,性质,建设地点,责任单位,总投资,年度计划,本月完成\n\
               合计,,,,8600,1800,120\n临海泵站,续建,钦南区,市水利局,\"8,600\",1800,120\n";
    let json = r#"{"profile": "qinzhou-2022", "projects": [{"id": "p1", "name": "甲路", "nature": "continuing",
        "area": "450702", "units": ["u"], "entered": "2022-01", "annual_plan": "1800"}],
        "reports": [{"project": "p1", "month": "2022-05", "values": {"month_investment": "12.5",
        "problem.1": {"type": "land", "description": "征地"}}}]}"#;
    let rows = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>\
                <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>甲路</t></is></c><c r=\"B2\" s=\"1\"><v>0.5833</v></c><c r=\"C2\"><f>A1</f><v>7</v></c></row></sheetData>\
                <mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    vec![
        ("xlsx", include_bytes!("../fixtures/c.xlsx").to_vec()),
        (
            "xlsx",
            samples::xlsx(
                "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf/><xf numFmtId=\"164\"/></cellXfs>",
                &["项目名称", "完成率", "总投资"],
                rows,
            ),
        ),
        ("xls", include_bytes!("../fixtures/c.xls").to_vec()),
        (
            "xls",
            samples::xls(
                &["0.00%"],
                &["项目名称", "甲路"],
                &[(
                    "表",
                    0,
                    0,
                    [
                        samples::xls_text(0, 0, 0),
                        samples::xls_number(1, 1, 1, 0.5),
                    ]
                    .concat(),
                )],
            ),
        ),
        ("ods", include_bytes!("../fixtures/c.ods").to_vec()),
        ("csv", csv.as_bytes().to_vec()),
        ("csv", encoding_rs::GB18030.encode(csv).0.into_owned()),
        ("json", json.as_bytes().to_vec()),
    ]
}

/// What stands where a figure, a place or a name is expected.
const AWKWARD: &[&str] = &[
    "",
    "0",
    "-1",
    "1",
    "255",
    "65535",
    "65536",
    "1048576",
    "4294967295",
    "99999999999999999999",
    "1e308",
    "-1e-308",
    "1e999",
    "NaN",
    "inf",
    "0.1e1",
    "1.",
    ".",
    "-",
    "A1",
    "XFD1048576",
    "A1:XFD1048576",
    "ZZZZZZZZ9",
    "合计",
    "小计",
    "其中：",
    "一、新开工项目（238个）",
    "甲路",
    "续建",
    "2022年5月",
    "二〇二二年十三月",
    "1-0月",
    "13月",
    "0月",
    "2022.10",
    "2022.1",
    "45123",
    "99999999",
    "(1888)",
    "△1888",
    "1,2,3",
    "１２０",
    "120\n35",
    "1.2亿元",
    "元",
    "亿",
    "%",
    "58.33%",
    "=1+1",
    "=\"120\"",
    "'120",
    "\u{202e}021",
    "\u{feff}",
    "\0",
    "_x000D_",
    "_xD800_",
    "_x",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&x;",
    "<![CDATA[x]]>",
    "<x>",
    "</x>",
    "\"",
    "\\",
    "{",
    "}",
    "[[[[",
    ",",
    "\t",
    ";",
    "9144030071526726XG",
    "2.41045E+19",
    "24104514210401600000",
    "45070219800101123X",
    "null",
    "true",
];

fn awkward(rng: &mut Rng) -> String {
    let pick = |rng: &mut Rng| (*rng.choice(AWKWARD).unwrap_or(&"")).to_owned();
    match rng.u8(..8) {
        0 => pick(rng) + &pick(rng),
        1 => pick(rng).repeat(rng.usize(..40)),
        2 => (0..rng.usize(..12)).map(|_| rng.char(..)).collect(),
        _ => pick(rng),
    }
}

/// Bytes changed, cut, put twice or away.
fn break_bytes(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..rng.usize(1..8) {
        let at = rng.usize(..=bytes.len());
        let end = (at + rng.usize(..64)).min(bytes.len());
        match rng.u8(..7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes[at..end].fill(rng.u8(..)),
            4 => {
                let numbers = [0_u32, 1, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, u32::MAX];
                let number = rng.choice(numbers).unwrap_or(0).to_le_bytes();
                let width = rng.usize(1..5).min(bytes.len() - at);
                bytes[at..at + width].copy_from_slice(&number[..width]);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << rng.u8(..8);
                }
            }
        }
    }
}

/// A text with a piece between two signs put elsewhere, twice, away, or in another's place.
fn break_text(text: &str, rng: &mut Rng) -> String {
    let mut pieces: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let is_sign = matches!(
            c,
            '<' | '>' | '"' | '=' | ' ' | ',' | ':' | '{' | '}' | '[' | ']' | '/' | '\n'
        );
        if is_sign {
            pieces.extend([c.to_string(), String::new()]);
        } else if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(..pieces.len());
        let end = (at + rng.usize(..30)).min(pieces.len());
        match rng.u8(..8) {
            0 => drop(pieces.drain(at..end)),
            1 => {
                let copied = pieces[at..end].to_vec();
                let times = rng.usize(1..20);
                let many = copied.iter().cycle().take(copied.len() * times).cloned();
                pieces.splice(at..at, many.collect::<Vec<_>>());
            }
            2 => pieces.truncate(at.max(1)),
            3 => {
                let other = rng.usize(..pieces.len());
                pieces.swap(at, other);
            }
            _ => pieces[at] = awkward(rng),
        }
        if pieces.is_empty() {
            pieces.push(awkward(rng));
        }
    }
    pieces.concat()
}

/// A zip with some of its parts broken, gone or under another's name.
fn break_package(bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, String)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..parts.len());
        match rng.u8(..10) {
            0 if parts.len() > 1 => drop(parts.remove(at)),
            1 => parts[at].0 = awkward(rng),
            _ => parts[at].1 = break_text(&parts[at].1, rng),
        }
    }
    let mut names = std::collections::BTreeSet::new();
    parts.retain(|(name, _)| names.insert(name.clone()));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    samples::package(&parts)
}

/// The older container with some of its records broken, gone or put twice.
fn break_records(bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).unwrap();
    let mut stream = Vec::new();
    file.open_stream("/Workbook")
        .unwrap()
        .read_to_end(&mut stream)
        .unwrap();
    let mut records: Vec<Vec<u8>> = Vec::new();
    let mut rest = stream.as_slice();
    while rest.len() >= 4 {
        let length = usize::from(u16::from_le_bytes([rest[2], rest[3]])) + 4;
        let (record, after) = rest.split_at(length.min(rest.len()));
        records.push(record.to_vec());
        rest = after;
    }
    for _ in 0..rng.usize(1..6) {
        let at = rng.usize(..records.len());
        match rng.u8(..10) {
            0 if records.len() > 1 => drop(records.remove(at)),
            1 => {
                let record = records[at].clone();
                records.insert(rng.usize(..=records.len()), record);
            }
            // the length stays as it is said, or says what is there
            2 => break_bytes(&mut records[at], rng),
            _ if records[at].len() > 4 => {
                let mut data = records[at][4..].to_vec();
                break_bytes(&mut data, rng);
                data.truncate(8_000);
                let kind = u16::from_le_bytes([records[at][0], records[at][1]]);
                records[at] = samples::record(kind, &data);
            }
            _ => {}
        }
    }
    samples::container("/Workbook", &records.concat())
}

fn broken(kind: &str, mut bytes: Vec<u8>, rng: &mut Rng) -> Vec<u8> {
    match (kind, rng.u8(..4)) {
        (_, 0) => break_bytes(&mut bytes, rng),
        ("xlsx" | "ods", _) => return break_package(bytes, rng),
        ("xls", _) => return break_records(bytes, rng),
        _ => match String::from_utf8(bytes) {
            Ok(text) => return break_text(&text, rng).into_bytes(),
            Err(error) => {
                bytes = error.into_bytes();
                break_bytes(&mut bytes, rng);
            }
        },
    }
    bytes
}

/// Figures, or words in both languages.
fn checked(bytes: Vec<u8>, profile: &Profile, names: &Columns) {
    let place = Place::file("2022年5月.xlsx");
    let told = |zh: &str, en: &str| assert!(!zh.is_empty() && !en.is_empty(), "{zh} {en}");
    let refused = |error: Unreadable| told(&error.zh, &error.en);
    let noted = |note: &Note| told(&note.zh, &note.en);
    let opened = match open(bytes, &place) {
        Ok(opened) => opened,
        Err(error) => return refused(error),
    };
    if let Opened::Sheets(grids) = &opened {
        for grid in grids {
            let room: usize = grid.rows.iter().map(|cells| cells.len() + 1).sum();
            assert!(room < 8_000_000, "{room} cells");
        }
    }
    let mut batch = Batch::default();
    let with = With {
        names,
        profile,
        month: None,
        unit: None,
    };
    match opened.read(&place, with) {
        Ok(contents) => batch.add(contents),
        Err(error) => refused(error),
    }
    let verdicts = run(batch, profile, || ());
    verdicts.notes.iter().for_each(noted);
    for found in &verdicts.found {
        told(
            &found.finding.message(Lang::Zh),
            &found.finding.message(Lang::En),
        );
    }
}

/// The readers of single texts.
fn texts(rng: &mut Rng) {
    let text = awkward(rng);
    let cell = Cell::Text(text.clone());
    let _ = (percentage(&cell), moments(&cell));
    for unit in 0..14 {
        let column = Unit::of_power(unit).into();
        let _ = (amount(&cell, column), printed(&cell, column));
    }
    let _ = months::in_cell(&cell, Some(2022), rng.bool());
    let _ = (months::in_heading(&text), months::in_header(&text));
    let _ = (
        units::in_header(&text),
        units::in_heading(&text),
        units::word(&text),
    );
    if let Ok(Some(amount)) = money::parse(&text) {
        assert_eq!(
            money::parse_plain(&amount.to_string()),
            Ok(amount),
            "{text}"
        );
    }
    for (zh, en) in [
        project::check(&text)
            .err()
            .map(|fault| (fault.zh(), fault.to_string())),
        uscc::check(&text)
            .err()
            .map(|fault| (fault.zh(), fault.to_string())),
    ]
    .into_iter()
    .flatten()
    {
        assert!(!zh.is_empty() && !en.is_empty(), "{text}");
    }
    let tables = r#"{"profile": "x", "tables": [{"id": "t", "stated": {"label": "全市", "count": 3, "plan": "92.54"},
        "rows": [{"label": "新开工", "count": 1, "plan": "5.5"}, {"label": "续建", "count": 2, "plan": "87.03"}]}]}"#;
    let tables = break_text(tables, rng);
    let _ = repeated_key(&tables);
    match read_documents(&tables) {
        Ok(documents) => {
            for table in documents.iter().flat_map(|document| &document.tables) {
                let _ = foot(table);
            }
        }
        Err(error) => assert!(!error.zh().is_empty() && !error.to_string().is_empty()),
    }
}

/// Tells the seed of a case that panics.
struct Case(u64);

impl Drop for Case {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!(
                "\nseed {}: play it again with `cargo xtask fuzz --seed {0}`\n",
                self.0
            );
        }
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").trim().parse().ok()
}

#[test]
fn whatever_is_broken_ends_in_figures_or_words() {
    let names = Columns::load([]).unwrap();
    let profile = builtin("qinzhou-ten-2022").unwrap();
    let files = files();
    let seconds = number("YUEBAO_FUZZ_SECONDS");
    let (first, count) = match (number("YUEBAO_FUZZ_SEED"), seconds) {
        (Some(seed), _) => (seed, 1),
        (None, Some(_)) => (1, u64::MAX),
        (None, None) => (1, 120),
    };
    let began = Instant::now();
    let mut played = 0;
    for seed in (first..).take(usize::try_from(count).unwrap_or(usize::MAX)) {
        if seconds.is_some_and(|seconds| began.elapsed().as_secs() >= seconds) {
            break;
        }
        let case = Case(seed);
        let start = Instant::now();
        let mut rng = Rng::with_seed(seed);
        let (kind, bytes) = &files[rng.usize(..files.len())];
        checked(broken(kind, bytes.clone(), &mut rng), &profile, &names);
        texts(&mut rng);
        let took = start.elapsed();
        assert!(took < PATIENCE, "it took {took:?}");
        drop(case);
        played += 1;
    }
    if let Some(peak) = peak_memory() {
        assert!(peak < MOST_MEMORY, "{peak} KiB at the highest");
        println!(
            "{played} files broken and read, {} MiB at the highest",
            peak / 1024
        );
    }
}

/// What is not broken reads as before: else nothing would be tried.
#[test]
fn the_files_are_read_before_they_are_broken() {
    let names = Columns::load([]).unwrap();
    let profile = builtin("qinzhou-ten-2022").unwrap();
    for (kind, bytes) in files() {
        let opened = open(bytes.clone(), &Place::file("a")).unwrap();
        let is_read = match &opened {
            Opened::Sheets(grids) => grids.iter().any(|grid| grid.rows.len() >= 2),
            Opened::Document(document) => document.projects.len() == 1,
        };
        assert!(is_read, "{kind}");
        checked(bytes, &profile, &names);
    }
}
