//! Which screen is shown, in which month, and where the browser's Back and Forward lead.

use yuebao_domain::device::ReportKey;
use yuebao_domain::period::Month;

use super::{Effect, HostEvent, Notice};

/// Which screen is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// 本月任务.
    #[default]
    Tasks,
    /// 填报 of one project, in the month that is shown.
    Form(String),
    /// 汇总.
    Totals,
    /// 月度看板.
    Board,
    /// 审核.
    Review,
    /// 待处理.
    Pending,
    /// 账号.
    Accounts,
    /// 设备与未送达.
    Console,
    /// 计划.
    Plan,
    /// The plan of one project, with its versions.
    Project(String),
    /// 导入 of plans and past months.
    Import,
    /// 台账 of one project.
    Ledger(String),
    /// 发布.
    Publish,
    /// 统计与函件.
    Statistics,
    /// 总结 of the half year or the year.
    Summaries,
}

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct Screen {
    /// Which screen.
    pub view: View,
    /// The month that is shown and reported.
    pub month: Option<Month>,
    /// Somebody has chosen that month.
    pub is_month_chosen: bool,
    /// The screen that the browser's Back has left, for its Forward.
    pub ahead: Option<View>,
    /// Where the form was opened from, and leads back to.
    pub form_from: View,
    /// Where the ledger was opened from, and leads back to.
    pub ledger_from: View,
    /// A short message after an action, until the next one.
    pub notice: Option<Notice>,
}

impl Screen {
    /// The key of a project's report in the month that is shown.
    pub fn key(&self, project: &str) -> Option<ReportKey> {
        Some(ReportKey {
            project: project.to_owned(),
            month: self.month?,
        })
    }

    /// Shows another screen; what has to happen outside.
    pub(super) fn show(&mut self, view: View) -> Effect {
        self.notice = None;
        let left = std::mem::replace(&mut self.view, view);
        match (&self.view, left) {
            (View::Ledger(_), left) => {
                if !matches!(left, View::Ledger(_)) {
                    self.ledger_from = left;
                }
                Effect::FocusTitle
            }
            // back from the ledger, the form leads where it led before
            (View::Form(_), View::Ledger(_)) => Effect::FocusTitle,
            (View::Form(_), left) => {
                if !matches!(left, View::Form(_)) {
                    self.form_from = left;
                }
                Effect::FocusTitle
            }
            (View::Tasks, View::Form(project)) => Effect::ReturnToTask(project),
            _ => Effect::FocusTitle,
        }
    }

    /// How many screens are behind the one that is shown.
    pub(super) fn depth(&self) -> i32 {
        self.depth_of(&self.view)
    }

    fn depth_of(&self, view: &View) -> i32 {
        match view {
            View::Tasks => 0,
            View::Ledger(_) => 1 + self.depth_of(&self.ledger_from),
            View::Form(_)
                if matches!(self.form_from, View::Review | View::Board | View::Console) =>
            {
                2
            }
            View::Project(_) | View::Import => 2,
            View::Form(_)
            | View::Totals
            | View::Board
            | View::Review
            | View::Pending
            | View::Accounts
            | View::Console
            | View::Plan
            | View::Publish
            | View::Statistics
            | View::Summaries => 1,
        }
    }

    /// The screen that so many of the browser's steps lead to: below 0 back, above 0 forward.
    pub(super) fn stepped(&mut self, steps: i32) -> Option<View> {
        if steps > 0 {
            return self.ahead.take();
        }
        self.ahead = Some(self.view.clone());
        let mut behind = self.view.clone();
        for _ in steps..0 {
            behind = match behind {
                View::Form(_) => self.form_from.clone(),
                View::Project(_) | View::Import => View::Plan,
                View::Ledger(_) => self.ledger_from.clone(),
                _ => View::Tasks,
            };
        }
        Some(behind)
    }

    /// What the host page hears of it.
    pub(super) fn event(&self) -> HostEvent {
        let (view, project) = match &self.view {
            View::Tasks => ("tasks", None),
            View::Form(project) => ("form", Some(project.clone())),
            View::Totals => ("summary", None),
            View::Board => ("board", None),
            View::Review => ("review", None),
            View::Pending => ("pending", None),
            View::Accounts => ("accounts", None),
            View::Console => ("console", None),
            View::Plan => ("plan", None),
            View::Import => ("import", None),
            View::Project(project) => ("project", Some(project.clone())),
            View::Ledger(project) => ("ledger", Some(project.clone())),
            View::Publish => ("publish", None),
            View::Statistics => ("statistics", None),
            View::Summaries => ("summaries", None),
        };
        HostEvent::Navigate {
            view,
            project,
            month: self.month.map(|month| month.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;

    use crate::state::testing::{env, state};
    use crate::state::{Action, State, View};

    fn form() -> View {
        View::Form("a".to_owned())
    }

    fn ledger() -> View {
        View::Ledger("a".to_owned())
    }

    fn after(state: &mut State, gone: i32) -> View {
        state.update(Action::Stepped(gone), &env());
        state.screen.view.clone()
    }

    #[test]
    fn back_leads_from_each_screen_to_the_one_that_it_was_opened_from() {
        let mut state = state(Role::CountyCoordinator);
        for (screens, depth, behind) in [
            (vec![View::Totals], 1, View::Tasks),
            (vec![form()], 1, View::Tasks),
            (vec![View::Review], 1, View::Tasks),
            (vec![View::Board], 1, View::Tasks),
            (vec![View::Board, form()], 2, View::Board),
            (vec![View::Review, form()], 2, View::Review),
            (vec![View::Console, form()], 2, View::Console),
            (vec![View::Plan], 1, View::Tasks),
            (vec![View::Statistics], 1, View::Tasks),
            (vec![View::Plan, View::Import], 2, View::Plan),
            (
                vec![View::Plan, View::Project("a".to_owned())],
                2,
                View::Plan,
            ),
            (vec![View::Pending, View::Totals], 1, View::Tasks),
            (vec![View::Totals, ledger()], 2, View::Totals),
            (vec![form(), ledger()], 2, form()),
            (vec![View::Review, form(), ledger()], 3, form()),
        ] {
            state.update(Action::Show(View::Tasks), &env());
            for view in screens.clone() {
                state.update(Action::Show(view), &env());
            }
            assert_eq!(state.depth(), Some(depth), "{screens:?}");
            assert_eq!(after(&mut state, -1), behind, "{screens:?}");
            assert_eq!(state.depth(), Some(depth - 1));
        }
    }

    #[test]
    fn several_steps_lead_to_the_list_and_forward_to_what_was_left() {
        let mut state = state(Role::CountyCoordinator);
        state.update(Action::Show(View::Review), &env());
        state.update(Action::Show(form()), &env());
        assert_eq!(after(&mut state, -2), View::Tasks);
        assert_eq!(after(&mut state, 1), form());
        assert_eq!(after(&mut state, 1), form(), "nothing lies further ahead");
    }

    #[test]
    fn nobody_has_no_screens_behind() {
        assert_eq!(State::default().depth(), None);
    }
}
