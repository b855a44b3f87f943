//! Tries each mistake on many reports.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use yuebao_domain::check::Finding;
use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;
use yuebao_domain::report::FieldValues;
use yuebao_domain::rule::{RuleCode, Severity};

use crate::chance::Chance;
use crate::judge::{Judged, Statement, statement};
use crate::life::Project;
use crate::mistakes::{MISTAKES, Mistake, Scene};
use crate::tally::Share;

/// How a mistake fared.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Trial {
    /// How often it was noticed: by a finding that people must correct or explain and that the right
    /// report does not have.
    pub caught: Share,
    /// How often it could not be handed in at all.
    pub blocked: Share,
    /// By which rules, and how often.
    pub by: BTreeMap<String, usize>,
}

impl Trial {
    /// Counts one more, noticed by these rules.
    pub(crate) fn take(
        &mut self,
        is_caught: bool,
        is_blocked: bool,
        codes: impl Iterator<Item = RuleCode>,
    ) {
        self.caught.count(is_caught);
        self.blocked.count(is_blocked);
        for code in codes.collect::<BTreeSet<_>>() {
            *self.by.entry(code.to_string()).or_default() += 1;
        }
    }
}

/// Trials by the mistake's name.
pub type Trials = BTreeMap<&'static str, Trial>;

/// One mistake made and looked at.
pub struct Seen<'a> {
    /// Which.
    pub mistake: &'static Mistake,
    /// In the report of which month.
    pub month: Month,
    /// The report with it.
    pub wrong: &'a FieldValues,
    /// Whether it was noticed.
    pub is_caught: bool,
    /// Whether the report could not be handed in.
    pub is_blocked: bool,
    /// The findings that are there because of it.
    pub findings: Vec<Finding>,
}

/// Makes every mistake in about one of `every` reports of these projects, one that can seldom be made
/// wherever it can be.
pub fn try_all(trials: &mut Trials, profile: &Profile, projects: &[Project], every: u32) {
    for project in projects {
        walk(profile, project, every, &mut |seen| {
            let trial = trials.entry(seen.mistake.name).or_default();
            let codes = seen.findings.iter().map(|finding| finding.code);
            trial.take(seen.is_caught, seen.is_blocked, codes);
        });
    }
}

/// What is said of the right report.
type Said = BTreeSet<Statement>;

/// Goes through the months of a project and makes mistakes in some of them; the reports that are kept
/// are the right ones.
pub fn walk(profile: &Profile, project: &Project, every: u32, see: &mut impl FnMut(&Seen<'_>)) {
    let mut chance = Chance::new(every, project.index);
    let mut judged = Judged::new(project, profile);
    for (month, values) in &project.reports {
        let (_, right) = judged.explained(*month, values);
        let Some(row) = project.row(*month) else {
            continue;
        };
        let last = judged.last.as_ref().map(|(month, last)| (*month, last));
        let scene = Scene {
            month: *month,
            row,
            right: &right,
            last,
        };
        let said = judged.look(*month, &right).findings;
        let said: Said = said.iter().map(statement).collect();
        for mistake in MISTAKES {
            if mistake.is_rare() || chance.between(1, every.cast_signed()) == 1 {
                try_one(&mut chance, &judged, (&scene, &said), mistake, see);
            }
        }
        judged.keep(*month, right);
    }
}

fn try_one(
    chance: &mut Chance,
    judged: &Judged<'_>,
    (scene, said): (&Scene<'_>, &Said),
    mistake: &'static Mistake,
    see: &mut impl FnMut(&Seen<'_>),
) {
    let Some(wrong) = mistake.make(chance, scene) else {
        return;
    };
    let mut seen = Seen {
        mistake,
        month: scene.month,
        wrong: &wrong,
        is_caught: false,
        is_blocked: false,
        findings: Vec::new(),
    };
    if mistake.is_in_explanations() {
        seen.is_caught = !judged.is_ready(scene.month, &wrong);
        seen.is_blocked = seen.is_caught;
    } else {
        seen.findings = new_findings(judged, (scene, said), &wrong);
        seen.is_caught = !seen.findings.is_empty();
        let mut severities = seen.findings.iter().map(|finding| finding.severity);
        seen.is_blocked = severities.any(|severity| severity == Severity::Mandatory);
    }
    see(&seen);
}

/// What has to be corrected or explained, and is not said of the right report.
fn new_findings(
    judged: &Judged<'_>,
    (scene, said): (&Scene<'_>, &Said),
    wrong: &FieldValues,
) -> Vec<Finding> {
    let mut found = judged.look(scene.month, wrong).findings;
    found.retain(|finding| {
        finding.severity != Severity::Hint && !said.contains(&statement(finding))
    });
    found
}
