//! A finding with the words that explain it.

use yuebao_domain::check::{Finding, is_about, is_explained};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, Report};
use yuebao_domain::rule::Severity;

/// A finding, and how far its explanation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExplainedFinding {
    pub(super) finding: Finding,
    pub(super) state: ExplanationState,
    /// The explanation; what the previous report says, where that is carried on.
    pub(super) words: String,
}

/// How far a finding's explanation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExplanationState {
    /// 已说明.
    Yes,
    /// Written about other values than the present ones.
    Stale,
    /// Not yet, but the previous report explains the very values: to be confirmed.
    Carried,
    /// 须补充说明.
    No,
}

impl ExplainedFinding {
    /// `carried`: what the previous report says of it, if its values are the same.
    pub(super) fn new(
        finding: &Finding,
        report: &Report,
        profile: &Profile,
        carried: Option<&String>,
    ) -> Self {
        let identity = finding.identity();
        let written = identity.and_then(|identity| report.explanation(&identity));
        let own = written.and_then(|written| written.text.clone());
        let own = own.unwrap_or_default();
        let (state, words) = match (written, carried) {
            _ if is_explained(report, finding, profile) => (ExplanationState::Yes, own),
            (Some(written), _) if !is_about(finding, written) && !own.is_empty() => {
                (ExplanationState::Stale, own)
            }
            (_, Some(said)) if own.is_empty() => (ExplanationState::Carried, said.clone()),
            _ => (ExplanationState::No, own),
        };
        Self {
            finding: finding.clone(),
            state,
            words,
        }
    }

    /// The box where it is shown.
    pub(super) fn place(&self) -> Option<&FieldKey> {
        self.finding.fields.first()
    }

    /// Whether it has to be corrected.
    pub(super) fn is_mandatory(&self) -> bool {
        self.finding.severity == Severity::Mandatory
    }
}
