//! What a rule about reports sees, and where it puts what it found.

use rust_decimal::Decimal;

use super::Rule;
use crate::check::context::{Context, Latest, Past, Stage};
use crate::check::empty_talk::is_empty_talk;
use crate::check::finding::{Arg, Finding, named};
use crate::money::Money;
use crate::period::Month;
use crate::plan::PlanRow;
use crate::profile::RuleSetting;
use crate::report::{Field, FieldKey, Report};
use crate::rule::{RuleCode, Severity};

/// Whether a year has a downward correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corrected {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// None is reported, but a month between two reports was left out: it may have been one.
    Unreported,
    /// None is at hand, and some months are not.
    NotHere,
}

/// What a rule about reports sees.
pub struct Subject<'a> {
    /// The draft.
    pub report: &'a Report,
    /// Plan, profile, month, history.
    pub context: &'a Context<'a>,
    pub(in crate::check) rule: &'a Rule,
    pub(in crate::check) setting: Option<&'a RuleSetting>,
}

impl Subject<'_> {
    /// A parameter of the running rule: the profile's, else the rule's own.
    pub fn param(&self, name: &str) -> Decimal {
        let set = self.setting.and_then(|setting| setting.params.get(name));
        set.copied()
            .unwrap_or_else(|| self.rule.default_param(name))
    }

    /// What is known of an earlier month of the project.
    pub fn past(&self, month: Month) -> Past<'_> {
        self.context.history.of(self.context.plan, month)
    }

    /// The previous month's report. When it is not at hand the rule is noted as not evaluated.
    pub fn previous(&self, sink: &mut Sink<'_>) -> Option<&Report> {
        match self.past(self.context.month.previous()) {
            Past::Report(report) => Some(report),
            Past::NoReport => None,
            Past::NotHere => {
                sink.not_evaluated();
                None
            }
        }
    }

    /// The latest earlier report and its month, however long ago. When it cannot be told which one
    /// that is, the rule is noted as not evaluated.
    pub fn last_report(&self, sink: &mut Sink<'_>) -> Option<(Month, &Report)> {
        let (context, this) = (self.context, self.context.month);
        match context.history.latest(context.plan, this) {
            Latest::Report(month, report) => Some((month, report)),
            Latest::NoReport => None,
            Latest::NotHere => {
                sink.not_evaluated();
                None
            }
        }
    }

    /// The same for rules that hold against any earlier report: a later one that is not at hand does
    /// not matter.
    pub fn last_at_hand(&self, sink: &mut Sink<'_>) -> Option<(Month, &Report)> {
        let reports = self.context.history.reports;
        let found = reports.range(..self.context.month).next_back();
        let found = found.map(|(month, report)| (*month, report));
        found.or_else(|| self.last_report(sink))
    }

    /// Whether this month or an earlier one of the year takes something back (冲减).
    pub fn is_corrected_this_year(&self) -> Corrected {
        let takes_back = |report: &Report| report.month_investment.is_some_and(Money::is_negative);
        let this = self.context.month;
        let mut found = Corrected::No;
        if takes_back(self.report) {
            return Corrected::Yes;
        }
        for back in 1..i32::from(this.number()) {
            let month = this.plus(-back);
            match self.past(month) {
                Past::Report(report) if takes_back(report) => return Corrected::Yes,
                Past::NotHere => found = Corrected::NotHere,
                Past::NoReport if found == Corrected::No && self.has_report_before(month) => {
                    found = Corrected::Unreported;
                }
                Past::Report(_) | Past::NoReport => {}
            }
        }
        found
    }

    fn has_report_before(&self, month: Month) -> bool {
        let mut earlier = self.context.history.reports.range(..month);
        earlier.next_back().is_some()
    }

    /// The amounts that are filled, in form order.
    pub fn amounts(&self) -> impl Iterator<Item = (Field, Money)> {
        let report = self.report;
        [
            (Field::TotalInvestment, report.total_investment),
            (Field::AnnualPlan, report.annual_plan),
            (Field::MonthInvestment, report.month_investment),
            (Field::YearToDate, report.year_to_date),
            (Field::SinceStart, report.since_start),
            (Field::Construction, report.construction),
            (Field::Installation, report.installation),
            (Field::Equipment, report.equipment),
            (Field::OtherCost, report.other_cost),
            (Field::FundsReceived, report.funds_received),
            (Field::CentralIssued, report.central_issued),
            (Field::CentralPaid, report.central_paid),
            (Field::BondIssued, report.bond_issued),
            (Field::BondUsed, report.bond_used),
        ]
        .into_iter()
        .filter_map(|(field, amount)| Some((field, amount?)))
    }

    /// The plan row.
    pub fn plan(&self) -> &PlanRow {
        self.context.plan
    }

    /// The project code: the report's own, else the plan row's.
    pub fn project_code(&self) -> Option<&str> {
        let given = self.report.project_code.as_deref();
        let planned = || self.plan().code.as_deref();
        given
            .or_else(planned)
            .filter(|code| !code.trim().is_empty())
    }

    /// The project's nature in this jurisdiction's words.
    pub fn nature_label(&self) -> Arg {
        let (profile, nature) = (self.context.profile, self.plan().nature);
        let label = profile.natures.iter().find(|label| label.key == nature);
        Arg::Phrase {
            key: nature.key().to_owned(),
            zh: profile.nature_label(nature).to_owned(),
            en: label
                .map_or(nature.key(), |label| &label.label_en)
                .to_owned(),
        }
    }

    /// True if a problem is stated, in words that say something, that is not closed.
    pub fn has_open_problem(&self) -> bool {
        let mut problems = self.report.problems.iter();
        problems.any(|problem| {
            let described = problem.description.as_deref();
            problem.closed.is_none() && described.is_some_and(|text| !is_empty_talk(text, 4))
        })
    }

    /// True when somebody wants to hand the report in.
    pub fn is_submitting(&self) -> bool {
        self.context.stage == Stage::Submitting
    }

    /// True if the box holds something that was not understood. It is not empty then, and C012
    /// speaks of it.
    pub fn is_unread(&self, field: Field) -> bool {
        self.report
            .unread
            .iter()
            .any(|unread| unread.field == field)
    }
}

