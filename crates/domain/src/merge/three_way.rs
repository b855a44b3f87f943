//! The comparison of base, current and incoming, group by group.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Group;
use super::group::Part;
use crate::order::Gather;
use crate::report::{FieldKey, FieldValue, FieldValues, difference};

/// Why a second value waits, and with that who decides.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClashKind {
    /// 冲突: two values came in for the same boxes; those who report the project decide.
    #[default]
    Conflict,
    /// 修改待审: a change to an accepted report; those who review the project decide.
    Amendment,
}

impl ClashKind {
    /// Whether it is a plain conflict.
    pub const fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

/// One group with two different new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clash {
    /// Why the second value waits.
    #[serde(default, skip_serializing_if = "ClashKind::is_conflict")]
    pub kind: ClashKind,
    /// Which boxes.
    pub group: Group,
    /// What both started from.
    pub base: FieldValues,
    /// Received first; stays current.
    pub first: FieldValues,
    /// Received second; waits.
    pub second: FieldValues,
}

/// The result of a three-way merge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Current, with the incoming values where nothing stood against them.
    pub values: FieldValues,
    /// Groups written from the incoming side.
    pub taken: Vec<Group>,
    /// Groups that others had changed since the base.
    pub kept: Vec<Group>,
    /// Groups in which both sides gave different values.
    pub clashes: Vec<Clash>,
}

/// The same as [`three_way`], the short way where nobody else has changed anything, as usual: what
/// comes in stands.
pub fn take_in(base: &FieldValues, current: &FieldValues, incoming: &FieldValues) -> Merged {
    if current != base {
        return three_way(base, current, incoming);
    }
    let changed = difference(base, incoming);
    let taken = changed.keys().map(Group::of).distinct();
    Merged {
        values: incoming.clone(),
        taken,
        ..Merged::default()
    }
}

/// Merges `incoming`, made from `base`, into `current`, which others have made from `base`.
pub fn three_way(base: &FieldValues, current: &FieldValues, incoming: &FieldValues) -> Merged {
    let [mut base, mut current, mut incoming] = [base, current, incoming].map(Group::parts);
    let sides = [&base, &current, &incoming];
    let groups = sides
        .iter()
        .flat_map(|side| side.keys().cloned())
        .distinct();
    let mut merged = Merged::default();
    for group in groups {
        let [was, now, new] = [&mut base, &mut current, &mut incoming]
            .map(|side| side.remove(&group).unwrap_or_default());
        if now != was {
            merged.kept.push(group.clone());
        }
        if new == was || new == now {
            merged.values.extend(owned(&now));
        } else if now == was {
            merged.values.extend(owned(&new));
            merged.taken.push(group);
        } else {
            merged.values.extend(owned(&now));
            merged.clashes.push(Clash {
                kind: ClashKind::Conflict,
                group,
                base: owned(&was).into_map(),
                first: owned(&now).into_map(),
                second: owned(&new).into_map(),
            });
        }
    }
    merged
}

