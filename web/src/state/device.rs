//! What the device knows, with what is counted and listed of it until it changes: every drawing asks
//! for that, and a city's device holds thousands of reports.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use yuebao_domain::device::{Boxes, Device, Editions, ReportKey, Row, Subject};
use yuebao_domain::operation::SubjectKind;
use yuebao_domain::period::Month;

use super::{Desk, Kept, Made, MadeDocument};

/// A [`Device`] that remembers its numbers: read by [`CountedDevice::get`], changed by
/// [`CountedDevice::get_mut`], after which everything is counted anew.
#[derive(Debug, Clone, Default)]
pub struct CountedDevice {
    device: Device,
    counts: Counts,
    /// The newest document, which may be the same after a change.
    document: RefCell<Kept>,
    editions: Editions,
}

#[derive(Debug, Clone, Default)]
struct Counts {
    waiting: OnceCell<usize>,
    attention: OnceCell<usize>,
    to_review: OnceCell<usize>,
    questions: OnceCell<usize>,
    projects: RefCell<Option<(Month, Rc<[String]>)>>,
    /// Whether the document is of what the device knows now.
    is_made: Cell<bool>,
    desk: RefCell<Option<(Month, Rc<Desk>)>>,
}

impl CountedDevice {
    /// What the device knows.
    pub const fn get(&self) -> &Device {
        &self.device
    }

    /// The same, to be changed at will: everything is counted anew.
    pub fn get_mut(&mut self) -> &mut Device {
        self.counts = Counts::default();
        &mut self.device
    }

    /// [`Device::waiting`].
    pub fn waiting(&self) -> usize {
        *self.counts.waiting.get_or_init(|| self.device.waiting())
    }

    /// [`Device::needs_attention`].
    pub fn needs_attention(&self) -> usize {
        let count = || self.device.needs_attention();
        *self.counts.attention.get_or_init(count)
    }

    /// How much of every kind waits for this user.
    pub fn to_look_at(&self) -> usize {
        let kinds = SubjectKind::ALL.into_iter();
        kinds.map(|kind| self.count_to_look_at(kind)).sum()
    }

    /// [`Device::count_to_look_at`].
    pub fn count_to_look_at(&self, kind: SubjectKind) -> usize {
        match kind {
            SubjectKind::Report => self.needs_attention(),
            SubjectKind::Question => self.questions_to_look_at(),
            _ => self.device.count_to_look_at(kind),
        }
    }

    /// Changes one report. Of all reports only that one is looked at to count anew.
    pub fn change<T>(&mut self, key: &ReportKey, change: impl FnOnce(&mut Device) -> T) -> T {
        let others = self.needs_attention() - usize::from(self.get().is_to_look_at(key));
        let projects = self.counts.projects.take();
        let questions = std::mem::take(&mut self.counts.questions);
        let made = change(self.get_mut());
        let attention = others + usize::from(self.get().is_to_look_at(key));
        self.counts.attention = OnceCell::from(attention);
        self.counts.projects = projects.into();
        self.counts.questions = questions;
        made
    }

    /// Changes questions alone, so that only those are counted anew.
    pub fn change_questions<T>(&mut self, change: impl FnOnce(&mut Device) -> T) -> T {
        let counts = std::mem::take(&mut self.counts);
        let made = change(&mut self.device);
        self.counts = Counts {
            waiting: OnceCell::new(),
            questions: OnceCell::new(),
            ..counts
        };
        made
    }

    /// Keeps what is typed about a subject. Nothing that is counted or made of the device follows from it.
    pub fn keep_typed(&mut self, subject: &Subject, boxes: Boxes) -> Vec<Row> {
        self.device.keep_typed(subject, boxes)
    }

    /// [`Device::questions_to_look_at`].
    pub fn questions_to_look_at(&self) -> usize {
        let count = || self.device.questions_to_look_at();
        *self.counts.questions.get_or_init(count)
    }

    /// The ids of the projects that are in the plan of `month`, in order.
    pub fn projects_in(&self, month: Month) -> Rc<[String]> {
        let known = self.counts.projects.borrow().clone();
        if let Some((_, projects)) = known.filter(|(of, _)| *of == month) {
            return projects;
        }
        let plans = self.device.plans_at(month);
        let projects: Rc<[String]> = plans
            .filter(|plan| plan.is_in_plan(month))
            .map(|plan| plan.id.clone())
            .collect();
        let known = (month, projects.clone());
        self.counts.projects.replace(Some(known));
        projects
    }

    /// A document of what is on the device, made once; `None` where there is nothing to make it of. After
    /// a change `make` is given the one of before, which may be the same still.
    pub fn document(
        &self,
        of: Made,
        make: impl FnOnce(&Device, &Editions, Option<Rc<MadeDocument>>) -> Option<Rc<MadeDocument>>,
    ) -> Option<Rc<MadeDocument>> {
        let before = self.document.take().filter(|(made, _)| *made == of);
        let before = before.and_then(|(_, document)| document);
        let document = if self.counts.is_made.replace(true) && before.is_some() {
            before
        } else {
            make(&self.device, &self.editions, before)
        };
        self.document.replace(Some((of, document.clone())));
        document
    }

    /// What 统计与函件 of a month is drawn from, made once.
    pub fn desk(&self, month: Month, make: impl FnOnce(&Device) -> Desk) -> Rc<Desk> {
        let known = self.counts.desk.borrow().clone();
        if let Some((_, desk)) = known.filter(|(of, _)| *of == month) {
            return desk;
        }
        let desk = Rc::new(make(&self.device));
        self.counts.desk.replace(Some((month, desk.clone())));
        desk
    }

