//! The history of a report, told from its revisions: what each changed, and box by box.

use std::collections::BTreeMap;

use crate::merge::{Clash, Group};
use crate::operation::report::State;
use crate::order::Order;
use crate::report::{FieldKey, FieldValues};
use crate::wire::v1::{FieldEntry, FieldHistory, Made, Step, Waited};

/// A revision as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Who made it, when and how.
    pub made: Made,
    /// Where the report stood from then on.
    pub state: State,
    /// All boxes.
    pub values: FieldValues,
    /// The comment or reason that came with it.
    pub comment: Option<String>,
}

/// A conflict or amendment as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedClash {
    /// Its identifier.
    pub id: u64,
    /// The boxes and their three values.
    pub clash: Clash,
    /// The revision that opened it.
    pub opened: u64,
    /// Who settled it, if it is settled.
    pub settled: Option<Made>,
}

/// Tells `revisions`, which follow each other and on `before`, oldest first; the answer begins
/// with the newest.
pub fn tell(
    before: Option<&Revision>,
    revisions: &[Revision],
    clashes: &[RecordedClash],
) -> (Vec<Step>, Vec<FieldHistory>) {
    let mut steps = Vec::with_capacity(revisions.len());
    let mut fields: BTreeMap<Group, Vec<FieldEntry>> = BTreeMap::new();
    let mut earlier = before;
    for revision in revisions {
        let rev = revision.made.rev;
        let changed = changed(earlier.map(|earlier| &earlier.values), &revision.values);
        for group in &changed {
            let values = group.part(&revision.values);
            let entry = entry(revision, values, None);
            fields.entry(group.clone()).or_default().push(entry);
        }
        let opened = clashes.iter().filter(|clash| clash.opened == rev);
        for clash in opened.clone() {
            let entry = entry(revision, clash.clash.second.clone(), Some(waited(clash)));
            let group = clash.clash.group.clone();
            fields.entry(group).or_default().push(entry);
        }
        let settles =
            |clash: &&RecordedClash| clash.settled.as_ref().is_some_and(|made| made.rev == rev);
        steps.push(Step {
            made: revision.made.clone(),
            state: revision.state.told().0,
            step: revision.state.told().1,
            from: earlier
                .filter(|earlier| earlier.state != revision.state)
                .map(|earlier| earlier.state.told().0),
            comment: revision.comment.clone(),
            changed,
            opened: opened.map(|clash| clash.id).collect(),
            settled: clashes
                .iter()
                .filter(settles)
                .map(|clash| clash.id)
                .collect(),
        });
        earlier = Some(revision);
    }
    steps.reverse();
    (steps, in_form_order(fields))
}

fn changed(before: Option<&FieldValues>, after: &FieldValues) -> Vec<Group> {
    let empty = FieldValues::new();
    let before = before.unwrap_or(&empty);
    Group::all(&[before, after])
        .into_iter()
        .filter(|group| group.part(before) != group.part(after))
        .collect()
}

fn entry(revision: &Revision, values: FieldValues, waited: Option<Waited>) -> FieldEntry {
    FieldEntry {
        made: revision.made.clone(),
        values,
        waited,
    }
}

fn waited(clash: &RecordedClash) -> Waited {
    Waited {
        id: clash.id,
        kind: clash.clash.kind,
        settled: clash.settled.clone(),
    }
}

