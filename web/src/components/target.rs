//! Where a leaf input puts what is typed: a box of a report, or one part of an entry.

use std::rc::Rc;

use yew::AttrValue;
use yuebao_domain::check::Unfinished;
use yuebao_domain::report::records::Parts;
use yuebao_domain::report::{FieldKey, FieldValue};

use crate::dispatch::Dispatch;
use crate::state::{Action, UnfinishedBox};
use yuebao_domain::order::Gather;

/// One box of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    send: Dispatch,
    project: AttrValue,
    key: FieldKey,
    part: Option<(&'static str, Rc<Parts>)>,
}

impl Target {
    /// A box of its own.
    pub fn of_box(send: &Dispatch, project: &AttrValue, key: FieldKey) -> Self {
        Self {
            send: send.clone(),
            project: project.clone(),
            key,
            part: None,
        }
    }

    /// The part `name` of an entry whose parts are `parts`.
    pub fn of_part(
        send: &Dispatch,
        project: &AttrValue,
        key: FieldKey,
        name: &'static str,
        parts: &Rc<Parts>,
    ) -> Self {
        Self {
            part: Some((name, parts.clone())),
            ..Self::of_box(send, project, key)
        }
    }

    /// Puts the cells of a column into this box and those that follow it.
    pub fn paste(&self, cells: Vec<String>) {
        if let Some(first) = self.key.field() {
            self.send.emit(Action::Paste {
                project: self.project.to_string(),
                first,
                cells,
            });
        }
    }

    /// Says that the box shows what is not complete, or does not do so any more.
    pub fn halfway(&self, what: Option<Unfinished>, is_left: bool) {
        self.send.emit(Action::Unfinished {
            project: self.project.to_string(),
            half: UnfinishedBox {
                key: self.key.clone(),
                part: self.part.as_ref().map(|(name, _)| *name),
                what,
                is_left,
            },
        });
    }

    /// Puts `value` into the box; `None` empties it.
    pub fn put(&self, value: Option<String>) {
        let change = match &self.part {
            None => value.map(FieldValue::Text),
            Some((name, parts)) => entry(&self.key, parts, name, value),
        };
        self.send.emit(Action::Edit {
            project: self.project.to_string(),
            changes: [(self.key.clone(), change)].into_iter().into_map(),
        });
    }
}

/// The entry after one of its fields was filled or emptied; `None` if nothing is left of it.
fn entry(key: &FieldKey, parts: &Parts, name: &str, value: Option<String>) -> Option<FieldValue> {
    let mut parts = parts.clone();
    match value {
        Some(value) => parts.insert(name.to_owned(), value),
        None => parts.remove(name),
    };
    let record = key.entry().map(|(record, _)| record);
    let stays = record.map_or(!parts.is_empty(), |record| record.keeps(&parts));
    stays.then_some(FieldValue::Record(parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(pairs: &[(&str, &str)]) -> Parts {
        let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        pairs.iter().map(own).collect()
    }

    fn after(key: &str, before: &[(&str, &str)], name: &str, value: Option<&str>) -> Option<Parts> {
        let key = FieldKey::new(key).unwrap();
        let value = value.map(str::to_owned);
        entry(&key, &parts(before), name, value).map(|value| value.record().unwrap().clone())
    }

    #[test]
    fn other_parts_of_an_entry_stay_even_unknown_ones() {
        let before = [("type", "land"), ("from_a_newer_form", "x")];
        assert_eq!(
            after("problem.1", &before, "owner", Some("某局")),
            Some(parts(&[
                ("type", "land"),
                ("from_a_newer_form", "x"),
                ("owner", "某局")
            ]))
        );
    }

    #[test]
    fn a_problem_stays_until_it_is_removed() {
        assert_eq!(
            after("problem.1", &[("type", "land")], "type", None),
            Some(Parts::new())
        );
    }

    #[test]
    fn a_milestone_without_days_is_gone() {
        let before = [("planned", "2022-05-01"), ("done", "2022-05-02")];
        assert_eq!(
            after("milestone.permit", &before, "done", None),
            Some(parts(&[("planned", "2022-05-01")]))
        );
        assert_eq!(
            after("milestone.permit", &before[..1], "planned", None),
            None
        );
    }

    #[test]
    fn an_explanation_without_words_is_gone() {
        let before = [("fingerprint", "a=1;")];
        let key = "explanation.M107.since_start";
        assert_eq!(after(key, &before, "text", None), None);
        assert_eq!(
            after(key, &before, "text", Some("已入账")),
            Some(parts(&[("fingerprint", "a=1;"), ("text", "已入账")]))
        );
    }
}
