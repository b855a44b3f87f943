//! What a rule is, and what it sees while it runs.

mod plan_subject;
mod subject;

use rust_decimal::Decimal;

use super::context::Stage;
use crate::crossfoot::{MeasureCheck, Table};
use crate::rule::{RuleCode, Severity};
use crate::text::Words;

pub use plan_subject::{Filed, PlanFinding, PlanSink, PlanSubject, Whole};
pub(super) use subject::Corrected;
pub use subject::{Sink, Subject};

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
    /// At a printed table as a whole: its percentages, its rows added up across.
    WholeTable(fn(&Table, &mut Sink<'_>)),
    /// At a whole plan and the reports of some months.
    Plan(fn(&PlanSubject<'_>, &mut PlanSink<'_>)),
}

/// One rule of the catalogue: wording and logic. What there is to read about it is its [`RulePage`].
#[derive(Debug)]
pub struct Rule {
    /// `M103`.
    pub code: RuleCode,
    /// Before any profile changes it.
    pub severity: Severity,
    /// Reads as the name of the fault.
    pub title: Words,
    /// A fact with its values in braces.
    pub message: Words,
    /// Other wordings: the first is taken whose names the finding has, if it lacks one of `message`.
    pub variants: &'static [Words],
    /// What to do.
    pub advice: Words,
    /// Parameters by name, with their exact defaults as text; a profile may set others.
    pub params: &'static [(&'static str, &'static str)],
    /// What it does with missing values.
    pub missing: Missing,
    /// From which stage on it speaks: a rule about what is not filled yet waits for submission.
    pub from: Stage,
    /// The logic.
    pub evaluate: Evaluate,
}

/// What there is to read about a rule. It stands apart from the [`Rule`] so that a program that
/// only checks, as the widget does, need not carry it.
#[derive(Debug)]
pub struct RulePage {
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
