//! Boxes of a form: what stands at some of its boxes, and nothing else. As a component's property
//! it says by itself whether anything has changed that the component shows.

use std::rc::Rc;

use yuebao_domain::figures::Sum;
use yuebao_domain::operation::OpenConflict;
use yuebao_domain::report::records::Parts;
use yuebao_domain::report::{Field, FieldKey, FieldValue, FieldValues, Section};

use super::context::FormContext;
use super::explained::ExplainedFinding;
use super::last_month::{LastMonth, LastValue, only};
use super::questions::is_explanation;
use crate::pages::questions::model::Thread;
use crate::state::HistoryPane;

/// See the module.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Boxes {
    pub(super) context: Rc<FormContext>,
    /// What the boxes hold.
    pub(super) values: FieldValues,
    /// Last month's report, as it counts.
    pub(super) last_month: LastMonth,
    /// In the checks' order.
    pub(super) findings: Vec<Rc<ExplainedFinding>>,
    /// Boxes that hold something that they are not for, or that is not complete.
    pub(super) unread: Vec<FieldKey>,
    /// Boxes that only make sense after another answer.
    pub(super) unasked: Vec<Field>,
    /// What would add up.
    pub(super) sums: Vec<(Field, Sum)>,
    /// What waits for a decision.
    pub(super) open: Vec<OpenConflict>,
    /// The history that is shown.
    pub(super) history: Option<Rc<HistoryPane>>,
    /// What was asked.
    pub(super) questions: Vec<Rc<Thread>>,
    /// What is being asked, with what is written of it.
    pub(super) asking: Vec<(FieldKey, String)>,
}

impl Boxes {
    /// Of it only what stands at the boxes that are `wanted`.
    pub(super) fn only(&self, wanted: impl Fn(&FieldKey) -> bool) -> Self {
        let at = |field: &Field| wanted(&FieldKey::from(*field));
        let fields = |fields: &[Field]| fields.iter().copied().filter(at).collect();
        let findings = self.findings.iter();
        let findings = findings.filter(|explained| explained.place().is_some_and(&wanted));
        let open = self.open.iter();
        let open = open.filter(|open| differing(open).any(&wanted));
        let history = self.history.as_ref();
        Self {
            context: self.context.clone(),
            values: only(&self.values, &wanted),
            last_month: self.last_month.only(&wanted),
            findings: findings.cloned().collect(),
            unread: (self.unread.iter())
                .filter(|key| wanted(key))
                .cloned()
                .collect(),
            unasked: fields(&self.unasked),
            sums: (self.sums.iter().copied())
                .filter(|(field, _)| at(field))
                .collect(),
            open: open.cloned().collect(),
            history: history
                .filter(|pane| pane.of_box().is_some_and(&wanted))
                .cloned(),
            questions: (self.questions.iter())
                .filter(|it| wanted(&it.field))
                .cloned()
                .collect(),
            asking: (self.asking.iter())
                .filter(|(key, _)| wanted(key))
                .cloned()
                .collect(),
        }
    }

    /// Of it only one section. Explanations stand beside their findings, in no section of their own.
    pub(super) fn section(&self, section: Section) -> Self {
        self.only(|key| key.section() == section && !is_explanation(key))
    }

    /// Whether something is filled, found, asked or open in any of them.
    pub(super) fn has_something(&self) -> bool {
        !(self.values.is_empty()
            && self.findings.is_empty()
            && self.questions.is_empty()
            && self.asking.is_empty()
            && self.open.is_empty())
    }

    /// What a box holds; empty if nothing.
    pub(super) fn text(&self, field: Field) -> &str {
        text_of(&self.values, field)
    }

    /// The parts of an entry.
    pub(super) fn parts(&self, key: &FieldKey) -> Rc<Parts> {
        let parts = self.values.get(key).and_then(FieldValue::record);
        Rc::new(parts.cloned().unwrap_or_default())
    }

    /// The findings that are shown at `key`.
    pub(super) fn findings_at(&self, key: &FieldKey) -> impl Iterator<Item = &ExplainedFinding> {
        let findings = self.findings.iter().map(Rc::as_ref);
        findings.filter(move |explained| explained.place() == Some(key))
    }

    /// Whether a mandatory finding is shown at `key`.
    pub(super) fn is_wrong(&self, key: &FieldKey) -> bool {
        self.findings_at(key).any(ExplainedFinding::is_mandatory)
    }

    /// Whether the box holds something that it is not for, or that is not complete.
    pub(super) fn is_unread(&self, key: &FieldKey) -> bool {
        self.unread.contains(key)
    }

