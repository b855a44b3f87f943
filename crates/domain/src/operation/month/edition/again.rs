//! Whether what is at hand is still what was frozen.

use std::collections::BTreeMap;

use super::document::document;
use super::{Head, Kept};
use crate::operation::month::{Frozen, MonthBook, Standing, Step};
use crate::period::Month;
use crate::profile::Profile;
use crate::proof::digest;

/// What an edition would be if it were made again from what is at hand now.
#[derive(Debug)]
pub struct Again<'a> {
    month: Month,
    number: u32,
    profile: &'a Profile,
    units: &'a BTreeMap<String, String>,
    /// What was decided about the month before it was locked.
    before: MonthBook,
    step: Step,
    /// What it holds of each project.
    pub projects: Vec<Kept<'a>>,
}

impl<'a> Again<'a> {
    /// `None` if there is no edition of this number. `units` are the names of the units by identifier,
    /// `projects` as a lock wants them.
    pub fn of(
        (month, number): (Month, u32),
        book: &MonthBook,
        profile: &'a Profile,
        projects: &[Standing<'a>],
        units: &'a BTreeMap<String, String>,
    ) -> Option<Self> {
        let is_it = |frozen: &Frozen| frozen.number == number;
        let mut steps = book.steps.iter();
        let at = steps.position(|step| step.made.as_ref().is_some_and(is_it))?;
        let step = book.steps.get(at)?.clone();
        let frozen = step.made.as_ref()?;
        let kept = projects.iter();
        let kept = kept.map(|one| Kept::of(one, month, &frozen.missing));
        Some(Self {
            month,
            number,
            profile,
            units,
            projects: kept.collect(),
            before: MonthBook {
                steps: book.steps.get(..at)?.to_vec(),
            },
            step,
        })
    }

    /// The month.
    pub const fn month(&self) -> Month {
        self.month
    }

    /// When the server received the lock, RFC 3339.
    pub fn locked_at(&self) -> &str {
        self.step.at.as_str()
    }

    /// What was frozen.
    pub fn frozen(&self) -> Option<&Frozen> {
        self.step.made.as_ref()
    }

    /// Profile and units.
    pub const fn named(&self) -> (&'a Profile, &'a BTreeMap<String, String>) {
        (self.profile, self.units)
    }

    /// What was decided about the month, the lock last.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.before.steps.iter().chain([&self.step])
    }
}

/// Whether what is at hand is what was frozen, to the byte.
pub fn made_again(again: &Again<'_>) -> bool {
    let Some(frozen) = again.frozen() else {
        return false;
    };
    let head = Head {
        month: again.month,
        number: again.number,
        step: &again.step,
        book: &again.before,
        units: again.units,
    };
    let made = document(&head, again.profile, &again.projects, &frozen.missing);
    digest(&made) == frozen.digest
}
