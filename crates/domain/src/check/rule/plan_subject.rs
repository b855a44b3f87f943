//! What a rule about plans sees, and where it puts what it found.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Rule;
use crate::check::finding::{Arg, Finding, named};
use crate::order::Order;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::Profile;
use crate::report::Report;
use crate::rule::{RuleCode, Severity};

/// A report that counts, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'a> {
    /// The plan row's id.
    pub project: &'a str,
    /// The reported month.
    pub month: Month,
    /// The report.
    pub report: &'a Report,
}

/// A plan with reports, to be looked at as a whole.
#[derive(Debug, Clone, Copy)]
pub struct Whole<'a> {
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The plan.
    pub rows: &'a [PlanRow],
    /// Reports, of any months, in any order.
    pub reports: &'a [Filed<'a>],
    /// The months that are totalled, for which reports are expected (X705); may be empty.
    pub months: &'a [Month],
}

/// A finding about one or several projects of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFinding {
    /// Ids of the plan rows it is about; the first is where it is shown.
    pub projects: Vec<String>,
    /// The finding; it has no fields, as it is about no single box.
    pub finding: Finding,
}

/// What a rule about plans sees. Rows are named by their place in the plan, from 0.
pub struct PlanSubject<'a> {
    pub(in crate::check) whole: &'a Whole<'a>,
    pub(in crate::check) filed: &'a [(usize, Filed<'a>)],
    pub(in crate::check) rule: &'a Rule,
}

impl<'a> PlanSubject<'a> {
    /// The jurisdiction.
    pub fn profile(&self) -> &'a Profile {
        self.whole.profile
    }

    /// A parameter of the running rule: the profile's, else the rule's own.
    pub fn param(&self, name: &str) -> Decimal {
        let set = self.whole.profile.rule_param(self.rule.code, name);
        set.unwrap_or_else(|| self.rule.default_param(name))
    }

    /// The rows of the plan.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &'a PlanRow)> + use<'a> {
        self.whole.rows.iter().enumerate()
    }

    /// One row.
    pub fn row(&self, row: usize) -> &'a PlanRow {
        &self.whole.rows[row]
    }

    /// The reports, each with its row.
    pub fn filed(&self) -> impl Iterator<Item = (usize, Filed<'a>)> + use<'a> {
        self.filed.iter().copied()
    }

    /// The months that are totalled.
    pub fn months(&self) -> &'a [Month] {
        self.whole.months
    }

    /// Rows that share their key with an earlier entered row while both are in the plan, each
    /// with that row. Rows without a key share nothing.
    pub fn at_the_same_time<K: Ord>(
        &self,
        keys: impl Iterator<Item = (usize, Option<K>)>,
    ) -> Vec<(usize, usize)> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (row, key) in keys {
            if let Some(key) = key {
                groups.entry(key).or_default().push(row);
            }
        }
        let mut pairs = Vec::new();
        for mut group in groups.into_values() {
            group.order_by_key(|row| self.row(*row).entered);
            // the row of the group so far that stays longest
            let mut longest: Option<usize> = None;
            for row in group {
                let entered = self.row(row).entered;
                if !self.row(row).is_in_plan(entered) {
                    continue;
                }
                if let Some(before) = longest.filter(|before| self.row(*before).is_in_plan(entered))
                {
                    pairs.push((row, before));
                }
                longest = Some(longest.map_or(row, |before| self.later(before, row)));
            }
        }
        pairs
    }

    fn later(&self, a: usize, b: usize) -> usize {
        match (self.row(a).exited, self.row(b).exited) {
            (None, _) => a,
            (Some(last), Some(other)) if last >= other => a,
            _ => b,
        }
    }
}

/// Where a rule about plans puts what it found.
pub struct PlanSink<'a> {
    pub(in crate::check) subject: &'a PlanSubject<'a>,
    /// The profile's severity, which holds for all that the rule finds.
    pub(in crate::check) set: Option<Severity>,
    pub(in crate::check) found: &'a mut Vec<(usize, PlanFinding)>,
    pub(in crate::check) skipped: &'a mut Vec<RuleCode>,
}

impl PlanSink<'_> {
    /// Says that there is nothing to judge by.
    pub fn skip(&mut self) {
        self.skipped.push(self.subject.rule.code);
    }

    /// Reports a finding about `rows` (the first is where it is shown) with the named values.
    pub fn fire<const R: usize, const A: usize>(
        &mut self,
        rows: [usize; R],
        args: [(&'static str, Arg); A],
    ) {
        self.fire_as(self.subject.rule.severity, rows, args);
    }

    /// Reports a finding that is graver or milder than the rule's findings are, unless the profile
    /// sets one severity for all of them.
    pub fn fire_as<const R: usize, const A: usize>(
        &mut self,
        severity: Severity,
        rows: [usize; R],
        args: [(&'static str, Arg); A],
    ) {
        let first = rows.first().copied().unwrap_or_default();
        let code: RuleCode = self.subject.rule.code;
        let finding = Finding::new(
            code,
            self.set.unwrap_or(severity),
            Vec::new(),
            named(args.into()),
        );
        let projects = rows.map(|row| self.subject.row(row).id.clone()).into();
        self.found.push((first, PlanFinding { projects, finding }));
    }
}
