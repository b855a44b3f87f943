//! What the rows of a table are read with.

use yuebao_domain::period::Month;
use yuebao_domain::plan::{Category, ClassKey, Level, Nature, PlanBox};
use yuebao_domain::profile::{Label, Profile};
use yuebao_domain::report::ValueKind;
use yuebao_domain::text::Lang;

use super::project::PlanValues;
use crate::grid::{Cell, Grid};
use crate::note::Location;
use crate::table::columns::{Column, Header};
use crate::text::{answer, tidy};
use crate::vocabulary::{Target, Vocabulary, group_core};

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
        let own = named(&self.profile.categories, word, |key| key.key());
        let choice = || self.names.choice("category", group_core(word));
        own.or_else(|| Some(Category(ClassKey::new(choice()?)?)))
    }

    /// The level that a word stands for.
    pub(crate) fn level(&self, word: &str) -> Option<Level> {
        let own = named(&self.profile.levels, word, |key| key.key());
        let choice = || self.names.choice("level", word);
        own.or_else(|| Some(Level(ClassKey::new(choice()?)?)))
    }

    /// The value of a class that a word stands for, of a flag 是 or 否. `None` also if the profile has no
    /// such class.
    pub(crate) fn class_value(&self, class: ClassKey, word: &str) -> Option<ClassKey> {
        let class = self.profile.class(class)?;
        if class.is_flag() {
            return ClassKey::new(self.names.choice("flag", word)?);
        }
        named(&class.values, word, ClassKey::as_str)
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
            Target::Plan(part) if part.is_flag() => true,
            // 无 may be one of its values
            Target::Plan(PlanBox::Class(class)) => {
                self.class_value(class, &answer(&cell.text())).is_some()
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

/// The key of the label that a word is, whole or without what groups add to it (项目); else the key that
/// it is itself.
fn named<K: Copy>(labels: &[Label<K>], word: &str, text: fn(&K) -> &str) -> Option<K> {
    let is = |own: &dyn Fn(&Label<K>) -> bool| labels.iter().find(|label| own(label));
    let core = group_core(word);
    let found = is(&|label| tidy(label.get(Lang::Zh)) == word || label.get(Lang::En) == word)
        .or_else(|| is(&|label| group_core(&tidy(label.get(Lang::Zh))) == core))
        .or_else(|| is(&|label| text(&label.key) == word));
    found.map(|label| label.key)
}

/// Texts that are often merged over the rows they hold for. Figures are not: they would count twice.
fn is_shared(target: Target) -> bool {
    matches!(
        target,
        Target::Month
            | Target::Person(_)
            | Target::Telephone
            | Target::TelephoneOf(_)
            | Target::PersonDetail(..)
            | Target::Plan(
                PlanBox::Nature
                    | PlanBox::Category
                    | PlanBox::Level
                    | PlanBox::Class(_)
                    | PlanBox::Area
                    | PlanBox::Owner
                    | PlanBox::Units
            )
    )
}
