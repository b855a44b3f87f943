//! From the row of a project to its plan row and its report, as far as the row gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yuebao_domain::money::Money;
use yuebao_domain::period::{Month, parse_day};
use yuebao_domain::plan::{Category, Nature};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::{Field, FieldKey, FieldValues};

use super::cells::Moment;
use super::choose::{Column, Header};
use super::columns::{Columns, PlanPart, Target};
use super::grid::Grid;
use super::lines::group_core;
use super::place::{Note, Place};
use super::reading::Reading;

/// What a row says of the plan. Everything may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_field_names,
    reason = "the values are named as in the plan row"
)]
pub(crate) struct Planned {
    pub(crate) name: String,
    pub(crate) code: Option<String>,
    pub(crate) nature: Option<Nature>,
    pub(crate) category: Option<Category>,
    pub(crate) area: String,
    pub(crate) owner: String,
    pub(crate) owner_uscc: Option<String>,
    pub(crate) units: Vec<String>,
    pub(crate) scale: String,
    pub(crate) total_investment: Option<Money>,
    pub(crate) annual_plan: Option<Money>,
    pub(crate) before_year: Option<Money>,
    pub(crate) planned_start: Option<Month>,
    pub(crate) planned_completion: Option<Month>,
    pub(crate) entered: Option<Month>,
    pub(crate) exited: Option<Moment>,
    pub(crate) exit_reason: Option<String>,
    pub(crate) exit_approver: Option<String>,
    pub(crate) is_industrial: bool,
    pub(crate) is_private: bool,
    pub(crate) is_real_estate: bool,
}

/// One project's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where it stands.
    pub(crate) place: Place,
    /// The month that the row itself names.
    pub(crate) month: RowMonth,
    /// What it says of the plan.
    pub(crate) planned: Planned,
    /// What it reports.
    pub(crate) values: FieldValues,
    /// The values that its table has columns for.
    pub(crate) carries: Rc<BTreeSet<String>>,
}

/// What a row says of its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RowMonth {
    /// Nothing: it is of the table's.
    #[default]
    Unsaid,
    /// The month.
    Named(Month),
    /// Something that is not one month; the row is left out.
    Unclear,
}

/// What the rows of a table are read with.
pub(crate) struct Reader<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) header: &'a Header,
    pub(crate) names: &'a Columns,
    pub(crate) profile: &'a Profile,
    /// The sheet.
    pub(crate) place: Place,
    /// The year that a month without one belongs to.
    pub(crate) year: Option<i16>,
    /// The month that was given on the command line.
    pub(crate) given: Option<Month>,
}

impl Reader<'_> {
    /// Reads one row; `part` is what the heads of parts above it say.
    pub(crate) fn read(
        &self,
        row: usize,
        part: &Planned,
        carries: &Rc<BTreeSet<String>>,
        notes: &mut Vec<Note>,
    ) -> Entry {
        let mut reading = Reading {
            reader: self,
            entry: Entry {
                place: self.place.at_row(row),
                month: RowMonth::Unsaid,
                planned: Planned {
                    nature: part.nature,
                    category: part.category,
                    area: part.area.clone(),
                    units: part.units.clone(),
                    ..Planned::default()
                },
                values: FieldValues::new(),
                carries: Rc::clone(carries),
            },
            problem: BTreeMap::new(),
            notes,
        };
        for column in &self.header.columns {
            if self.grid.uncalculated.contains(&(row, column.at)) {
                // nobody is blamed for a box whose value is only not in the file
                let carries = Rc::make_mut(&mut reading.entry.carries);
                if let Some(key) = carried(column) {
                    carries.remove(&key);
                }
                continue;
            }
            let own = self.grid.cell(row, column.at);
            let cell = if is_shared(column.target) {
                self.grid.merged(row, column.at)
            } else {
                own
            };
            reading.take(column, cell);
        }
        reading.finish()
    }

    /// What the words of a part's head say: 新开工项目 is a nature, 钦南区 an area.
    pub(crate) fn part(&self, label: &str) -> Planned {
        let core = group_core(label);
        Planned {
            nature: self.nature(core),
            category: self.category(core),
            area: self.area(core).unwrap_or_default(),
            ..Planned::default()
        }
    }

    /// The nature that a word stands for, in the profile's words or usual ones.
    pub(crate) fn nature(&self, word: &str) -> Option<Nature> {
        let word = group_core(word);
        let labels = &self.profile.natures;
        let own = labels
            .iter()
            .find(|l| l.label == word || l.label_en == word);
        let choice = || self.names.choice("nature", word);
        own.map(|label| label.key)
            .or_else(|| Nature::ALL.into_iter().find(|n| choice() == Some(n.key())))
    }

    /// The category that a word stands for.
    pub(crate) fn category(&self, word: &str) -> Option<Category> {
        let word = group_core(word);
        let labels = &self.profile.categories;
        let own = labels
            .iter()
            .find(|l| l.label == word || l.label_en == word);
        let choice = || self.names.choice("category", word);
        own.map(|label| label.key).or_else(|| {
            Category::ALL
                .into_iter()
                .find(|c| choice() == Some(c.key()))
        })
    }

    /// The code of the area that is named, alone or within an address.
    pub(crate) fn area(&self, word: &str) -> Option<String> {
        let areas = &self.profile.areas;
        let exact = areas.iter().find(|a| a.name == word || a.code == word);
        let within = || areas.iter().find(|area| word.contains(&area.name));
        exact.or_else(within).map(|area| area.code.clone())
    }
}

/// Texts that are often merged over the rows they hold for. Figures are not: they would count twice.
fn is_shared(target: Target) -> bool {
    matches!(
        target,
        Target::Month
            | Target::Plan(
                PlanPart::Nature
                    | PlanPart::Category
                    | PlanPart::Area
                    | PlanPart::Owner
                    | PlanPart::Units
            )
    )
}

/// The keys of the values that a table has columns for. Problems count if every part of one has.
pub(crate) fn carries(header: &Header) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = header.columns.iter().filter_map(carried).collect();
    let asked_for = ["type", "description", "level", "request", "deadline"];
    let has = |field: &'static str| header.column(Target::Problem(field)).is_some();
    if asked_for.into_iter().all(has) {
        keys.insert("problem".to_owned());
    }
    keys
}

/// The key of the value that a column holds.
fn carried(column: &Column) -> Option<String> {
    Some(match column.target {
        Target::Report(field) => field.key().to_owned(),
        Target::StartPair => Field::ActualStart.key().to_owned(),
        Target::CompletionPair => Field::ActualCompletion.key().to_owned(),
        Target::Milestone(kind) => FieldKey::milestone(kind).as_str().to_owned(),
        Target::Plan(PlanPart::Code) => Field::ProjectCode.key().to_owned(),
        Target::Plan(PlanPart::OwnerUscc) => Field::OwnerUscc.key().to_owned(),
        _ => return None,
    })
}

/// The day of a moment, if it names one, for a plan row.
pub(crate) fn exit_day(moment: Moment) -> Option<yuebao_domain::period::Date> {
    parse_day(&moment.day(true)?).ok()
}
