//! Everything that takes part. What can be done to it, one thing at a time, stands in `acts` (people),
//! [`wire`] (requests and answers) and `accidents`.

mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use yuebao_domain::device::{Device, ReportKey, Subject};
use yuebao_store::subjects::ReadSubjects as _;

use crate::ledger::Ledger;
use crate::office::Office;
use crate::sabotage::Saboteur;
use crate::seat::Seat;
use crate::stage::{MONTHS, PROJECTS, Stage, report};
use crate::{Tally, Violation};

pub(crate) use wire::Way;
pub use wire::{Exchange, Mangle};

/// Devices, server, network, and what was promised.
pub struct World {
    /// The stores; those that are gone keep their place.
    pub seats: Vec<Seat>,
    pub(crate) gone: BTreeSet<usize>,
    pub(crate) office: Office,
    pub(crate) wire: Vec<Exchange>,
    /// Requests that arrive once more, for nobody.
    pub(crate) echoes: Vec<(&'static str, String)>,
    pub(crate) rescued: Vec<(&'static str, String)>,
    pub(crate) ledger: Ledger,
    pub(crate) saboteur: Saboteur,
    /// The revisions of the reports of a month, by project, when its edition of this digest was first
    /// looked at.
    pub(crate) frozen: BTreeMap<String, BTreeMap<&'static str, u64>>,
    /// What happened.
    pub tally: Tally,
    pub(crate) keys: BTreeSet<ReportKey>,
    made: u64,
    story: Option<Vec<String>>,
}

impl World {
    /// A server with its plan, and nobody yet. With `tells`, what happens is kept in words.
    pub fn new(stage: &Stage, tells: bool) -> Result<Self, Violation> {
        let keys = PROJECTS
            .iter()
            .flat_map(|(project, _)| MONTHS.map(|month| report(project, month)));
        Ok(Self {
            seats: Vec::new(),
            gone: BTreeSet::new(),
            office: Office::new(stage)?,
            wire: Vec::new(),
            echoes: Vec::new(),
            rescued: Vec::new(),
            ledger: Ledger::default(),
            saboteur: Saboteur::default(),
            frozen: BTreeMap::new(),
            tally: Tally::default(),
            keys: keys.collect(),
            made: 0,
            story: tells.then(Vec::new),
        })
    }

    /// What happened, in words.
    pub fn story(&self) -> &[String] {
        self.story.as_deref().unwrap_or_default()
    }

    /// Whether what happens is kept in words.
    pub(crate) const fn tells(&self) -> bool {
        self.story.is_some()
    }

    pub(crate) fn note(&mut self, words: fmt::Arguments<'_>) {
        if let Some(story) = &mut self.story {
            story.push(words.to_string());
        }
    }

    /// A number that was never given before.
    pub(crate) fn number(&mut self) -> u64 {
        self.made += 1;
        self.made
    }

    /// The first of so many numbers that were never given before.
    pub(crate) fn numbers(&mut self, how_many: u64) -> u64 {
        self.made += how_many;
        self.made + 1 - how_many
    }

    /// A store of `user` on a new tablet.
    pub fn sit_down(&mut self, user: &'static str) -> usize {
        let tablet = self.number();
        self.open_store(user, tablet)
    }

    /// A store of `user` on a tablet that has none of theirs.
    pub(crate) fn open_store(&mut self, user: &'static str, tablet: u64) -> usize {
        let number = self.number();
        self.seats.push(Seat::new(user, number, tablet));
        self.seats.len() - 1
    }

    /// Stores that are not gone.
    pub(crate) fn present(&self) -> Vec<usize> {
        (0..self.seats.len())
            .filter(|seat| !self.gone.contains(seat))
            .collect()
    }

    /// Stores that somebody is logged in to.
    pub(crate) fn at_work(&self) -> Vec<usize> {
        let mut present = self.present();
        present.retain(|seat| !self.seats[*seat].is_out);
        present
    }

    pub(crate) fn devices(&self) -> Vec<Option<&Device>> {
        devices(&self.seats, &self.gone)
    }

    /// Whatever the server holds.
    pub(crate) fn subjects(&self) -> Result<Vec<Subject>, Violation> {
        Ok(self.office.database.subjects()?)
    }

    /// Whether every promise is kept now.
    pub fn check(&self) -> Result<(), Violation> {
        self.ledger.check(&self.devices(), false)
    }
}

/// What each tablet holds; `None` for those that are gone.
pub(crate) fn devices<'a>(seats: &'a [Seat], gone: &BTreeSet<usize>) -> Vec<Option<&'a Device>> {
    let seats = seats.iter().enumerate();
    seats
        .map(|(index, seat)| (!gone.contains(&index)).then_some(&seat.device))
        .collect()
}