/// Where a rule puts what it found.
pub struct Sink<'a> {
    pub(in crate::check) rule: &'a Rule,
    /// The profile's severity, which holds for all that the rule finds.
    pub(in crate::check) set: Option<Severity>,
    pub(in crate::check) findings: &'a mut Vec<Finding>,
    pub(in crate::check) skipped: &'a mut Vec<RuleCode>,
}

impl Sink<'_> {
    /// Reports a finding at `fields` (the first is where it is shown) about the named values.
    pub fn fire<const F: usize, const A: usize>(
        &mut self,
        fields: [FieldKey; F],
        args: [(&'static str, Arg); A],
    ) {
        self.fire_as(self.rule.severity, fields, args);
    }

    /// Reports a finding that is graver or milder than the rule's findings are, unless the profile
    /// sets one severity for all of them.
    pub fn fire_as<const F: usize, const A: usize>(
        &mut self,
        severity: Severity,
        fields: [FieldKey; F],
        args: [(&'static str, Arg); A],
    ) {
        self.push(severity, fields.into(), args.into());
    }

    /// Reports a finding about some `parts` of a place ([`Finding::parts`]).
    pub fn fire_within<const A: usize>(
        &mut self,
        place: FieldKey,
        parts: &[&str],
        args: [(&'static str, Arg); A],
    ) {
        let finding = self.push(self.rule.severity, vec![place], args.into());
        finding.parts = parts.iter().map(|part| (*part).to_owned()).collect();
    }

    // Apart from `fire`, so that it is not compiled anew for every number of fields and values.
    fn push(
        &mut self,
        severity: Severity,
        fields: Vec<FieldKey>,
        args: Vec<(&'static str, Arg)>,
    ) -> &mut Finding {
        let severity = self.set.unwrap_or(severity);
        let finding = Finding::new(self.rule.code, severity, fields, named(args));
        self.findings.push_mut(finding)
    }

    /// Notes that the rule could not be evaluated because an earlier month is not at hand.
    pub fn not_evaluated(&mut self) {
        if self.skipped.last() != Some(&self.rule.code) {
            self.skipped.push(self.rule.code);
        }
    }
}
