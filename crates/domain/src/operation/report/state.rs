//! Where a report stands, and where an operation takes it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Command, CommandKind};
use crate::aggregate::Basis;
use crate::deserialize::from_text;
use crate::plan::PlanRow;
use crate::profile::{Profile, ReviewChain};
use crate::rights::{May, Progress, Role, sees_boxes};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 草稿: being filled; counts nowhere.
    Draft,
    /// 已报: handed in; counts in every provisional total.
    Submitted,
    /// 退回: sent back by a reviewer with a comment; counts nowhere until it is handed in again.
    Returned,
    /// 已审: has passed this step of its chain and not the last; counts like what is handed in, and
    /// changes only as a reviewer of that step or a later one decides. Steps are those of
    /// [`State::REVIEWED`].
    Reviewed(u8),
    /// 审定: has passed the last step; counts everywhere.
    Accepted,
    /// 作废: declared void with a reason; counts nowhere, nothing is deleted.
    Void,
}

/// The words of the steps before the last, from the first: as many as there are roles that review.
const STEPS: [&str; 5] = [
    "reviewed_1",
    "reviewed_2",
    "reviewed_3",
    "reviewed_4",
    "reviewed_5",
];

impl State {
    /// Every state but those between the steps of a chain. Programs of before know these alone.
    pub const ALL: [Self; 5] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::Void,
    ];

    /// Those between.
    pub const REVIEWED: [Self; 5] = [
        Self::Reviewed(1),
        Self::Reviewed(2),
        Self::Reviewed(3),
        Self::Reviewed(4),
        Self::Reviewed(5),
    ];

    /// The word that is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Reviewed(step) => {
                let at = usize::from(step).clamp(1, STEPS.len()) - 1;
                STEPS[at]
            }
            Self::Accepted => "accepted",
            Self::Void => "void",
        }
    }

    /// The state of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter().chain(Self::REVIEWED);
        all.find(|state| state.key() == key)
    }

    /// As it is sent: to programs of before a report on its way through its chain is one that is handed
    /// in. The step goes beside it.
    pub const fn told(self) -> (Self, Option<u8>) {
        match self {
            Self::Reviewed(step) => (Self::Submitted, Some(step)),
            other => (other, None),
        }
    }

    /// What was sent, with the step beside it.
    pub fn heard(told: Self, step: Option<u8>) -> Self {
        let step = step.filter(|_| told == Self::Submitted).map(Self::Reviewed);
        step.filter(|state| Self::REVIEWED.contains(state))
            .unwrap_or(told)
    }

    /// Whether the report counts in provisional totals and in the history of later months.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Submitted | Self::Reviewed(_) | Self::Accepted)
    }

    /// Whether a reviewer has passed it: it changes only as one decides.
    pub const fn is_passed(self) -> bool {
        matches!(self, Self::Reviewed(_) | Self::Accepted)
    }

    /// Whether it waits for a review: handed in, and not through its chain.
    pub const fn is_under_review(self) -> bool {
        matches!(self, Self::Submitted | Self::Reviewed(_))
    }

    /// The step that it has passed last; 0 if it is handed in. `None` where nothing waits for a review.
    pub fn step(self, chain: ReviewChain<'_>) -> Option<u8> {
        match self {
            Self::Submitted => Some(0),
            // The chain may have become shorter since.
            Self::Reviewed(step) => Some(step.min(chain.last().saturating_sub(1))),
            Self::Accepted => Some(chain.last()),
            Self::Draft | Self::Returned | Self::Void => None,
        }
    }

    /// Whether it counts in published totals from this step on.
    pub fn is_published(self, chain: ReviewChain<'_>, from: u8) -> bool {
        self == Self::Accepted || self.step(chain).is_some_and(|step| step >= from.max(1))
    }

    /// Whether a project's report that stands so is in such totals.
    pub fn is_in(self, basis: Basis, plan: &PlanRow, profile: &Profile) -> bool {
        let chain = profile.chain_of(plan);
        match basis {
            Basis::Provisional => self.counts(),
            Basis::Final => self.is_published(chain, profile.published_step(chain)),
        }
    }

    /// Whether somebody in this role, who may do so much with the project, sees what its report that
    /// stands so holds ([`sees_boxes`]). `vacant` are the roles of its chain that nobody fills.
    pub fn shows_boxes(
        self,
        plan: &PlanRow,
        profile: &Profile,
        (role, may): (Role, May),
        vacant: &[Role],
    ) -> bool {
        let chain = profile.chain_of(plan);
        let report = Progress {
            chain: chain.0,
            passed: self.step(chain),
            vacant,
        };
        sees_boxes(role, may, &profile.sees_at_own_step, &report)
    }

    /// Where a report that has passed `step` stands.
    pub fn at_step(step: u8, chain: ReviewChain<'_>) -> Self {
        match step {
            0 => Self::Submitted,
            step if step >= chain.last() => Self::Accepted,
            step => Self::Reviewed(step),
        }
    }

    /// Where a report that stood at `before` stands after a command of somebody in `role` that was
    /// taken as sent.
    pub fn after(
        before: Option<Self>,
        command: &Command,
        chain: ReviewChain<'_>,
        role: Role,
    ) -> Self {
        match (command.kind, before) {
            (CommandKind::Accept, _) => {
                Self::at_step(chain.step_of(role).unwrap_or(u8::MAX), chain)
            }
            (CommandKind::Submit, Some(before)) if before.is_passed() => before,
            (CommandKind::Submit, _) => Self::Submitted,
            (CommandKind::Return, _) => match command.to.and_then(|to| chain.step_of(to)) {
                Some(step) => Self::at_step(step - 1, chain),
                None => Self::Returned,
            },
            (CommandKind::Void, _) => Self::Void,
            (CommandKind::Set, None | Some(Self::Draft | Self::Void))
            | (CommandKind::Resolve, None) => Self::Draft,
            // What was sent back stays so while it is corrected.
            (CommandKind::Set | CommandKind::Resolve, Some(before)) => before,
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_text(from, |word| {
            Self::from_key(word).ok_or_else(|| format!("no state is called “{word}”"))
        })
    }
}

