//! 计划: what happens on its screens. It is decided in the office's part of the program, by whoever has
//! fetched that: nobody else has the screens.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a part that can be missing has to answer with a `Result`"
)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use yuebao_domain::device::{Device, PlanObstacle, Row};
use yuebao_domain::operation::Refusal;
use yuebao_domain::plan::PlanChange;

use crate::state::{DraftStage, Effect, Env, Notice, PlanDraft, PlanStep, State};

#[wasm_split(office, fallible, preload(load))]
fn step(state: &mut State, what: PlanStep, env: &Env) -> Result<Vec<Effect>, SplitLoaderError> {
    Ok(state.take_plan_step(what, env))
}

/// Fetches what decides here, so that it answers without waiting; whether it could be had. Each way into
/// the part is made ready by itself.
pub(crate) async fn fetch() -> bool {
    load().await.is_ok()
}

impl State {
    /// What somebody does there, and what comes of it.
    pub(super) fn plan_step(&mut self, what: PlanStep, env: &Env) -> Vec<Effect> {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(step(self, what, env)).poll(&mut context) {
            Poll::Ready(done) => done.unwrap_or_default(),
            Poll::Pending => Vec::new(),
        }
    }

    fn take_plan_step(&mut self, what: PlanStep, env: &Env) -> Vec<Effect> {
        if what.is_kept() {
            return self.decide_plan(&what, env);
        }
        match what {
            PlanStep::Filter(filter) => self.plan.filter = filter,
            PlanStep::Compare(numbers) => self.plan.compared = numbers,
            PlanStep::Begin(change, project) => self.begin_plan(change, project, env),
            PlanStep::Type(entry, typed) => {
                if let Some(draft) = &mut self.plan.draft {
                    draft.typed.insert(entry, typed);
                }
            }
            PlanStep::Check => self.check_plan(),
            PlanStep::Refill => {
                if let Some(draft) = &mut self.plan.draft {
                    draft.stage = DraftStage::Tried;
                }
            }
            PlanStep::Import(what) => return self.import_step(what, env),
            _ => self.plan.draft = None,
        }
        Vec::new()
    }

    /// The identifier of a new project is made here, offline: nobody else's is the same.
    fn begin_plan(&mut self, change: PlanChange, project: Option<String>, env: &Env) {
        let device = self.device.get();
        let id = format!("p-{}", env.stamp.op_id);
        let draft = PlanDraft::begin(device, change, project, id, self.screen.month);
        self.screen.notice = None;
        self.plan.draft = Some(draft);
    }

    fn check_plan(&mut self) {
        let Some(mut draft) = self.plan.draft.take() else {
            return;
        };
        let device = self.device.get();
        let is_free = draft
            .version(device, self.display.lang)
            .is_ok_and(|version| {
                let (key, command) = draft.command(version);
                device.plan_obstacle(&key, &command).is_none()
            });
        draft.stage = if is_free {
            DraftStage::Confirming
        } else {
            DraftStage::Tried
        };
        self.plan.draft = Some(draft);
    }

    fn decide_plan(&mut self, what: &PlanStep, env: &Env) -> Vec<Effect> {
        let done = match decided(self.device.get_mut(), what, env) {
            Ok(rows) => rows,
            Err(obstacle) => {
                let refusal = match obstacle {
                    PlanObstacle::Refused(refusal, _) => refusal,
                    PlanObstacle::Findings(_) => Refusal::PlanMismatch,
                };
                self.screen.notice = Some(Notice::NotDecided(refusal));
                if let Some(draft) = &mut self.plan.draft {
                    draft.stage = DraftStage::Tried;
                }
                return Vec::new();
            }
        };
        if matches!(what, PlanStep::Give { .. }) {
            self.plan.draft = None;
        }
        self.recheck_all();
        let mut effects = self.write(done);
        if !matches!(what, PlanStep::Dismiss(_)) {
            self.screen.notice = Some(Notice::Decided);
            effects.extend(self.sync(env));
        }
        effects
    }
}

fn decided(device: &mut Device, what: &PlanStep, env: &Env) -> Result<Vec<Row>, PlanObstacle> {
    let stamp = env.stamp.clone();
    match what {
        PlanStep::Give {
            version,
            is_proposal: true,
            reason,
        } => device.propose_plan((**version).clone(), reason, stamp),
        PlanStep::Give { version, .. } => device.adopt_plan((**version).clone(), stamp),
        PlanStep::Answer {
            key,
            proposal,
            approves: true,
            comment,
        } => device.approve_plan(key, *proposal, comment, stamp),
        PlanStep::Answer {
            key,
            proposal,
            comment,
            ..
        } => device.decline_plan(key, *proposal, comment, stamp),
        PlanStep::Retract { key, proposal } => device.retract_plan(key, *proposal, stamp),
        PlanStep::Dismiss(key) => Ok(device.dismiss_decisions(&key.clone().into())),
        _ => Ok(Vec::new()),
    }
}
