//! A finding with the words that explain it.

use yuebao_domain::check::{Finding, Severity, is_explained};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{FieldKey, Report};

/// A finding, and how far its explanation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) finding: Finding,
    pub(super) explained: Explained,
    /// The explanation.
    pub(super) words: String,
}

/// How far a finding's explanation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Explained {
    /// 已说明.
    Yes,
    /// Written about other values than the present ones.
    Stale,
    /// 须补充说明.
    No,
}

impl Noted {
    pub(super) fn new(finding: &Finding, report: &Report, profile: &Profile) -> Self {
        let key = finding.explanation_key();
        let written = key.and_then(|key| report.explanations.get(&key));
        let words = written.map_or_else(String::new, |written| written.text.clone());
        let explained = match written {
            _ if is_explained(report, finding, profile) => Explained::Yes,
            Some(written) if written.fingerprint != finding.fingerprint() && !words.is_empty() => {
                Explained::Stale
            }
            _ => Explained::No,
        };
        Self {
            finding: finding.clone(),
            explained,
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
