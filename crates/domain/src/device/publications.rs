//! What the office gives out of a month, and takes back (发布).

use super::steps::to_look_at;
use super::{Device, PublicationKey, Row, Stamp};
use crate::operation::publication::{Command, PublicationLog, Standing, Step, obstacle};
use crate::operation::{self, Refusal};
use crate::period::Month;

/// Something that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its number among those of the month, from 1; of one that is on its way, the next.
    pub number: u32,
    /// The edition that it is of.
    pub edition: u32,
    /// Who published it, when, what, and the remark.
    pub step: Step,
    /// What took it back.
    pub withdrawn: Option<Step>,
    /// How it stands.
    pub standing: Standing,
    /// Whether it, or that it was taken back, is not with the server yet.
    pub is_on_its_way: bool,
}

impl Device {
    /// What is published of a month, the newest first, with what this user has decided and what is on
    /// its way.
    pub fn publications(&self, month: Month) -> Vec<Published> {
        let (log, arrived) = self.publication_log(month);
        let newest = self.month(month).edition().map(|edition| edition.number);
        let is_here = |step: &Step| log.steps.iter().position(|one| one == step) < Some(arrived);
        let all = log.publications().into_iter().rev();
        all.map(|one| Published {
            number: one.number,
            edition: one.edition,
            step: one.step.clone(),
            withdrawn: one.withdrawn.cloned(),
            standing: log.standing(&one, newest),
            is_on_its_way: !is_here(one.withdrawn.unwrap_or(one.step)),
        })
        .collect()
    }

    /// The months of which anything is published or is to be, the newest first.
    pub fn months_published(&self) -> Vec<Month> {
        self.publications
            .keys()
            .rev()
            .map(|key| key.month)
            .collect()
    }

    /// What stands against a decision about what is published of a month, also offline; `None` if it can
    /// be given. Whether its documents can be made is seen by the server.
    pub fn publication_obstacle(&self, month: Month, command: &Command) -> Option<Refusal> {
        let (log, arrived) = self.publication_log(month);
        let ahead = self.month_ahead(month);
        // What one's own lock on its way will have made is not known before it has arrived; and the
        // number of what is published is made by the server.
        let is_early = command.edition.is_some() && ahead.is_closing();
        let names_own = |number: u32| {
            let one = log.publication(number);
            one.is_some_and(|one| one.step.made.is_none() && log.steps.len() > arrived)
        };
        let found = obstacle(command, self.does(), &ahead.book, &log);
        match found {
            Some(Refusal::OfficeOnly) => found,
            _ if is_early || command.number.is_some_and(names_own) => {
                Some(Refusal::PublicationTooEarly)
            }
            _ => found,
        }
    }

    /// Publishes documents of an edition (发布). The remark may be empty.
    pub fn publish(
        &mut self,
        month: Month,
        (edition, documents): (u32, &[&str]),
        remark: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        let command = Command::publish(edition, documents.iter().copied(), remark);
        self.decide_publication(month, command, stamp)
    }

    /// Takes a publication back (撤回).
    pub fn withdraw_publication(
        &mut self,
        month: Month,
        number: u32,
        reason: &str,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        self.decide_publication(month, Command::withdraw(number, reason), stamp)
    }

    /// Months about whose publications a decision was not taken, the oldest first.
    pub fn publications_to_look_at(&self) -> Vec<Month> {
        let keys = to_look_at(&self.publications);
        keys.map(|key| key.month).collect()
    }

    fn decide_publication(
        &mut self,
        month: Month,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, Refusal> {
        match self.publication_obstacle(month, &command) {
            Some(refusal) => Err(refusal),
            None => Ok(self.decided(&PublicationKey::of(month).into(), command.into(), stamp)),
        }
    }

    /// What was decided, what is on its way included, and how many of the steps have arrived.
    fn publication_log(&self, month: Month) -> (PublicationLog, usize) {
        let subject = PublicationKey::of(month).into();
        let (values, waiting) = self.told_ahead(&subject, operation::Command::of_publication);
        let log = PublicationLog::read(&values).unwrap_or_default();
        let arrived = log.steps.len().saturating_sub(waiting);
        (log, arrived)
    }
}
