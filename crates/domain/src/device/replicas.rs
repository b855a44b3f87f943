//! What is here of each subject, whatever it is.

use super::{Device, Replica, Row};
use crate::operation::Subject;

impl Device {
    /// What is here of a subject.
    pub fn replica(&self, subject: &Subject) -> Option<&Replica> {
        match subject {
            Subject::Report(key) => self.reports.get(key),
            Subject::Question(key) => self.questions.get(key),
            Subject::Month(month) => self.months.get(month),
            Subject::Plan(key) => self.plans.get(key),
            Subject::Persons(key) => self.persons.get(key),
            Subject::Publication(key) => self.publications.get(key),
            Subject::Statistics(month) => self.statistics.get(month),
            Subject::Letters(month) => self.letters.get(month),
            Subject::Summary(key) => self.summaries.get(key),
        }
    }

    pub(super) fn replica_mut(&mut self, subject: &Subject) -> Option<&mut Replica> {
        match subject {
            Subject::Report(key) => self.reports.get_mut(key),
            Subject::Question(key) => self.questions.get_mut(key),
            Subject::Month(month) => self.months.get_mut(month),
            Subject::Plan(key) => self.plans.get_mut(key),
            Subject::Persons(key) => self.persons.get_mut(key),
            Subject::Publication(key) => self.publications.get_mut(key),
            Subject::Statistics(month) => self.statistics.get_mut(month),
            Subject::Letters(month) => self.letters.get_mut(month),
            Subject::Summary(key) => self.summaries.get_mut(key),
        }
    }

    /// The same, made if nothing is here yet.
    pub(super) fn replica_of(&mut self, subject: &Subject) -> &mut Replica {
        match subject {
            Subject::Report(key) => self.reports.entry(key.clone()).or_default(),
            Subject::Question(key) => self.questions.entry(key.clone()).or_default(),
            Subject::Month(month) => self.months.entry(*month).or_default(),
            Subject::Plan(key) => self.plans.entry(key.clone()).or_default(),
            Subject::Persons(key) => self.persons.entry(key.clone()).or_default(),
            Subject::Publication(key) => self.publications.entry(*key).or_default(),
            Subject::Statistics(month) => self.statistics.entry(*month).or_default(),
            Subject::Letters(month) => self.letters.entry(*month).or_default(),
            Subject::Summary(key) => self.summaries.entry(key.clone()).or_default(),
        }
    }

    /// Takes away what is here of a subject that has boxes of its own on screen, if it is nothing and
    /// nothing is on its way.
    pub(super) fn drop_empty(&mut self, subject: &Subject) {
        let is_empty = self.replica(subject) == Some(&Replica::default());
        if !is_empty || self.pending(subject).next().is_some() {
            return;
        }
        match subject {
            Subject::Statistics(month) => self.statistics.remove(month),
            Subject::Letters(month) => self.letters.remove(month),
            Subject::Summary(key) => self.summaries.remove(key),
            _ => None,
        };
    }

    /// Every subject that is here.
    pub fn replicas(&self) -> impl Iterator<Item = (Subject, &Replica)> {
        let reports = self.reports.iter();
        let reports = reports.map(|(key, replica)| (key.clone().into(), replica));
        let questions = self.questions.iter();
        let questions = questions.map(|(key, replica)| (key.clone().into(), replica));
        let months = self.months.iter();
        let months = months.map(|(month, replica)| ((*month).into(), replica));
        let plans = self.plans.iter();
        let plans = plans.map(|(key, replica)| (key.clone().into(), replica));
        let persons = self.persons.iter();
        let persons = persons.map(|(key, replica)| (key.clone().into(), replica));
        let statistics = self.statistics.iter();
        let statistics = statistics.map(|(month, replica)| (Subject::Statistics(*month), replica));
        let letters = self.letters.iter();
        let letters = letters.map(|(month, replica)| (Subject::Letters(*month), replica));
        let summaries = self.summaries.iter();
        let summaries = summaries.map(|(key, replica)| (Subject::Summary(key.clone()), replica));
        let all = reports.chain(questions).chain(months).chain(plans);
        let published = self.publications.iter();
        let published = published.map(|(key, replica)| ((*key).into(), replica));
        all.chain(persons)
            .chain(published)
            .chain(statistics)
            .chain(letters)
            .chain(summaries)
    }

    /// The names of those for which something holds.
    pub(super) fn subjects(&self, holds: impl Fn(&Replica) -> bool) -> Vec<Subject> {
        let held = self.replicas().filter(|(_, replica)| holds(replica));
        held.map(|(subject, _)| subject).collect()
    }

    pub(super) fn replica_row(&self, subject: &Subject) -> Row {
        Row::of(subject.path(), self.replica(subject))
    }
}
