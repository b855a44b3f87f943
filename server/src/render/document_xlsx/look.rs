//! How cells look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};
use yuebao_domain::publish::document::{Column, ColumnKind, RowKind};

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

    /// Of a cell in the body of a table, with its mark.
    pub(super) fn of_cell(self, column: &Column, mark: &str) -> Format {
        let format = Format::new()
            .set_font_name(FONT)
            .set_font_size(10)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let format = if self.is_bold {
            format.set_bold()
        } else {
            format
        };
        match column.kind {
            ColumnKind::Text if self.indent > 0 => text(format).set_indent(self.indent),
            ColumnKind::Text => text(format),
            ColumnKind::Word | ColumnKind::Month => text(format).set_align(FormatAlign::Center),
            ColumnKind::Ordinal => format.set_align(FormatAlign::Center),
            ColumnKind::Day => (format.set_align(FormatAlign::Center)).set_num_format("yyyy-mm-dd"),
            ColumnKind::Figure => {
                let number = number(column.places, mark);
                format.set_align(FormatAlign::Right).set_num_format(number)
            }
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

/// Groups of thousands, the places of the column, and the mark as it is printed.
fn number(places: Option<u32>, mark: &str) -> String {
    let places = usize::try_from(places.unwrap_or(0)).unwrap_or(0);
    let point = if places == 0 { "" } else { "." };
    let mark = if mark.is_empty() {
        String::new()
    } else {
        format!("\"{}\"", mark.replace('"', ""))
    };
    format!("#,##0{point}{}{mark}", "0".repeat(places))
}
