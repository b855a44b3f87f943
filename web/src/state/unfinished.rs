//! Boxes that somebody has begun to fill and not brought to an end: half a date, words that an input
//! method still holds. No program can read them there, so what is stored stays.

use std::collections::BTreeMap;

use yuebao_domain::check::{Finding, Unfinished};
use yuebao_domain::report::FieldKey;

/// What a box shows that is not complete.
#[derive(Debug, Clone)]
pub struct UnfinishedBox {
    /// The box or entry.
    pub key: FieldKey,
    /// The part of an entry.
    pub part: Option<&'static str>,
    /// What is missing; `None` if nothing is any more.
    pub what: Option<Unfinished>,
    /// The box was left with it.
    pub is_left: bool,
}

/// The unfinished boxes of the form that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnfinishedBoxes(BTreeMap<(FieldKey, Option<&'static str>), Standing>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Standing {
    what: Unfinished,
    /// While somebody is still at it nothing is said.
    is_said: bool,
}

impl UnfinishedBoxes {
    /// Notes what a box shows; whether that changes what is said.
    pub(super) fn note(&mut self, half: UnfinishedBox) -> bool {
        let at = (half.key, half.part);
        let before = self.0.get(&at).is_some_and(|standing| standing.is_said);
        let Some(what) = half.what else {
            self.0.remove(&at);
            return before;
        };
        let is_said = before || half.is_left;
        self.0.insert(at, Standing { what, is_said });
        is_said && !before
    }

    /// Somebody wants to hand in: all of it stands in the way.
    pub(super) fn say_all(&mut self) {
        for standing in self.0.values_mut() {
            standing.is_said = true;
        }
    }

    /// What is said, one finding for each box or entry.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let mut before = None;
        for ((key, part), standing) in &self.0 {
            if !standing.is_said {
                continue;
            }
            let finding = standing.what.finding(key, *part);
            match findings.last_mut() {
                // the fields of an entry stand side by side
                Some(other) if before == Some((key, standing.what)) => {
                    other.parts.extend(finding.parts);
                }
                _ => findings.push(finding),
            }
            before = Some((key, standing.what));
        }
        findings
    }

    /// The boxes and entries.
    pub fn keys(&self) -> impl Iterator<Item = &FieldKey> {
        self.0.keys().map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::report::FieldValue;
    use yuebao_domain::rights::Role;

    use super::*;
    use crate::state::testing::{env, key, project, report, state};
    use crate::state::{Action, Notice, State, View};

    const PERMIT: &str = "milestone.permit";

    fn at(key: &str) -> FieldKey {
        FieldKey::new(key).unwrap()
    }

    fn half(state: &mut State, key: &str, what: Option<Unfinished>, is_left: bool) {
        let action = Action::Unfinished {
            project: "a".to_owned(),
            half: UnfinishedBox {
                key: at(key),
                part: None,
                what,
                is_left,
            },
        };
        state.update(action, &env());
    }

    fn said(state: &State) -> usize {
        let findings = state.checked["a"].readiness.to_correct.iter();
        findings
            .filter(|finding| finding.code.as_str() == "C012")
            .count()
    }

    fn form() -> State {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Preparatory);
        report(&mut state, "a", Stand::Draft, &[("remarks", "可研已批")]);
        state.update(Action::Show(View::Form("a".to_owned())), &env());
        let done = [("done".to_owned(), "2022-03-01".to_owned())];
        let fill = Action::Edit {
            project: "a".to_owned(),
            changes: [(at(PERMIT), Some(FieldValue::Record(done.into())))].into(),
        };
        state.update(fill, &env());
        state
    }

    fn hand_in(state: &mut State) -> bool {
        let submit = Action::Submit {
            project: "a".to_owned(),
        };
        state.update(submit, &env());
        state.screen.notice == Some(Notice::HandedIn)
    }

    #[test]
    fn fault_44_half_a_date_is_said_once_it_is_left_and_nothing_is_taken_away() {
        let mut state = form();
        half(&mut state, PERMIT, Some(Unfinished::Day), false);
        assert_eq!(said(&state), 0, "somebody is at it");
        half(&mut state, PERMIT, Some(Unfinished::Day), true);
        assert_eq!(said(&state), 1);
        let stored = state.device.get().reports[&key("a")].values();
        let permit = stored[&at(PERMIT)].record().unwrap();
        assert_eq!(permit["done"], "2022-03-01");
        assert!(!hand_in(&mut state));
        half(&mut state, PERMIT, None, false);
        assert_eq!(said(&state), 0);
        assert!(hand_in(&mut state));
    }

    #[test]
    fn fault_44_words_in_an_input_method_are_not_handed_in_and_not_told_of_before() {
        let mut state = form();
        half(&mut state, "remarks", Some(Unfinished::Words), false);
        assert_eq!(said(&state), 0);
        assert!(!hand_in(&mut state));
        assert_eq!(said(&state), 1, "now it stands in the way");
        half(&mut state, "remarks", None, false);
        assert!(hand_in(&mut state));
    }

    #[test]
    fn what_was_left_unfinished_is_forgotten_with_its_screen() {
        let mut state = form();
        half(&mut state, PERMIT, Some(Unfinished::Day), true);
        state.update(Action::Show(View::Tasks), &env());
        state.update(Action::Show(View::Form("a".to_owned())), &env());
        assert_eq!(said(&state), 0);
        assert!(hand_in(&mut state));
    }

    #[test]
    fn two_dates_of_one_entry_are_one_finding() {
        let mut halfway = UnfinishedBoxes::default();
        let key = at(PERMIT);
        let day = |part, what| UnfinishedBox {
            key: key.clone(),
            part: Some(part),
            what,
            is_left: true,
        };
        for part in ["planned", "done"] {
            halfway.note(day(part, Some(Unfinished::Day)));
        }
        assert_eq!(halfway.findings().len(), 1);
        halfway.note(day("done", None));
        assert_eq!(halfway.findings().len(), 1);
    }
}
