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
    filing: Filing,
}

/// How far this user is with reporting for a unit that cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filing {
    /// Not theirs to do: they report it anyway, or never, or it is handed in.
    Not,
    Offered,
    Begun,
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
            rights: Rights::of(state, key, plan, local),
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
        self.may_report() && !self.rights.is_locked
    }

    /// Whether the user fills this report, for their own unit or, having chosen to, for another.
    pub(super) const fn may_report(&self) -> bool {
        self.rights.may.report || matches!(self.rights.filing, Filing::Begun)
    }

    /// Whether the user fills it for a unit that cannot (代报).
    pub(super) const fn is_filing_for(&self) -> bool {
        matches!(self.rights.filing, Filing::Begun)
    }

    /// Whether the user may choose to fill it for a unit that cannot: nothing of it is handed in.
    pub(super) const fn may_file_for(&self) -> bool {
        matches!(self.rights.filing, Filing::Offered)
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
    fn of(state: &State, key: &ReportKey, plan: &PlanRow, local: Option<&Replica>) -> Self {
        let stands = local.and_then(Replica::state);
        let is_accepted = stands.is_some_and(Stand::is_passed);
        let changes = local.is_some_and(|local| local.draft.is_some());
        let is_opened = changes || state.form.opened.contains(key);
        let mut may = state.over(&key.project);
        // a bundle has no report of its own
        may.report &= plan.reports();
        may.file_for &= plan.reports();
        let filing = if !may.file_for || may.report {
            Filing::Not
        } else if is_opened {
            Filing::Begun
        } else if state.device.get().ahead(key).is_some_and(Stand::counts) {
            Filing::Not
        } else {
            Filing::Offered
        };
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
            is_locked: is_accepted && !is_opened,
            filing: if edition.is_some() {
                Filing::Not
            } else {
                filing
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::rights::Role;
    use yuebao_domain::units::Unit;

    use super::super::model::Form;
    use super::*;
    use crate::state::Action;
    use crate::state::testing::{env, project, report, state};

    /// Whether the choice is there, and whether the boxes are open.
    fn filing(state: &State) -> (bool, bool) {
        let send = Dispatch::noop();
        let form = Form::new(state, "a", &send).unwrap();
        let context = &form.boxes.context;
        (context.may_file_for(), context.may_fill())
    }

    /// Of the unit above the one that leads the project.
    fn coordinator() -> State {
        let mut state = self::state(Role::CountyCoordinator);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let device = state.device.get_mut();
        let county = Unit {
            id: "county".to_owned(),
            name: "县发改局".to_owned(),
            parent: None,
            area: None,
        };
        device.units[0].parent = Some(county.id.clone());
        device.units.push(county.clone());
        device.meta.me.as_mut().unwrap().unit = county;
        state
    }

    #[test]
    fn a_coordinator_reports_for_a_unit_once_they_choose_to_and_not_over_its_report() {
        let mut state = coordinator();
        assert_eq!(filing(&state), (true, false));
        state.update(Action::OpenBoxes("a".to_owned()), &env());
        assert_eq!(filing(&state), (false, true));

        let handed_in = [
            (None, true),
            (Some(Stand::Returned), true),
            (Some(Stand::Void), true),
            (Some(Stand::Submitted), false),
            (Some(Stand::Accepted), false),
        ];
        for (stands, offered) in handed_in {
            let mut state = coordinator();
            if let Some(stands) = stands {
                report(&mut state, "a", stands, &[("remarks", "代报")]);
            }
            assert_eq!(filing(&state), (offered, false), "{stands:?}");
        }
        let mut clerk = self::state(Role::Clerk);
        project(&mut clerk, "a", "滨江大道", Nature::Continuing);
        assert_eq!(filing(&clerk), (false, true));
    }
}
