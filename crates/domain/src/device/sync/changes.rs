//! What is new on the server.

use crate::device::store::project_key;
use crate::device::{Device, Replica, ReportKey, Row, Stamp, Subject};
use crate::operation::report::{CommandKind, State};
use crate::operation::{Held, Operation};
use crate::units::Unit;
use crate::wire::v2::ChangeSet;

impl Device {
    pub(super) fn take_changes(
        &mut self,
        changes: ChangeSet,
        told: Vec<Held>,
        rows: &mut Vec<Row>,
    ) {
        if let Some(profile) = changes.profile {
            self.profile = Some(profile);
            rows.push(self.profile_row());
            if self.earlier_profiles != changes.earlier_profiles {
                self.earlier_profiles = changes.earlier_profiles;
                rows.push(self.earlier_profiles_row());
            }
        }
        if !changes.units.is_empty() {
            // One answer names the units of its own plan rows, not those of the pages before.
            for unit in changes.units.into_iter().map(Unit::from) {
                self.units.retain(|known| known.id != unit.id);
                self.units.push(unit);
            }
            rows.push(self.units_row());
        }
        for project in changes.projects {
            let id = project.id.clone();
            self.meta.unconfirmed.remove(&project_key(&id));
            self.projects.insert(id.clone(), project);
            rows.push(self.project_row(&id));
            self.forget_book(&id, rows);
        }
        for book in changes.plans {
            let Some(id) = book.first().map(|first| first.row.id.clone()) else {
                continue;
            };
            self.books.insert(id.clone(), book);
            rows.push(self.book_row(&id));
        }
        for id in changes.gone {
            self.forget_project(&id, rows);
            // Its conflicts are others' to settle; what is typed stays.
            let mut subjects = self.subjects(|_| true);
            subjects.retain(|subject| subject.project() == Some(&*id));
            for subject in subjects {
                self.replica_of(&subject).replace_server(None);
                rows.push(self.replica_row(&subject));
            }
        }
        for held in told {
            let subject = held.subject.clone();
            self.meta.unconfirmed.remove(&subject.path());
            let idle = self.pending(&subject).next().is_none();
            self.replica_of(&subject).receive(held, idle);
            rows.push(self.replica_row(&subject));
        }
    }

    pub(super) fn forget_project(&mut self, id: &str, rows: &mut Vec<Row>) {
        self.projects.remove(id);
        rows.push(self.project_row(id));
        self.forget_book(id, rows);
    }

    /// One that is told again comes with its row.
    fn forget_book(&mut self, id: &str, rows: &mut Vec<Row>) {
        if self.books.remove(id).is_some() {
            rows.push(self.book_row(id));
        }
    }

    /// Learns what `other` was told by the same server: a store that answers late was worked beside,
    /// and what is done again stands on what was known then.
    pub fn learn_from(&mut self, other: &Self) -> Vec<Row> {
        let (own, theirs) = (&self.meta, &other.meta);
        let is_same = |own: Option<&String>| own.is_none() || own == theirs.server_id.as_ref();
        let is_other_epoch = own.epoch.is_some_and(|epoch| Some(epoch) != theirs.epoch);
        if theirs.server_id.is_none() || !is_same(own.server_id.as_ref()) || is_other_epoch {
            return Vec::new();
        }
        let mut rows = Vec::new();
        let told = other.replicas();
        let told: Vec<Held> = told.filter_map(|(_, one)| one.server.clone()).collect();
        let changes = ChangeSet {
            profile: other.profile.clone(),
            earlier_profiles: other.earlier_profiles.clone(),
            units: other.units.iter().cloned().map(Into::into).collect(),
            projects: other.projects.values().cloned().collect(),
            plans: other.books.values().cloned().collect(),
            ..ChangeSet::default()
        };
        let drafts = self.withdraw_drafts(&told, &mut rows);
        self.take_changes(changes, told, &mut rows);
        self.catch_up(&mut rows);
        for (key, stamp) in drafts {
            if !self.ahead(&key).is_some_and(State::counts) {
                rows.extend(self.enqueue(&key, CommandKind::Set, stamp));
            }
        }
        rows
    }

    /// Takes out of the outbox the drafts of these reports that were never sent, to be made anew on top
    /// of what is known now.
    fn withdraw_drafts(&mut self, told: &[Held], rows: &mut Vec<Row>) -> Vec<(ReportKey, Stamp)> {
        let mut drafts = Vec::new();
        for held in told {
            let Subject::Report(key) = &held.subject else {
                continue;
            };
            let Some(Operation {
                op_id,
                made_at,
                sequence,
                ..
            }) = self.unsent_draft(key).cloned()
            else {
                continue;
            };
            self.outbox.remove(&sequence);
            rows.push(Row::delete_operation(sequence));
            drafts.push((key.clone(), Stamp { op_id, made_at }));
        }
        drafts
    }

    /// The one operation of a report that waits, if it is a draft and was never sent.
    fn unsent_draft(&self, key: &ReportKey) -> Option<&Operation> {
        let mut pending = self.pending(key);
        let only = pending.next().filter(|_| pending.next().is_none())?;
        let is_draft = !only.is_attempted() && only.is(CommandKind::Set);
        is_draft.then_some(&only.operation)
    }

    /// What was typed may have stood against the server's newest state when that came in, and does so
    /// no longer.
    pub(super) fn catch_up(&mut self, rows: &mut Vec<Row>) {
        for subject in self.subjects(Replica::is_behind) {
            self.settle(&subject);
            rows.push(self.replica_row(&subject));
        }
    }

    pub(in crate::device) fn settle(&mut self, subject: &Subject) {
        let idle = self.pending(subject).next().is_none();
        if let Some(replica) = self.replica_mut(subject) {
            Replica::settle(replica, idle);
        }
    }
}
