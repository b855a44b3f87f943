//! A sheet while it is read: its cells within bounds, and what is to be said of it.

use std::collections::BTreeMap;

use super::number;
use crate::grid::{Cell, Grid, Merge};
use crate::note::{SheetNote, column_name};

/// Wider or longer than any monthly report: a format painted over a whole sheet.
pub(super) const MOST_ROWS: usize = 200_000;
pub(super) const MOST_COLUMNS: usize = 300;
/// Room for cells, empty ones before a filled one counted.
const MOST_CELLS: usize = 6_000_000;
/// Cells that are put, for a file that repeats one without end.
const MOST_WORK: usize = 8_000_000;
/// Merged cells that are looked at.
const MOST_MERGES: usize = 20_000;

/// Rows or columns in a row, from the first to the last.
#[derive(Debug, Default)]
pub(super) struct Ranges(BTreeMap<usize, usize>);

impl Ranges {
    pub(super) fn add(&mut self, from: usize, to: usize) {
        let end = self.0.entry(from).or_insert(to);
        *end = to.max(*end);
    }

    fn contains(&self, at: usize) -> bool {
        let before = self.0.range(..=at).next_back();
        before.is_some_and(|(_, end)| at <= *end)
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct GridBuilder {
    grid: Grid,
    cells: usize,
    work: usize,
    pub(super) hidden_rows: Ranges,
    pub(super) hidden_columns: Ranges,
    /// Whether a filter hides rows.
    pub(super) is_filtered: bool,
    /// Whether it ends in the middle.
    pub(super) is_cut: bool,
    /// The first cell that has something and is not read.
    beyond: Option<(usize, usize)>,
    /// The first cell whose text is not in the file, and how many there are.
    missing: (Option<(usize, usize)>, usize),
}

impl GridBuilder {
    pub(super) fn new(name: &str) -> Self {
        Self {
            grid: Grid {
                name: name.to_owned(),
                ..Grid::default()
            },
            ..Self::default()
        }
    }

    /// Puts a cell where it belongs.
    pub(super) fn put(&mut self, row: usize, column: usize, cell: Cell) {
        if cell == Cell::Empty {
            return;
        }
        self.work += 1;
        if row >= MOST_ROWS || column >= MOST_COLUMNS || self.is_full() {
            self.beyond = self.beyond.or(Some((row, column)));
            return;
        }
        let rows = &mut self.grid.rows;
        let held = rows.get(row).map_or(0, Vec::len);
        let grows = (column + 1).saturating_sub(held) + (row + 1).saturating_sub(rows.len());
        if self.cells + grows > MOST_CELLS {
            self.beyond = self.beyond.or(Some((row, column)));
            return;
        }
        self.cells += grows;
        if rows.len() <= row {
            rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
    }

    /// Whether nothing more is taken.
    pub(super) fn is_full(&self) -> bool {
        self.work > MOST_WORK
    }

    /// Puts a number with its format.
    pub(super) fn put_number(
        &mut self,
        (row, column): (usize, usize),
        number: f64,
        format: &str,
        is_1904: bool,
    ) {
        self.put(row, column, number::cell(number, format, is_1904));
    }

    pub(super) fn merge(&mut self, from: (usize, usize), to: (usize, usize)) {
        if self.grid.merges.len() < MOST_MERGES && from.0 <= to.0 && from.1 <= to.1 && from != to {
            self.grid.merges.push(Merge { from, to });
        }
    }

    pub(super) fn text_is_missing(&mut self, at: (usize, usize)) {
        self.missing = (self.missing.0.or(Some(at)), self.missing.1 + 1);
    }

    pub(super) fn is_uncalculated(&mut self, at: (usize, usize)) {
        self.work += 1;
        if at.0 < MOST_ROWS && at.1 < MOST_COLUMNS && !self.is_full() {
            self.grid.uncalculated.insert(at);
        }
    }

    /// The sheet with what is to be said of it.
    pub(super) fn finish(mut self) -> Grid {
        let mut notes = Vec::new();
        notes.extend(self.is_cut.then(|| cut(self.grid.rows.len())));
        notes.extend(self.beyond.map(beyond));
        notes.extend(self.missing.0.map(|at| missing(at, self.missing.1)));
        let formulas = &self.grid.uncalculated;
        notes.extend(
            formulas
                .iter()
                .min()
                .map(|at| uncalculated(*at, formulas.len())),
        );
        notes.extend(self.hidden());
        self.grid.notes.extend(notes);
        self.grid
    }

    fn hidden(&self) -> Option<SheetNote> {
        let filled = |cells: &Vec<Cell>| cells.iter().any(|cell| !cell.is_empty());
        let rows = self.grid.rows.iter().enumerate();
        let rows: Vec<usize> = rows
            .filter(|(row, cells)| self.hidden_rows.contains(*row) && filled(cells))
            .map(|(row, _)| row)
            .collect();
        let has_column = |column: usize| {
            let cells = self.grid.rows.iter().filter_map(|cells| cells.get(column));
            cells.into_iter().any(|cell| !cell.is_empty())
        };
        let columns: Vec<usize> = (0..self.grid.width())
            .filter(|column| self.hidden_columns.contains(*column) && has_column(*column))
            .collect();
        let mut hidden = Hidden::default();
        let rows = runs(&rows, |row| (row + 1).to_string());
        if !rows.is_empty() {
            hidden.add(&format!("第 {rows} 行"), &format!("rows {rows}"));
        }
        let columns = runs(&columns, column_name);
        if !columns.is_empty() {
            hidden.add(&format!("{columns} 列"), &format!("columns {columns}"));
        }
        hidden.note(self.is_filtered)
    }
}

#[derive(Default)]
struct Hidden {
    zh: Vec<String>,
    en: Vec<String>,
}

impl Hidden {
    fn add(&mut self, zh: &str, en: &str) {
        self.zh.push(zh.to_owned());
        self.en.push(en.to_owned());
    }

    fn note(self, is_filtered: bool) -> Option<SheetNote> {
        let (zh, en) = (self.zh.join("，"), self.en.join(", "));
        let (zh, en) = match (zh.is_empty(), is_filtered) {
            (true, false) => return None,
            (true, true) => (
                "设有筛选；所有行都已读入".to_owned(),
                "a filter is set; all rows are read".to_owned(),
            ),
            (false, false) => (
                format!("{zh}是隐藏的（或高度、宽度为 0），照常读入；不该计入的请删除"),
                format!(
                    "{en} are hidden (or of no height or width) and read all the same; delete what \
                         should not count"
                ),
            ),
            (false, true) => (
                format!("设有筛选，{zh}没有显示，照常读入；不该计入的请删除"),
                format!(
                    "a filter is set and {en} are not shown; they are read all the same; delete what \
                         should not count"
                ),
            ),
        };
        Some(SheetNote::told(zh, en))
    }
}

/// 5、7—9, at most so many of them.
fn runs(places: &[usize], name: impl Fn(usize) -> String) -> String {
    const MOST: usize = 12;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => found.push((*place, *place)),
        }
    }
    let more = if found.len() > MOST { "…" } else { "" };
    let named = found.into_iter().take(MOST).map(|(first, last)| {
        if first == last {
            name(first)
        } else {
            format!("{}—{}", name(first), name(last))
        }
    });
    named.collect::<Vec<_>>().join("、") + more
}

fn cell_name((row, column): (usize, usize)) -> String {
    format!("{}{}", column_name(column), row + 1)
}

fn cut(rows: usize) -> SheetNote {
    SheetNote::left_out(
        format!("文件已损坏，第 {rows} 行之后读不出；请用表格软件打开（修复）后另存为 xlsx"),
        format!(
            "the file is damaged, nothing can be read after row {rows}; open it in the spreadsheet (which \
             may repair it) and save it as xlsx"
        ),
    )
}

fn beyond(at: (usize, usize)) -> SheetNote {
    let cell = cell_name(at);
    SheetNote::left_out(
        format!(
            "表格过大，{cell} 等处的内容没有读（至多 {MOST_ROWS} 行、{MOST_COLUMNS} 列）；请删去月报表以外的内容"
        ),
        format!(
            "the sheet is too large: {cell} and others were not read (at most {MOST_ROWS} rows and \
             {MOST_COLUMNS} columns); delete what is no part of the report"
        ),
    )
}

fn missing(at: (usize, usize), count: usize) -> SheetNote {
    let cell = cell_name(at);
    SheetNote::left_out(
        format!(
            "{cell} 等 {count} 格的文字在文件里找不到（文件已损坏），按空白处理；请用表格软件打开、核对后另存"
        ),
        format!(
            "the text of {count} cells ({cell} first) is not in the file, which is damaged; they were taken \
             as empty; open it in the spreadsheet, compare and save it"
        ),
    )
}

fn uncalculated(at: (usize, usize), count: usize) -> SheetNote {
    let cell = cell_name(at);
    SheetNote::left_out(
        format!(
            "{cell} 等 {count} 格是公式，从未计算过，没有数值；请用表格软件打开并保存一次，再审核"
        ),
        format!(
            "{count} cells ({cell} first) hold formulas that were never calculated and have no value; open \
             and save the file in a spreadsheet once, then check it again"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_told_as_one() {
        let rows = |places: &[usize]| runs(places, |row| (row + 1).to_string());
        assert_eq!(rows(&[]), "");
        assert_eq!(rows(&[4, 6, 7, 8]), "5、7—9");
        let many: Vec<usize> = (0..40).map(|n| n * 2).collect();
        assert!(rows(&many).ends_with("、23…"), "{}", rows(&many));
    }

    #[test]
    fn a_lonely_cell_far_away_costs_nothing_and_is_told() {
        let mut sheet = GridBuilder::new("表");
        for at in [(1_048_575, 0), (0, 16_383), (usize::MAX, usize::MAX)] {
            sheet.put(at.0, at.1, Cell::Text("x".to_owned()));
        }
        for row in 0..MOST_ROWS {
            sheet.put(row, MOST_COLUMNS - 1, Cell::Text("x".to_owned()));
        }
        assert!(sheet.cells <= MOST_CELLS);
        let grid = sheet.finish();
        assert_eq!(grid.notes.len(), 1);
        assert!(grid.notes[0].zh.contains("A1048576") && grid.notes[0].is_left_out);
    }

    #[test]
    fn what_is_hidden_is_told_where_there_is_something() {
        let mut sheet = GridBuilder::new("表");
        for row in 0..6 {
            for column in [0, 2] {
                sheet.put(row, column, Cell::Text("x".to_owned()));
            }
        }
        sheet.hidden_rows.add(2, 3);
        sheet.hidden_rows.add(5, 1_000_000);
        sheet.hidden_columns.add(1, 2);
        let grid = sheet.finish();
        let told = &grid.notes[0];
        assert!(
            told.zh.starts_with("第 3—4、6 行，C 列是隐藏的"),
            "{told:?}"
        );
        assert!(!told.is_left_out);
    }
}
