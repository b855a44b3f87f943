//! Where a report stands, as a clerk sees it.

use super::{Device, Replica, ReportKey};
use crate::check::Readiness;
use crate::operation::report::{CommandKind, State};
use crate::text::{Words, words};

/// The state chip of a report (本月任务).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 冲突: the same box has two values.
    Conflict,
    /// 退回: a reviewer sent it back.
    Returned,
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
    /// 已审: has passed a step of its chain and not the last.
    Reviewed,
    /// 已审 or 审定, with a change that waits for a reviewer.
    Amended,
    /// 审定.
    Accepted,
    /// 作废.
    Void,
}

impl Standing {
    /// The chip's text.
    pub const fn label(self) -> Words {
        match self {
            Self::Conflict => words("冲突", "conflict"),
            Self::Returned => words("退回", "returned"),
            Self::Refused => words("需处理", "needs attention"),
            Self::Wrong => words("有错", "has errors"),
            Self::ToExplain => words("待说明", "to be explained"),
            Self::Draft => words("草稿", "draft"),
            Self::Empty => words("未填", "not filled"),
            Self::Waiting => words("待传", "waiting to be sent"),
            Self::Changed => words("已报，有修改", "submitted, changed since"),
            Self::Submitted => words("已报", "submitted"),
            Self::Reviewed => words("已审", "reviewed"),
            Self::Amended => words("已审，修改待审", "reviewed, change to be reviewed"),
            Self::Accepted => words("审定", "accepted"),
            Self::Void => words("作废", "void"),
        }
    }

    /// Whether the report counts as done for the month.
    pub const fn is_done(self) -> bool {
        matches!(
            self,
            Self::Waiting | Self::Submitted | Self::Reviewed | Self::Amended | Self::Accepted
        )
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
    /// An acceptance, a return, or a declaration as void.
    Review,
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
        let handed_in = self.ahead(key).is_some_and(State::counts);
        let idle = report.draft.is_none();
        match (self.on_its_way(key), report.state()) {
            (Waiting::Submission, _) if !changed => Standing::Waiting,
            (Waiting::Review, _) if idle => Standing::Waiting,
            (Waiting::Nothing | Waiting::Draft, Some(State::Returned)) => Standing::Returned,
            (_, Some(State::Submitted)) if idle => Standing::Submitted,
            (_, Some(state)) if idle && state.is_passed() && report.has_amendment() => {
                Standing::Amended
            }
            (_, Some(State::Reviewed(_))) if idle => Standing::Reviewed,
            (_, Some(State::Accepted)) if idle => Standing::Accepted,
            (_, Some(State::Void)) if idle => Standing::Void,
            _ if report.values().is_empty() => Standing::Empty,
            _ if !readiness.to_correct.is_empty() => Standing::Wrong,
            _ if !readiness.to_explain.is_empty() => Standing::ToExplain,
            _ if handed_in => Standing::Changed,
            _ => Standing::Draft,
        }
    }

    /// Where a report will stand once everything on its way has arrived and been taken.
    pub fn ahead(&self, key: &ReportKey) -> Option<State> {
        let now = self.reports.get(key).and_then(Replica::state);
        let (chain, role) = (self.chain(key), self.role());
        self.pending(key).fold(now, |state, queued| {
            let command = queued.operation.command.of_report();
            let after = |command| Some(State::after(state, command, chain, role));
            command.map_or(state, after)
        })
    }

    /// What of a report is still on its way: the last of what moves it as a whole.
    pub fn on_its_way(&self, key: &ReportKey) -> Waiting {
        let commands = self.pending(key).map(|queued| &queued.operation.command);
        let kinds = commands.filter_map(|command| Some(command.of_report()?.kind));
        kinds.fold(Waiting::Nothing, |waiting, kind| match kind {
            CommandKind::Submit => Waiting::Submission,
            _ if kind.is_verdict() => Waiting::Review,
            _ if waiting == Waiting::Nothing => Waiting::Draft,
            _ => waiting,
        })
    }
}
