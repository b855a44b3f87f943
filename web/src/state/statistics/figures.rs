//! What is typed into the boxes of figures, over what stands there.

use yuebao_domain::operation::statistics::{Entered, FigureKey, read_value, show_value};
use yuebao_domain::period::Month;
use yuebao_domain::profile::publication::Statistic;
use yuebao_domain::text::clean;

use super::{Desk, StatisticsScreen};
use crate::fault::PasteFault;

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureBox {
    /// Of which month.
    pub month: Month,
    /// Of which figure.
    pub key: FigureKey,
    /// Which of its boxes.
    pub part: FigurePart,
}

/// What a figure has boxes for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigurePart {
    /// 数值.
    Value,
    /// 名次.
    Rank,
    /// 来源.
    Source,
}

impl FigurePart {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Value, Self::Rank, Self::Source];

    /// What stands there.
    pub fn of(self, stands: Option<&Entered>) -> String {
        let Some(Entered { figure, .. }) = stands else {
            return String::new();
        };
        match self {
            Self::Value => figure.value.map_or_else(String::new, show_value),
            Self::Rank => figure
                .rank
                .map_or_else(String::new, |rank| rank.to_string()),
            Self::Source => figure.source.clone(),
        }
    }
}

impl StatisticsScreen {
    /// What is typed into a box, if anything is.
    pub fn typed(&self, month: Month, key: &FigureKey, part: FigurePart) -> Option<&str> {
        let mut typed = self.typed.iter();
        let found = typed.find(|(at, _)| at.part == part && at.month == month && at.key == *key);
        found.map(|(_, text)| text.as_str())
    }

    /// Whether anything is typed of a figure.
    pub fn is_typed(&self, month: Month, key: &FigureKey) -> bool {
        let mut typed = self.typed.iter();
        typed.any(|(at, _)| at.month == month && at.key == *key)
    }

    /// 来源 for a figure that is new: as it was typed last, else as the statistic had it before. The reason
    /// of a bonus is no other's.
    pub fn suggested(&self, key: &FigureKey, desk: &Desk) -> Option<String> {
        if key.statistic == Statistic::BONUS {
            return None;
        }
        let mut steps = desk.figures.log.steps.iter().rev();
        let of_month = steps.find(|step| step.command.figure.statistic == key.statistic);
        let of_month = of_month.map(|step| step.command.figure.source.clone());
        let before = || {
            let same = desk.before.figures.get(key);
            let mut others = desk.before.figures.values();
            let other = || others.find(|one| one.figure.statistic == key.statistic);
            same.or_else(other).map(|one| one.figure.source.clone())
        };
        let last = self.last_source.clone();
        let known = last.or(of_month).or_else(before);
        known.filter(|source| !source.is_empty())
    }

    /// A box holds this now; what stands there anyway is not kept.
    pub(in crate::state) fn put(&mut self, at: FigureBox, text: &str, desk: &Desk) {
        let text = clean(text).into_owned();
        if at.part == FigurePart::Source && !text.trim().is_empty() {
            let is_bonus = at.key.statistic == Statistic::BONUS;
            self.last_source = Some(text.trim().to_owned()).filter(|_| !is_bonus);
        }
        let stands = desk.figures.figures.get(&at.key);
        self.typed.retain(|(known, _)| *known != at);
        if text != at.part.of(stands) {
            self.typed.push((at, text));
        }
    }

    /// A box was left: a value that can be read is written with its separators.
    pub(in crate::state) fn tidy(&mut self, at: FigureBox, desk: &Desk) {
        let Some(typed) = self.typed(at.month, &at.key, at.part).map(str::to_owned) else {
            return;
        };
        let tidy = match at.part {
            FigurePart::Value => read_value(&typed).ok().map(|value| value.map(show_value)),
            FigurePart::Rank | FigurePart::Source => Some(Some(typed.trim().to_owned())),
        };
        if let Some(tidy) = tidy {
            self.put(at, &tidy.unwrap_or_default(), desk);
        }
    }

    /// Cells into boxes below one another: all of them, or none and why. A box whose cell is empty stays
    /// as it is.
    pub(in crate::state) fn fill(
        &mut self,
        boxes: &[FigureBox],
        cells: &[String],
        desk: &Desk,
    ) -> Result<usize, PasteFault> {
        if cells.len() > boxes.len() {
            return Err(PasteFault::TooMany {
                cells: cells.len(),
                boxes: boxes.len(),
            });
        }
        for (place, cell) in (1..).zip(cells) {
            read_value(cell).map_err(|_| PasteFault::NotAFigure {
                place,
                text: cell.clone(),
            })?;
        }
        let filled = boxes.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        let mut count = 0;
        for (at, cell) in filled {
            self.put(at.clone(), cell, desk);
            self.tidy(at.clone(), desk);
            count += 1;
        }
        Ok(count)
    }

    /// What is typed of a figure is stored, or of no more use.
    pub(in crate::state) fn forget(&mut self, month: Month, key: Option<&FigureKey>) {
        let is_it = |at: &FigureBox| at.month == month && key.is_none_or(|key| at.key == *key);
        self.typed.retain(|(at, _)| !is_it(at));
    }
}
