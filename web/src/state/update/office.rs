//! What the office does, and who works on its screens: its part of the program, its board, its console,
//! the persons of a project.

use yuebao_domain::period::Month;

use crate::state::{Administer, Asking, Effect, Env, OfficePart, OfficeStep, State, View, Watch};

impl State {
    pub(super) fn office_step(&mut self, step: OfficeStep, env: &Env) -> Vec<Effect> {
        match step {
            OfficeStep::Fetch => self.fetch_office(),
            OfficeStep::Came(came) => self.set(|state| {
                state.office = if came {
                    OfficePart::Here
                } else {
                    OfficePart::Missing
                };
            }),
            OfficeStep::ShowOf(view, month) => self.show_of(view, month),
            OfficeStep::ReadRefusal(month) => self.dismiss_month(month),
            OfficeStep::Watch(what) => self.watch(what),
            OfficeStep::Publish(what) => self.publish_step(what, env),
            OfficeStep::Statistics(what) => self.statistics_step(what, env),
            OfficeStep::Plan(what) => self.plan_step(what, env),
            OfficeStep::Person(project, step) => self.set_person(&project, &step, env),
            OfficeStep::Summary(key, step) => self.summary_step(&key, &step, env),
        }
    }

    /// The server answers again: a screen of which nothing came is asked for once more.
    pub(super) fn ask_what_failed(&mut self) -> Vec<Effect> {
        let failed = |phase: &Asking| matches!(phase, Asking::Failed(_));
        match &self.screen.view {
            View::Console if failed(&self.console.phase) => self.watch(Watch::Load),
            View::Accounts if failed(&self.accounts.phase) && self.accounts.register.is_none() => {
                self.administer(Administer::Load)
            }
            _ => Vec::new(),
        }
    }

    fn show_of(&mut self, view: View, month: Month) -> Vec<Effect> {
        self.show_month(month);
        self.show(view)
    }
}