fn in_form_order(fields: BTreeMap<Group, Vec<FieldEntry>>) -> Vec<FieldHistory> {
    let mut fields: Vec<FieldHistory> = fields
        .into_iter()
        .map(|(group, mut entries)| {
            entries.reverse();
            FieldHistory { group, entries }
        })
        .collect();
    // A group that was only ever emptied here has no box left to go by, except its own name.
    fields.order_by_key(|field| {
        let keys = field.entries.iter().flat_map(|entry| entry.values.keys());
        let first = keys.map(FieldKey::form_order).min();
        first.or_else(|| Some(FieldKey::new(&field.group.to_string())?.form_order()))
    });
    fields
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::check::testing::draft;
    use crate::merge::ClashKind;
    use crate::operation::report::CommandKind;

    fn made(rev: u64, kind: CommandKind, by: &str) -> Made {
        Made {
            rev,
            kind,
            by: by.to_owned(),
            unit: "交通局".to_owned(),
            received_at: format!("2022-06-0{rev}T00:00:00Z").into(),
            made_at: "2031-01-01T00:00:00Z".into(),
        }
    }

    fn revision(rev: u64, kind: CommandKind, state: State, boxes: &[(&str, &str)]) -> Revision {
        Revision {
            made: made(rev, kind, "张三"),
            state,
            values: draft(boxes),
            comment: None,
        }
    }

    #[test]
    fn each_step_tells_what_it_moved_and_changed_the_newest_first() {
        use CommandKind::{Return, Submit};
        let figures = [("month_investment", "1"), ("year_to_date", "1")];
        let corrected = [("month_investment", "2"), ("year_to_date", "2")];
        let mut returned = revision(2, Return, State::Returned, &figures);
        returned.comment = Some("核对".to_owned());
        let all = [
            revision(1, Submit, State::Submitted, &figures),
            returned,
            revision(3, Submit, State::Submitted, &corrected),
        ];
        let (steps, fields) = tell(None, &all, &[]);
        let told: Vec<_> = steps
            .iter()
            .map(|step| (step.made.rev, step.from, step.changed.len()))
            .collect();
        assert_eq!(
            told,
            [
                (3, Some(State::Returned), 1),
                (2, Some(State::Submitted), 0),
                (1, None, 1)
            ]
        );
        assert_eq!(steps[1].comment.as_deref(), Some("核对"));
        assert_eq!(fields.len(), 1, "figures that must agree are one");
        let revs: Vec<u64> = fields[0]
            .entries
            .iter()
            .map(|entry| entry.made.rev)
            .collect();
        assert_eq!(revs, [3, 1]);
        assert_eq!(fields[0].entries[0].values, draft(&corrected));

        let (later, _) = tell(Some(&all[1]), &all[2..], &[]);
        assert_eq!(later[..], steps[..1], "a page tells the same");
    }

    #[test]
    fn a_value_that_waited_is_told_with_who_settled_it() {
        use CommandKind::{Resolve, Submit};
        let boxes = [("remarks", "accepted")];
        let all = [
            revision(1, CommandKind::Accept, State::Accepted, &boxes),
            revision(2, Submit, State::Accepted, &boxes),
            revision(3, Resolve, State::Accepted, &boxes),
        ];
        let values = draft(&boxes);
        let group = Group::of(values.keys().next().unwrap());
        let clash = RecordedClash {
            id: 7,
            clash: Clash {
                kind: ClashKind::Amendment,
                group,
                base: values.clone(),
                first: values,
                second: draft(&[("remarks", "proposed")]),
            },
            opened: 2,
            settled: Some(made(3, Resolve, "重点办")),
        };
        let (steps, fields) = tell(None, &all, &[clash]);
        assert_eq!(steps[1].opened, [7]);
        assert_eq!(steps[0].settled, [7]);
        assert!(steps[0].changed.is_empty(), "the accepted value stayed");
        let entries = &fields[0].entries;
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].values, draft(&[("remarks", "proposed")]));
        let settled = entries[0]
            .waited
            .as_ref()
            .unwrap()
            .settled
            .as_ref()
            .unwrap();
        assert_eq!((settled.rev, settled.by.as_str()), (3, "重点办"));
        assert_eq!(entries[1].waited, None);
    }

    #[test]
    fn fields_stand_as_on_the_form_and_an_emptied_one_is_told_as_empty() {
        use CommandKind::Set;
        let all = [
            revision(
                1,
                Set,
                State::Draft,
                &[
                    ("remarks", "x"),
                    ("visual_progress", "y"),
                    ("month_investment", "1"),
                ],
            ),
            revision(
                2,
                Set,
                State::Draft,
                &[("remarks", "x"), ("visual_progress", "y")],
            ),
        ];
        let (_, fields) = tell(None, &all, &[]);
        let order: Vec<String> = fields.iter().map(|field| field.group.to_string()).collect();
        assert_eq!(order, ["investment", "visual_progress", "remarks"]);
        assert!(fields[0].entries[0].values.is_empty());
    }

    fn any_values() -> impl Strategy<Value = FieldValues> {
        let key = prop_oneof![
            Just("month_investment"),
            Just("year_to_date"),
            Just("remarks"),
            Just("from_a_newer_form"),
        ];
        proptest::collection::btree_map(key, 0..3_u8, 0..4).prop_map(|pairs| {
            let texts: Vec<_> = pairs.iter().map(|(key, n)| (*key, n.to_string())).collect();
            let boxes: Vec<_> = texts
                .iter()
                .map(|(key, text)| (*key, text.as_str()))
                .collect();
            draft(&boxes)
        })
    }

    proptest! {
        #[test]
        fn the_entries_of_all_fields_give_every_revision_again(
            values in proptest::collection::vec(any_values(), 1..6),
        ) {
            let all: Vec<Revision> = (1..)
                .zip(values)
                .map(|(rev, values)| Revision {
                    made: made(rev, CommandKind::Set, "张三"),
                    state: State::Draft,
                    values,
                    comment: None,
                })
                .collect();
            let (_, fields) = tell(None, &all, &[]);
            for revision in &all {
                let mut again = FieldValues::new();
                for field in &fields {
                    let until = |entry: &&FieldEntry| entry.made.rev <= revision.made.rev;
                    let newest = field.entries.iter().find(until);
                    again.extend(newest.map(|entry| entry.values.clone()).unwrap_or_default());
                }
                prop_assert_eq!(&again, &revision.values);
            }
        }
    }
}
