//! How the three grades of findings look.

use yuebao_domain::rule::Severity;

use super::icon::Icon;

/// Icon and modifier of a severity.
pub const fn look(severity: Severity) -> (Icon, &'static str) {
    match severity {
        Severity::Mandatory => (Icon::Cross, "bad"),
        Severity::Verify => (Icon::Warn, "warn"),
        Severity::Hint => (Icon::Info, "info"),
    }
}
