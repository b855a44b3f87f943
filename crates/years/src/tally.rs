//! Counts what right reports took, and which mistakes were seen.

use std::collections::BTreeMap;

use serde::Serialize;
use yuebao_domain::check::Finding;
use yuebao_domain::profile::Profile;
use yuebao_domain::rule::{RuleCode, Severity};

use crate::judge::{Judged, Verdict};
use crate::life::Project;
use crate::plans;

/// A part of a whole, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many of them.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, is_part: bool) {
        self.whole += 1;
        self.part += usize::from(is_part);
    }

    /// In hundredths of a percent, rounded down; 0 of nothing.
    pub fn basis_points(self) -> usize {
        (self.part * 10_000).checked_div(self.whole).unwrap_or(0)
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: Self) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let points = self.basis_points();
        f.pad(&format!("{}.{:02}", points / 100, points % 100))
    }
}

/// How often one rule spoke of right reports.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Alarms {
    /// Reports with a finding of this rule, by severity: 强制性, 核实性, 提示性.
    pub mandatory: usize,
    /// 核实性.
    pub verify: usize,
    /// 核实性 that somebody had to write about.
    pub written: usize,
    /// 提示性.
    pub hint: usize,
}

impl Alarms {
    /// One more finding about a plan: nothing is explained there.
    pub(crate) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Mandatory => self.mandatory += 1,
            Severity::Verify => self.verify += 1,
            Severity::Hint => self.hint += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.mandatory += other.mandatory;
        self.verify += other.verify;
        self.written += other.written;
        self.hint += other.hint;
    }
}

/// What the right reports of one jurisdiction took.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Right {
    /// The jurisdiction.
    pub profile: String,
    /// Reports that could not be handed in.
    pub blocked: Share,
    /// Reports with something to write.
    pub written: Share,
    /// Reports with nothing to write and something to confirm.
    pub confirmed: Share,
    /// Reports with any 核实性 finding.
    pub explained: Share,
    /// By rule.
    pub rules: BTreeMap<String, Alarms>,
    /// How many rows the plan has.
    pub rows: usize,
    /// By rule about plans: rows that it speaks of.
    pub plan: BTreeMap<String, Alarms>,
}

impl Right {
    /// Hands in every report of these projects.
    pub fn of(profile: &Profile, projects: &[Project]) -> Self {
        let mut right = Self {
            profile: profile.id.clone(),
            rows: projects.len(),
            plan: plans::alarms(profile, projects),
            ..Self::default()
        };
        for project in projects {
            let mut judged = Judged::new(project, profile);
            for (month, values) in &project.reports {
                let (verdict, explained) = judged.explained(*month, values);
                right.take(&verdict);
                judged.keep(*month, explained);
            }
        }
        right
    }

    fn take(&mut self, verdict: &Verdict) {
        let (writes, confirms) = (!verdict.written.is_empty(), !verdict.confirmed.is_empty());
        self.blocked.count(!verdict.blocking.is_empty());
        self.written.count(writes);
        self.confirmed.count(confirms && !writes);
        self.explained.count(writes || confirms);
        for code in codes(&verdict.findings) {
            let has = |findings: &[Finding]| findings.iter().any(|finding| finding.code == code);
            let is_hint =
                |finding: &Finding| finding.code == code && finding.severity == Severity::Hint;
            let alarms = self.rules.entry(code.to_string()).or_default();
            alarms.mandatory += usize::from(has(&verdict.blocking));
            alarms.verify += usize::from(has(&verdict.written) || has(&verdict.confirmed));
            alarms.written += usize::from(has(&verdict.written));
            alarms.hint += usize::from(verdict.findings.iter().any(is_hint));
        }
    }

    /// All jurisdictions as one.
    pub fn sum(all: &[Self]) -> Self {
        let mut sum = Self {
            profile: "all".to_owned(),
            ..Self::default()
        };
        for one in all {
            sum.blocked.add(one.blocked);
            sum.written.add(one.written);
            sum.confirmed.add(one.confirmed);
            sum.explained.add(one.explained);
            for (code, alarms) in &one.rules {
                sum.rules.entry(code.clone()).or_default().add(*alarms);
            }
            sum.rows += one.rows;
            for (code, alarms) in &one.plan {
                sum.plan.entry(code.clone()).or_default().add(*alarms);
            }
        }
        sum
    }
}

fn codes(findings: &[Finding]) -> Vec<RuleCode> {
    let mut codes: Vec<RuleCode> = findings.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
