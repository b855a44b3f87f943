//! What somebody does about the persons of a project: named, corrected, ended.

use yuebao_domain::device::PersonsKey;
use yuebao_domain::operation::persons::Command;

use crate::state::{Effect, Env, Notice, PersonStep, State};

impl State {
    pub(super) fn set_person(
        &mut self,
        project: &str,
        step: &PersonStep,
        env: &Env,
    ) -> Vec<Effect> {
        // whoever names somebody names the entry by the identifier of this step
        let fresh = env.stamp.op_id.as_str();
        let command = match step {
            PersonStep::Name {
                person,
                replaces,
                reason,
            } => Command::name(fresh, person, replaces.as_deref()).because(reason),
            PersonStep::Amend {
                entry,
                person,
                reason,
            } => Command::amend(entry, person).because(reason),
            PersonStep::End {
                entry,
                last,
                reason,
            } => Command::end(entry, *last).because(reason),
            PersonStep::Dismiss => {
                let rows = self
                    .device
                    .get_mut()
                    .dismiss_decisions(&PersonsKey::of(project).into());
                return self.write(rows);
            }
        };
        let stamp = env.stamp.clone();
        match self.device.get_mut().set_person(project, command, stamp) {
            Err((refusal, _)) => self.set(|state| {
                state.screen.notice = Some(Notice::NotDecided(refusal));
            }),
            Ok(rows) => {
                let mut effects = self.write(rows);
                self.screen.notice = Some(Notice::Decided);
                effects.extend(self.sync(env));
                effects
            }
        }
    }
}
