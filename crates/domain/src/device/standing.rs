//! Where a report stands, as a clerk sees it.

use super::{Device, ReportKey};
use crate::check::Readiness;
use crate::text::{Words, words};
use crate::wire::v1::OperationKind;

/// The state chip of a report (本月任务).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 冲突: the same box has two values.
    Conflict,
    /// 需处理: the server did not take it.
    Refused,
    /// 有错: a mandatory finding.
    Wrong,
    /// 待说明: a finding without explanation.
    ToExplain,
    /// 草稿.
    Draft,
    /// 未填.
    Empty,
    /// 待传: handed in here, not yet with the server.
    Waiting,
    /// 已报, with later changes that are not handed in.
    Changed,
    /// 已报.
    Submitted,
}

impl Standing {
    /// The chip's text.
    pub const fn label(self) -> Words {
        match self {
            Self::Conflict => words("冲突", "conflict"),
            Self::Refused => words("需处理", "needs attention"),
            Self::Wrong => words("有错", "has errors"),
            Self::ToExplain => words("待说明", "to be explained"),
            Self::Draft => words("草稿", "draft"),
            Self::Empty => words("未填", "not filled"),
            Self::Waiting => words("待传", "waiting to be sent"),
            Self::Changed => words("已报，有修改", "submitted, changed since"),
            Self::Submitted => words("已报", "submitted"),
        }
    }

    /// Whether the report counts as done for the month.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Waiting | Self::Submitted)
    }
}

/// What of a report is still on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing.
    Nothing,
    /// A draft.
    Draft,
    /// A hand-in.
    Submission,
}

impl Device {
    /// Where a report stands; `readiness` is that of what its boxes hold.
    pub fn standing(&self, key: &ReportKey, readiness: &Readiness) -> Standing {
        let Some(report) = self.reports.get(key) else {
            return Standing::Empty;
        };
        if report.has_conflict() {
            return Standing::Conflict;
        }
        if report.refused.is_some() {
            return Standing::Refused;
        }
        let changed = report
            .draft
            .as_ref()
            .is_some_and(|draft| *draft != self.handed(key));
        match (self.on_its_way(key), report.is_submitted()) {
            (Waiting::Submission, _) if !changed => Standing::Waiting,
            (_, true) if report.draft.is_none() => Standing::Submitted,
            _ if report.values().is_empty() => Standing::Empty,
            _ if !readiness.to_correct.is_empty() => Standing::Wrong,
            _ if !readiness.to_explain.is_empty() => Standing::ToExplain,
            (Waiting::Submission, _) | (_, true) => Standing::Changed,
            _ => Standing::Draft,
        }
    }

    /// What of a report is still on its way.
    pub fn on_its_way(&self, key: &ReportKey) -> Waiting {
        let kinds: Vec<OperationKind> = self
            .pending(key)
            .map(|queued| queued.operation.kind)
            .collect();
        if kinds.contains(&OperationKind::Submit) {
            Waiting::Submission
        } else if kinds.is_empty() {
            Waiting::Nothing
        } else {
            Waiting::Draft
        }
    }
}
