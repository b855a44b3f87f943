//! The figures for people, and line by line for programs.

use std::fmt::Write as _;

use serde_json::json;

use crate::bench::Figures;
use crate::budget::Budget;
use crate::mistakes::MISTAKES;
use crate::tally::Share;

/// Tables.
pub fn tables(figures: &Figures, budget: &Budget) -> String {
    let Figures { right, trials } = figures;
    let mut text = String::new();
    // writing to a String cannot fail
    let _ = writeln!(
        text,
        "right reports, % of them       reports  blocked  explained  written  tapped only"
    );
    for right in right {
        let (name, reports) = (&right.profile, right.blocked.whole);
        let _ = writeln!(
            text,
            "  {name:28} {reports:>7} {:>8} {:>10} {:>8} {:>12}",
            right.blocked, right.explained, right.written, right.confirmed
        );
    }
    if let Some(all) = right.last() {
        let _ = writeln!(
            text,
            "\nby rule, % of right reports  强制性  核实性  written  提示性"
        );
        for (code, alarms) in &all.rules {
            let of = |part| {
                Share {
                    part,
                    whole: all.blocked.whole,
                }
                .to_string()
            };
            let _ = writeln!(
                text,
                "  {code:26} {:>6} {:>7} {:>8} {:>7}",
                of(alarms.mandatory),
                of(alarms.verify),
                of(alarms.written),
                of(alarms.hint)
            );
        }
    }
    let _ = writeln!(
        text,
        "\nmistakes, % of them                tried  caught  blocked  by"
    );
    for mistake in MISTAKES {
        let Some(trial) = trials.get(mistake.name) else {
            continue;
        };
        let mut by: Vec<(&String, &usize)> = trial.by.iter().collect();
        by.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let by: Vec<&str> = by.iter().take(4).map(|(code, _)| code.as_str()).collect();
        let named = budget.mistakes.not_catchable.contains_key(mistake.name);
        let note = if named { " (not catchable)" } else { "" };
        let _ = writeln!(
            text,
            "  {:32} {:>6} {:>7} {:>8}  {}{note}",
            mistake.name,
            trial.caught.whole,
            trial.caught.to_string(),
            trial.blocked.to_string(),
            by.join(" ")
        );
    }
    text
}

/// One JSON object a line.
pub fn lines(figures: &Figures) -> String {
    let Figures { right, trials } = figures;
    let right = right
        .iter()
        .map(|right| json!({ "what": "right", "figures": right }));
    let wrong = MISTAKES.iter().filter_map(|mistake| {
        let trial = trials.get(mistake.name)?;
        let (zh, en) = (mistake.what.zh, mistake.what.en);
        Some(json!({ "what": "mistake", "name": mistake.name, "zh": zh, "en": en, "figures": trial }))
    });
    let lines = right.chain(wrong).map(|line| line.to_string());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
