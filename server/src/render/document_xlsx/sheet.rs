//! One sheet, from the top.

use rust_xlsxwriter::{Format, Worksheet};
use unicode_width::UnicodeWidthStr;
use yuebao_domain::publish::Document;
use yuebao_domain::publish::document::{Paper, Table};

use super::super::RenderError;
use super::super::widths::widths;
use super::look::Looks;
use super::table;

/// Width of a sheet that has texts alone, in figures of its font.
const TEXT_WIDTH: u16 = 80;
/// Height of a line of text, in points.
const LINE: u32 = 16;
/// Highest row that spreadsheets take, in points.
const HIGHEST: u32 = 409;
/// The same in a table.
const CELL_LINE: u32 = 13;
/// The letters of a table, in points, and the smallest for a text that the highest row does not hold.
pub(super) const LETTERS: u32 = 10;
const SMALLEST: u32 = 4;
/// Height of the title's lines.
const TITLE_LINE: u32 = 28;
/// Longest text at the head of a printed page.
const LONGEST_HEADER: usize = 200;

/// A sheet that is being written.
pub(super) struct Sheet<'a> {
    pub(super) page: &'a mut Worksheet,
    pub(super) looks: &'a Looks,
    document: &'a Document,
    /// The widths of its columns, in figures of the font.
    widths: Vec<u16>,
    /// The next free line, counted from 0.
    pub(super) line: u32,
}

impl<'a> Sheet<'a> {
    /// An empty one, with its paper and the columns of its table.
    pub(super) fn begin(
        page: &'a mut Worksheet,
        looks: &'a Looks,
        document: &'a Document,
        table: Option<&Table>,
    ) -> Result<Self, RenderError> {
        page.set_paper_size(match document.page.paper {
            Paper::A3 => 8,
            Paper::A4 => 9,
        });
        if document.page.landscape {
            page.set_landscape();
        }
        page.set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
        page.set_print_fit_to_pages(1, 0);
        page.set_print_center_horizontally(true);
        page.set_header(format!("&L&9{}", header(&document.basis)));
        page.set_footer("&C— &P —");
        let widths: Vec<u16> = match table {
            Some(table) => widths(table),
            None => vec![TEXT_WIDTH],
        };
        for (column, width) in (0_u16..).zip(&widths) {
            page.set_column_width(column, *width)?;
        }
        Ok(Self {
            page,
            looks,
            document,
            widths,
            line: 0,
        })
    }

    /// The title and what stands below it.
    pub(super) fn titles(&mut self) -> Result<(), RenderError> {
        let (looks, document) = (self.looks, self.document);
        let (title, heading) = (&document.title, &document.heading);
        let lines = self.lines(title, 2);
        self.across(title, &looks.title, lines * TITLE_LINE)?;
        if !heading.is_empty() {
            self.text(&heading.join("　　"), &looks.line)?;
        }
        Ok(())
    }

    /// A text over all columns.
    pub(super) fn text(&mut self, text: &str, format: &Format) -> Result<(), RenderError> {
        let lines = self.lines(text, 1);
        self.across(text, format, lines * LINE)
    }

    /// The table and its notes, its heads standing still and repeated on each printed page.
    pub(super) fn table(&mut self, table: &Table) -> Result<(), RenderError> {
        let looks = self.looks;
        if !table.title.is_empty() && table.title != self.document.title {
            self.text(&table.title, &looks.heading)?;
        }
        let head = self.line;
        table::write_heads(self, table)?;
        let first = self.line;
        let labels = table
            .columns
            .iter()
            .position(|column| column.key == table.label_column);
        let labels = labels
            .and_then(|at| u16::try_from(at + 1).ok())
            .unwrap_or(0);
        self.page.set_freeze_panes(first, labels)?;
        self.page.set_repeat_rows(head, first.saturating_sub(1))?;
        table::write_rows(self, table)?;
        for (number, note) in (1..).zip(&table.notes) {
            let before = if number == 1 { "注：" } else { "　　" };
            self.text(&format!("{before}{number}.{note}"), &looks.note)?;
        }
        Ok(())
    }

    /// What stands at the end, with how far the figures are final.
    pub(super) fn foot(&mut self) -> Result<(), RenderError> {
        let (looks, document) = (self.looks, self.document);
        if !document.foot.is_empty() {
            self.text(&document.foot.join("　　　　"), &looks.line)?;
        }
        self.text(&document.basis, &looks.note)
    }

    fn across(&mut self, text: &str, format: &Format, height: u32) -> Result<(), RenderError> {
        let line = self.line;
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        if last == 0 {
            self.page.write_string_with_format(line, 0, text, format)?;
        } else {
            self.page.merge_range(line, 0, line, last, text, format)?;
        }
        self.page.set_row_height(line, height.min(HIGHEST))?;
        self.line += 1;
        Ok(())
    }

    /// The lines that a text takes in a column of the table.
    pub(super) fn lines_in(&self, column: usize, text: &str) -> u32 {
        lines(text, 1, self.widths.get(column).copied().unwrap_or(1))
    }

    /// How large the letters of a text have to be in a column of the table, in points, so that the highest
    /// row holds all of it.
    pub(super) fn letters_in(&self, column: usize, text: &str) -> u32 {
        let width = u32::from(self.widths.get(column).copied().unwrap_or(1));
        let holds = |letters: &u32| {
            let width = u16::try_from(width * LETTERS / letters).unwrap_or(u16::MAX);
            // the letters of another font may need half of their size between lines
            lines(text, 1, width).saturating_mul(letters * 3 / 2) <= HIGHEST
        };
        let mut sizes = (SMALLEST..=LETTERS).rev();
        sizes.find(holds).unwrap_or(SMALLEST)
    }

    /// Gives a row of the table the height of so many lines of its letters.
    pub(super) fn set_height(&mut self, line: u32, lines: u32) -> Result<(), RenderError> {
        let height = lines
            .saturating_mul(CELL_LINE)
            .saturating_add(4)
            .min(HIGHEST);
        self.page.set_row_height(line, height)?;
        Ok(())
    }

    /// The lines that a text takes over all columns, at so many times the size of the others.
    fn lines(&self, text: &str, times: usize) -> u32 {
        lines(text, times, self.widths.iter().sum())
    }
}

/// The lines that a text takes in so many figures of width, at so many times the size of the others:
/// spreadsheets do not all find the height of a row themselves.
fn lines(text: &str, times: usize, width: u16) -> u32 {
    let width = usize::from(width.max(1));
    let lines = text.lines();
    let lines = lines.map(|line| (line.width() * times).div_ceil(width).max(1));
    u32::try_from(lines.sum::<usize>().max(1)).unwrap_or(u32::MAX)
}

/// The head of a printed page: `&` begins a command there, and it may not be long.
fn header(basis: &str) -> String {
    let short: String = basis.chars().take(LONGEST_HEADER / 2).collect();
    short.replace('&', "&&")
}
