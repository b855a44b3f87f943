//! What an operation carried that a server has lost and does not take again: where it goes.

use super::Replica;
use crate::merge::Group;
use crate::operation::Operation;
use crate::report::{Changes, FieldValues, apply};

/// What becomes of boxes that must agree, and that an operation carried in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recovery {
    /// Nothing of this device stands in their place: they are filled again.
    Filled,
    /// They are filled so already, or were seen and typed over.
    Superseded,
    /// Something stands there that was not typed over them: they waited in a conflict, say, and a
    /// rescue file was read in. They are in no box, and wait to be read.
    Displaced,
}

/// `carried`: by the operation; `base`: what local work is based on; `shown`: in the boxes.
fn recovery(carried: &FieldValues, base: &FieldValues, shown: &FieldValues) -> Recovery {
    if shown == base {
        Recovery::Filled
    } else if shown == carried || base == carried {
        Recovery::Superseded
    } else {
        Recovery::Displaced
    }
}

impl Replica {
    /// The boxes hold again what `lost` operations carried, in order, except where something else was
    /// typed since. Boxes that must agree come back as one, without what others put beside them. What
    /// cannot come back is kept among [`Replica::declined`], and taken out of the operation.
    pub(super) fn recover(&mut self, lost: &mut [&mut Operation]) {
        let mut carried = Changes::new();
        for operation in lost.iter() {
            carried.extend(operation.command.changes().clone());
        }
        let carried = apply(&FieldValues::new(), &carried);
        let mut draft = self.values().clone();
        let mut displaced = Vec::new();
        for group in Group::all(&[&carried]) {
            let (part, base) = (group.part(&carried), group.part(self.base()));
            match recovery(&part, &base, &group.part(self.values())) {
                Recovery::Filled => {
                    draft.retain(|field, _| Group::of(field) != group);
                    draft.extend(part.clone());
                }
                Recovery::Superseded => {}
                Recovery::Displaced => displaced.push(group.clone()),
            }
            // What was acknowledged once is not the server's any more.
            if part == base {
                self.own_base().retain(|field, _| Group::of(field) != group);
            }
        }
        self.draft = Some(draft).filter(|draft| draft != self.base());
        self.decline(displaced, lost);
    }

