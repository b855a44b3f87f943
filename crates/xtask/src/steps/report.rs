//! The table at the end.

use std::{fmt::Write as _, time::Duration};

use crate::{setup::Installed, text};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Passed,
    Failed,
    NotRun,
    /// Not a step: something was installed.
    SetUp,
}

/// A line of the table.
pub(super) struct Row {
    name: String,
    verdict: Verdict,
    took: Duration,
}

impl Row {
    /// A step.
    pub(super) fn step(name: &str, verdict: Verdict, took: Duration) -> Self {
        Self {
            name: name.to_owned(),
            verdict,
            took,
        }
    }

    /// An installation; its time is part of the step that needed it.
    pub(super) fn set_up(installed: &Installed) -> Self {
        Self {
            name: format!("  set-up: {}", installed.what),
            verdict: Verdict::SetUp,
            took: installed.took,
        }
    }
}

/// All rows, and how many steps passed and failed alone on the last line.
pub(super) fn table(rows: &[Row]) -> String {
    let mut table = String::new();
    for row in rows {
        let word = match row.verdict {
            Verdict::Passed => "passed",
            Verdict::Failed => "FAILED",
            Verdict::NotRun => "not run",
            Verdict::SetUp => "installed",
        };
        let took = match row.verdict {
            Verdict::NotRun => String::new(),
            _ => text::duration(row.took),
        };
        // writing to a String cannot fail
        let _ = writeln!(table, "{:46} {word:9} {took:>13}", row.name);
    }
    let steps = rows.iter().filter(|row| row.verdict != Verdict::SetUp);
    let total = text::duration(steps.map(|row| row.took).sum());
    // writing to a String cannot fail
    let _ = writeln!(table, "{:46} {:9} {total:>13}", "total", "");
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    // writing to a String cannot fail
    let _ = writeln!(
        table,
        "\n{} passed, {} failed",
        count(Verdict::Passed),
        count(Verdict::Failed)
    );
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_steps_only() {
        let row = |name, verdict, seconds| Row::step(name, verdict, Duration::from_secs(seconds));
        let installed = Installed {
            what: "trunk".to_owned(),
            took: Duration::from_secs(269),
        };
        let table = table(&[
            row("format", Verdict::Passed, 1),
            Row::set_up(&installed),
            row("widget", Verdict::Failed, 300),
            row("browser", Verdict::NotRun, 0),
        ]);
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            [
                "format passed 1.0 s",
                "set-up: trunk installed 4 min 29 s",
                "widget FAILED 5 min 00 s",
                "browser not run",
                "total 5 min 01 s",
                "",
                "1 passed, 1 failed",
            ]
        );
    }
}
