//! `yuebao areas`.

use std::process::ExitCode;

use serde::Serialize;

use super::columns::{Align, columns};
use super::output::Output;
use crate::divisions::{Division, all, matching};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[arg(value_name = "CODE|NAME")]
    wanted: Option<String>,
}

/// Lists them.
pub(crate) fn run(args: &Args, output: Output) -> anyhow::Result<ExitCode> {
    let found = match &args.wanted {
        Some(wanted) => find(wanted)?,
        None => all().filter(|division| division.is_city()).collect(),
    };
    let rows: Vec<Row> = found.iter().map(Row::of).collect();
    output.rows(&rows, &table(&rows))?;
    Ok(ExitCode::SUCCESS)
}

/// At least one; otherwise a refusal that names the cities.
pub(super) fn find(wanted: &str) -> anyhow::Result<Vec<Division>> {
    let found = matching(wanted.trim());
    if found.is_empty() {
        let cities: Vec<String> = (all().filter(|one| one.is_city()))
            .map(|city| format!("{} {}", city.code, city.name))
            .collect();
        anyhow::bail!(
            "没有区划“{wanted}”；各市为 / there is no division “{wanted}”; the cities are: {}",
            cities.join(", ")
        );
    }
    Ok(found)
}

/// A division with the name of its city.
#[derive(Serialize)]
struct Row {
    code: &'static str,
    name: &'static str,
    city: Option<&'static str>,
}

impl Row {
    fn of(division: &Division) -> Self {
        let city = all().find(|one| one.code == division.parent);
        Self {
            code: division.code,
            name: division.name,
            city: city.map(|city| city.name),
        }
    }
}

fn table(rows: &[Row]) -> String {
    let head = ["code", "name", "in"].map(str::to_owned);
    let cells: Vec<[String; 3]> = (rows.iter())
        .map(|row| [row.code, row.name, row.city.unwrap_or_default()].map(str::to_owned))
        .collect();
    columns(&head, &cells, &[Align::Left; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_listed_with_its_city() {
        let rows: Vec<Row> = find("浦北").unwrap().iter().map(Row::of).collect();
        let told = table(&rows);
        assert_eq!(told, "  code    name    in\n  450722  浦北县  钦州市\n");
        let refused = find("4407").unwrap_err().to_string();
        assert!(refused.contains("450700 钦州市"), "{refused}");
    }
}
