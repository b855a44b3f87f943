//! What a reviewer does: accepts, sends back, reads why a decision was not taken; and what a clerk
//! does to a report that was accepted.

use yuebao_domain::device::{Device, ReportKey, Row};
use yuebao_domain::operation::Refusal;
use yuebao_domain::rights::Role;

use crate::state::{Effect, Env, Notice, State, View};

impl State {
    /// What is written before a decision is kept like any box.
    pub(super) fn note_comment(&mut self, key: &ReportKey, comment: &str) -> Vec<Effect> {
        let note = |device: &mut Device| device.note_comment(key, comment);
        let rows = self.device.change(key, note);
        self.write(rows)
    }

    pub(super) fn accept(&mut self, key: &ReportKey, comment: &str, env: &Env) -> Vec<Effect> {
        let decided = self
            .device
            .get_mut()
            .accept(key, comment, env.stamp.clone());
        self.decided(key, decided, env)
    }

    pub(super) fn send_back(
        &mut self,
        key: &ReportKey,
        to: Option<Role>,
        comment: &str,
        env: &Env,
    ) -> Vec<Effect> {
        let stamp = env.stamp.clone();
        let decided = self.device.get_mut().send_back(key, to, comment, stamp);
        self.decided(key, decided, env)
    }

    pub(super) fn void(&mut self, key: &ReportKey, reason: &str, env: &Env) -> Vec<Effect> {
        let decided = self.device.get_mut().void(key, reason, env.stamp.clone());
        self.decided(key, decided, env)
    }

    /// One of many: what does not pass stays in the list, which says why.
    pub(super) fn pass(&mut self, key: &ReportKey, seen: u64, env: &Env) -> Vec<Effect> {
        let (_, readiness) = self.submission(key);
        let device = self.device.get();
        if device.candidate(key, seen, &readiness).left_out().is_some() {
            return Vec::new();
        }
        self.accept(key, "", env)
    }

    fn decided(
        &mut self,
        key: &ReportKey,
        decided: Result<Vec<Row>, Refusal>,
        env: &Env,
    ) -> Vec<Effect> {
        let rows = match decided {
            Ok(rows) => rows,
            Err(refusal) => {
                return self.set(|state| state.screen.notice = Some(Notice::NotDecided(refusal)));
            }
        };
        self.recheck(&key.project);
        let mut effects = self.write(rows);
        if matches!(self.screen.view, View::Form(_)) {
            let reviews = self.over(&key.project).review;
            let next = if reviews { View::Review } else { View::Tasks };
            effects.extend(self.show(next));
        }
        self.screen.notice = Some(Notice::Decided);
        effects.extend(self.sync(env));
        effects
    }

    /// The person has read why a decision was not taken.
    pub(super) fn dismiss(&mut self, key: &ReportKey) -> Vec<Effect> {
        let rows = self.device.get_mut().dismiss(key);
        self.recheck(&key.project);
        self.write(rows)
    }

    /// The boxes of a report open that is read otherwise.
    pub(super) fn open_boxes(&mut self, project: &str) -> Vec<Effect> {
        if let Some(key) = self.screen.key(project) {
            self.form.opened.insert(key);
        }
        Vec::new()
    }
}