    /// What stands in grey beside a box.
    pub(super) fn last_value(&self, field: Field) -> LastValue {
        self.last_month
            .beside(field, self.context.decimals.shown, self.context.lang)
    }

    /// Whether there is a question about the box.
    pub(super) fn is_asked_about(&self, field: Field) -> bool {
        self.questions
            .iter()
            .any(|it| it.field.field() == Some(field))
    }

    /// Whether the box is on the form as it stands.
    pub(super) fn is_shown(&self, field: Field) -> bool {
        !self.text(field).is_empty()
            || self.findings_at(&field.into()).next().is_some()
            || self.is_asked_about(field)
            || !self.unasked.contains(&field)
    }
}

/// The boxes about which there are two values.
pub(super) fn differing(open: &OpenConflict) -> impl Iterator<Item = &FieldKey> {
    let (first, second) = (&open.clash.first, &open.clash.second);
    let keys = first.keys().chain(second.keys());
    keys.filter(move |key| first.get(*key) != second.get(*key))
}

pub(super) fn text_of(values: &FieldValues, field: Field) -> &str {
    let value = values.get(&FieldKey::from(field));
    value.and_then(FieldValue::text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::rights::Role;

    use super::super::model::Form;
    use super::*;
    use crate::dispatch::Dispatch;
    use crate::state::testing::{conflict, env, project, report, state, values};
    use crate::state::{About, Action, State};

    fn sections(state: &State, send: &Dispatch) -> Vec<Boxes> {
        let form = Form::new(state, "a", send).unwrap();
        let sections = Section::ALL.iter();
        sections
            .map(|section| form.boxes.section(*section))
            .collect()
    }

    /// The sections that are drawn again when `action` is done.
    fn drawn_by(state: &mut State, action: Action) -> Vec<Section> {
        let send = Dispatch::noop();
        let before = sections(state, &send);
        state.update(action, &env());
        let pairs = before.into_iter().zip(sections(state, &send));
        let changed = pairs.zip(Section::ALL);
        changed
            .filter(|((before, after), _)| before != after)
            .map(|(_, section)| section)
            .collect()
    }

    fn clerk() -> State {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        report(&mut state, "a", Stand::Draft, &[("month_investment", "10")]);
        state
    }

    fn fill(name: &str, text: &str) -> Action {
        let changes = values(&[(name, text)]).into_iter();
        Action::Edit {
            project: "a".to_owned(),
            changes: changes.map(|(key, value)| (key, Some(value))).collect(),
        }
    }

    #[test]
    fn what_is_typed_draws_its_own_section_alone() {
        let mut state = clerk();
        for (name, section) in [
            ("remarks", Section::Remarks),
            ("month_investment", Section::Investment),
            ("milestone.permit", Section::Preliminary),
            ("problem.1", Section::Problems),
        ] {
            let drawn = drawn_by(&mut state, fill(name, "12"));
            assert_eq!(drawn, [section], "{name}");
        }
    }

    #[test]
    fn a_finding_draws_the_section_where_it_is_shown() {
        let mut state = clerk();
        drawn_by(&mut state, fill("since_start", "5"));
        let drawn = drawn_by(&mut state, fill("year_to_date", "9"));
        assert_eq!(drawn, [Section::Investment], "M105 stands there");
        drawn_by(&mut state, fill("status", "halted"));
        let drawn = drawn_by(&mut state, fill("resume_this_year", "yes"));
        assert_eq!(drawn, [Section::Status], "asked for: when it goes on");
    }

    #[test]
    fn a_box_is_given_its_own_conflict_and_history_and_no_other() {
        let mut state = clerk();
        let side = |text| values(&[("month_investment", text)]);
        conflict(&mut state, "a", 7, side("10"), side("10"), side("12"));
        let key = FieldKey::from(Field::MonthInvestment);
        let ask = Action::ShowHistory {
            project: "a".to_owned(),
            about: About::Box(key.clone()),
        };
        assert_eq!(drawn_by(&mut state, ask), [Section::Investment]);
        let send = Dispatch::noop();
        let form = Form::new(&state, "a", &send).unwrap();
        let own = form.boxes.only(|at| *at == key);
        assert_eq!((own.open.len(), own.history.is_some()), (1, true));
        let other = form
            .boxes
            .only(|at| *at == FieldKey::from(Field::YearToDate));
        assert_eq!((other.open.len(), other.history.is_some()), (0, false));
    }
}
