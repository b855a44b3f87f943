//! What people do about everything that is held as a log of steps: the plan, persons, what is published,
//! the statistics, letters and summaries.

use yuebao_domain::device::{
    Device, PersonsKey, PlanKey, PublicationKey, Row, Stamp, Subject, SummaryKey,
};
use yuebao_domain::operation::publication::{PublicationLog, Standing};
use yuebao_domain::operation::summary::Texts;
use yuebao_domain::operation::{letters, persons, plan, statistics, summary};
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanVersion;
use yuebao_domain::proof::digest;
use yuebao_domain::report::FieldValues;
use yuebao_store::publications::ReadPublications as _;
use yuebao_store::subjects::ReadSubjects as _;

use crate::Violation;
use crate::logs::is_paper;
use crate::seat::Disk;
use crate::world::World;

impl World {
    /// A figure of the statistics is entered or cleared. False if the device has no such button now, as
    /// everywhere here.
    pub fn figure(
        &mut self,
        seat: usize,
        month: Month,
        command: statistics::Command,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let what = match command.kind {
            statistics::CommandKind::Enter => "statistics: figure entered",
            statistics::CommandKind::Clear => "statistics: figure cleared",
        };
        let decide = |device: &mut Device, stamp| device.set_figure(month, command, stamp).ok();
        self.takes_step(seat, &Subject::Statistics(month), what, disk, decide)
    }

    /// A letter is sent, answered or declared void.
    pub fn letter(
        &mut self,
        seat: usize,
        month: Month,
        command: letters::Command,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let what = match command.kind {
            letters::CommandKind::Send => "letters: sent",
            letters::CommandKind::Answer => "letters: answered",
            letters::CommandKind::Void => "letters: declared void",
        };
        let decide = |device: &mut Device, stamp| device.set_letter(month, command, stamp).ok();
        self.takes_step(seat, &Subject::Letters(month), what, disk, decide)
    }

    /// Documents of a month's newest edition are published.
    pub fn publish(
        &mut self,
        seat: usize,
        month: Month,
        documents: &[&str],
        remark: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let subject = PublicationKey::of(month).into();
        let what = "publication: published";
        self.takes_step(seat, &subject, what, disk, |device, stamp| {
            let edition = device.month(month).edition()?.number;
            (device.publish(month, (edition, documents), remark, stamp)).ok()
        })
    }

    /// A publication is taken back.
    pub fn withdraw(
        &mut self,
        seat: usize,
        month: Month,
        number: u32,
        why: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let subject = PublicationKey::of(month).into();
        let what = "publication: taken back";
        self.takes_step(seat, &subject, what, disk, |device, stamp| {
            (device.withdraw_publication(month, number, why, stamp)).ok()
        })
    }

    /// A version of a project's plan is proposed, or adopted by the office at once.
    pub fn version(
        &mut self,
        seat: usize,
        version: PlanVersion,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let key = PlanKey::of(&version.row.id, version.valid_from);
        let adopts = self.seats[seat].device.closes_months();
        let what = if adopts {
            "plan: adopted"
        } else {
            "plan: proposed"
        };
        self.takes_step(seat, &key.into(), what, disk, |device, stamp| {
            let rows = if adopts {
                device.adopt_plan(version, stamp)
            } else {
                device.propose_plan(version, words, stamp)
            };
            rows.ok()
        })
    }

    /// A proposal is approved, declined or taken back.
    pub fn answer_proposal(
        &mut self,
        seat: usize,
        (key, number): (&PlanKey, u32),
        kind: plan::CommandKind,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let what = match kind {
            plan::CommandKind::Approve => "plan: proposal approved",
            plan::CommandKind::Decline => "plan: proposal declined",
            _ => "plan: proposal taken back",
        };
        self.takes_step(seat, &key.clone().into(), what, disk, |device, stamp| {
            let rows = match kind {
                plan::CommandKind::Approve => device.approve_plan(key, number, words, stamp),
                plan::CommandKind::Decline => device.decline_plan(key, number, words, stamp),
                _ => device.retract_plan(key, number, stamp),
            };
            rows.ok()
        })
    }

    /// A person is named, corrected or ends.
    pub fn person(
        &mut self,
        seat: usize,
        project: &str,
        command: persons::Command,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let what = match command.kind {
            persons::CommandKind::Name => "persons: named",
            persons::CommandKind::Amend => "persons: corrected",
            persons::CommandKind::End => "persons: ended",
        };
        let decide = |device: &mut Device, stamp| device.set_person(project, command, stamp).ok();
        self.takes_step(seat, &PersonsKey::of(project).into(), what, disk, decide)
    }

    /// Somebody writes under a heading of a summary.
    pub fn writes(
        &mut self,
        seat: usize,
        key: &SummaryKey,
        texts: &Texts,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let subject = Subject::Summary(key.clone());
        self.takes_step(seat, &subject, "summary: written", disk, |device, stamp| {
            let rows = device.write_summary(key, texts, stamp).ok();
            rows.filter(|rows| !rows.is_empty())
        })
    }

