//! 报送时间: when a report was handed in, which marks it as in time or late.

use serde::{Deserialize, Serialize};

use super::State;
use crate::ids::Timestamp;

/// One hand-in that the server took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandIn {
    /// When the server received it, RFC 3339.
    pub received_at: Timestamp,
    /// When the device says that it was made, RFC 3339.
    pub made_at: Timestamp,
}

/// A return (退回) after a hand-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// When the server received it, RFC 3339.
    pub at: Timestamp,
    /// The hand-in that followed; absent as long as the report is being corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<HandIn>,
}

/// Every time that a report was handed in since it was empty or void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandIns {
    /// The first.
    pub first: HandIn,
    /// Each return since, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<SentBack>,
}

impl HandIn {
    /// What stands as the time that a report was made at which was taken in from a file of past months:
    /// nobody knows when it was handed in, only that it was. Devices may not say it.
    pub const TAKEN_IN: &str = "0001-01-01T00:00:00Z";

    /// Whether it was taken in from a file, so that its times say nothing of when it was handed in.
    pub fn is_taken_in(&self) -> bool {
        self.made_at == Self::TAKEN_IN
    }
}

impl HandIns {
    /// What they are after an operation that took the report from `from` to `to`. `known` are those
    /// until then; `by` says when the operation was received and made.
    ///
    /// Only what stands as handed in afterwards was: who hands in without having read of a return, or
    /// into a conflict, has to do so once more.
    pub fn after(known: Option<Self>, from: Option<State>, to: State, by: HandIn) -> Option<Self> {
        let was_in = from.is_some_and(is_in);
        match (known, to) {
            (_, State::Void) => None,
            (Some(mut known), State::Returned) => {
                if was_in {
                    known.returns.push(SentBack {
                        at: by.received_at,
                        corrected: None,
                    });
                }
                Some(known)
            }
            (Some(mut known), to) => {
                let open = known.returns.last_mut();
                if let Some(open) = open.filter(|open| is_in(to) && open.corrected.is_none()) {
                    open.corrected = Some(by);
                }
                Some(known)
            }
            (None, to) if is_in(to) && !was_in => Some(Self {
                first: by,
                returns: Vec::new(),
            }),
            (None, _) => None,
        }
    }
}

/// Whether a report that stands so is with those who review it, or through.
pub const fn is_in(state: State) -> bool {
    !matches!(state, State::Draft | State::Returned | State::Void)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: usize) -> HandIn {
        HandIn {
            received_at: format!("2022-06-01T{hour:02}:30:00Z").into(),
            made_at: format!("2022-06-01T{hour:02}:00:00Z").into(),
        }
    }

    /// The hours of the first hand-in, and of each return with its correction.
    fn after(course: &[State]) -> String {
        let mut known = None;
        let mut from = None;
        for (hour, to) in course.iter().enumerate() {
            known = HandIns::after(known, from, *to, at(hour));
            from = Some(*to);
        }
        let hour = |moment: &Timestamp| moment.as_str()[12..13].to_owned();
        known.map_or_else(String::new, |known| {
            let returns = known.returns.iter().map(|one| {
                let corrected = one.corrected.as_ref();
                let corrected = corrected.map(|one| hour(&one.received_at));
                format!(" {}-{}", hour(&one.at), corrected.unwrap_or_default())
            });
            hour(&known.first.received_at) + &returns.collect::<String>()
        })
    }

    #[test]
    fn the_first_hand_in_and_every_return_with_its_correction_are_kept() {
        use State::{Accepted, Draft, Returned, Submitted, Void};
        let cases: &[(&[State], &str)] = &[
            (&[], ""),
            (&[Draft, Draft], ""),
            (&[Submitted], "0"),
            (&[Draft, Submitted, Submitted, Accepted], "1"),
            (&[Submitted, Returned], "0 1-"),
            // what is filled in meanwhile is no hand-in
            (&[Submitted, Returned, Returned], "0 1-"),
            (
                &[Submitted, Returned, Returned, Submitted, Accepted],
                "0 1-3",
            ),
            (&[Submitted, Returned, Submitted, Returned], "0 1-2 3-"),
            // sent back after it was accepted
            (&[Submitted, Accepted, Returned, Submitted], "0 2-3"),
            // what is void was never handed in
            (&[Submitted, Void], ""),
            (&[Submitted, Void, Draft], ""),
            (&[Submitted, Returned, Void, Submitted], "3"),
        ];
        for (course, expected) in cases {
            assert_eq!(after(course), *expected, "{course:?}");
        }
    }

    #[test]
    fn what_an_older_program_has_not_kept_is_not_made_up() {
        let known = HandIns::after(None, Some(State::Submitted), State::Accepted, at(1));
        assert_eq!(known, None);
    }
}