    /// How many reports of any month wait for this reviewer.
    pub fn count_to_review(&self) -> usize {
        let count = || self.device.to_review().count();
        *self.counts.to_review.get_or_init(count)
    }
}

impl From<Device> for CountedDevice {
    fn from(device: Device) -> Self {
        Self {
            device,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use yuebao_domain::device::{Refused, Replica};
    use yuebao_domain::operation::report::State as Stand;
    use yuebao_domain::plan::Nature;
    use yuebao_domain::publish::{Kind, Source, Status, publish};
    use yuebao_domain::report::Field;
    use yuebao_domain::rights::Role;
    use yuebao_domain::text::Lang;

    use crate::state::testing::{env, key, project, report, state, values};
    use crate::state::{Action, Made, MadeDocument};

    #[test]
    fn what_was_counted_is_counted_anew_after_a_change() {
        let mut state = state(Role::Clerk);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        let counts = |state: &super::super::State| {
            let device = &state.device;
            (device.waiting(), device.needs_attention())
        };
        assert_eq!(counts(&state), (0, 0));
        report(&mut state, "a", Stand::Returned, &[]);
        assert_eq!(counts(&state), (0, 1));
        let changes = values(&[(Field::Remarks.key(), "连日降雨")]).into_iter();
        let edit = Action::Edit {
            project: "a".to_owned(),
            changes: changes.map(|(key, value)| (key, Some(value))).collect(),
        };
        state.update(edit, &env());
        assert_eq!(counts(&state), (1, 1));
    }

    #[test]
    fn a_changed_report_is_counted_as_if_all_were() {
        let mut state = state(Role::Clerk);
        for id in ["a", "b"] {
            project(&mut state, id, "滨江大道", Nature::Continuing);
            report(&mut state, id, Stand::Returned, &[]);
        }
        report(&mut state, "c", Stand::Draft, &[]);
        let mut set = |id: &str, refused: Option<Refused>| {
            let device = &mut state.device;
            device.needs_attention();
            device.change(&key(id), |device| {
                device.reports.get_mut(&key(id)).unwrap().refused = refused;
            });
            let counted = device.needs_attention();
            assert_eq!(counted, device.get().needs_attention());
            counted
        };
        let refused = Refused {
            findings: Vec::new(),
            refusal: None,
            detail: None,
        };
        assert_eq!(set("c", Some(refused)), 3);
        assert_eq!(set("c", None), 2);
        assert_eq!(set("a", None), 2);
    }

    #[test]
    fn a_document_is_made_again_after_a_change_and_may_stay_the_same() {
        let mut state = state(Role::CityOffice);
        let of = |lang| Made {
            kind: Kind::MonthlyTable,
            month: "2022-05".parse().unwrap(),
            lang,
            today: None,
        };
        let asked = Cell::new(0);
        let made = |state: &super::super::State, lang| {
            let made = state.device.document(of(lang), |_, _, before| {
                asked.set(asked.get() + 1);
                let source = Source::new(
                    of(lang).month,
                    state.profile().unwrap().clone(),
                    Status::Provisional,
                );
                let anew = || MadeDocument {
                    document: publish(Kind::MonthlyTable, &source, lang),
                    source: source.clone(),
                    differs_from: None,
                };
                Some(before.unwrap_or_else(|| Rc::new(anew())))
            });
            made.unwrap()
        };
        let first = made(&state, Lang::Zh);
        assert!(Rc::ptr_eq(&first, &made(&state, Lang::Zh)));
        assert_eq!(asked.get(), 1);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        assert!(Rc::ptr_eq(&first, &made(&state, Lang::Zh)), "it was given");
        assert_eq!(asked.get(), 2);
        assert!(!Rc::ptr_eq(&first, &made(&state, Lang::En)), "another one");
        assert!(!Rc::ptr_eq(&first, &made(&state, Lang::Zh)), "one is kept");
        assert_eq!(asked.get(), 4);
    }

    #[test]
    fn a_new_project_and_another_month_are_listed() {
        let mut state = state(Role::Clerk);
        project(&mut state, "b", "滨江大道", Nature::Continuing);
        let may = state.screen.month.unwrap();
        assert_eq!(*state.device.projects_in(may), ["b"]);
        state.device.change(&key("b"), |device| {
            device.reports.insert(key("b"), Replica::default());
        });
        assert_eq!(*state.device.projects_in(may), ["b"]);
        project(&mut state, "a", "城北水厂", Nature::Continuing);
        assert_eq!(*state.device.projects_in(may), ["a", "b"]);
        let before = "2021-12".parse().unwrap();
        assert!(state.device.projects_in(before).is_empty());
        assert_eq!(state.device.projects_in(may).len(), 2);
    }

    #[test]
    fn what_waits_for_a_reviewer_is_counted_anew_after_a_decision() {
        let mut state = state(Role::CountyCoordinator);
        project(&mut state, "a", "滨江大道", Nature::Continuing);
        report(
            &mut state,
            "a",
            Stand::Submitted,
            &[("remarks", "连日降雨")],
        );
        assert_eq!(state.device.count_to_review(), 1);
        let accept = Action::Accept {
            key: key("a"),
            comment: String::new(),
        };
        state.update(accept, &env());
        assert_eq!(state.device.count_to_review(), 0);
    }
}
