//! 历史 of a report: asked of the server when somebody wants to see it, kept nowhere.

use std::rc::Rc;

use yuebao_domain::device::ReportKey;
use yuebao_domain::wire::v1::ReportHistory;

use crate::fault::SyncFault;
use crate::state::{About, Effect, FormScreen, HistoryPane, HistoryPhase};

impl FormScreen {
    /// Opens the history of one box or of the whole report, or closes it if it is what is shown.
    pub(super) fn show_history(
        &mut self,
        key: Option<ReportKey>,
        about: About,
        token: Option<&str>,
    ) -> Vec<Effect> {
        let Some(key) = key else {
            return Vec::new();
        };
        let shown = self.history.take();
        if (shown.as_ref()).is_some_and(|pane| pane.key == key && pane.about == about) {
            return Vec::new();
        }
        let pane = HistoryPane {
            key,
            about,
            known: None,
            phase: HistoryPhase::Loading,
        };
        self.ask_history(pane, token)
    }

    /// Asks once more, for what is older than what is shown.
    pub(super) fn more_history(&mut self, token: Option<&str>) -> Vec<Effect> {
        let pane = self.history.take();
        let pane = pane.map(Rc::unwrap_or_clone);
        pane.map_or_else(Vec::new, |pane| self.ask_history(pane, token))
    }

    pub(super) fn take_history(
        &mut self,
        key: &ReportKey,
        answer: Result<Box<ReportHistory>, SyncFault>,
    ) {
        // Another report's history may have been asked for meanwhile.
        let Some(pane) = self.history.as_mut().filter(|pane| pane.key == *key) else {
            return;
        };
        let pane = Rc::make_mut(pane);
        match answer {
            Ok(part) => {
                pane.known = Some(match pane.known.take() {
                    Some(newer) => Box::new(with_older(*newer, *part)),
                    None => part,
                });
                pane.phase = HistoryPhase::Loaded;
            }
            Err(fault) => pane.phase = HistoryPhase::Failed(fault),
        }
    }

    fn ask_history(&mut self, mut pane: HistoryPane, token: Option<&str>) -> Vec<Effect> {
        let effects = if let Some(token) = token {
            pane.phase = HistoryPhase::Loading;
            vec![Effect::FetchHistory {
                key: pane.key.clone(),
                before: pane.known.as_ref().and_then(|known| known.before),
                token: token.to_owned(),
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
fn with_older(mut newer: ReportHistory, older: ReportHistory) -> ReportHistory {
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
