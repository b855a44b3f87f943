//! What people do on their tablets, and what they are told.

use yuebao_domain::check::Outcome;
use yuebao_domain::device::{NotReady, QuestionKey, ReportKey, Row, Subject};
use yuebao_domain::merge::Group;
use yuebao_domain::operation::Refusal;
use yuebao_domain::operation::question::{self, Command};
use yuebao_domain::operation::report::CommandKind;
use yuebao_domain::report::{Changes, Field, FieldValues};

use crate::ledger::of_group;
use crate::sabotage::Sabotage;
use crate::seat::Disk;
use crate::world::World;
use crate::{Violation, clerk};

/// What shall stand where conflicts are open.
pub struct Verdict {
    /// Which conflicts of the report.
    pub conflicts: Vec<u64>,
    /// The boxes that they are about.
    pub groups: Vec<Group>,
    /// Their values.
    pub chosen: FieldValues,
    /// These are neither of the two.
    pub is_third: bool,
}

impl World {
    /// Fills boxes.
    pub fn fill(
        &mut self,
        seat: usize,
        key: &ReportKey,
        changes: &Changes,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let subject = Subject::from(key.clone());
        let one = &mut self.seats[seat];
        let rows = one.device.edit(key, changes, one.stamp(number));
        let shown = one.device.clone();
        let saved = one.store(rows, disk)?;
        if self.saboteur.does(Sabotage::DeviceSaysSaved) {
            self.ledger.saved(seat, &shown, &subject, changes);
        } else if saved {
            self.ledger
                .saved(seat, &self.seats[seat].device, &subject, changes);
        } else if disk == Disk::Refuses {
            self.ledger.typed_over(seat, &subject, changes);
        }
        self.tally.count("clerk: boxes filled");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} fills {}/{} {changes:?}: {disk:?}",
            key.project, key.month
        ));
        Ok(())
    }

    /// Hands a report in; `blindly` as a program would that does not know the rules.
    pub fn hand_in(
        &mut self,
        seat: usize,
        key: &ReportKey,
        blindly: bool,
        disk: Disk,
    ) -> Result<Result<(), NotReady>, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let outcome = if blindly {
            Outcome::default()
        } else {
            one.device
                .check(key, yuebao_domain::check::Stage::Submitting, None)
        };
        let rows = match one.device.submit(key, &outcome, one.stamp(number)) {
            Ok(rows) => rows,
            Err(why) => return Ok(Err(why)),
        };
        one.store(rows, disk)?;
        self.tally.count("clerk: report handed in");
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name} hands {}/{} in: {disk:?}",
            key.project, key.month
        ));
        Ok(Ok(()))
    }

    /// Corrects and explains until the device has nothing against handing in.
    pub fn make_ready(&mut self, seat: usize, key: &ReportKey) -> Result<(), Violation> {
        for _ in 0..5 {
            let number = self.number();
            let Some(changes) = clerk::repair(&self.seats[seat].device, key, number) else {
                break;
            };
            self.fill(seat, key, &changes, Disk::Good)?;
        }
        Ok(())
    }

    /// Settles open conflicts of a report.
    pub fn settle(
        &mut self,
        seat: usize,
        key: &ReportKey,
        verdict: &Verdict,
        disk: Disk,
    ) -> Result<(), Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = (one.device).resolve(key, &verdict.conflicts, &verdict.chosen, stamp);
        if rows.is_empty() {
            return Ok(());
        }
        let last = one.device.outbox.last_key_value();
        let typed = last
            .map(|(_, queued)| queued.operation.command.changes().clone())
            .unwrap_or_default();
        let saved = one.store(rows, disk)?;
        let subject = Subject::from(key.clone());
        for group in &verdict.groups {
            if saved || disk == Disk::Refuses {
                self.ledger.settled(seat, &subject, group);
            }
            if saved && verdict.is_third {
                let part = group.part(&verdict.chosen);
                self.ledger
                    .chosen(seat, &subject, group, part, of_group(&typed, group));
            }
        }
        self.tally.count("clerk: conflict settled");
        let name = self.seats[seat].name.clone();
        let groups: Vec<String> = verdict.groups.iter().map(Group::to_string).collect();
        self.note(format_args!(
            "{name} settles {} of {}/{} with {:?}: {disk:?}",
            groups.join(" and "),
            key.project,
            key.month,
            verdict.chosen
        ));
        Ok(())
    }

    /// Accepts, returns or declares void, with words that say why. False if the device has no such
    /// button now.
    pub fn decide(
        &mut self,
        seat: usize,
        key: &ReportKey,
        kind: CommandKind,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = match kind {
            CommandKind::Accept => one.device.accept(key, words, stamp),
            CommandKind::Return => {
                // To any step that it has passed, by the number of the stamp.
                let reviewer = one.device.reviewer(key);
                let state = one.device.ahead(key);
                let passed = state.and_then(|state| state.step(reviewer.chain));
                let known = passed.map_or(&[][..], |passed| reviewer.returns_to(passed));
                let at = usize::try_from(number).unwrap_or(0) % known.len().max(1);
                let to = known.get(at).copied();
                one.device.send_back(key, to, words, stamp)
            }
            _ => one.device.void(key, words, stamp),
        };
        let Ok(rows) = rows else {
            return Ok(false);
        };
        let is_saved = one.store(rows, disk)?;
        if is_saved || disk == Disk::Refuses {
            let subject = Subject::from(key.clone());
            self.ledger.decided(seat, &subject, words, is_saved);
        }
        self.tally.count(match kind {
            CommandKind::Accept => "review: accepted",
            CommandKind::Return => "review: returned",
            _ => "review: declared void",
        });
        let name = self.seats[seat].name.clone();
        self.note(format_args!(
            "{name}: {kind:?} {}/{} {words}: {disk:?}",
            key.project, key.month
        ));
        Ok(true)
    }

    /// Asks about a box of a report. False if the device has no such button now.
    pub fn ask_about(
        &mut self,
        seat: usize,
        key: &ReportKey,
        field: Field,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let subject = Subject::Question(QuestionKey {
            report: key.clone(),
            id: stamp.op_id.clone().into(),
        });
        let rows = one.device.ask(key, &field.into(), words, stamp);
        self.said(
            seat,
            &subject,
            question::CommandKind::Ask,
            words,
            rows,
            disk,
        )
    }

    /// Answers a question, asks again, closes it or takes it back.
    pub fn say(
        &mut self,
        seat: usize,
        key: &QuestionKey,
        kind: question::CommandKind,
        words: &str,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let number = self.number();
        let one = &mut self.seats[seat];
        let stamp = one.stamp(number);
        let rows = one.device.say(key, Command::saying(kind, words), stamp);
        let subject = Subject::Question(key.clone());
        self.said(seat, &subject, kind, words, rows, disk)
    }

    fn said(
        &mut self,
        seat: usize,
        subject: &Subject,
        kind: question::CommandKind,
        words: &str,
        rows: Result<Vec<Row>, Refusal>,
        disk: Disk,
    ) -> Result<bool, Violation> {
        let Ok(rows) = rows else {
            return Ok(false);
        };
        let one = &mut self.seats[seat];
        let is_saved = one.store(rows, disk)?;
        let name = one.name.clone();
        if is_saved || disk == Disk::Refuses {
            self.ledger.decided(seat, subject, words, is_saved);
        }
        self.tally.count(match kind {
            question::CommandKind::Ask => "question: asked",
            question::CommandKind::Answer => "question: answered",
            question::CommandKind::AskAgain => "question: asked again",
            question::CommandKind::Close => "question: closed",
            question::CommandKind::Withdraw => "question: taken back",
        });
        let path = subject.path();
        self.note(format_args!("{name}: {kind:?} {path} {words}: {disk:?}"));
        Ok(true)
    }
}