fn owned(part: &Part<'_>) -> impl Iterator<Item = (FieldKey, FieldValue)> {
    part.iter()
        .map(|&(key, value)| (key.clone(), value.clone()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(pairs: &[(&str, &str)]) -> FieldValues {
        pairs
            .iter()
            .map(|(key, text)| (FieldKey::new(key).unwrap(), FieldValue::from(*text)))
            .collect()
    }

    #[test]
    fn different_boxes_are_both_kept() {
        let base = values(&[("remarks", "a"), ("actual_start", "2022-03-01")]);
        let current = values(&[("remarks", "b"), ("actual_start", "2022-03-01")]);
        let incoming = values(&[("remarks", "a"), ("actual_start", "2022-03-02")]);
        let merged = three_way(&base, &current, &incoming);
        assert_eq!(
            merged.values,
            values(&[("remarks", "b"), ("actual_start", "2022-03-02")])
        );
        assert!(merged.clashes.is_empty());
        let group = |key| Group::of(&FieldKey::new(key).unwrap());
        assert_eq!(merged.kept, [group("remarks")]);
        assert_eq!(merged.taken, [group("actual_start")]);
    }

    #[test]
    fn the_first_received_stays_and_the_second_waits() {
        let base = values(&[("remarks", "a")]);
        let merged = three_way(&base, &values(&[("remarks", "b")]), &values(&[]));
        assert_eq!(merged.values, values(&[("remarks", "b")]));
        assert_eq!(merged.clashes[0].first, values(&[("remarks", "b")]));
        assert_eq!(merged.clashes[0].second, values(&[]));
    }

    #[test]
    fn figures_that_must_agree_are_merged_as_one() {
        let base = values(&[("month_investment", "1"), ("year_to_date", "1")]);
        let current = values(&[("month_investment", "2"), ("year_to_date", "2")]);
        let incoming = values(&[
            ("month_investment", "1"),
            ("year_to_date", "1"),
            ("since_start", "9"),
        ]);
        let merged = three_way(&base, &current, &incoming);
        assert_eq!(merged.values, current, "no mixture that nobody typed");
        assert_eq!(merged.clashes.len(), 1);
    }

    /// Few keys and few values, so that the sides meet often.
    fn any_values() -> impl Strategy<Value = FieldValues> {
        let key = prop_oneof![
            Just("month_investment"),
            Just("year_to_date"),
            Just("remarks"),
            Just("status"),
            Just("halt_reason"),
            Just("problem.1"),
            Just("from_a_newer_form"),
        ];
        proptest::collection::btree_map(key, 0..3_u8, 0..6).prop_map(|pairs| {
            pairs
                .into_iter()
                .map(|(key, value)| {
                    let key = FieldKey::new(key).unwrap();
                    (key, FieldValue::from(value.to_string()))
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn without_a_clash_the_order_of_arrival_does_not_matter(
            base in any_values(), a in any_values(), b in any_values(),
        ) {
            let a_first = three_way(&base, &three_way(&base, &base, &a).values, &b);
            let b_first = three_way(&base, &three_way(&base, &base, &b).values, &a);
            prop_assert_eq!(a_first.clashes.is_empty(), b_first.clashes.is_empty());
            if a_first.clashes.is_empty() {
                prop_assert_eq!(a_first.values, b_first.values);
            }
        }

        #[test]
        fn a_clash_holds_the_same_two_values_either_way(
            base in any_values(), a in any_values(), b in any_values(),
        ) {
            let a_first = three_way(&base, &a, &b).clashes;
            let b_first = three_way(&base, &b, &a).clashes;
            let mirrored: Vec<Clash> = b_first
                .into_iter()
                .map(|clash| Clash { first: clash.second, second: clash.first, ..clash })
                .collect();
            prop_assert_eq!(a_first, mirrored);
        }

        #[test]
        fn no_value_is_lost(base in any_values(), a in any_values(), b in any_values()) {
            let merged = three_way(&base, &a, &b);
            for (key, value) in &b {
                let written = merged.values.get(key) == Some(value);
                let waits = merged.clashes.iter().any(|clash| clash.second.get(key) == Some(value));
                let not_touched = base.get(key) == Some(value);
                prop_assert!(written || waits || not_touched);
            }
        }

        #[test]
        fn where_nobody_else_changed_anything_the_short_way_leads_to_the_same(
            base in any_values(), a in any_values(),
        ) {
            prop_assert_eq!(take_in(&base, &base, &a), three_way(&base, &base, &a));
        }

        #[test]
        fn merging_the_same_thing_again_changes_nothing(base in any_values(), a in any_values(), b in any_values()) {
            let once = three_way(&base, &a, &b);
            let again = three_way(&base, &once.values, &b);
            prop_assert_eq!(again.values, once.values);
        }
    }
}
