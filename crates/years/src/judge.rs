//! Checks the reports of a project as the product does, month after month.

use std::collections::BTreeMap;

use yuebao_domain::check::{
    Context, Finding, History, Outcome, Severity, Stage, carried, check, readiness,
};
use yuebao_domain::period::{Date, Month};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, FieldValue, FieldValues, Report};

use crate::life::Project;

/// What a truthful person writes; long enough, and not the same letter over and over.
const EXPLANATION: &str = "经现场核实，与实际情况一致，相关凭证已存档备查";

/// A project as far as it is reported.
#[derive(Clone)]
pub struct Judged<'a> {
    /// The project.
    pub project: &'a Project,
    /// The jurisdiction.
    pub profile: &'a Profile,
    /// Its reports, with the explanations that were given.
    pub values: BTreeMap<Month, FieldValues>,
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
            values: BTreeMap::new(),
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

    /// Hands in the next report: explains what asks for it, and keeps it.
    pub fn hand_in(&mut self, month: Month, values: &FieldValues) -> Verdict {
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
        self.reports.insert(month, Report::read(&explained));
        self.values.insert(month, explained);
        verdict
    }

    /// Whether the report of `month` could be handed in as it is.
    pub fn is_ready(&self, month: Month, values: &FieldValues) -> bool {
        let findings = self.look(month, values).findings;
        readiness(&Report::read(values), &findings, self.profile).is_ready()
    }
}

/// Writes `text` beside a finding.
pub fn explain(values: &mut FieldValues, finding: &Finding, text: &str) {
    let parts = [
        ("text".to_owned(), text.to_owned()),
        ("fingerprint".to_owned(), finding.fingerprint()),
    ];
    if let Some(key) = finding.explanation_key() {
        values.insert(key, FieldValue::Record(parts.into()));
    }
}

/// What a finding says and where, whatever its values: another wording says something else.
pub fn statement(finding: &Finding) -> (String, Option<FieldKey>, Vec<String>) {
    let code = finding.code.to_string();
    let names = finding.args.keys().cloned().collect();
    (code, finding.fields.first().cloned(), names)
}

/// The day on which people fill a month's report: early in the next one.
fn filled_on(month: Month) -> Date {
    let next = month.plus(1).first_day();
    next.tomorrow().unwrap_or(next)
}
