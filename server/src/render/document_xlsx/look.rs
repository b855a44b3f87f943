//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use yuebao_domain::publish::document::{Cell, Column, ColumnKind, RowKind};

/// For figures and texts that spreadsheets everywhere have; others are taken where it is missing.
const FONT: &str = "宋体";
const TITLE_FONT: &str = "方正小标宋简体";
const HEAD_FONT: &str = "黑体";

/// The formats that do not depend on a column.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) heading: Format,
    pub(super) paragraph: Format,
    pub(super) head: Format,
    pub(super) note: Format,
}

impl Looks {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_font_name(FONT).set_font_size(11);
        let wrapped = || {
            plain()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            title: wrapped()
                .set_font_name(TITLE_FONT)
                .set_font_size(18)
                .set_align(FormatAlign::Center),
            line: wrapped(),
            heading: wrapped().set_font_name(HEAD_FONT).set_font_size(12),
            paragraph: wrapped().set_align(FormatAlign::Top),
            head: wrapped()
                .set_font_name(HEAD_FONT)
                .set_font_size(10)
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin),
            note: wrapped().set_font_size(10).set_align(FormatAlign::Top),
        }
    }
}

/// What a row lends to the look of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    is_bold: bool,
    indent: u8,
}

impl Look {
    pub(super) const fn of(kind: RowKind, level: u8) -> Self {
        Self {
            is_bold: matches!(kind, RowKind::Total | RowKind::Group),
            indent: if matches!(kind, RowKind::Part) {
                level
            } else {
                0
            },
        }
    }

    /// Of a cell in the body of a table; of a figure with how it is printed.
    pub(super) fn of_cell(self, column: &Column, print: Option<Print<'_>>) -> Format {
        let format = Format::new()
            .set_font_name(FONT)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let format = if self.is_bold {
            format.set_bold()
        } else {
            format
        };
        let format = match column.kind {
            ColumnKind::Text => format,
            ColumnKind::Figure => format.set_align(FormatAlign::Right),
            ColumnKind::Word | ColumnKind::Month | ColumnKind::Ordinal | ColumnKind::Day => {
                format.set_align(FormatAlign::Center)
            }
        };
        match (print, column.kind) {
            (Some(print), _) => format.set_num_format(print.format()),
            (None, ColumnKind::Day) => format.set_num_format("yyyy-mm-dd"),
            (None, ColumnKind::Text) if self.indent > 0 => text(format).set_indent(self.indent),
            (None, _) => text(format),
        }
    }
}

/// A text stays one when somebody edits it, whatever it begins with.
fn text(format: Format) -> Format {
    format
        .set_text_wrap()
        .set_num_format("@")
        .set_quote_prefix()
}

/// How a figure is printed: read from its print, so that a spreadsheet prints the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Print<'a> {
    places: usize,
    is_grouped: bool,
    mark: &'a str,
}

impl<'a> Print<'a> {
    /// `None` if what is printed is more than a figure and its mark.
    pub(super) fn of(cell: &'a Cell) -> Option<Self> {
        let figure = cell.shown.strip_suffix(&*cell.mark)?;
        let (whole, places) = figure.split_once('.').unwrap_or((figure, ""));
        let is_figure = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let digits = whole.strip_prefix('-').unwrap_or(whole).replace(',', "");
        let is_plain = !digits.is_empty() && is_figure(&digits) && is_figure(places);
        is_plain.then_some(Self {
            places: places.len(),
            is_grouped: whole.contains(',') || digits.len() <= 3,
            mark: &cell.mark,
        })
    }

    fn format(self) -> String {
        let point = if self.places == 0 { "" } else { "." };
        let whole = if self.is_grouped { "#,##0" } else { "0" };
        let mark = if self.mark.is_empty() {
            String::new()
        } else {
            format!("\"{}\"", self.mark.replace('"', ""))
        };
        format!("{whole}{point}{}{mark}", "0".repeat(self.places))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_printed_by_a_spreadsheet_as_it_is_here() {
        for (shown, mark, expected) in [
            ("1,234.50", "", Some("#,##0.00")),
            ("-1,234.50*", "*", Some("#,##0.00\"*\"")),
            ("545", "", Some("#,##0")),
            ("1003", "", Some("0")),
            ("0.0", "", Some("#,##0.0")),
            ("38.3%", "", None),
            ("—", "", None),
            ("-", "", None),
            ("持平", "", None),
        ] {
            let cell = Cell {
                shown: shown.to_owned(),
                mark: mark.into(),
                ..Cell::default()
            };
            let print = Print::of(&cell).map(Print::format);
            assert_eq!(print.as_deref(), expected, "{shown}");
        }
    }
}
