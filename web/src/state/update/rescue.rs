//! Rescue files: unsent work is written into one; one is opened and listed, then taken in thing by
//! thing.

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
        self.screen.notice = None;
        match self.device.get().open_rescue(text, user) {
            Ok(file) => {
                let taken = BTreeSet::new();
                self.rescue.opened = Some(Rc::new(RescuePane { file, taken }));
            }
            Err(error) => self.screen.notice = Some(Notice::NotImported(error)),
        }
        Vec::new()
    }

    pub(super) fn take_in(&mut self, item: RescueItem, env: &Env) -> Vec<Effect> {
        let Some(mut pane) = self.rescue.opened.clone() else {
            return Vec::new();
        };
        let Imported { rows, taken, kept } = self.import(&pane, item, env);
        Rc::make_mut(&mut pane).taken.insert(item);
        self.rescue.opened = Some(pane);
        self.screen.notice = Some(Notice::Imported { taken, kept });
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
            RescueItem::Noted(at) => {
                (rescue.noted.get(at)).map(|noted| self.device.get_mut().take_noted(noted))
            }
        };
        imported.unwrap_or_default()
    }

    pub(super) fn export(&mut self, env: &Env) -> Vec<Effect> {
        let Some((name, content)) = self.rescue_file(env) else {
            return Vec::new();
        };
        self.screen.notice = Some(Notice::Exported);
        self.rescue.exported = Some(self.store.last_ticket);
        vec![Effect::Download { name, content }]
    }

    /// A page in a frame may not be allowed to download, and is not told: then the text is shown.
    pub(super) fn downloading(&mut self, content: String, arrives: bool) -> Vec<Effect> {
        if !arrives {
            self.screen.notice = None;
            self.rescue.text = Some(content);
            self.rescue.exported = None;
        }
        Vec::new()
    }

    /// Everything unsent, as a file's name and content; `None` while nobody is logged in.
    pub(super) fn rescue_file(&self, env: &Env) -> Option<(String, String)> {
        let Session::Open { user, .. } = &self.session else {
            return None;
        };
        let rescue = self.device.get().rescue(user, &self.store.set_aside);
        let content = serde_json::to_string_pretty(&rescue).ok()?;
        let today = self.clock.today.unwrap_or(env.today);
        Some((format!("yuebao-{user}-{today}.json"), content))
    }
}
