//! CSV as offices have it, in any of their encodings and with any of their delimiters.

mod delimiter;
mod quotes;

use delimiter::delimiter;

use crate::formats::encoding::decode;
use crate::grid::{Cell, Grid};
use crate::note::Unreadable;

/// The table that the text holds.
pub(crate) fn read(bytes: &[u8]) -> Result<Grid, Unreadable> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    quotes::check(&text, delimiter)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut line, mut counted) = (0, 0);
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            Unreadable::new(
                format!("第 {line} 行读不懂，请用表格软件打开后另存为 CSV UTF-8 或 xlsx"),
                format!("line {line} is not understood; save it as CSV UTF-8: {error}"),
            )
        })?;
        // the reader leaves empty lines out; rows keep the numbers that people see
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(text.len());
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let blank = rest
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        let end = (start + blank).max(counted);
        let passed = text.get(counted..end).unwrap_or_default();
        line += passed.matches('\n').count();
        counted = end;
        if line > rows.len() {
            rows.resize_with(line, Vec::new);
        }
        rows.push(
            record
                .iter()
                .map(|text| Cell::Text(text.to_owned()))
                .collect(),
        );
    }
    let grid = Grid {
        rows,
        ..Grid::default()
    };
    match swallowing(&grid, char::from(delimiter)) {
        Some(row) => Err(quotes::swallowed(row + 1)),
        None => Ok(grid),
    }
}

/// The first row that is short because one of its cells holds the lines of others: two stray quotes
/// make a pair.
fn swallowing(grid: &Grid, delimiter: char) -> Option<usize> {
    let width = grid.width();
    let holds_rows = |cell: &Cell| {
        let text = cell.text();
        text.contains(['\n', '\r']) && text.matches(delimiter).count() >= 2
    };
    (grid.rows.iter()).position(|cells| cells.len() < width && cells.iter().any(holds_rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let grid = read(bytes).unwrap();
        let texts = |row: &Vec<Cell>| row.iter().map(Cell::text).collect();
        grid.rows.iter().map(texts).collect()
    }

    #[test]
    fn tabs_and_semicolons_separate_as_well() {
        assert_eq!(rows(b"a\tb,c\td\n"), [["a", "b,c", "d"]]);
        assert_eq!(rows(b"a;b;c\n"), [["a", "b", "c"]]);
        assert_eq!(rows(b"alone\n"), [["alone"]]);
    }

    #[test]
    fn rows_keep_their_numbers() {
        let grid = read(b"a,b\n\n\nc\n\"d\ne\",f\ng\n").unwrap();
        assert_eq!(grid.cell(3, 0).text(), "c");
        assert_eq!(grid.cell(4, 0).text(), "d\ne");
        assert_eq!(grid.cell(6, 0).text(), "g");
        let grid = read(b"a,b\r\n\r\n\r\nc\r\n").unwrap();
        assert_eq!(grid.cell(3, 0).text(), "c");
    }

    #[test]
    fn a_pair_of_stray_quotes_does_not_swallow_a_row() {
        let error = read("a,b,c\n1,\"甲,2\n2,乙,\"\n3,丙,4\n".as_bytes()).unwrap_err();
        assert!(error.zh.contains("第 2 行"), "{error:?}");
        assert!(read("a,b,c\n1,\"甲,\n乙\",2\n".as_bytes()).is_ok());
    }
}