impl JsonSchema for State {
    fn schema_name() -> Cow<'static, str> {
        "State".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Where a report stands.",
            "type": "string",
            "enum": Self::ALL.map(Self::key),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_of_before_hear_a_word_that_they_know() {
        for state in State::ALL.into_iter().chain(State::REVIEWED) {
            let (told, step) = state.told();
            assert!(State::ALL.contains(&told), "{state:?}");
            assert_eq!(State::heard(told, step), state);
            assert_eq!(State::from_key(state.key()), Some(state));
            // what they count, newer programs count
            assert_eq!(told.counts(), state.counts());
        }
        assert_eq!(State::heard(State::Void, Some(1)), State::Void);
        assert_eq!(State::heard(State::Submitted, Some(9)), State::Submitted);
    }

    #[test]
    fn published_totals_have_what_is_accepted_or_has_passed_the_profiles_step() {
        let mut profile = crate::profile_file::builtin("liuzhou-2022").unwrap();
        let plan = crate::check::testing::plan_row();
        let published = |profile: &Profile| -> Vec<State> {
            let all = State::ALL.into_iter().chain(State::REVIEWED);
            all.take(7)
                .filter(|state| state.is_in(Basis::Final, &plan, profile))
                .collect()
        };
        assert_eq!(published(&profile), [State::Accepted]);
        profile.published_from = Some(Role::UnitLead);
        assert_eq!(published(&profile), [State::Accepted, State::Reviewed(2)]);
        profile.published_from = Some(Role::Liaison);
        let from_first = [State::Accepted, State::Reviewed(1), State::Reviewed(2)];
        assert_eq!(published(&profile), from_first);
        for state in State::ALL {
            let counts = state.is_in(Basis::Provisional, &plan, &profile);
            assert_eq!(counts, state.counts());
        }
    }

    #[test]
    fn what_is_published_is_what_has_come_far_enough() {
        use Role::{CityOffice, Clerk, Liaison, UnitLead};
        let chain = ReviewChain(&[Clerk, Liaison, UnitLead, CityOffice]);
        for (state, from) in [
            (State::Draft, None),
            (State::Submitted, None),
            (State::Reviewed(1), Some(1)),
            (State::Reviewed(2), Some(2)),
            (State::Accepted, Some(3)),
        ] {
            for step in 0..=3 {
                let expected = from.is_some_and(|from| from >= step.max(1));
                assert_eq!(
                    state.is_published(chain, step),
                    expected,
                    "{state:?} {step}"
                );
            }
        }
        // after the chain has become shorter the last step is still to be passed
        let shorter = ReviewChain(&[Clerk, CityOffice]);
        assert_eq!(State::Reviewed(2).step(shorter), Some(0));
        assert!(!State::Reviewed(2).is_published(shorter, 1));
    }
}
