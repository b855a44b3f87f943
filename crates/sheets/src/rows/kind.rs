//! The kind of a row, by its words and by which of its cells are filled.

use super::RowKind;
use yuebao_domain::plan::PlanBox;

use crate::grid::{Cell, Grid};
use crate::table::columns::Header;
use crate::table::header::{has_name, is_numbering};
use crate::text::{self, tidy};
use crate::vocabulary::{
    Target, TotalLabel, Vocabulary, depth, group_core, header_key, is_foot, is_restated,
};

/// What the row is; `None` if it numbers the columns, stands at the foot or is empty.
pub(super) fn kind(
    grid: &Grid,
    header: &Header,
    names: &Vocabulary,
    is_group: &impl Fn(&str) -> bool,
    row: usize,
) -> Option<RowKind> {
    let cells = Cells::of(grid, header, row);
    let first = cells.filled.first()?.text();
    if is_numbering(&cells.filled) {
        return None;
    }
    if is_header_like(grid.rows.get(row).map_or(&[], Vec::as_slice), names) {
        return Some(RowKind::HeaderLike);
    }
    let words = if cells.name.is_empty() {
        &first
    } else {
        &cells.name
    };
    let stated = TotalLabel::read(words);
    if let Some(total) = cells.total(&stated, names) {
        return Some(total);
    }
    if is_foot(&first, names) {
        return None;
    }
    let is_restated = is_restated(words, names) || is_restated(&cells.serial, names);
    if is_restated && (is_of_which(words) || !cells.is_project_like && !cells.is_numbered()) {
        return Some(RowKind::Restated);
    }
    let part = cells.part(words, stated, is_group);
    part.or_else(|| Some(cells.project()))
}

/// The cells of a row that tell what it is.
struct Cells<'a> {
    filled: Vec<&'a Cell>,
    serial: String,
    name: String,
    /// It has a code, an owner or responsible units, as only projects have.
    is_project_like: bool,
}

impl<'a> Cells<'a> {
    fn of(grid: &'a Grid, header: &Header, row: usize) -> Self {
        let at = |target| {
            let column = header.column(target)?;
            Some(grid.cell(row, column.at)).filter(|cell| !cell.is_empty())
        };
        let text = |target| at(target).map(Cell::text).unwrap_or_default();
        let has = |part| at(Target::Plan(part)).is_some();
        let cells = header.columns.iter();
        Self {
            filled: cells
                .map(|column| grid.cell(row, column.at))
                .filter(|cell| !cell.is_empty())
                .collect(),
            serial: text(Target::Serial),
            name: text(Target::Plan(PlanBox::Name)),
            is_project_like: has(PlanBox::Code) || has(PlanBox::Owner) || has(PlanBox::Units),
        }
    }

    fn is_numbered(&self) -> bool {
        !self.serial.is_empty() && self.serial.chars().all(|c| c.is_ascii_digit())
    }

    /// 合计 or 小计, in so many words.
    fn total(&self, stated: &TotalLabel, names: &Vocabulary) -> Option<RowKind> {
        let texts = [tidy(&self.serial), tidy(&stated.label)];
        texts.iter().find_map(|text| {
            if names.total.contains(text) {
                return Some(RowKind::Total(stated.clone()));
            }
            let is_subtotal = names.subtotal.contains(text);
            is_subtotal.then(|| RowKind::Subtotal(stated.clone()))
        })
    }

    /// The head of a part, or its total.
    fn part(
        &self,
        words: &str,
        stated: TotalLabel,
        is_group: &impl Fn(&str) -> bool,
    ) -> Option<RowKind> {
        if self.is_project_like {
            return None;
        }
        if let Some(depth) = depth(&self.serial).or_else(|| depth(words)) {
            return Some(RowKind::Part(depth, stated));
        }
        let bare = tidy(&stated.label);
        let core = group_core(&bare);
        if !core.is_empty() && is_group(core) {
            return Some(RowKind::Part(3, stated));
        }
        let is_sum = SUMS.iter().any(|word| bare.ends_with(word));
        is_sum.then_some(RowKind::Subtotal(stated))
    }

    /// A project, if it has a name and a number or figures.
    fn project(&self) -> RowKind {
        let has_name = !text::name(&self.name).is_empty();
        if has_name && (self.is_numbered() || self.filled.len() >= 3) {
            return RowKind::Project;
        }
        let is_remark = self.name.is_empty()
            && matches!(self.filled.as_slice(), [Cell::Text(text)] if text.chars().any(char::is_alphabetic));
        if is_remark {
            RowKind::LoneWords
        } else {
            RowKind::Unclear
        }
    }
}

/// What ends the label of a total, whatever stands before it.
const SUMS: [&str; 5] = ["合计", "小计", "总计", "共计", "汇总"];

/// 其中 says it whatever else the row has: a project is named otherwise.
fn is_of_which(label: &str) -> bool {
    tidy(label)
        .trim_start_matches(['-', '(', ':'])
        .starts_with("其中")
}

/// The name of a project's column and of another: a header that stands here again was found before,
/// this is a piece of one.
fn is_header_like(cells: &[Cell], names: &Vocabulary) -> bool {
    let is_known = |cell: &&Cell| {
        let is_text = matches!(cell, Cell::Text(_));
        is_text && names.target(&header_key(&cell.text())).is_some()
    };
    has_name(cells, names) && cells.iter().filter(is_known).count() >= 2
}
