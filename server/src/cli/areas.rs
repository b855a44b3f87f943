//! `yuebao areas`.

use std::process::ExitCode;

use super::columns::{Align, columns};
use super::output;
use crate::divisions::{Division, all, matching};

/// Codes of cities and counties (行政区划), which areas in a profile and in a plan go by
///
/// By the beginning of a code or a part of a name; without either all cities. From GB/T 2260 for
/// Guangxi, as of the middle of 2023.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  yuebao areas            every city
  yuebao areas 4507       a city and its counties
  yuebao areas 灵山

Exit status: 0 found, 1 no such division.")]
pub(crate) struct Args {
    /// Beginning of a code, or part of a name
    #[arg(value_name = "CODE|NAME")]
    wanted: Option<String>,
}

/// Lists them.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let found = match &args.wanted {
        Some(wanted) => find(wanted)?,
        None => all().filter(|division| division.is_city()).collect(),
    };
    output::print(&table(&found))?;
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

fn table(divisions: &[Division]) -> String {
    let head = ["code", "name", "in"].map(str::to_owned);
    let above = |code: &str| {
        all()
            .find(|one| one.code == code)
            .map_or("", |one| one.name)
    };
    let rows: Vec<[String; 3]> = (divisions.iter())
        .map(|one| [one.code, one.name, above(one.parent)].map(str::to_owned))
        .collect();
    columns(&head, &rows, &[Align::Left; 3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_listed_with_its_city() {
        let told = table(&find("浦北").unwrap());
        assert_eq!(told, "  code    name    in\n  450722  浦北县  钦州市\n");
        let refused = find("4407").unwrap_err().to_string();
        assert!(refused.contains("450700 钦州市"), "{refused}");
    }
}
