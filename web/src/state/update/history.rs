//! 历史 of a report: asked of the server when somebody wants to see it, kept nowhere.

use std::rc::Rc;

use yuebao_domain::device::ReportKey;
use yuebao_domain::wire::v1::ReportHistory;

use crate::fault::SyncFault;
use crate::state::{About, Effect, HistoryPane, HistoryPhase, Session, State};

impl State {
    /// Opens the history of one box or of the whole report, or closes it if it is what is shown.
    pub(super) fn show_history(&mut self, project: &str, about: About) -> Vec<Effect> {
        let Some(key) = self.key(project) else {
            return Vec::new();
        };
        let shown = self.history.take();
        if (shown.as_ref()).is_some_and(|pane| pane.key == key && pane.about == about) {
            return Vec::new();
        }
        self.ask_history(HistoryPane {
            key,
            about,
            told: None,
            phase: HistoryPhase::Loading,
        })
    }

    /// Asks once more, for what is older than what is shown.
    pub(super) fn more_history(&mut self) -> Vec<Effect> {
        let pane = self.history.take();
        let pane = pane.map(Rc::unwrap_or_clone);
        pane.map_or_else(Vec::new, |pane| self.ask_history(pane))
    }

    pub(super) fn history_told(
        &mut self,
        key: &ReportKey,
        answer: Result<Box<ReportHistory>, SyncFault>,
    ) -> Vec<Effect> {
        // Another report's history may have been asked for meanwhile.
        let Some(pane) = self.history.as_mut().filter(|pane| pane.key == *key) else {
            return Vec::new();
        };
        let pane = Rc::make_mut(pane);
        match answer {
            Ok(part) => {
                pane.told = Some(match pane.told.take() {
                    Some(newer) => Box::new(joined(*newer, *part)),
                    None => part,
                });
                pane.phase = HistoryPhase::Told;
            }
            Err(fault) => pane.phase = HistoryPhase::Failed(fault),
        }
        Vec::new()
    }

    fn ask_history(&mut self, mut pane: HistoryPane) -> Vec<Effect> {
        let effects = if let Session::Open {
            token: Some(token), ..
        } = &self.session
        {
            pane.phase = HistoryPhase::Loading;
            vec![Effect::FetchHistory {
                key: pane.key.clone(),
                before: pane.told.as_ref().and_then(|told| told.before),
                token: token.clone(),
            }]
        } else {
            pane.phase = HistoryPhase::Failed(SyncFault::LoginNeeded);
            Vec::new()
        };
        self.history = Some(Rc::new(pane));
        effects
    }
}

/// The newer part with the older one behind it.
fn joined(mut newer: ReportHistory, older: ReportHistory) -> ReportHistory {
    newer.steps.extend(older.steps);
    for field in older.fields {
        match newer.fields.iter_mut().find(|it| it.group == field.group) {
            Some(known) => known.entries.extend(field.entries),
            None => newer.fields.push(field),
        }
    }
    ReportHistory {
        before: older.before,
        ..newer
    }
}
