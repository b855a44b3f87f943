//! What a person does: fills boxes, hands in, settles a conflict.

use yuebao_domain::device::{Device, NotReady, Replica, ReportKey};
use yuebao_domain::merge::ClashKind;
use yuebao_domain::period::Month;
use yuebao_domain::report::{Changes, Field, FieldValues};

use crate::state::paste::fill;
use crate::state::{Action, Effect, Env, HostEvent, Notice, OfficeStep, State, UnfinishedBox};

/// Pause between a change to a draft and its sync, in milliseconds: an hour's typing shall not be
/// an hour's requests.
pub(super) const AFTER_DRAFT: u32 = 3_000;

static NOTHING: FieldValues = FieldValues::new();

impl State {
    pub(super) fn edit(&mut self, project: &str, changes: &Changes, env: &Env) -> Vec<Effect> {
        let Some(key) = self.screen.key(project) else {
            return Vec::new();
        };
        let held = self.device.get().reports.get(&key);
        let held = held.map_or(&NOTHING, Replica::values);
        self.form.undo.note(&key, held, changes);
        self.change(&key, changes, env)
    }

    /// What stands in a box and cannot be read there. It is said once the box is left, and stands in
    /// the way of handing in at once.
    pub(super) fn half_filled(&mut self, project: &str, half: UnfinishedBox) -> Vec<Effect> {
        if self.form.unfinished.note(half) {
            self.recheck_alone(project);
        }
        Vec::new()
    }

    pub(super) fn paste(
        &mut self,
        project: &str,
        first: Field,
        cells: &[String],
        env: &Env,
    ) -> Vec<Effect> {
        let changes = match fill(first, cells) {
            Ok(changes) => changes,
            Err(fault) => {
                return self.set(|state| state.screen.notice = Some(Notice::NotPasted(fault)));
            }
        };
        let effects = self.edit(project, &changes, env);
        self.screen.notice = Some(Notice::Pasted(changes.len()));
        effects
    }

    pub(super) fn take_back(&mut self, project: &str, env: &Env) -> Vec<Effect> {
        let Some(key) = self.screen.key(project) else {
            return Vec::new();
        };
        let Some(changes) = self.last_change(project) else {
            return Vec::new();
        };
        let held = self.device.get().reports.get(&key);
        self.form
            .undo
            .forget(held.map_or(&NOTHING, Replica::values));
        self.change(&key, &changes, env)
    }

    /// What has to be done again if what `action` does could not be stored: another tab may have
    /// been faster, or the store answers late.
    pub fn repeatable(&self, action: &Action) -> Option<Action> {
        let action = match action {
            Action::Undo { project } => Action::Edit {
                project: project.clone(),
                changes: self.last_change(project)?,
            },
            Action::Edit { .. } | Action::Paste { .. } | Action::Submit { .. } => action.clone(),
            Action::Again { .. }
            | Action::Resolve { .. }
            | Action::Comment { .. }
            | Action::Accept { .. }
            | Action::SendBack { .. }
            | Action::Month(_)
            | Action::Dismiss(_)
            | Action::TakeIn(_)
            | Action::Office(OfficeStep::Summary(..)) => return Some(action.clone()),
            Action::Question(inquiry) if inquiry.is_kept() => return Some(action.clone()),
            Action::Office(OfficeStep::Plan(step)) if step.is_kept() => {
                return Some(action.clone());
            }
            Action::Office(OfficeStep::Publish(step)) if step.is_kept() => {
                return Some(action.clone());
            }
            Action::Office(OfficeStep::Statistics(step))
                if step.is_decision() || step.is_typed() =>
            {
                return Some(action.clone());
            }

            _ => return None,
        };
        Some(Action::Again {
            month: self.screen.month?,
            action: Box::new(action),
        })
    }

    pub(super) fn do_again(&mut self, month: Month, action: Action, env: &Env) -> Vec<Effect> {
        let shown = self.screen.month.replace(month);
        let effects = self.react(action, env);
        if shown != Some(month) {
            self.screen.month = shown;
            self.recheck_all();
        }
        effects
    }

    /// What takes the last change to a report back.
    fn last_change(&self, project: &str) -> Option<Changes> {
        let key = self.screen.key(project)?;
        let held = self.device.get().reports.get(&key);
        self.form
            .undo
            .last(&key, held.map_or(&NOTHING, Replica::values))
    }

    fn change(&mut self, key: &ReportKey, changes: &Changes, env: &Env) -> Vec<Effect> {
        self.screen.notice = None;
        let edit = |device: &mut Device| device.edit(key, changes, env.stamp.clone());
        let rows = self.device.change(key, edit);
        self.recheck(&key.project);
        let mut effects = self.write(rows);
        if self.device.waiting() > 0 && !self.sync.is_backing_off() {
            effects.push(Effect::SyncAfter {
                milliseconds: AFTER_DRAFT,
            });
        }
        effects
    }

    pub(super) fn submit(&mut self, project: &str, env: &Env) -> Vec<Effect> {
        let Some(key) = self.screen.key(project) else {
            return Vec::new();
        };
        self.form.tried.insert(key.clone());
        self.form.unfinished.say_all();
        let (outcome, _) = self.submission(&key);
        let handed_in = self
            .device
            .get_mut()
            .submit(&key, &outcome, env.stamp.clone());
        self.recheck(project);
        match handed_in {
            Ok(rows) => {
                self.form.opened.remove(&key);
                self.form.undo.clear();
                self.screen.notice = Some(Notice::HandedIn);
                let mut effects = self.write(rows);
                effects.push(Effect::Emit(HostEvent::Submitted {
                    project: key.project,
                    month: key.month.to_string(),
                }));
                effects.extend(self.sync(env));
                effects
            }
            Err(NotReady::Findings(readiness)) => self.set(|state| {
                state.screen.notice = Some(Notice::NotReady {
                    to_correct: readiness.to_correct.len(),
                    to_explain: readiness.to_explain.len(),
                });
            }),
            Err(NotReady::NothingNew) => {
                self.set(|state| state.screen.notice = Some(Notice::NothingNew))
            }
            Err(NotReady::UnknownProject | NotReady::Locked | NotReady::Bundle) => Vec::new(),
        }
    }

    pub(super) fn resolve(
        &mut self,
        key: &ReportKey,
        conflicts: &[u64],
        chosen: &FieldValues,
        env: &Env,
    ) -> Vec<Effect> {
        let report = self.device.get().reports.get(key);
        let open = report.and_then(|report| report.server.as_ref());
        let open = open.map_or(&[][..], |server| &server.conflicts);
        let settled = open.iter().find(|open| conflicts.contains(&open.id));
        let kind = settled.map(|open| open.clash.kind);
        let rows = self
            .device
            .get_mut()
            .resolve(key, conflicts, chosen, env.stamp.clone());
        self.screen.notice = kind.map(|kind| match kind {
            ClashKind::Amendment if !self.may_settle(key, kind) => Notice::Withdrawn,
            kind => Notice::Settled(kind),
        });
        self.recheck(&key.project);
        let mut effects = self.write(rows);
        effects.extend(self.sync(env));
        effects
    }
}
