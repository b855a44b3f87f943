//! A rescue file: opened and listed, then taken in thing by thing.

use std::collections::BTreeSet;
use std::rc::Rc;

use yuebao_domain::device::Imported;

use crate::state::{Effect, Env, Notice, RescueItem, RescuePane, Session, State};

impl State {
    /// Nothing comes in and nothing is sent by choosing a file.
    pub(super) fn open_rescue(&mut self, text: &str) -> Vec<Effect> {
        let Session::Open { user, .. } = &self.session else {
            return Vec::new();
        };
        self.notice = None;
        match self.device.get().open_rescue(text, user) {
            Ok(file) => {
                let taken = BTreeSet::new();
                self.opened_rescue = Some(Rc::new(RescuePane { file, taken }));
            }
            Err(error) => self.notice = Some(Notice::NotImported(error)),
        }
        Vec::new()
    }

    pub(super) fn take_in(&mut self, item: RescueItem, env: &Env) -> Vec<Effect> {
        let Some(mut pane) = self.opened_rescue.clone() else {
            return Vec::new();
        };
        let Imported { rows, taken, kept } = self.import(&pane, item, env);
        Rc::make_mut(&mut pane).taken.insert(item);
        self.opened_rescue = Some(pane);
        self.notice = Some(Notice::Imported { taken, kept });
        self.recheck_all();
        let mut effects = self.write(rows);
        effects.extend(self.sync(env));
        effects
    }

    fn import(&mut self, pane: &RescuePane, item: RescueItem, env: &Env) -> Imported {
        let (rescue, stamp) = (&pane.file.rescue, env.stamp.clone());
        let imported = match item {
            RescueItem::Report(at) => (rescue.reports.get(at))
                .map(|rescued| self.device.get_mut().take_rescued(rescued, stamp)),
            RescueItem::Decision(at) => (rescue.decisions.get(at))
                .map(|decision| self.device.get_mut().take_decision(decision, stamp)),
        };
        imported.unwrap_or_default()
    }
}
