//! The figures for people, and line by line for programs.

use std::collections::BTreeMap;

use serde_json::json;
use yuebao_domain::text::Words;

use crate::bench::Figures;
use crate::budget::Budget;
use crate::mistakes::MISTAKES;
use crate::plans::PLAN_MISTAKES;
use crate::tally::{Alarms, Right, Share};
use crate::trial::Trial;

/// Tables.
pub fn tables(figures: &Figures, budget: &Budget) -> String {
    let mut lines = vec![
        "right reports, % of them       reports  blocked  explained  written  tapped only"
            .to_owned(),
    ];
    lines.extend(figures.right.iter().map(jurisdiction));
    if let Some(all) = figures.right.last() {
        let head = "强制性  核实性  written  提示性";
        lines.push(format!("\nby rule, % of right reports  {head}"));
        lines.extend(alarms(&all.rules, all.blocked.whole));
        lines.push(format!("\nby rule, % of right plan rows  {head}"));
        lines.extend(alarms(&all.plan, all.rows));
    }
    lines.push("\nmistakes, % of them                tried  caught  blocked  by".to_owned());
    let tried = mistakes().filter_map(|(name, _)| Some((name, figures.trials.get(name)?)));
    lines.extend(tried.map(|(name, trial)| {
        let named = budget.mistakes.not_catchable.contains_key(name);
        let note = if named { " (not catchable)" } else { "" };
        format!("{}{note}", tried_line(name, trial))
    }));
    lines.join("\n") + "\n"
}

fn jurisdiction(right: &Right) -> String {
    let (name, reports) = (&right.profile, right.blocked.whole);
    let [blocked, explained, written, confirmed] = [
        right.blocked,
        right.explained,
        right.written,
        right.confirmed,
    ];
    format!("  {name:28} {reports:>7} {blocked:>8} {explained:>10} {written:>8} {confirmed:>12}")
}

fn alarms(rules: &BTreeMap<String, Alarms>, whole: usize) -> Vec<String> {
    let of = |part| Share { part, whole };
    let lines = rules.iter().map(|(code, alarms)| {
        let (mandatory, verify) = (of(alarms.mandatory), of(alarms.verify));
        let (written, hint) = (of(alarms.written), of(alarms.hint));
        format!("  {code:26} {mandatory:>6} {verify:>7} {written:>8} {hint:>7}")
    });
    lines.collect()
}

fn tried_line(name: &str, trial: &Trial) -> String {
    let mut by: Vec<(&String, &usize)> = trial.by.iter().collect();
    by.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let by: Vec<&str> = by.iter().take(4).map(|(code, _)| code.as_str()).collect();
    let (caught, blocked, by) = (trial.caught, trial.blocked, by.join(" "));
    format!(
        "  {name:32} {:>6} {caught:>7} {blocked:>8}  {by}",
        caught.whole
    )
}

/// All mistakes with what they are in words.
fn mistakes() -> impl Iterator<Item = (&'static str, Words)> {
    let reports = MISTAKES.iter().map(|mistake| (mistake.name, mistake.what));
    reports.chain(
        PLAN_MISTAKES
            .iter()
            .map(|mistake| (mistake.name, mistake.what)),
    )
}

/// One JSON object a line.
pub fn lines(figures: &Figures) -> String {
    let right = (figures.right.iter()).map(|right| json!({ "what": "right", "figures": right }));
    let wrong = mistakes().filter_map(|(name, what)| {
        let (trial, zh, en) = (figures.trials.get(name)?, what.zh, what.en);
        Some(json!({ "what": "mistake", "name": name, "zh": zh, "en": en, "figures": trial }))
    });
    let lines = right.chain(wrong).map(|line| line.to_string());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
