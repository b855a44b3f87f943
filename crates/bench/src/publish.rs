//! `yuebao-bench publish`: many reports added up, and a large table as a workbook.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use rust_decimal::Decimal;
use yuebao_bench::totals::Totals;
use yuebao_domain::money::percent_of;
use yuebao_domain::period::Month;
use yuebao_domain::publish::document::{
    Block, Cell, Column, ColumnKind, Formula, Page, Row, RowKind, Table,
};
use yuebao_domain::publish::{Document, Status};
use yuebao_server::render::document_as_xlsx;

const SEED: u32 = 1;
const MONTHS: usize = 12;

/// Adds up so many reports by month, area and nature; with `folder` what was added up and what came of
/// it are left there for others: `reports.csv` and `groups.csv`.
pub(crate) fn groups(reports: usize, runs: usize, folder: Option<&Path>) -> Result<()> {
    let totals = Totals::new(SEED, reports.div_ceil(MONTHS));
    let totals = totals.map_err(|error| anyhow!(error))?;
    let took = median(runs, || Ok(totals.grouped().len()))?;
    line(&of_reports(reports), "ms", &milliseconds(took));
    if let Some(folder) = folder {
        let write = |name: &str, text: String| {
            let file = folder.join(name);
            fs::write(&file, text).with_context(|| file.display().to_string())
        };
        write("reports.csv", totals.table())?;
        write("groups.csv", totals.grouped().join("\n"))?;
    }
    Ok(())
}

fn of_reports(reports: usize) -> String {
    format!("{reports} reports by month, area, nature")
}

/// Columns of the table: a label, texts, amounts, and the share that one has of another.
const KEYS: [&str; 33] = [
    "c00", "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08", "c09", "c10", "c11", "c12",
    "c13", "c14", "c15", "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23", "c24", "c25",
    "c26", "c27", "c28", "c29", "c30", "c31", "c32",
];
/// Rows below one total.
const GROUP: usize = 50;

/// Writes a table of so many rows to `file`; time, and the most memory that this program has taken.
pub(crate) fn workbook(file: &Path, rows: usize, runs: usize) -> Result<()> {
    let document = document(rows);
    let mut bytes = Vec::new();
    let took = median(runs, || {
        bytes = document_as_xlsx(&document)?;
        Ok(bytes.len())
    })?;
    fs::write(file, bytes).with_context(|| file.display().to_string())?;
    let what = format!("{rows} × {} as .xlsx", KEYS.len());
    line(&what, "ms", &milliseconds(took));
    if let Some(most) = most_memory() {
        line(&format!("{what}, memory"), "MB", &most.to_string());
    }
    Ok(())
}

/// The most memory that was ever taken, in MB; `None` where the system does not say.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = most.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes / 1024)
}

/// Groups of projects below their totals, which are formulas; in each row a quotient is one as well.
fn document(rows: usize) -> Document {
    let mut table = Table {
        id: "table".to_owned(),
        columns: KEYS
            .iter()
            .enumerate()
            .map(|(at, key)| column(at, key))
            .collect(),
        label_column: KEYS[0].into(),
        ..Table::default()
    };
    while table.rows.len() < rows {
        let first = table.rows.len() + 1;
        let last = (first + GROUP - 1).min(rows);
        let mut total = Row::new(RowKind::Group, 1, format!("第{first}组"));
        let sums: Vec<usize> = (first..last).collect();
        fill(&mut total, first - 1, &sums);
        total.sums = sums;
        table.rows.push(total);
        for at in first..last {
            let mut item = Row::new(RowKind::Item, 2, format!("示例项目第{at}号工程"));
            fill(&mut item, at, &[]);
            table.rows.push(item);
        }
    }
    Document {
        id: "bench".to_owned(),
        title: "示例月报表".to_owned(),
        heading: vec!["单位：万元".to_owned()],
        month: Month::FIRST,
        profile: "bench".to_owned(),
        status: Status::Provisional,
        basis: "示例".to_owned(),
        page: Page::WIDE,
        blocks: vec![Block::Table(table)],
        foot: Vec::new(),
    }
}

/// The first three columns are texts, then come figures below merged heads of three.
fn column(at: usize, key: &'static str) -> Column {
    let is_figure = at >= 3;
    Column {
        key: key.into(),
        title: format!("栏{at}"),
        group: if is_figure {
            format!("组{}", at / 3)
        } else {
            String::new()
        },
        unit: String::new(),
        kind: if is_figure {
            ColumnKind::Figure
        } else {
            ColumnKind::Text
        },
        places: is_figure.then_some(2),
        width: 8,
    }
}

fn fill(row: &mut Row, at: usize, sums: &[usize]) {
    for (place, key) in KEYS.iter().enumerate().skip(1) {
        row.put(*key, cell(at, place, sums));
    }
    let [.., of, over, rate] = KEYS;
    let figure = |key| row.cell(key).and_then(Cell::figure);
    let value = figure(of)
        .zip(figure(over))
        .and_then(|(of, over)| percent_of(of, over));
    let rate_cell = Cell::number(value, |value| format!("{value:.2}"));
    let formula = Formula::Percent {
        of: of.into(),
        over: over.into(),
    };
    row.put(rate, rate_cell.following(formula));
}

fn cell(at: usize, place: usize, sums: &[usize]) -> Cell {
    if place < 3 {
        return Cell::text(format!("第{}局", at % 40));
    }
    let amount = |at: usize| Decimal::from(at * 7 + place) / Decimal::ONE_HUNDRED;
    let shown = |value: Decimal| format!("{value:.2}");
    if sums.is_empty() {
        return Cell::number(Some(amount(at)), shown);
    }
    let sum = sums.iter().map(|at| amount(*at)).sum();
    Cell::number(Some(sum), shown).following(Formula::Sum)
}

fn median(runs: usize, mut run: impl FnMut() -> Result<usize>) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        std::hint::black_box(run()?);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

fn milliseconds(took: Duration) -> String {
    let nanos = took.as_nanos();
    format!("{}.{:06}", nanos / 1_000_000, nanos % 1_000_000)
}

fn line(what: &str, unit: &str, value: &str) {
    println!(
        r#"{{"what":"{what}","engine":"yuebao","where":"native","value":{value},"unit":"{unit}"}}"#
    );
}
