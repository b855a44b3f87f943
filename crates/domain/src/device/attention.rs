//! What waits for this user to look at it: of every kind of subject, by one rule. The badge and the screen
//! behind it both ask here.

use std::collections::BTreeMap;

use super::steps::to_look_at;
use super::{Device, Replica, ReportKey};
use crate::operation::SubjectKind;
use crate::operation::report::State;
use crate::rights::Action;

impl Device {
    /// How many subjects of a kind wait for this user: reports and questions whose turn it is, of the others
    /// those of which something was not taken and is not read.
    pub fn count_to_look_at(&self, kind: SubjectKind) -> usize {
        match kind {
            SubjectKind::Report => self.needs_attention(),
            SubjectKind::Question => self.questions_to_look_at(),
            SubjectKind::Month => unread(&self.months),
            SubjectKind::Plan => unread(&self.plans),
            SubjectKind::Persons => unread(&self.persons),
            SubjectKind::Publication => unread(&self.publications),
            SubjectKind::Statistics => unread(&self.statistics),
            SubjectKind::Letters => unread(&self.letters),
            SubjectKind::Summary => unread(&self.summaries),
        }
    }

    /// How many reports this user has to look at: refused ones; conflicts, returned reports and
    /// drafts that are held back, for those who report; amendments, for those who review.
    pub fn needs_attention(&self) -> usize {
        self.reports.iter().filter(self.attention()).count()
    }

    /// Whether this user has to look at that report.
    pub fn is_to_look_at(&self, key: &ReportKey) -> bool {
        let report = self.reports.get(key);
        report.is_some_and(|report| self.attention()(&(key, report)))
    }

    /// Whether something is typed that is not on its way: a report that is handed in is changed by
    /// handing it in again, and what the server does not take is not sent to it.
    pub fn is_held_back(&self, key: &ReportKey) -> bool {
        let draft = self
            .reports
            .get(key)
            .and_then(|report| report.draft.as_ref());
        draft.is_some_and(|draft| *draft != self.handed(key))
    }

    fn attention(&self) -> impl Fn(&(&ReportKey, &Replica)) -> bool {
        let (reports, settles) = (self.may(Action::Report), self.settles());
        move |(key, report)| {
            let came_back = report.state() == Some(State::Returned);
            report.refused.is_some()
                || !report.declined.is_empty()
                || (reports && (report.has_conflict() || came_back || self.is_held_back(key)))
                || (report.has_amendment() && settles(key))
        }
    }
}

fn unread<K>(held: &BTreeMap<K, Replica>) -> usize {
    to_look_at(held).count()
}
