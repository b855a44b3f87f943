//! `yuebao check-tables`: do the totals that a table states follow from its rows?

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use rust_decimal::Decimal;
use serde::Serialize;
use yuebao_domain::crossfoot::{Document, MeasureCheck, Verdict, foot, read_documents};

use super::columns::{Align, columns};
use super::{input, output};

/// Check whether the totals that printed tables state follow from their rows
///
/// Every measure of every table is summed over the rows that carry it and compared with the
/// stated total. Counts have to be equal. Amounts may differ by what rounding explains (尾差):
/// with n rows printed to the unit u and a total printed to the unit v, by (n·u + v)/2.
#[derive(Debug, clap::Args)]
#[command(after_long_help = HELP)]
pub(crate) struct Args {
    /// The tables as JSON; "-" reads standard input
    file: PathBuf,
    /// Print one JSON object a line instead of aligned columns
    #[arg(long)]
    json: bool,
}

const HELP: &str = r#"The file holds one document or a list of documents:

  {"profile": "…", "source": "…", "unit": "亿元", "tables": [
    {"id": "by-nature",
     "stated": {"label": "全市", "count": 3, "annual_plan": "92.54"},
     "rows": [{"label": "新开工", "count": 1, "annual_plan": "5.5"},
              {"label": "续建",   "count": 2, "annual_plan": "87.03"}]}]}

Every key of a row but "label" is a measure, whatever its name. A figure is a number or a text;
its printed places count ("5.50" has two). A row without a measure, or with null, "/" or "—"
there, is not an addend of it. Measures named "count" or ending in "_count" are counts.

With --json each line has the keys profile, table, measure, sum, stated, difference, verdict.
The three figures are exact decimals as JSON strings, or null; difference = sum - stated.

Verdicts:
  exact           the total is the sum
  rounding        it differs by no more than rounding explains
  error           it differs by more
  not-evaluated   no row carries the measure, or no total is stated

Exit status: 0 no error, 1 at least one verdict is error, 2 the file could not be read."#;

/// Checks the file and prints every verdict.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let documents = match read(&args.file) {
        Ok(documents) => documents,
        Err(complaint) => {
            output::complain(&complaint)?;
            return Ok(ExitCode::from(2));
        }
    };
    let checked = check(&documents);
    output::print(&if args.json {
        as_json(&checked)?
    } else {
        as_text(&documents, &checked)
    })?;
    let wrong = checked.iter().any(|c| c.check.verdict == Verdict::Error);
    Ok(ExitCode::from(u8::from(wrong)))
}

fn read(file: &std::path::Path) -> Result<Vec<Document>, String> {
    let text = input::read_text(file)?;
    read_documents(&text).map_err(|error| {
        let name = input::name(file);
        let seen = input::looks_like(&text).map_or_else(String::new, |seen| format!("\n{seen}"));
        format!("{name}: {error}\n{name}：{}{seen}", error.zh())
    })
}

/// One measure of one table of one document.
struct Checked<'a> {
    document: &'a Document,
    table: &'a str,
    check: MeasureCheck,
}

fn check(documents: &[Document]) -> Vec<Checked<'_>> {
    let mut checked = Vec::new();
    for document in documents {
        for table in &document.tables {
            checked.extend(foot(table).into_iter().map(|check| Checked {
                document,
                table: &table.id,
                check,
            }));
        }
    }
    checked
}

#[derive(Serialize)]
struct Line<'a> {
    profile: &'a str,
    table: &'a str,
    measure: &'a str,
    sum: Option<String>,
    stated: Option<String>,
    difference: Option<String>,
    verdict: Verdict,
}

fn as_json(checked: &[Checked<'_>]) -> anyhow::Result<String> {
    let exact = |figure: Option<Decimal>| figure.map(|figure| figure.to_string());
    let mut out = String::new();
    for Checked {
        document,
        table,
        check,
    } in checked
    {
        let line = Line {
            profile: &document.profile,
            table,
            measure: &check.measure,
            sum: exact(check.sum),
            stated: exact(check.stated),
            difference: exact(check.difference),
            verdict: check.verdict,
        };
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}

fn as_text(documents: &[Document], checked: &[Checked<'_>]) -> String {
    let mut out = String::new();
    for document in documents {
        let title = [&document.profile, &document.source, &document.unit];
        let title: Vec<&str> = (title.into_iter().map(String::as_str))
            .filter(|part| !part.is_empty())
            .collect();
        let _ = writeln!(out, "{}", title.join(" · "));
        let rows: Vec<[String; 6]> = (checked.iter())
            .filter(|c| std::ptr::eq(c.document, document))
            .map(cells)
            .collect();
        if rows.is_empty() {
            out.push_str("  no tables (没有表)\n\n");
            continue;
        }
        let head = ["table", "measure", "sum", "stated", "difference", "verdict"];
        let align = [
            Align::Left,
            Align::Left,
            Align::Right,
            Align::Right,
            Align::Right,
            Align::Left,
        ];
        out.push_str(&columns(&head.map(str::to_owned), &rows, &align));
        out.push('\n');
    }
    out.push_str(&summary(documents, checked));
    out
}

fn cells(checked: &Checked<'_>) -> [String; 6] {
    let check = &checked.check;
    let figure = |figure: Option<Decimal>| figure.map_or_else(|| "—".to_owned(), |f| f.to_string());
    let signed = |difference: Decimal| {
        let sign = if difference > Decimal::ZERO { "+" } else { "" };
        format!("{sign}{difference}")
    };
    [
        checked.table.to_owned(),
        check.measure.clone(),
        figure(check.sum),
        figure(check.stated),
        check.difference.map_or_else(|| "—".to_owned(), signed),
        word(check.verdict).to_owned(),
    ]
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "exact",
        Verdict::Rounding => "rounding (尾差)",
        Verdict::Error => "error (不符)",
        Verdict::NotEvaluated => "not-evaluated",
    }
}

fn summary(documents: &[Document], checked: &[Checked<'_>]) -> String {
    let tables: usize = documents.iter().map(|document| document.tables.len()).sum();
    let count = |verdict| {
        checked
            .iter()
            .filter(|c| c.check.verdict == verdict)
            .count()
    };
    format!(
        "{tables} tables, {} measures: {} exact, {} rounding, {} error, {} not-evaluated\n",
        checked.len(),
        count(Verdict::Exact),
        count(Verdict::Rounding),
        count(Verdict::Error),
        count(Verdict::NotEvaluated),
    )
}

#[cfg(test)]
#[path = "check_tables_tests.rs"]
mod tests;
