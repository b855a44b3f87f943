//! The end of a schedule: the network works again, everybody finishes what is begun, and then all
//! must agree.

use std::hash::{DefaultHasher, Hash, Hasher};

use fastrand::Rng;
use yuebao_domain::device::{Device, QuestionKey, ReportKey, Subject};
use yuebao_domain::operation::month::{MonthBook, Sees, narrowed};
use yuebao_domain::operation::question::{CommandKind, Question, State};
use yuebao_domain::report::FieldValues;
use yuebao_domain::rights::Role;
use yuebao_store::conflicts::ReadConflicts as _;
use yuebao_store::revisions::ReadRevisions as _;
use yuebao_store::subjects::ReadSubjects as _;
use yuebao_store::verify::verify_state;

use crate::Violation;
use crate::logs::{is_paper, steps_of, told_of_paper};
use crate::office::Luck;
use crate::seat::Disk;
use crate::stage::{PEOPLE, PROJECTS, reviews};
use crate::steps::settle;
use crate::world::World;

/// Rounds in which everybody looks at everything; three do unless conflicts are settled by turns.
const ROUNDS: usize = 40;

impl World {
    /// Lets everything come to rest and checks it all.
    pub fn heal(&mut self) -> Result<(), Violation> {
        self.note(format_args!("the network works again"));
        self.arrive_at_last()?;
        for (id, unit) in PROJECTS {
            self.give(id, unit)?;
        }
        self.frozen_stands()?;
        // Whoever has closed a month may be gone.
        let office = PEOPLE.iter().find(|(.., role)| *role == Role::CityOffice);
        if let Some((user, ..)) = office
            && self.is_any_locked()?
            && !self
                .present()
                .into_iter()
                .any(|seat| self.seats[seat].user == *user)
        {
            self.sit_down(user);
        }
        let mut rng = Rng::with_seed(7);
        for seat in self.present() {
            self.seats[seat].is_too_new = false;
            self.seats[seat].is_out = false;
            self.seats[seat].crash()?;
        }
        for round in 0.. {
            if round == ROUNDS {
                return Err(Violation(format!(
                    "no rest after {ROUNDS} rounds: {}",
                    self.unrest()
                )));
            }
            for seat in self.present() {
                self.sync(seat)?;
                self.finish(seat, &mut rng)?;
                self.sync(seat)?;
                self.check()?;
            }
            if !self.unrest().is_empty() {
                continue;
            }
            self.save(true)?;
            for seat in self.present() {
                self.sync(seat)?;
            }
            // What somebody handed in last may wait for another.
            if self.unrest().is_empty() {
                break;
            }
        }
        self.at_rest()
    }

    /// What was still on its way arrives, for nobody.
    fn arrive_at_last(&mut self) -> Result<(), Violation> {
        let late: Vec<_> = self
            .wire
            .drain(..)
            .map(|exchange| (exchange.seat, exchange.body))
            .collect();
        for (seat, body) in late {
            let user = self.seats[seat].user;
            self.take(user, &body, 1, Luck::Good)?;
        }
        for (user, body) in std::mem::take(&mut self.echoes) {
            self.take(user, &body, 1, Luck::Good)?;
        }
        Ok(())
    }

    /// Somebody looks through the reports: settles what is open, corrects, explains, hands in.
    fn finish(&mut self, seat: usize, rng: &mut Rng) -> Result<(), Violation> {
        let keys: Vec<ReportKey> = self.seats[seat].device.reports.keys().cloned().collect();
        for key in &keys {
            self.read_declined(seat, key)?;
        }
        self.finish_questions(seat)?;
        self.finish_months(seat)?;
        self.finish_papers(seat)?;
        settle(self, rng, seat, true)?;
        if reviews(self.seats[seat].user) {
            return Ok(());
        }
        for key in keys {
            let report = &self.seats[seat].device.reports[&key];
            if report.draft.is_some() || report.refused.is_some() {
                self.make_ready(seat, &key)?;
                drop(self.hand_in(seat, &key, false, Disk::Good)?);
            }
        }
        Ok(())
    }

    /// What was typed for a decision that was not taken is typed into the boxes instead, by who has
    /// boxes; words are read.
    fn read_declined(&mut self, seat: usize, key: &ReportKey) -> Result<(), Violation> {
        let one = &self.seats[seat];
        let declined = one.device.reports[key].declined.clone();
        // What has gone to another unit cannot be handed in from here.
        let has_boxes = !reviews(one.user) && one.device.projects.contains_key(&key.project);
        for operation in &declined {
            self.ledger.read(seat, &key.clone().into(), operation);
        }
        if has_boxes {
            for operation in declined {
                self.fill(seat, key, operation.command.changes(), Disk::Good)?;
            }
        }
        let seat = &mut self.seats[seat];
        let rows = seat.device.dismiss(key);
        seat.store(rows, Disk::Good)?;
        Ok(())
    }

