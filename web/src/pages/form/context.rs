//! What every part of a form needs, whatever is typed into it: whose form it is, and who may fill it.

use yew::AttrValue;
use yuebao_domain::device::{Replica, ReportKey};
use yuebao_domain::operation::month::Gate;
use yuebao_domain::operation::report::State as Stand;
use yuebao_domain::plan::{Nature, PlanRow};
use yuebao_domain::profile::{Decimals, Profile};
use yuebao_domain::report::Field;
use yuebao_domain::rights::May;
use yuebao_domain::text::{Lang, Words};

use crate::components::target::Target;
use crate::dispatch::Dispatch;
use crate::state::{RulePages, State};

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormContext {
    pub(super) send: Dispatch,
    pub(super) lang: Lang,
    pub(super) key: ReportKey,
    pub(super) project: AttrValue,
    pub(super) nature: Nature,
    pub(super) decimals: Decimals,
    /// The shortest explanation that is accepted, in characters.
    pub(super) shortest: usize,
    pub(super) rule_pages: RulePages,
    /// The server holds the report: only then it has a history.
    pub(super) has_history: bool,
    rights: Rights,
}

/// What may be done with the boxes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rights {
    may: May,
    /// The month is locked, with this edition.
    edition: Option<u32>,
    is_accepted: bool,
    is_locked: bool,
}

impl FormContext {
    pub(super) fn new(
        state: &State,
        send: &Dispatch,
        key: &ReportKey,
        plan: &PlanRow,
        profile: &Profile,
    ) -> Self {
        let local = state.device.get().reports.get(key);
        Self {
            send: send.clone(),
            lang: state.display.lang,
            key: key.clone(),
            project: AttrValue::from(key.project.clone()),
            nature: plan.nature,
            decimals: profile.decimals,
            shortest: profile.explanation_min_chars,
            rule_pages: state.rule_pages.clone(),
            has_history: local.is_some_and(|local| local.server.is_some()),
            rights: Rights::of(state, key, local),
        }
    }

    /// The text in the form's language.
    pub(super) const fn say(&self, words: Words) -> &'static str {
        words.get(self.lang)
    }

    /// Where the text of a box goes.
    pub(super) fn target(&self, field: Field) -> Target {
        Target::of_box(&self.send, &self.project, field.into())
    }

    /// Whether the boxes are open: an accepted report is read until a change is asked for.
    pub(super) const fn may_fill(&self) -> bool {
        self.rights.may.report && !self.rights.is_locked
    }

    /// Whether the user may fill this report.
    pub(super) const fn may_report(&self) -> bool {
        self.rights.may.report
    }

    /// The newest edition of the month, if it is locked for the project.
    pub(super) const fn edition(&self) -> Option<u32> {
        self.rights.edition
    }

    /// Whether the user decides about this report.
    pub(super) const fn may_review(&self) -> bool {
        self.rights.may.review
    }

    /// Whether the user may ask about a box.
    pub(super) const fn may_ask(&self) -> bool {
        self.rights.may.asks()
    }

    /// Whether a reviewer has passed it.
    pub(super) const fn is_accepted(&self) -> bool {
        self.rights.is_accepted
    }

    /// Whether it is passed and nobody here is asking for a change.
    pub(super) const fn is_locked(&self) -> bool {
        self.rights.is_locked
    }
}

impl Rights {
    fn of(state: &State, key: &ReportKey, local: Option<&Replica>) -> Self {
        let stands = local.and_then(Replica::state);
        let is_accepted = stands.is_some_and(Stand::is_passed);
        let changes = local.is_some_and(|local| local.draft.is_some());
        let may = state.over(&key.project);
        let edition = match state.device.get().gate(key) {
            Gate::Open => None,
            Gate::Locked { edition, .. } => Some(edition),
        };
        Self {
            may: match edition {
                // Nothing of it is changed or decided until the office opens the month again.
                Some(_) => May {
                    report: false,
                    review: false,
                    ..may
                },
                None => may,
            },
            edition,
            is_accepted,
            is_locked: is_accepted && !changes && !state.form.amending.contains(key),
        }
    }
}
