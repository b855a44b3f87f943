//! 情况说明: what was written about a finding, and which values it was written about.

use super::fields::Verbatim;
use super::{Entries, Record, record};
use crate::report::Section;
use crate::text::words;

/// 情况说明. The id names the finding.
pub static EXPLANATION: Record = Record {
    key: "explanation",
    title: words("情况说明", "Explanation"),
    section: Section::Remarks,
    entries: Entries::Beside,
    fields: Explanation::FIELDS,
};

record! {
    /// What was written about a finding.
    Explanation {
        text: Verbatim = "text", "说明内容", "Text", Needed;
        /// [`crate::check::Finding::fingerprint`] of the finding that it explains.
        fingerprint: Verbatim = "fingerprint", "所说明的数值", "What it was written about", Hidden;
    }
}
