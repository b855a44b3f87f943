//! The office closes months and opens them again, and what is closed stays as it was frozen.

use yuebao_domain::operation::month::edition::Opened;
use yuebao_domain::operation::month::{MonthBook, State};
use yuebao_domain::operation::{Refusal, ReportKey, Subject, SubjectKind, report};
use yuebao_domain::period::Month;
use yuebao_store::editions::ReadEditions as _;
use yuebao_store::subjects::ReadSubjects as _;

use crate::Violation;
use crate::seat::Disk;
use crate::stage::PROJECTS;
use crate::world::World;

impl World {
    /// Locks a month, with whatever stands against that confirmed as 缺报. False if the device has no
    /// such button now.
    pub fn lock(&mut self, seat: usize, month: Month, disk: Disk) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let missing = one.device.to_be_missing(month);
        let rows = one.device.lock_month(month, missing, stamp);
        self.closed(seat, month, "", rows, disk, "month: locked")
    }

    /// Opens a locked month again, for some projects or for all.
    pub fn reopen(
        &mut self,
        seat: usize,
        month: Month,
        projects: &[String],
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = one.device.reopen_month(month, projects, words, stamp);
        self.closed(seat, month, words, rows, disk, "month: reopened")
    }

    /// Excuses whoever came late.
    pub fn excuse(
        &mut self,
        seat: usize,
        key: &ReportKey,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = (one.device).excuse_late(key.month, &key.project, words, stamp);
        self.closed(
            seat,
            key.month,
            words,
            rows,
            disk,
            "month: late report excused",
        )
    }

    fn closed(
        &mut self,
        seat: usize,
        month: Month,
        words: &str,
        rows: Result<Vec<yuebao_domain::device::Row>, Refusal>,
        disk: Disk,
        what: &'static str,
    ) -> Result<bool, Violation> {
        let Ok(rows) = rows else {
            return Ok(false);
        };
        let one = &mut self.seats[seat];
        let is_saved = one.store(rows, disk)?;
        let name = one.name.clone();
        if is_saved || disk == Disk::Refuses {
            let subject = Subject::Month(month);
            self.ledger.decided(seat, &subject, words, is_saved);
        }
        self.tally.count(what);
        self.note(format_args!("{name}: {what} {month} {words}: {disk:?}"));
        Ok(true)
    }

    /// Whether every report of a locked month stands as its newest edition has it, accepted, box by box,
    /// and no report of the month has come to another revision since the edition was first looked at.
    pub(crate) fn frozen_stands(&mut self) -> Result<(), Violation> {
        let database = &self.office.database;
        for subject in database.subjects_of_kind(SubjectKind::Month)? {
            let month = subject.month();
            let held = database.subject(&subject)?;
            let book = held.and_then(|held| MonthBook::read(&held.values));
            let book = book.unwrap_or_default();
            let Some(last) = book.edition() else {
                continue;
            };
            let edition = database.edition(month, last.number)?;
            let document = edition.map(|edition| edition.document).unwrap_or_default();
            let opened = Opened::read(&document).map_err(|error| Violation(error.to_string()))?;
            let seen = self.frozen.entry(last.digest.clone()).or_default();
            for (project, _) in PROJECTS {
                let rev = database.report(project, month)?.map_or(0, |now| now.rev);
                let before = *seen.entry(project).or_insert(rev);
                if book.gate(project).is_locked() && rev != before {
                    return Err(Violation(format!(
                        "{project}/{month} went from revision {before} to {rev} while edition {} stood",
                        last.number
                    )));
                }
            }
            for (project, values) in &opened.reports {
                let now = database.report(project, month)?;
                let is_same = now.is_some_and(|now| {
                    now.values == *values && now.state == report::State::Accepted
                });
                if book.gate(project).is_locked() && !is_same {
                    return Err(Violation(format!(
                        "{project}/{month} is not what edition {} froze",
                        last.number
                    )));
                }
            }
        }
        Ok(())
    }

    /// Whether a month is locked for anybody.
    pub(crate) fn is_any_locked(&self) -> Result<bool, Violation> {
        let database = &self.office.database;
        let mut is_any = false;
        for subject in database.subjects_of_kind(SubjectKind::Month)? {
            let held = database.subject(&subject)?;
            let state = held.and_then(|held| held.state.of_month());
            is_any |= state == Some(State::Locked) || state == Some(State::Reopened);
        }
        Ok(is_any)
    }

    /// The office opens again whatever is closed, and reads what was not taken.
    pub(crate) fn finish_months(&mut self, seat: usize) -> Result<(), Violation> {
        let months: Vec<Month> = self.seats[seat].device.months.keys().copied().collect();
        for month in months {
            let subject = Subject::Month(month);
            for operation in self.seats[seat].device.months[&month].declined.clone() {
                self.ledger.read(seat, &subject, &operation);
            }
            let one = &mut self.seats[seat];
            let rows = one.device.dismiss_decisions(&month.into());
            one.store(rows, Disk::Good)?;
            let book = self.seats[seat].device.month(month);
            let opens_all = book.reopened().any(|step| step.command.projects.is_empty());
            if book.edition().is_some() && !opens_all {
                let words = format!("更正{}", self.number());
                self.reopen(seat, month, &[], &words, Disk::Good)?;
            }
        }
        Ok(())
    }
}
