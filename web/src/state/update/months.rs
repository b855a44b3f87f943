//! What the office does about a month: lock, open again, give more time, excuse.

use yuebao_domain::device::{Device, Row};
use yuebao_domain::operation::Refusal;
use yuebao_domain::period::Month;

use crate::state::{Effect, Env, MonthStep, Notice, State, Whom};

impl State {
    /// One decision about the month that is shown.
    pub(super) fn decide_month(&mut self, step: &MonthStep, env: &Env) -> Vec<Effect> {
        let Some(month) = self.screen.month else {
            return Vec::new();
        };
        match decided(self.device.get_mut(), month, step, env) {
            Err(refusal) => self.set(|state| {
                state.screen.notice = Some(Notice::NotDecided(refusal));
            }),
            Ok(rows) => {
                self.recheck_all();
                let mut effects = self.write(rows);
                if *step != MonthStep::Dismiss {
                    self.screen.notice = Some(Notice::Decided);
                    effects.extend(self.sync(env));
                }
                effects
            }
        }
    }

    /// Why the server did not take decisions about a month was read.
    pub(super) fn dismiss_month(&mut self, month: Month) -> Vec<Effect> {
        let rows = self.device.get_mut().dismiss_decisions(&month.into());
        self.write(rows)
    }
}

fn decided(
    device: &mut Device,
    month: Month,
    step: &MonthStep,
    env: &Env,
) -> Result<Vec<Row>, Refusal> {
    let stamp = env.stamp.clone();
    match step {
        MonthStep::Lock(missing) => device.lock_month(month, missing.clone(), stamp),
        MonthStep::Reopen { projects, reason } => {
            device.reopen_month(month, projects, reason, stamp)
        }
        MonthStep::Extend {
            whom,
            until,
            reason,
        } => match whom {
            Whom::Unit(unit) => {
                let whom = (Some(unit.clone()), &[][..]);
                device.extend_month(month, whom, *until, reason, stamp)
            }
            Whom::Project(project) => {
                let projects = [project.clone()];
                device.extend_month(month, (None, &projects), *until, reason, stamp)
            }
        },
        MonthStep::Excuse { project, reason } => device.excuse_late(month, project, reason, stamp),
        MonthStep::Dismiss => Ok(device.dismiss_decisions(&month.into())),
    }
}
