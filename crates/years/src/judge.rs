//! Checks the reports of a project as the product does, month after month.

use std::collections::BTreeMap;

use yuebao_domain::check::{
    Context, Finding, History, Outcome, Stage, carried, check, explanation, readiness,
};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues, Report};
use yuebao_domain::rule::{RuleCode, Severity};

use crate::life::Project;

/// What a truthful person writes; long enough, and not the same letter over and over.
const EXPLANATION: &str = "经现场核实，与实际情况一致，相关凭证已存档备查";

/// A project as far as it is reported.
pub struct Judged<'a> {
    /// The project.
    pub project: &'a Project,
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// The last report, with the explanations that were given.
    pub last: Option<(Month, FieldValues)>,
    reports: BTreeMap<Month, Report>,
}

/// What one report took.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// All findings.
    pub findings: Vec<Finding>,
    /// 强制性: the report cannot be handed in.
    pub blocking: Vec<Finding>,
    /// 核实性 about new values: somebody has to write.
    pub written: Vec<Finding>,
    /// 核实性 about values that were explained in the last report: a tap confirms.
    pub confirmed: Vec<Finding>,
}

impl<'a> Judged<'a> {
    /// Nothing reported yet.
    pub const fn new(project: &'a Project, profile: &'a Profile) -> Self {
        Self {
            project,
            profile,
            last: None,
            reports: BTreeMap::new(),
        }
    }

    /// What `values` are found to be as the report of `month`, with all reports before it.
    pub fn look(&self, month: Month, values: &FieldValues) -> Outcome {
        let context = self.context(month);
        context.map_or_else(Outcome::default, |context| {
            check(&Report::read(values), &context)
        })
    }

    fn context(&self, month: Month) -> Option<Context<'_>> {
        Some(Context {
            profile: self.profile,
            plan: self.project.row(month)?,
            month,
            stage: Stage::Submitting,
            today: Some(filled_on(month)),
            history: History {
                known_from: Some(self.project.known_from),
                reports: &self.reports,
            },
        })
    }

    /// What the report of `month` takes, and the report with all explanations that it takes.
    pub fn explained(&self, month: Month, values: &FieldValues) -> (Verdict, FieldValues) {
        let mut verdict = Verdict {
            findings: self.look(month, values).findings,
            ..Verdict::default()
        };
        let mut explained = values.clone();
        let context = self.context(month);
        let is_carried =
            |finding| context.is_some_and(|context| carried(finding, &context).is_some());
        for finding in &verdict.findings {
            match finding.severity {
                Severity::Mandatory => verdict.blocking.push(finding.clone()),
                Severity::Verify if is_carried(finding) => verdict.confirmed.push(finding.clone()),
                Severity::Verify => verdict.written.push(finding.clone()),
                Severity::Hint => continue,
            }
            explain(&mut explained, finding, EXPLANATION);
        }
        (verdict, explained)
    }

    /// Keeps the report of `month`, as history for those after it.
    pub fn keep(&mut self, month: Month, explained: FieldValues) {
        self.reports.insert(month, Report::read(&explained));
        self.last = Some((month, explained));
    }

    /// Whether the report of `month` could be handed in as it is.
    pub fn is_ready(&self, month: Month, values: &FieldValues) -> bool {
        let findings = self.look(month, values).findings;
        readiness(&Report::read(values), &findings, self.profile).is_ready()
    }
}

/// Writes `text` beside a finding.
pub fn explain(values: &mut FieldValues, finding: &Finding, text: &str) {
    let said = explanation(finding, Some(text));
    if let Some(key) = finding.explanation_key() {
        values.insert(key, FieldValue::Record(said.parts()));
    }
}

/// What a finding says and where, whatever its values: rule, place, and which values it names, since
/// another wording says something else.
pub type Statement = (RuleCode, Option<FieldKey>, Vec<String>);

/// The statement of a finding.
pub fn statement(finding: &Finding) -> Statement {
    let names = finding.args.keys().cloned().collect();
    (finding.code, finding.fields.first().cloned(), names)
}

/// The day on which people fill a month's report: early in the next one.
fn filled_on(month: Month) -> Date {
    let next = month.plus(1).first_day();
    next.tomorrow().unwrap_or(next)
}