    /// Whoever reports answers what is asked, whoever reviews closes what is answered; what was not
    /// taken is read.
    fn finish_questions(&mut self, seat: usize) -> Result<(), Violation> {
        let one = &self.seats[seat];
        let keys: Vec<QuestionKey> = one.device.questions.keys().cloned().collect();
        for key in keys {
            let subject = Subject::Question(key.clone());
            for operation in self.seats[seat].device.questions[&key].declined.clone() {
                self.ledger.read(seat, &subject, &operation);
            }
            let one = &mut self.seats[seat];
            let rows = one.device.dismiss_question(&key);
            one.store(rows, Disk::Good)?;
            let sees = one.device.projects.contains_key(&key.report.project);
            let state = one.device.asked(&key).map(|asked| asked.state);
            let words = format!("答复{}", self.number());
            match (reviews(self.seats[seat].user), state) {
                (false, Some(State::Open)) if sees => {
                    self.say(seat, &key, CommandKind::Answer, &words, Disk::Good)?;
                }
                (true, Some(State::Answered)) if sees => {
                    self.say(seat, &key, CommandKind::Close, "", Disk::Good)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Every report that there may be, and whatever else the server holds.
    fn every_subject(&self) -> Result<Vec<Subject>, Violation> {
        let mut subjects = self.subjects()?;
        let reports = self.keys.iter().cloned().map(Subject::from);
        subjects.extend(
            reports
                .filter(|one| !subjects.contains(one))
                .collect::<Vec<_>>(),
        );
        Ok(subjects)
    }

    /// What is not finished, in words.
    fn unrest(&self) -> String {
        let mut found = Vec::new();
        for seat in self.present() {
            let one = &self.seats[seat];
            if one.device.waiting() > 0 {
                found.push(format!("{} has {} waiting", one.name, one.device.waiting()));
            }
            for (key, report) in &one.device.reports {
                // A refusal that nothing is left of is there to be read, not to be worked on.
                let what = if report.draft.is_some() {
                    format!("a draft, refused: {:?}", report.refused)
                } else if !report.declined.is_empty() {
                    format!("a decision that was not taken: {:?}", report.refused)
                } else if !reviews(one.user) && report.has_conflict() {
                    "an open conflict".to_owned()
                } else if reviews(one.user) && report.has_amendment() {
                    "an open amendment".to_owned()
                } else {
                    continue;
                };
                found.push(format!(
                    "{} {}/{}: {what}",
                    one.name, key.project, key.month
                ));
            }
            for month in one.device.months_to_look_at() {
                found.push(format!(
                    "{} {month}: a decision that was not taken",
                    one.name
                ));
            }
            let unread = one.device.replicas().filter(|(subject, replica)| {
                is_paper(subject) && (replica.refused.is_some() || !replica.declined.is_empty())
            });
            found.extend(unread.map(|(subject, _)| {
                format!("{} {}: a step that was not taken", one.name, subject.path())
            }));
        }
        found.join("; ")
    }

    /// Everybody agrees with the server, nothing waits, nothing is lost, the file is whole.
    fn at_rest(&mut self) -> Result<(), Violation> {
        let verified = verify_state(&self.office.database)?;
        if !verified.faults.is_empty() {
            return Err(Violation(format!("verify: {:?}", verified.faults)));
        }
        self.ledger.check(&self.devices(), true)?;
        self.papers_at_rest()?;
        self.tally
            .add("values promised and found", self.ledger.promises() as u64);
        for seat in self.present() {
            let one = &self.seats[seat];
            let unrest = self.unrest();
            if !unrest.is_empty() {
                return Err(Violation(format!("at rest, and yet: {unrest}")));
            }
            if !one.device.outbox.is_empty() {
                return Err(Violation(format!(
                    "{} keeps what a backup has: {:?}",
                    one.name, one.device.outbox
                )));
            }
            for key in &self.every_subject()? {
                let current = self.office.database.subject(key)?;
                let has = one.device.replica(key);
                let server = has.and_then(|report| report.server.as_ref());
                let projects = &one.device.projects;
                let sees = key.project().is_none_or(|id| projects.contains_key(id));
                let told = |values: &FieldValues| match key {
                    Subject::Month(_) => narrowed(values, &Held(&one.device)),
                    _ if is_paper(key) => told_of_paper(&one.device, key, values),
                    _ => values.clone(),
                };
                let agrees = match (&current, server, has) {
                    _ if !sees => true,
                    (Some(current), None, _) if is_paper(key) => told(&current.values).is_empty(),
                    (None, None, _) => has.is_none_or(|report| report.values().is_empty()),
                    (Some(current), Some(server), Some(has)) => {
                        current.rev == server.rev
                            && current.state == server.state
                            && told(&current.values) == server.values
                            && *has.values() == server.values
                    }
                    _ => false,
                };
                if !agrees {
                    return Err(Violation(format!(
                        "{} differs in {key:?}: {has:?} {current:?}",
                        one.name
                    )));
                }
            }
        }
        Ok(())
    }

    /// What the server holds of a subject, without times: clocks may change nothing in it.
    pub(crate) fn fingerprint(&self, key: &Subject) -> Result<u64, Violation> {
        let mut hasher = DefaultHasher::new();
        for one in self.office.database.revisions_after(key, 0)? {
            (one.rev, one.state, &one.op_id).hash(&mut hasher);
            if let Subject::Month(_) = key {
                // When it was decided stands in it, and in what was frozen.
                let book = MonthBook::read(&one.values).unwrap_or_default();
                (book.steps.iter())
                    .for_each(|one| (&one.user, &one.command.reason).hash(&mut hasher));
                continue;
            }
            if is_paper(key) {
                // As of a month.
                let steps = steps_of(key, &one.values).unwrap_or_default();
                format!("{steps:?}").hash(&mut hasher);
                continue;
            }
            match Question::read(&one.values) {
                None => one.values.hash(&mut hasher),
                // When it was said stands in it.
                Some(question) => (question.remarks.iter())
                    .for_each(|one| (&one.user, &one.text).hash(&mut hasher)),
            }
        }
        for clash in self.office.database.conflicts_ever(key)? {
            (&clash.group, &clash.first, &clash.second).hash(&mut hasher);
        }
        Ok(hasher.finish())
    }
}

/// What a device holds, which is what its user sees.
struct Held<'a>(&'a Device);

impl Sees for Held<'_> {
    fn project(&self, id: &str) -> bool {
        self.0.projects.contains_key(id)
    }

    fn led_by(&self, unit: &str) -> bool {
        let mut rows = self.0.projects.values();
        rows.any(|row| row.lead_unit() == Some(unit))
    }
}