    /// A summary is handed in, taken back, returned or accepted.
    pub fn summary(
        &mut self,
        seat: usize,
        key: &SummaryKey,
        command: summary::Command,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let what = match command.kind {
            summary::CommandKind::Write => "summary: written",
            summary::CommandKind::HandIn => "summary: handed in",
            summary::CommandKind::Withdraw => "summary: taken back",
            summary::CommandKind::Return => "summary: returned",
            summary::CommandKind::Accept => "summary: accepted",
        };
        let subject = Subject::Summary(key.clone());
        self.takes_step(seat, &subject, what, disk, |device, stamp| {
            device.decide_summary(key, command, stamp).ok()
        })
    }

    fn takes_step(
        &mut self,
        seat: usize,
        subject: &Subject,
        what: &'static str,
        disk: Disk,
        act: impl FnOnce(&mut Device, Stamp) -> Option<Vec<Row>>,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let (name, operation) = (one.name.clone(), stamp.op_id.clone());
        // With a decision one has read why an earlier one was not taken.
        let read = self.ledger.steps_to_read(seat, &one.device, subject);
        let Some(rows) = act(&mut one.device, stamp) else {
            return Ok(false);
        };
        let is_saved = one.store(rows, disk)?;
        if is_saved || disk == Disk::Refuses {
            self.ledger.steps_read(seat, read);
        }
        if is_saved {
            let device = &self.seats[seat].device;
            self.ledger.step_saved(seat, device, &operation);
        }
        self.tally.count(what);
        let path = subject.path();
        self.note(format_args!(
            "{name}: {what}, {path}, step {number}: {disk:?}"
        ));
        Ok(true)
    }

    /// Everything that was not taken is read.
    pub(crate) fn finish_papers(&mut self, seat: usize) -> Result<(), Violation> {
        let replicas = self.seats[seat].device.replicas();
        let unread = replicas.filter(|(subject, one)| {
            is_paper(subject) && (one.refused.is_some() || !one.declined.is_empty())
        });
        let unread: Vec<Subject> = unread.map(|(subject, _)| subject).collect();
        for subject in unread {
            if self.seats[seat].device.not_taken(&subject).is_none() {
                return Err(Violation(format!(
                    "{}: what was not taken is told to nobody",
                    subject.path()
                )));
            }
            let device = &self.seats[seat].device;
            let read = self.ledger.steps_to_read(seat, device, &subject);
            self.tally
                .add("steps that were not taken, and read", read.len() as u64);
            self.ledger.steps_read(seat, read);
            let one = &mut self.seats[seat];
            let rows = one.device.dismiss_decisions(&subject);
            one.store(rows, Disk::Good)?;
        }
        Ok(())
    }

    /// What was published stays as it was to the byte, figures are everywhere those of the server, and
    /// what was taken back says so.
    pub(crate) fn papers_at_rest(&mut self) -> Result<(), Violation> {
        let mut found = 0;
        for subject in self.subjects()? {
            let held = self.office.database.subject(&subject)?;
            let values = held.map(|held| held.values).unwrap_or_default();
            match subject {
                Subject::Publication(key) => found += self.published_stands(key.month, &values)?,
                Subject::Statistics(month) => self.figures_agree(month, &values)?,
                _ => {}
            }
        }
        let what = "published documents found as they were sealed";
        self.tally.add(what, found);
        Ok(())
    }

    /// How many documents there are.
    fn published_stands(&self, month: Month, values: &FieldValues) -> Result<u64, Violation> {
        let mut found = 0;
        let log = PublicationLog::read(values).unwrap_or_default();
        for one in log.publications() {
            let number = one.number;
            for document in one.documents() {
                let kept = self.office.database.published(month, number, document)?;
                let kept = kept.map(|kept| digest(&kept.value));
                if kept.as_deref() != one.digest(document) || kept.is_none() {
                    return Err(Violation(format!(
                        "{month}: {document} of publication {number} is not what was sealed"
                    )));
                }
                found += 1;
            }
            for seat in self.present() {
                let told = self.seats[seat].device.publications(month);
                let told = told.iter().find(|told| told.number == number);
                let is_withdrawn = told.map(|told| told.standing == Standing::Withdrawn);
                if is_withdrawn != Some(one.withdrawn.is_some()) {
                    return Err(Violation(format!(
                        "{}: publication {number} of {month} is told as {told:?}",
                        self.seats[seat].name
                    )));
                }
            }
        }
        Ok(found)
    }

    fn figures_agree(&self, month: Month, values: &FieldValues) -> Result<(), Violation> {
        let figures = statistics::Log::read(values).unwrap_or_default().figures();
        for seat in self.present() {
            let one = &self.seats[seat];
            let shown = one.device.statistics(month).figures;
            if one.device.closes_months() && shown != figures {
                return Err(Violation(format!(
                    "{}: the figures of {month} are {shown:?}, not {figures:?}",
                    one.name
                )));
            }
        }
        Ok(())
    }
}
