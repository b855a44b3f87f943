//! Aligned columns for a terminal, where a Chinese character is two cells wide.

use unicode_width::UnicodeWidthStr;
use yuebao_domain::beijing::Beijing;

/// To which side the cells of a column are pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A heading and its rows, two spaces before and between the columns.
pub(crate) fn columns<const N: usize>(
    head: &[String; N],
    rows: &[[String; N]],
    align: &[Align; N],
) -> String {
    let mut widths = [0; N];
    for row in std::iter::once(head).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let mut out = String::new();
    for row in std::iter::once(head).chain(rows) {
        let mut line = String::new();
        for ((cell, width), align) in row.iter().zip(widths).zip(align) {
            let gap = " ".repeat(width - cell.width());
            line.push_str("  ");
            match align {
                Align::Left => line.extend([cell.as_str(), &gap]),
                Align::Right => line.extend([&gap, cell.as_str()]),
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A time for people; what is no time, as it is.
pub(super) fn in_beijing(rfc3339: &str) -> String {
    Beijing::read(rfc3339).map_or_else(|| rfc3339.to_owned(), |moment| moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_counts_two_cells() {
        let rows = [
            ["新开工".to_owned(), "172".to_owned()],
            ["a".to_owned(), "1".to_owned()],
        ];
        let head = ["label".to_owned(), "n".to_owned()];
        assert_eq!(
            columns(&head, &rows, &[Align::Left, Align::Right]),
            "  label     n\n  新开工  172\n  a         1\n"
        );
    }
}
