//! `yuebao-bench set`, `drafts`, `draft`, `measure`.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use lexopt::prelude::*;
use serde_json::json;
use yuebao_bench::drafts::{self, Jurisdictions};
use yuebao_bench::first::First;
use yuebao_bench::held::Held;
use yuebao_bench::record::records;
use yuebao_bench::rules::{COMPARED, COMPARISONS, Choice};
use yuebao_bench::set::PROJECTS;

const EDITS: usize = 6_000;
const USAGE: &str = "\
yuebao-bench set SEED           the set for other engines, with the verdicts, as JSON
yuebao-bench drafts SEED COUNT  a line a draft: digests of the draft and of what is found in it
yuebao-bench draft SEED INDEX   one draft and what is found in it, as JSON
yuebao-bench measure SEED RUNS  this engine natively, one JSON object a line
yuebao-bench publish groups REPORTS RUNS [FOLDER]
                                so many reports added up; with FOLDER left there for other engines
yuebao-bench publish workbook ROWS RUNS FILE
                                a table as .xlsx, written to FILE; time and memory
yuebao-bench import FILE RUNS   a plan of 10,000 rows, written to FILE: read, checked, previewed
";

/// Obeys the command line.
pub(crate) fn run() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    let Some(Value(command)) = parser.next()? else {
        bail!("what shall be done?\n{USAGE}");
    };
    if command == "import" {
        let file = parser.value()?;
        let runs = parser.value()?.parse()?;
        return crate::import::measure(Path::new(&file), runs);
    }
    if command == "publish" {
        return publish(&mut parser);
    }
    let mut number = || -> Result<usize> {
        let value = parser
            .value()
            .with_context(|| format!("a number is missing\n{USAGE}"))?;
        Ok(value.parse()?)
    };
    let seed = u32::try_from(number()?)?;
    match command.to_str() {
        Some("set") => println!("{}", set(seed)?),
        Some("drafts") => print!("{}", drafts::lines(&jurisdictions()?, seed, number()?)),
        Some("draft") => print!("{}", drafts::shown(&jurisdictions()?, seed, number()?)),
        Some("measure") => measure(seed, number()?.max(1))?,
        _ => bail!("there is no such command\n{USAGE}"),
    }
    Ok(())
}

fn publish(parser: &mut lexopt::Parser) -> Result<()> {
    let what = parser.value()?;
    let count = parser.value()?.parse()?;
    let runs = parser.value()?.parse()?;
    match what.to_str() {
        Some("groups") => {
            let folder = match parser.next()? {
                Some(Value(folder)) => Some(folder),
                _ => None,
            };
            crate::publish::groups(count, runs, folder.as_deref().map(Path::new))
        }
        Some("workbook") => {
            let file = parser.value()?;
            crate::publish::workbook(Path::new(&file), count, runs)
        }
        _ => bail!("there is no such command\n{USAGE}"),
    }
}

fn jurisdictions() -> Result<Jurisdictions> {
    Jurisdictions::new().map_err(|error| anyhow!(error))
}

fn held(seed: u32) -> Result<Held> {
    Held::new(seed).map_err(|error| anyhow!(error))
}

fn set(seed: u32) -> Result<serde_json::Value> {
    let held = held(seed)?;
    let First {
        profile,
        plan,
        values,
        month,
    } = First::of(&held)?;
    Ok(json!({
        "seed": seed,
        "rules": COMPARED,
        "comparisons": COMPARISONS,
        "records": records(&held),
        "verdicts": held.verdicts(Choice::Compared),
        "first": { "profile": profile, "plan": plan, "values": values, "month": month },
    }))
}

fn measure(seed: u32, runs: usize) -> Result<()> {
    let mut held = held(seed)?;
    // natively there is nothing to load: it begins with the texts that the widget has then
    let first = First::of(&held)?;
    line("cold start", median(runs, || first.verdict().is_ok()));
    for (what, choice) in [
        ("full catalogue", Choice::Full),
        ("20 rules", Choice::Compared),
        ("15 comparisons", Choice::Comparisons),
    ] {
        let whole = median(runs, || held.check_all(choice) > 0);
        line(&format!("whole set, {what}"), whole);
        let mut times: Vec<Duration> = (0..EDITS)
            .map(|index| {
                let text = format!("{}.5", index % 900);
                let report = index * 7 % (PROJECTS * 12);
                let start = Instant::now();
                black_box(held.edit(report, "month_investment", &text, choice));
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        line(&format!("one edit, {what}, p50"), times[EDITS / 2]);
        line(&format!("one edit, {what}, p99"), times[EDITS * 99 / 100]);
    }
    line(
        "reading the whole set",
        median(runs, || held.read_all() > 0),
    );
    Ok(())
}

fn median(runs: usize, mut run: impl FnMut() -> bool) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn line(what: &str, took: Duration) {
    let nanos = took.as_nanos();
    let value = format!("{}.{:06}", nanos / 1_000_000, nanos % 1_000_000);
    println!(
        r#"{{"what":"{what}","engine":"yuebao","where":"native","value":{value},"unit":"ms"}}"#
    );
}
