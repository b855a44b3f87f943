//! A table as CSV that spreadsheets open as it is meant.

use std::borrow::Cow;

use super::quoted;

/// Rows as CSV: with the mark by which spreadsheets know UTF-8, and with no cell that one would take for
/// a formula.
pub fn csv<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> String {
    let rows = rows.into_iter();
    csv_of_cells(rows.map(|row| row.into_iter().map(quoted).collect()))
}

/// The same of cells that are written as they are: figures, and texts that are [`quoted`] already.
pub fn csv_of_cells<'a>(rows: impl IntoIterator<Item = Vec<Cow<'a, str>>>) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            if cell.contains(['"', ',', '\n', '\r']) {
                text.extend(["\"", &cell.replace('"', "\"\""), "\""]);
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_and_formulas_become_texts() {
        let rows = [
            vec!["表", "说明"],
            vec!["=1+1", "“甲”, \"乙\""],
            vec!["", "两\n行"],
        ];
        let written = "\u{feff}表,说明\r\n'=1+1,\"“甲”, \"\"乙\"\"\"\r\n,\"两\n行\"\r\n";
        assert_eq!(csv(rows), written);
    }
}
