//! What a file says, under which terms, and what it would change: told before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use super::persons::{FilePersons, Named, PersonChange, PersonsFault};
use crate::carried_over::CarriedOver;
use crate::period::Month;
use crate::plan::{BundleFault, PlanBox, PlanRow};

/// What a file says of one project. Values that it does not say are of no account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The values. Areas are by their codes, units by their identifiers.
    pub row: PlanRow,
    /// Which of them the file says: an empty cell below a header says that there is none.
    pub says: BTreeSet<PlanBox>,
    /// What it says of persons, each kind once.
    pub persons: Vec<FilePersons>,
}

/// What becomes of projects that an annual plan no longer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// They stay in the plan.
    Keep,
    /// They leave it: the month before is their last.
    Exit,
}

/// What holds for the whole file.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The month from which on it holds.
    pub valid_from: Month,
    /// The whole plan of a year, so that a project which it does not name is gone; a supplement
    /// (增补) names only what is new.
    pub is_annual: bool,
    /// The document (文号), in words.
    pub document: &'a str,
    /// The newest locked month: it and those before it do not move.
    pub locked_through: Option<Month>,
    /// The answer about what is gone, if there is one.
    pub gone: Option<Gone>,
    /// Where the file begins another year for projects that were in the plan of the year before: these
    /// projects, by identifier, and what their reports of that year say of 至上年底累计.
    pub carried_over: &'a BTreeMap<String, Option<CarriedOver>>,
    /// The persons that there are; `None` if those of the file are of no account.
    pub named: Option<Named<'a>>,
}

/// How a project stands to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 新增: the plan does not have it.
    New,
    /// 变更: the plan has it with other values.
    Changed,
    /// 不再列入: the plan has it, the file does not.
    Gone,
    /// 未变.
    Unchanged,
}

impl ChangeKind {
    /// The word that programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One value of a project, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: PlanBox,
    /// As [`PlanBox::written`] has it.
    pub before: Option<String>,
    /// The same.
    pub after: Option<String>,
}

/// What becomes of one project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// How it stands to the file.
    pub kind: ChangeKind,
    /// The row as it would be held.
    pub row: PlanRow,
    /// The values that differ; of a new project those that it has.
    pub fields: Vec<FieldChange>,
    /// The persons who are others, and those whom the file does not name.
    pub persons: Vec<PersonChange>,
    /// The row of the file, by its place; `None` for what is gone.
    pub at: Option<usize>,
}

/// What a file would change: its projects in the order of the file, then those that are gone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Every project.
    pub changes: Vec<Change>,
}

impl Preview {
    /// The rows that are to be written.
    pub fn to_write(&self) -> impl Iterator<Item = &PlanRow> {
        let moves = |change: &&Change| change.kind == ChangeKind::New || !change.fields.is_empty();
        self.changes.iter().filter(moves).map(|change| &change.row)
    }

    /// The persons whom it names, corrects or ends, each with its project.
    pub fn persons_to_write(&self) -> impl Iterator<Item = (&Change, &PersonChange)> {
        let all = self.changes.iter();
        let all = all.flat_map(|change| change.persons.iter().map(move |one| (change, one)));
        all.filter(|(_, one)| one.command("").is_some())
    }

    /// How many projects stand so.
    pub fn count(&self, kind: ChangeKind) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.kind == kind).count()
    }
}

/// What stands against a file, or has to be asked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A row of the file, by its place, may be one of several projects, by their identifiers.
    Several(usize, Vec<String>),
    /// A row has name and unit of a project, by its identifier, and another code.
    OtherCode(usize, String),
    /// A row is of a new project and lacks what none can be without.
    Missing(usize, PlanBox),
    /// Two rows of the file are of one project and say different things of it.
    Disagree(usize, usize, PlanBox),
    /// The file would change the plan in a month that is locked.
    Locked(Month),
    /// Projects, by their identifiers, that the plan has and the file has not: nobody has said what
    /// becomes of them.
    GoneUnasked(Vec<String>),
    /// The persons of a kind cannot be taken as a row of the file says them.
    Persons(usize, String, PersonsFault),
    /// Two rows of the file say different persons of one kind of a project.
    PersonsDisagree(usize, usize, String),
    /// Persons whom the plan's projects have and the file does not name, each with its project by
    /// identifier: nobody has said what becomes of them.
    PersonsUnasked(Vec<(String, String)>),
    /// Parts and bundles (打包) do not fit together as a row of the file says.
    Bundle(usize, BundleFault),
}
