//! The letters that a month's figures lead to (提醒函, 约谈), and what the office does about them.

use std::collections::BTreeMap;

use super::steps::to_look_at;
use super::{Device, Row, Stamp, Subject};
use crate::operation::letters::{
    Command, Fault, Growth, Letter, Log, Proposal, Sent, against, growths, obstacle, proposals,
};
use crate::operation::{self, Refusal};
use crate::period::Month;
use crate::publish::letters::draft;
use crate::text::Lang;

/// The letters of a month as they will be once everything on its way has arrived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// What the figures lead to and was not sent yet.
    pub proposed: Vec<Proposal>,
    /// The ledger, in the order in which letters were entered.
    pub sent: Vec<Sent>,
    /// Those of the ledger, by identifier, whose figures lead to another decision now (依据已更正).
    pub outdated: Vec<String>,
    /// 增速 of the year up to the month.
    pub growths: Vec<Growth>,
    /// How many of the last steps are not with the server yet.
    pub waiting: usize,
}

impl Device {
    /// The letters of a month. Who is not told of the statistics is told of no proposal either.
    pub fn letters(&self, month: Month) -> Letters {
        let (log, waiting) = self.letters_ahead(month);
        let sent = log.letters();
        let Some(profile) = self.profile_at(month) else {
            return Letters {
                sent,
                waiting,
                ..Letters::default()
            };
        };
        let scheme = &profile.publication.letters;
        let mut of_year = BTreeMap::new();
        for at in (1..=month.number()).filter_map(|number| Month::new(month.year(), number)) {
            of_year.insert(at, self.letters_ahead(at).0);
        }
        let growths = growths(&self.statistics_of_year(month), &of_year, month, profile);
        let knows_figures = growths.iter().any(|growth| growth.percent.is_some());
        let is_outdated = |sent: &&Sent| {
            knows_figures && sent.counts() && sent.letter.is_outdated(&growths, month, scheme)
        };
        let outdated = sent.iter().filter(is_outdated);
        Letters {
            proposed: proposals(&growths, month, scheme, &sent),
            outdated: outdated.map(|sent| sent.id.clone()).collect(),
            sent,
            growths,
            waiting,
        }
    }

    /// A letter that is proposed, with its text: number and days are filled by whoever sends it.
    pub fn draft_letter(&self, month: Month, proposal: &Proposal) -> Option<Letter> {
        let profile = self.profile_at(month)?;
        let of = proposal.decided.who.as_str();
        let unit = self.units.iter().find(|unit| unit.id == of);
        let who = unit.map_or_else(|| profile.area_name(of), |unit| unit.name.as_str());
        let scheme = &profile.publication.letters;
        Some(Letter {
            text: draft(profile, month, (&proposal.decided, who), Lang::Zh),
            ..Letter::proposed(proposal, who, scheme, month)
        })
    }

    /// What stands against sending a letter beside those that were sent.
    pub fn letter_fault(&self, month: Month, letter: &Letter) -> Option<Fault> {
        let profile = self.profile_at(month)?;
        let (log, _) = self.letters_ahead(month);
        against(letter, &log.letters(), &self.of_month(month, profile))
    }

    /// A letter is sent, answered or declared void.
    pub fn set_letter(
        &mut self,
        month: Month,
        command: Command,
        stamp: Stamp,
    ) -> Result<Vec<Row>, (Refusal, Option<String>)> {
        let (log, _) = self.letters_ahead(month);
        let profile = self.profile_at(month).ok_or((Refusal::NotYours, None))?;
        obstacle(&command, self.does(), &log, &self.of_month(month, profile))?;
        Ok(self.decided(&Subject::Letters(month), command.into(), stamp))
    }

    /// Months about whose letters something was not taken, the oldest first.
    pub fn letters_to_look_at(&self) -> Vec<Month> {
        to_look_at(&self.letters).copied().collect()
    }

    fn letters_ahead(&self, month: Month) -> (Log, usize) {
        let subject = Subject::Letters(month);
        let (values, waiting) = self.told_ahead(&subject, operation::Command::of_letters);
        (Log::read(&values).unwrap_or_default(), waiting)
    }
}
