//! What the rows of a table are read with.

use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Level, Nature};
use yuebao_domain::profile::Profile;
use yuebao_domain::report::ValueKind;

use super::project::PlanValues;
use crate::grid::{Cell, Grid};
use crate::note::Location;
use crate::table::columns::{Column, Header};
use crate::text::tidy;
use crate::vocabulary::{PlanPart, Target, Vocabulary, group_core};

/// What the rows of a table are read with.
pub(crate) struct RowReader<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) header: &'a Header,
    pub(crate) names: &'a Vocabulary,
    pub(crate) profile: &'a Profile,
    /// The sheet.
    pub(crate) location: Location,
    /// The year that a month without one belongs to.
    pub(crate) year: Option<i16>,
    /// The month that was given on the command line.
    pub(crate) given: Option<Month>,
}

impl RowReader<'_> {
    /// What the words of a part's head say: 新开工项目 is a nature, 钦南区 an area.
    pub(crate) fn part(&self, label: &str) -> PlanValues {
        let core = group_core(label);
        PlanValues {
            nature: self.nature(core),
            category: self.category(core),
            area: self.area(core).unwrap_or_default(),
            ..PlanValues::default()
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

    /// The level that a word stands for.
    pub(crate) fn level(&self, word: &str) -> Option<Level> {
        let choice = self.names.choice("level", word);
        Level::ALL
            .into_iter()
            .find(|level| choice == Some(level.key()))
    }

    /// The cell that a column says something in: its own, or the one that it is merged into. `None` if
    /// it holds a formula whose value is not in the file.
    pub(crate) fn cell(&self, row: usize, column: &Column) -> Option<&Cell> {
        if self.grid.uncalculated.contains(&(row, column.at)) {
            return None;
        }
        Some(if is_shared(column.target) {
            self.grid.merged(row, column.at)
        } else {
            self.grid.cell(row, column.at)
        })
    }

    /// Nothing, or what stands for it: `/` and 无 are blanks, but for boxes in which they are a choice.
    pub(crate) fn is_blank(&self, target: Target, cell: &Cell) -> bool {
        if cell.is_empty() {
            return true;
        }
        let is_choice = match target {
            Target::Report(field) => matches!(field.kind(), ValueKind::Choice(_)),
            Target::Plan(PlanPart::IsIndustrial | PlanPart::IsPrivate | PlanPart::IsRealEstate) => {
                true
            }
            _ => false,
        };
        let text = tidy(&cell.text());
        let is_dash = !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '/'));
        is_dash || (!is_choice && self.names.choice("blank", &text).is_some())
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
