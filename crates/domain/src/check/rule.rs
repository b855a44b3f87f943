//! What a rule is, and what it sees while it runs.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::engine::{Context, Past};
use super::finding::{Arg, Finding, RuleCode, Severity};
use crate::crossfoot::MeasureCheck;
use crate::report::{FieldKey, Report};
use crate::text::Words;

/// What a rule does when a value it needs is missing, after DHIS2's model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Silent if any value is missing.
    SkipIfAny,
    /// Silent only if all values are missing.
    SkipIfAll,
    /// A missing amount counts as 0.
    Zero,
    /// The missing value is the very thing the rule is about.
    IsTheFinding,
}

/// How a rule looks at the world.
#[derive(Debug, Clone, Copy)]
pub enum Evaluate {
    /// At one report with its plan row and history.
    Report(fn(&Subject<'_>, &mut Sink<'_>)),
    /// At one measure of a table whose total should be the sum of its rows.
    Table(fn(&MeasureCheck) -> bool),
}

/// One rule of the catalogue: documentation, wording and logic in one place.
#[derive(Debug)]
pub struct Rule {
    /// `M103`.
    pub code: RuleCode,
    /// Before any profile changes it.
    pub severity: Severity,
    /// Reads as the name of the fault.
    pub title: Words,
    /// What fires it, precisely.
    pub what: Words,
    /// Why it matters.
    pub why: Words,
    /// The clause or the practice behind it.
    pub source: &'static str,
    /// An example that fires.
    pub fires: Words,
    /// An example that stays silent.
    pub silent: Words,
    /// A fact with its values in braces.
    pub message: Words,
    /// What to do.
    pub advice: Words,
    /// Parameters by name, with their exact defaults as text; a profile may set others.
    pub params: &'static [(&'static str, &'static str)],
    /// What it does with missing values.
    pub missing: Missing,
    /// The logic.
    pub evaluate: Evaluate,
}

impl Rule {
    /// The default of a parameter; zero for a name that the rule does not declare.
    pub fn default_param(&self, name: &str) -> Decimal {
        self.params
            .iter()
            .find(|(declared, _)| *declared == name)
            .and_then(|(_, text)| Decimal::from_str_exact(text).ok())
            .unwrap_or_default()
    }
}

/// What a rule about reports sees.
pub struct Subject<'a> {
    /// The draft.
    pub report: &'a Report,
    /// Plan, profile, month, history.
    pub context: &'a Context<'a>,
    pub(super) rule: &'a Rule,
}

impl Subject<'_> {
    /// A parameter of the running rule: the profile's, else the rule's own.
    pub fn param(&self, name: &str) -> Decimal {
        self.context
            .profile
            .rule_param(self.rule.code, name)
            .unwrap_or_else(|| self.rule.default_param(name))
    }

    /// The previous month's report. When it is not at hand the rule is noted as not evaluated.
    pub fn previous(&self, sink: &mut Sink<'_>) -> Option<&Report> {
        match self.context.history.at(self.context.month.previous()) {
            Past::Report(report) => Some(report),
            Past::NoReport => None,
            Past::NotHere => {
                sink.not_evaluated();
                None
            }
        }
    }
}

/// Where a rule puts what it found.
pub struct Sink<'a> {
    pub(super) rule: &'a Rule,
    pub(super) severity: Severity,
    pub(super) findings: &'a mut Vec<Finding>,
    pub(super) skipped: &'a mut Vec<RuleCode>,
}

impl Sink<'_> {
    /// Reports a finding at `fields` (the first is where it is shown) about the named values.
    pub fn fire<const F: usize, const A: usize>(
        &mut self,
        fields: [FieldKey; F],
        args: [(&'static str, Arg); A],
    ) {
        self.findings.push(Finding {
            code: self.rule.code,
            severity: self.severity,
            fields: fields.into(),
            args: args
                .into_iter()
                .map(|(name, arg)| (name.to_owned(), arg))
                .collect::<BTreeMap<_, _>>(),
        });
    }

    /// Notes that the rule could not be evaluated because an earlier month is not at hand.
    pub fn not_evaluated(&mut self) {
        if self.skipped.last() != Some(&self.rule.code) {
            self.skipped.push(self.rule.code);
        }
    }
}
