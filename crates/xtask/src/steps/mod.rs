//! `cargo xtask test`: the steps, in the order they run.

mod browser;
mod cargo;
mod deny;
mod package;
mod report;
mod scripts;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use report::{Row, Verdict};

use crate::{
    cli::TestOptions,
    setup::{Need, Setup, Tool},
    widget,
    workspace::Workspace,
};

/// One thing that is checked.
struct Step {
    /// What `--only` calls it.
    name: &'static str,
    /// What it is about.
    what: &'static str,
    /// What must be on the machine for it.
    needs: fn() -> BTreeSet<Need>,
    /// Does it.
    run: fn(&Workspace, &Setup) -> Result<()>,
}

/// The fast ones first: a slip in the form should not cost ten minutes.
const STEPS: [Step; 10] = [
    Step {
        name: "format",
        what: "the code is formatted",
        needs: || [Need::Component("rustfmt")].into(),
        run: cargo::format,
    },
    Step {
        name: "clippy",
        what: "no lint fires, in all targets, for this machine",
        needs: || [Need::Component("clippy")].into(),
        run: cargo::clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "no lint fires in what runs in the browser, for wasm32",
        needs: || [Need::Component("clippy"), Need::WasmTarget].into(),
        run: cargo::clippy_wasm,
    },
    Step {
        name: "scripts",
        what: "no type is wrong and no lint fires in the JavaScript that is delivered",
        needs: scripts::needs,
        run: scripts::scripts,
    },
    Step {
        name: "test",
        what: "unit, integration and documentation tests",
        needs: cargo::test_needs,
        run: cargo::test,
    },
    Step {
        name: "package",
        what: "the Debian package holds what it should, and shells and man take it",
        needs: BTreeSet::new,
        run: package::package,
    },
    Step {
        name: "doc",
        what: "the documentation has no broken link",
        needs: BTreeSet::new,
        run: cargo::doc,
    },
    Step {
        name: "widget",
        what: "Trunk builds the widget; no part of it is heavier than its budget",
        needs: widget::needs,
        run: |workspace, setup| {
            widget::build(workspace, setup)?;
            widget::check_weight(workspace)
        },
    },
    Step {
        name: "browser",
        what: "the widget against the server, in a real Chromium",
        needs: browser::needs,
        run: browser::browser,
    },
    Step {
        name: "deny",
        what: "licences and sources of all dependencies",
        needs: || [Need::Tool(Tool::CargoDeny)].into(),
        run: deny::deny,
    },
];

/// The steps for `--list`.
pub(crate) fn list() -> String {
    STEPS.iter().fold(String::new(), |mut list, step| {
        // writing to a String cannot fail
        let _ = writeln!(list, "{:12} {}", step.name, step.what);
        list
    })
}

/// Runs the steps that were asked for, up to the first that fails.
pub(crate) fn test(workspace: &Workspace, options: &TestOptions) -> Result<ExitCode> {
    let steps = chosen(&options.only)?;
    let needs = steps.iter().flat_map(|step| (step.needs)()).collect();
    let mut setup = Setup::look(workspace, &needs)?;

    let mut rows = Vec::new();
    let mut failed = false;
    for step in steps {
        if failed {
            rows.push(Row::step(step.name, Verdict::NotRun, Duration::ZERO));
            continue;
        }
        println!("\n==> {}: {}", step.name, step.what);
        let start = Instant::now();
        let outcome = run(step, workspace, &mut setup, &mut rows);
        let verdict = match outcome {
            Ok(()) => Verdict::Passed,
            Err(error) => {
                eprintln!("\nerror: {error:#}");
                failed = true;
                Verdict::Failed
            }
        };
        rows.push(Row::step(step.name, verdict, start.elapsed()));
    }
    print!("\n{}", report::table(&rows));
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn run(step: &Step, workspace: &Workspace, setup: &mut Setup, rows: &mut Vec<Row>) -> Result<()> {
    let installed = setup.ensure(&(step.needs)())?;
    rows.extend(
        installed
            .into_iter()
            .map(|installed| Row::set_up(&installed)),
    );
    (step.run)(workspace, setup)
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        bail!("there is no step `{unknown}`; the steps are\n{}", list());
    }
    Ok(STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|name| name == step.name))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str]) -> Result<Vec<&'static str>> {
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        Ok(chosen(&only)?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn all_steps_or_the_chosen_ones_in_their_own_order() {
        let all = names(&[]).expect("no choice is a choice of all");
        assert_eq!(all.len(), STEPS.len());
        assert_eq!(all.first(), Some(&"format"));
        assert_eq!(
            names(&["doc", "format"]).expect("both exist"),
            ["format", "doc"]
        );
    }

    #[test]
    fn an_unknown_step_is_named_and_the_known_ones_are_listed() {
        let error = names(&["formats"]).expect_err("no such step").to_string();
        assert!(
            error.contains("`formats`") && error.contains("clippy-wasm"),
            "{error}"
        );
    }

    #[test]
    fn step_names_are_unique() {
        let unique: BTreeSet<_> = STEPS.iter().map(|step| step.name).collect();
        assert_eq!(unique.len(), STEPS.len());
    }
}
