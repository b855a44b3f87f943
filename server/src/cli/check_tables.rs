//! `yuebao check-tables`: do the totals that a table states follow from its rows?

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use rust_decimal::Decimal;
use serde::Serialize;
use yuebao_domain::crossfoot::{Document, MeasureCheck, Verdict, foot, read_documents};

use super::columns::{Align, columns};
use super::input;
use super::output::{self, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Checks the file and prints every verdict.
pub(crate) fn run(args: Args, output: Output) -> anyhow::Result<ExitCode> {
    let documents = match read(&args.file) {
        Ok(documents) => documents,
        Err(complaint) => {
            output.complain(&complaint)?;
            return Ok(ExitCode::from(2));
        }
    };
    let checked = check(&documents);
    output::print(&if output.json {
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
