//! 情况说明: what was written about a finding, and which values it was written about.

use super::fields::Verbatim;
use super::{Entries, Record, record};
use crate::report::Section;
use crate::text::words;

/// 情况说明. The id names the finding.
pub static EXPLANATION: Record = Record {
    key: "explanation",
    title: words("情况说明", "Explanation"),
    one: words("情况说明", "Explanation"),
    carry: words("沿用上月说明", "Keep last month's explanation"),
    section: Section::Remarks,
    entries: Entries::Beside,
    fields: Explanation::FIELDS,
};

record! {
    /// What was written about a finding.
    Explanation {
        text: Verbatim = "text", "说明内容", "Text", Needed;
        /// [`crate::check::Finding::values`] of the finding that it explains.
        values: Verbatim = "values", "所说明的数值", "What it was written about", Hidden;
        /// [`crate::check::Finding::fingerprint`] of it, for programs that know no `values`; theirs is
        /// the only one here if one of them wrote it.
        fingerprint: Verbatim = "fingerprint", "所说明的数值（旧）", "The same, as it once read", Hidden;
    }
}
