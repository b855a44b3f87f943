//! What the rows of a table are read with.

use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, Nature};
use yuebao_domain::profile::Profile;

use super::project::PlanValues;
use crate::grid::Grid;
use crate::note::Location;
use crate::table::columns::Header;
use crate::vocabulary::{Vocabulary, group_core};
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

    /// The code of the area that is named, alone or within an address.
    pub(crate) fn area(&self, word: &str) -> Option<String> {
        let areas = &self.profile.areas;
        let exact = areas.iter().find(|a| a.name == word || a.code == word);
        let within = || areas.iter().find(|area| word.contains(&area.name));
        exact.or_else(within).map(|area| area.code.clone())
    }
}
