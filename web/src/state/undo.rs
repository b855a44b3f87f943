//! 撤消: what the boxes of a report held before the last changes, so that these can be taken back.

use yuebao_domain::device::ReportKey;
use yuebao_domain::order::Gather;
use yuebao_domain::report::{Changes, FieldKey, FieldValue, FieldValues};

/// Older changes are forgotten.
const MOST: usize = 100;

/// The last changes to the report that was changed last.
#[derive(Debug, Clone, Default)]
pub struct Undo {
    report: Option<ReportKey>,
    steps: Vec<Step>,
}

/// One change: letters typed into one box in a row, or boxes that were filled together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    boxes: Vec<BoxChange>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct BoxChange {
    key: FieldKey,
    before: Option<FieldValue>,
    after: Option<FieldValue>,
}

impl Undo {
    /// Keeps what `values`, the boxes of `report`, held where `changes` are about to be made.
    pub(super) fn note(&mut self, report: &ReportKey, values: &FieldValues, changes: &Changes) {
        if self.report.as_ref() != Some(report) {
            *self = Self {
                report: Some(report.clone()),
                steps: Vec::new(),
            };
        }
        if changes.len() == 1
            && let Some((key, after)) = changes.first_key_value()
            && let Some([last]) = self.steps.last_mut().map(|step| &mut step.boxes[..])
            && last.key == *key
            && last.after.as_ref() == values.get(key)
        {
            last.after.clone_from(after);
            return;
        }
        let boxes = changes.iter().map(|(key, after)| BoxChange {
            key: key.clone(),
            before: values.get(key).cloned(),
            after: after.clone(),
        });
        let boxes: Vec<BoxChange> = boxes.filter(|one| one.before != one.after).collect();
        if !boxes.is_empty() {
            self.steps.push(Step { boxes });
        }
        let surplus = self.steps.len().saturating_sub(MOST);
        self.steps.drain(..surplus);
    }

    /// What takes the last change to `report` back; nothing if there is none. A box that holds
    /// something else by now, from another device, stays as it is.
    pub fn last(&self, report: &ReportKey, values: &FieldValues) -> Option<Changes> {
        let own = self.report.as_ref() == Some(report);
        let steps = self.steps.iter().rev().filter(|_| own);
        steps
            .map(|step| step.back(values))
            .find(|back| !back.is_empty())
    }

    /// Forgets the last change, which was taken back, and what could not be.
    pub(super) fn forget(&mut self, values: &FieldValues) {
        while let Some(step) = self.steps.pop() {
            if !step.back(values).is_empty() {
                return;
            }
        }
    }

    /// Forgets everything: the report was handed in.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Step {
    fn back(&self, values: &FieldValues) -> Changes {
        let held = self
            .boxes
            .iter()
            .filter(|one| one.before != one.after && values.get(&one.key) == one.after.as_ref());
        held.map(|one| (one.key.clone(), one.before.clone()))
            .into_map()
    }
}

#[cfg(test)]
mod tests {
    use yuebao_domain::report::apply;

    use super::*;
    use crate::state::testing::{key, values};

    /// Makes changes one after the other, as the state does.
    fn after(undo: &mut Undo, held: &mut FieldValues, changes: &[(&str, Option<&str>)]) {
        for (name, value) in changes {
            let one = [(FieldKey::new(name).unwrap(), value.map(FieldValue::from))].into();
            undo.note(&key("a"), held, &one);
            *held = apply(held, &one);
        }
    }

    fn back(undo: &mut Undo, held: &mut FieldValues) -> bool {
        let Some(changes) = undo.last(&key("a"), held) else {
            return false;
        };
        undo.forget(held);
        *held = apply(held, &changes);
        true
    }

    #[test]
    fn letters_in_one_box_are_one_change_and_boxes_are_taken_back_in_turn() {
        let (mut undo, mut held) = (Undo::default(), values(&[("status", "normal")]));
        after(
            &mut undo,
            &mut held,
            &[
                ("month_investment", Some("1")),
                ("month_investment", Some("18")),
                ("month_investment", Some("182")),
                ("status", Some("halted")),
                ("month_investment", None),
            ],
        );
        let steps = [
            values(&[("status", "halted"), ("month_investment", "182")]),
            values(&[("status", "normal"), ("month_investment", "182")]),
            values(&[("status", "normal")]),
        ];
        for expected in steps {
            assert!(back(&mut undo, &mut held));
            assert_eq!(held, expected);
        }
        assert!(!back(&mut undo, &mut held));
    }

    #[test]
    fn boxes_filled_together_are_taken_back_together() {
        let (mut undo, mut held) = (Undo::default(), values(&[("construction", "7")]));
        let filled: Changes = values(&[("construction", "10"), ("equipment", "20")])
            .into_iter()
            .map(|(key, value)| (key, Some(value)))
            .collect();
        undo.note(&key("a"), &held, &filled);
        held = apply(&held, &filled);
        assert!(back(&mut undo, &mut held));
        assert_eq!(held, values(&[("construction", "7")]));
    }

    #[test]
    fn what_another_device_has_filled_since_stays() {
        let (mut undo, mut held) = (Undo::default(), FieldValues::new());
        after(
            &mut undo,
            &mut held,
            &[("construction", Some("10")), ("equipment", Some("20"))],
        );
        held.extend(values(&[("equipment", "25")]));
        assert!(back(&mut undo, &mut held));
        assert_eq!(held, values(&[("equipment", "25")]));
        assert!(!back(&mut undo, &mut held));
    }

    #[test]
    fn another_report_is_not_touched() {
        let (mut undo, mut held) = (Undo::default(), FieldValues::new());
        after(&mut undo, &mut held, &[("construction", Some("10"))]);
        assert_eq!(undo.last(&key("b"), &held), None);
    }

    #[test]
    fn a_long_morning_is_not_kept_whole() {
        let (mut undo, mut held) = (Undo::default(), FieldValues::new());
        for turn in 0..MOST + 10 {
            let (name, text) = (["construction", "equipment"][turn % 2], turn.to_string());
            after(&mut undo, &mut held, &[(name, Some(&text))]);
        }
        assert_eq!(undo.steps.len(), MOST);
    }
}
