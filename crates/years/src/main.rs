//! `yuebao-years`: tries the catalogue on invented reports and holds it to its budget.

use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use lexopt::prelude::*;
use yuebao_years::bench::{Extent, run};
use yuebao_years::budget::Budget;
use yuebao_years::{examples, print, world};

const USAGE: &str = "\
yuebao-years                 what the catalogue asks of right reports, and sees of wrong ones
  --seed N                     another world [default: 1]
  --projects N                 so many in each jurisdiction [default: 1000]
  --json                       one JSON object a line
  --of NAME                    print reports that the rule (M103) speaks of, or that have the mistake
                               (text-copied) and get by with it
";

fn main() -> Result<ExitCode> {
    let mut extent = Extent {
        seed: 1,
        projects: 1_000,
        every: 10,
    };
    let (mut json, mut of) = (false, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("seed") => extent.seed = parser.value()?.parse()?,
            Long("projects") => extent.projects = parser.value()?.parse()?,
            Long("json") => json = true,
            Long("of") => of = Some(parser.value()?.string()?),
            Short('h') | Long("help") => bail!("{USAGE}"),
            other => return Err(other.unexpected().into()),
        }
    }
    let profiles = world::jurisdictions().map_err(|error| anyhow!(error.to_string()))?;
    if let Some(of) = of {
        print!("{}", examples::of(&of, extent, &profiles));
        return Ok(ExitCode::SUCCESS);
    }
    let figures = run(extent, &profiles);
    let budget = Budget::read()?;
    if json {
        print!("{}", print::lines(&figures));
    } else {
        print!("{}", print::tables(&figures, &budget));
    }
    let broken = figures.broken(&budget);
    for line in &broken {
        eprintln!("over budget: {line}");
    }
    Ok(if broken.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
