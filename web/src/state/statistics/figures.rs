//! What is typed into the boxes of figures, over what stands there. It is in the store until the figures
//! are entered.

use yuebao_domain::device::{Boxes, Device, Row, Subject};
use yuebao_domain::operation::statistics::{Entered, FigureKey, read_value, show_value};
use yuebao_domain::period::Month;
use yuebao_domain::profile::publication::Statistic;
use yuebao_domain::text::clean;

use super::Desk;
use crate::fault::PasteFault;
use crate::state::CountedDevice;

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

    /// Its name among the boxes of a figure.
    const fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Rank => "rank",
            Self::Source => "source",
        }
    }

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

/// Under which name 来源 is kept as it was typed last.
const LAST_SOURCE: &str = "source";

/// What is typed of the figures of a month and not entered.
#[derive(Debug, Clone)]
pub struct TypedFigures {
    month: Month,
    boxes: Boxes,
}

impl TypedFigures {
    /// What is on the device.
    pub fn of(device: &Device, month: Month) -> Self {
        let boxes = device.typed(&Subject::Statistics(month)).clone();
        Self { month, boxes }
    }

    /// Keeps it on the device.
    pub(in crate::state) fn keep(self, device: &mut CountedDevice) -> Vec<Row> {
        let is_alone = self.boxes.keys().all(|name| name == LAST_SOURCE);
        let boxes = if is_alone { Boxes::new() } else { self.boxes };
        device.keep_typed(&Subject::Statistics(self.month), boxes)
    }

    /// What is typed into a box, if anything is.
    pub fn typed(&self, key: &FigureKey, part: FigurePart) -> Option<&str> {
        self.boxes.get(&name(key, part)).map(String::as_str)
    }

    /// Whether anything is typed of a figure.
    pub fn is_typed(&self, key: &FigureKey) -> bool {
        let mut parts = FigurePart::ALL.into_iter();
        parts.any(|part| self.boxes.contains_key(&name(key, part)))
    }

    /// 来源 for a figure that is new: as it was typed last, else as the statistic had it before, else as
    /// any of the month has it. The reason of a bonus is no other's.
    pub fn suggested(&self, key: &FigureKey, desk: &Desk) -> Option<String> {
        if key.statistic == Statistic::BONUS {
            return None;
        }
        let steps = || desk.figures.log.steps.iter().rev();
        let newest = |is_it: &dyn Fn(&str) -> bool| {
            let figures = steps().map(|step| &step.command.figure);
            let mut figures = figures.filter(|figure| is_it(&figure.statistic));
            figures.next().map(|figure| figure.source.clone())
        };
        let of_month = newest(&|statistic| statistic == key.statistic);
        let of_any = || newest(&|statistic| statistic != Statistic::BONUS);
        let before = || {
            let same = desk.before.figures.get(key);
            let mut others = desk.before.figures.values();
            let other = || others.find(|one| one.figure.statistic == key.statistic);
            same.or_else(other).map(|one| one.figure.source.clone())
        };
        let last = self.boxes.get(LAST_SOURCE).cloned();
        let known = last.or(of_month).or_else(before).or_else(of_any);
        known.filter(|source| !source.is_empty())
    }

    /// A box holds this now; what stands there anyway is not kept.
    pub(in crate::state) fn put(&mut self, at: &FigureBox, text: &str, desk: &Desk) {
        let text = clean(text).into_owned();
        let is_bonus = at.key.statistic == Statistic::BONUS;
        if at.part == FigurePart::Source && !is_bonus && !text.trim().is_empty() {
            let source = text.trim().to_owned();
            self.boxes.insert(LAST_SOURCE.to_owned(), source);
        }
        let stands = desk.figures.figures.get(&at.key);
        let name = name(&at.key, at.part);
        if text == at.part.of(stands) {
            self.boxes.remove(&name);
        } else {
            self.boxes.insert(name, text);
        }
    }

    /// A box was left: a value that can be read is written with its separators.
    pub(in crate::state) fn tidy(&mut self, at: &FigureBox, desk: &Desk) {
        let Some(typed) = self.typed(&at.key, at.part).map(str::to_owned) else {
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
            self.put(at, cell, desk);
            self.tidy(at, desk);
            count += 1;
        }
        Ok(count)
    }

    /// What is typed of a figure is entered.
    pub(in crate::state) fn forget(&mut self, key: &FigureKey) {
        for part in FigurePart::ALL {
            self.boxes.remove(&name(key, part));
        }
    }

    /// All that is typed is thrown away.
    pub(in crate::state) fn clear(&mut self) {
        self.boxes.clear();
    }
}

/// What a box is kept under.
fn name(key: &FigureKey, part: FigurePart) -> String {
    format!("{}/{}/{}", key.statistic, part.name(), key.of)
}