    /// Of each group the last operation's word.
    fn decline(&mut self, mut groups: Vec<Group>, lost: &mut [&mut Operation]) {
        for operation in lost.iter_mut().rev() {
            let Some(changes) = operation.command.changes_mut() else {
                continue;
            };
            let mut apart = changes.clone();
            apart.retain(|field, _| groups.contains(&Group::of(field)));
            if apart.is_empty() {
                continue;
            }
            changes.retain(|field, _| !apart.contains_key(field));
            groups.retain(|group| !apart.keys().any(|field| Group::of(field) == *group));
            let mut declined = (*operation).clone();
            if let Some(changes) = declined.command.changes_mut() {
                *changes = apart;
            }
            self.declined.push(declined);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::tests::key;
    use crate::ids::OpId;
    use crate::merge::{Clash, ClashKind};
    use crate::operation::report::{Command, CommandKind, State};
    use crate::operation::{Held, OpenConflict};
    use crate::report::{FORM_VERSION, Field, FieldValue};

    fn values(boxes: &[(Field, &str)]) -> FieldValues {
        let boxes = boxes.iter();
        boxes
            .map(|(field, text)| ((*field).into(), FieldValue::from(*text)))
            .collect()
    }

    fn remarks(text: &str) -> FieldValues {
        let text = Some(text).filter(|text| !text.is_empty());
        values(text.map(|text| (Field::Remarks, text)).as_slice())
    }

    fn held(values: &FieldValues) -> Held {
        Held {
            subject: key().into(),
            rev: 1,
            tag: None,
            state: State::Submitted.into(),
            review: None,
            hand_ins: None,
            course: None,
            values: values.clone(),
            by: String::new(),
            fillers: Vec::new(),
            received_at: "".into(),
            conflicts: Vec::new(),
        }
    }

    fn lost(name: &str, carried: &FieldValues) -> Operation {
        let changes = carried.iter();
        let changes = changes.map(|(key, value)| (key.clone(), Some(value.clone())));
        Operation {
            op_id: OpId::from(name.to_owned()),
            sequence: 1,
            subject: key().into(),
            form_version: FORM_VERSION,
            base_rev: 0,
            base_tag: None,
            previous: None,
            made_at: "".into(),
            command: Command::of(CommandKind::Set, changes.collect()).into(),
        }
    }

    #[test]
    fn boxes_are_filled_again_unless_something_else_was_written_there() {
        use Recovery::{Displaced, Filled, Superseded};
        for (carried, base, shown, expected) in [
            ("我的", "", "", Filled),
            ("我的", "别人的", "别人的", Filled),
            ("我的", "我的", "我的", Filled),
            ("我的", "", "我的", Superseded),
            ("我的", "我的", "后来填的", Superseded),
            ("我的", "我的", "", Superseded),
            ("我的", "", "读入的", Displaced),
            ("我的", "别人的", "读入的", Displaced),
            ("我的", "别人的", "", Displaced),
        ] {
            let [of, on, as_shown] = [carried, base, shown].map(remarks);
            let becomes = recovery(&of, &on, &as_shown);
            assert_eq!(becomes, expected, "{carried} {base} {shown}");
        }
    }

    #[test]
    fn what_is_recovered_is_out_of_the_base_and_everything_else_stays_in_it() {
        let told = values(&[(Field::Remarks, "备注"), (Field::VisualProgress, "进度")]);
        let mut report = Replica {
            server: Some(held(&told)),
            ..Replica::default()
        };
        assert_eq!(report.base(), &told);
        report.recover(&mut [&mut lost("1", &remarks("备注"))]);
        assert_eq!(report.base(), &values(&[(Field::VisualProgress, "进度")]));
        assert_eq!(report.draft, Some(told));
    }

    #[test]
    fn of_what_is_displaced_the_last_word_stays_to_be_read_and_leaves_its_operation() {
        let mut report = Replica {
            draft: Some(remarks("读入的")),
            ..Replica::default()
        };
        let mut both = remarks("最后的");
        both.extend(values(&[(Field::VisualProgress, "进度")]));
        let [mut first, mut last] = [lost("1", &remarks("最初的")), lost("2", &both)];
        report.recover(&mut [&mut first, &mut last]);
        assert_eq!(report.declined, [lost("2", &remarks("最后的"))]);
        let progress = values(&[(Field::VisualProgress, "进度")]);
        assert_eq!(last, lost("2", &progress));
        let mut shown = remarks("读入的");
        shown.extend(progress);
        assert_eq!(report.draft, Some(shown));
    }

    #[test]
    fn a_value_that_waited_in_a_conflict_which_a_restore_took_away_is_in_its_box_again() {
        let typed = values(&[(Field::VisualProgress, "我的进度")]);
        let second = remarks("我的备注");
        let mut server = held(&values(&[
            (Field::Remarks, "别人的备注"),
            (Field::VisualProgress, "别人的进度"),
        ]));
        server.conflicts.push(OpenConflict {
            id: 1,
            clash: Clash {
                kind: ClashKind::Conflict,
                group: Group::of(&Field::Remarks.into()),
                base: FieldValues::new(),
                first: remarks("别人的备注"),
                second: second.clone(),
            },
            first_by: String::new(),
            second_by: String::new(),
            second_user: String::new(),
            first_at: "".into(),
            second_at: "".into(),
        });
        let mut report = Replica {
            base: Some(FieldValues::new()),
            draft: Some(typed.clone()),
            ..Replica::default()
        };
        report.receive(server, true);
        // The server is put back, and refuses what had waited.
        report.replace_server(None);
        report.recover(&mut [&mut lost("1", &second)]);
        let both = typed.into_iter().chain(second).collect();
        assert_eq!(report.draft, Some(both));
    }
}
