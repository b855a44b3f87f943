//! 本月任务: what of the list is shown.

use yuebao_domain::device::Standing;

/// 本月任务: which reports are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaskFilter {
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only those whose name, code or area has this in it.
    pub search: String,
    /// The whole list, however long.
    pub all: bool,
}
