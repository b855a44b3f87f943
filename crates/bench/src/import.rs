//! `yuebao-bench import`: an office's plan of ten thousand rows and thirty columns, read, checked and
//! previewed; and the bare reading of its cells by calamine.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use yuebao_domain::import::{Terms, compare};
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::profile_file::builtin;
use yuebao_domain::units::Unit;
use yuebao_sheets::Vocabulary;
use yuebao_sheets::plan_table::{Cell, PlanReading, PlanTable, faults, read};

const ROWS: usize = 10_000;
/// What tables have beside the plan.
const OTHERS: [&str; 4] = ["责任人", "联系电话", "代建单位", "联系领导"];

/// Writes the workbook to `file`, then measures; a line each.
pub(crate) fn measure(file: &Path, runs: usize) -> Result<()> {
    let profile = builtin("qinzhou-2022")?;
    let units: Vec<Unit> = (0..50).map(unit).collect();
    let plan: Vec<PlanRow> = (0..ROWS)
        .map(|at| project(at, &profile))
        .collect::<Result<_>>()?;
    write(file, &plan, &profile, &units)?;
    let ours = median(runs, || preview(file, &plan, &profile, &units))?;
    line("10,000 × 30 read, checked, previewed", "yuebao", ours);
    let bare = median(runs, || {
        let mut book: Xlsx<_> = open_workbook(file)?;
        let range = book.worksheet_range("计划")?;
        let is_filled = |cell: &&Data| !matches!(cell, Data::Empty);
        Ok(range.rows().flatten().filter(is_filled).count())
    })?;
    line("10,000 × 30, cells alone", "calamine", bare);
    Ok(())
}

fn unit(at: usize) -> Unit {
    Unit {
        id: format!("unit-{at}"),
        name: format!("第{at}责任局"),
        parent: None,
        area: None,
    }
}

fn project(at: usize, profile: &Profile) -> Result<PlanRow> {
    let area = &profile.areas[at % profile.areas.len()].code;
    let month = |month: usize| format!("{}-{:02}", 2021 + month / 12, month % 12 + 1);
    let row = serde_json::json!({
        "id": format!("b{at}"), "name": format!("示例项目第{at}号工程"), "nature": "continuing",
        "code": format!("2204-450700-04-01-{:06}", at + 1), "category": "industry", "area": area,
        "owner": format!("示例建设公司{}", at % 700), "units": [format!("unit-{}", at % 50)],
        "total_investment": format!("{}.5", 9_000 + at), "annual_plan": (1_200 + at % 900).to_string(),
        "before_year": "5000", "scale": format!("新建厂房 {at} 平方米及配套道路、管网"),
        "planned_start": month(at % 12), "planned_completion": month(24 + at % 12), "entered": "2022-01",
    });
    Ok(serde_json::from_value(row)?)
}

fn write(file: &Path, plan: &[PlanRow], profile: &Profile, units: &[Unit]) -> Result<()> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("计划")?;
    let table = PlanTable::new(plan, profile, units);
    let head = table.headers();
    let head = head.iter().map(String::as_str).chain(OTHERS);
    for (column, text) in (0_u16..).zip(head) {
        sheet.write_string(0, column, text)?;
    }
    for (row, cells) in (1_u32..).zip(table.rows()) {
        let others = OTHERS.map(|word| Cell::Text(format!("{word}{}", row % 300)));
        for (column, cell) in (0_u16..).zip(cells.iter().chain(&others)) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Amount(amount) => {
                    sheet.write_number(row, column, amount.parse::<f64>()?)?;
                }
            }
        }
    }
    book.save(file).with_context(|| file.display().to_string())
}

/// What `yuebao import --preview` does with a file, without the database.
fn preview(file: &Path, plan: &[PlanRow], profile: &Profile, units: &[Unit]) -> Result<usize> {
    let names = Vocabulary::load([]).map_err(anyhow::Error::msg)?;
    let with = PlanReading {
        names: &names,
        profile,
        units,
        valid_from: "2022-01".parse().ok(),
        unit: None,
    };
    let files = vec![("计划.xlsx".to_owned(), fs::read(file)?)];
    let tables = read(files, with, || {});
    let said: Vec<_> = tables.rows.iter().map(|row| row.said.clone()).collect();
    let terms = Terms {
        valid_from: tables.valid_from.context("no month")?,
        is_annual: true,
        document: "",
        locked_through: None,
        gone: None,
        carried_over: &std::collections::BTreeMap::new(),
        named: None,
    };
    // half of it is new: the other half is held
    let Ok(preview) = compare(&plan[..ROWS / 2], &said, &terms) else {
        bail!("something stands against the file");
    };
    let wrong = faults(&preview.changes, &tables, profile);
    if let Some(note) = tables
        .errors
        .iter()
        .chain(&wrong)
        .find(|note| note.is_left_out)
    {
        bail!("{note}");
    }
    let new = preview.to_write().count();
    if new != ROWS / 2 {
        bail!("{new} rows are new");
    }
    Ok(new)
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

fn line(what: &str, engine: &str, took: Duration) {
    let nanos = took.as_nanos();
    let value = format!("{}.{:06}", nanos / 1_000_000, nanos % 1_000_000);
    println!(
        r#"{{"what":"{what}","engine":"{engine}","where":"native","value":{value},"unit":"ms"}}"#
    );
}
