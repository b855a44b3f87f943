//! The versions of one project's plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanChange, PlanRow, PlanVersion};
use crate::period::Month;
use crate::text::{Words, words};

/// Which plan a rate is held against.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlanBasis {
    /// 调整后: the plan as it stands in the month.
    #[default]
    Adjusted,
    /// 年初: the plan of the year as it was issued.
    Opening,
}

impl PlanBasis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Adjusted, Self::Opening];

    /// On screen.
    pub const fn label(self) -> Words {
        match self {
            Self::Adjusted => words("调整后计划", "adjusted plan"),
            Self::Opening => words("年初计划", "opening plan"),
        }
    }

    /// Whether it is the one that is meant where none is named.
    pub const fn is_adjusted(&self) -> bool {
        matches!(self, Self::Adjusted)
    }
}

/// The versions of one project's plan, in the order in which they were adopted. What counts in a month
/// is the version that is valid from the latest month not after it, and of two from the same month the
/// one adopted later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PlanBook(Vec<PlanVersion>);

impl PlanBook {
    /// The book of these versions, in the order of their numbers.
    pub const fn new(versions: Vec<PlanVersion>) -> Self {
        Self(versions)
    }

    /// A book of one version that was always there: what is known of a project without versions.
    pub fn of_row(row: PlanRow) -> Self {
        let version = PlanVersion::of(1, PlanChange::Annual, row.entered, row);
        Self(vec![version])
    }

    /// Every version, in the order of adoption.
    pub fn versions(&self) -> &[PlanVersion] {
        &self.0
    }

    /// Whether it has none: the project is in no plan yet.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the row alone says as much.
    pub fn is_plain(&self) -> bool {
        matches!(&*self.0, [only] if only.is_plain() && only.valid_from == only.row.entered)
    }

    /// The number of the next version.
    pub fn next_number(&self) -> u32 {
        self.0.last().map_or(1, |last| last.number + 1)
    }

    /// The version that counts in `month`; `None` before the first.
    pub fn governing(&self, month: Month) -> Option<&PlanVersion> {
        let begun = self.0.iter().filter(|one| one.valid_from <= month);
        begun.max_by_key(|one| (one.valid_from, one.number))
    }

    /// The row in force in `month`; before the first version the first one, by which the project is known
    /// and has not entered the plan. `None` for an empty book.
    pub fn at(&self, month: Month) -> Option<&PlanRow> {
        let version = self.governing(month).or_else(|| self.first())?;
        Some(&version.row)
    }

    /// Whether the project is in the plan in `month`.
    pub fn is_in_plan(&self, month: Month) -> bool {
        self.placed(month).is_some()
    }

    /// The version that counts in `month`, if the project is in the plan then.
    fn placed(&self, month: Month) -> Option<&PlanVersion> {
        self.governing(month)
            .filter(|one| one.row.is_in_plan(month))
    }

    /// The row of the year's plan as it was issued (年初), as far as that is known in `month`. `None`
    /// for a project that entered during the year.
    pub fn opening(&self, month: Month) -> Option<&PlanRow> {
        let issued = self.0.iter().filter(|one| {
            let is_of_year = one.valid_from.year() == month.year() && one.valid_from <= month;
            is_of_year && one.change == PlanChange::Annual
        });
        // What was corrected before anything was closed was issued so.
        let earliest = issued.min_by_key(|one| (one.valid_from, u32::MAX - one.number));
        let january = Month::new(month.year(), 1)?;
        let carried = || {
            let before = self.governing(january.previous())?;
            before.row.is_in_plan(january).then_some(before)
        };
        let issued = earliest.or_else(carried).map(|one| &one.row);
        issued.filter(|row| row.entered <= month)
    }

    /// The row with which the project was in the plan last within the year, if it has left since
    /// (已调出).
    pub fn left(&self, month: Month) -> Option<&PlanRow> {
        if self.is_in_plan(month) {
            return None;
        }
        let mut before = month;
        while before.number() > 1 {
            before = before.previous();
            if let Some(placed) = self.placed(before) {
                return Some(&placed.row);
            }
        }
        None
    }

    /// The version that counts from the latest month on.
    pub fn newest(&self) -> Option<&PlanVersion> {
        self.0.iter().max_by_key(|one| (one.valid_from, one.number))
    }

    /// The version that counts from the earliest month on.
    pub fn first(&self) -> Option<&PlanVersion> {
        let by_month = |one: &&PlanVersion| (one.valid_from, u32::MAX - one.number);
        self.0.iter().min_by_key(by_month)
    }

    /// The months that a version valid from `valid_from` would decide: from it to the one before the
    /// next version, which is `None` where there is none.
    pub fn reach(&self, valid_from: Month) -> (Month, Option<Month>) {
        let later = self.0.iter().map(|one| one.valid_from);
        let next = later.filter(|month| *month > valid_from).min();
        (valid_from, next.map(Month::previous))
    }

    /// Whether a version valid from `valid_from` would change what counts in `month`. The first of
    /// all decides no month before it: the project is not in the plan then.
    pub fn reaches(&self, valid_from: Month, month: Month) -> bool {
        let (from, to) = self.reach(valid_from);
        from <= month && to.is_none_or(|to| month <= to)
    }

    /// Adds a version.
    pub fn push(&mut self, version: PlanVersion) {
        self.0.push(version);
    }

    /// The version with which a row that is read from a file takes the place of the newest one, where
    /// `locked` is the last month that is closed for the project; `None` if it says nothing new.
    ///
    /// What is closed never moves. Before anything is closed a file corrects what was issued; later it
    /// changes the plan from the first open month on.
    pub fn imported(&self, row: PlanRow, locked: Option<Month>) -> Option<PlanVersion> {
        self.imported_from(row, Month::FIRST, locked)
    }

    /// The same of a file that holds from `stated` on: of a project that is known, the months before it
    /// keep what they have.
    pub fn imported_from(
        &self,
        row: PlanRow,
        stated: Month,
        locked: Option<Month>,
    ) -> Option<PlanVersion> {
        let open = locked.map(|month| month.plus(1));
        let row = match open.filter(|open| row.entered < *open) {
            Some(open) => self.entering(row, open),
            None => row,
        };
        let from = |natural: Month| open.map_or(natural, |open| open.max(natural));
        let Some(newest) = self.newest() else {
            let valid_from = from(row.entered);
            let is_late = locked.is_some_and(|month| month.year() == valid_from.year());
            let change = if is_late {
                PlanChange::Supplement
            } else {
                PlanChange::Annual
            };
            return Some(PlanVersion::of(1, change, valid_from, row));
        };
        if newest.row == row {
            return None;
        }
        let natural = if row.entered.year() > newest.valid_from.year() {
            row.entered
        } else if self.0.len() == 1 {
            newest.valid_from.min(row.entered)
        } else {
            newest.valid_from
        };
        let valid_from = from(natural).max(stated);
        let is_of_later_year = valid_from.year() > newest.valid_from.year();
        let is_correction = valid_from == natural && newest.change == PlanChange::Annual;
        let change = if is_correction || is_of_later_year {
            PlanChange::Annual
        } else {
            PlanChange::between(&newest.row, &row)
        };
        Some(PlanVersion::of(self.next_number(), change, valid_from, row))
    }

    /// A row of a project that enters no month before the first open one, unless it is in it already.
    fn entering(&self, row: PlanRow, open: Month) -> PlanRow {
        let first = self
            .first()
            .map_or(open, |first| open.min(first.valid_from));
        PlanRow {
            entered: row.entered.max(first),
            ..row
        }
    }
}
