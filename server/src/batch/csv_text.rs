//! CSV as offices have it: UTF-8 with or without a mark, GBK, UTF-16; commas, tabs or semicolons.

use encoding_rs::{Encoding, GB18030};

use super::grid::{Cell, Grid};
use super::place::Unreadable;

/// The table that the text holds.
pub(crate) fn read(bytes: &[u8]) -> Result<Grid, Unreadable> {
    let text = decode(bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let (mut line, mut counted) = (0, 0);
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            Unreadable::new(
                format!("第 {line} 行读不懂，请另存为 CSV UTF-8：{error}"),
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
    Ok(Grid {
        rows,
        ..Grid::default()
    })
}

/// The text of a file in one of the encodings that offices use.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
        if !had_errors {
            return Ok(text.into_owned());
        }
    } else if let Ok(text) = str::from_utf8(bytes) {
        return Ok(text.to_owned());
    } else {
        let (text, had_errors) = GB18030.decode_without_bom_handling(bytes);
        if !had_errors {
            return Ok(text.into_owned());
        }
    }
    Err(Unreadable::new(
        "既不是 UTF-8 也不是 GBK 文本，请用表格软件打开后另存为 CSV UTF-8 或 xlsx".to_owned(),
        "neither UTF-8 nor GBK text; open it in the spreadsheet and save it as CSV UTF-8 or xlsx"
            .to_owned(),
    ))
}

/// What separates most within the first lines.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(20).flat_map(str::chars).collect();
    let count = |c: u8| head.matches(char::from(c)).count();
    // the last of equals wins
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|c| count(*c))
        .unwrap_or(b',')
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
    fn every_encoding_of_an_office_reads_the_same() {
        let text = "项目名称,总投资\r\n\"甲路，一期\",\"1,200\"\r\n";
        let expected = [["项目名称", "总投资"], ["甲路，一期", "1,200"]];
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let utf16: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let marked = format!("\u{feff}{text}");
        for bytes in [text.as_bytes(), marked.as_bytes(), &gbk, &utf16] {
            assert_eq!(rows(bytes), expected);
        }
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
    fn what_is_no_text_is_refused() {
        let error = read(&[0x80, 0xff, 0xff, 0x00]).unwrap_err();
        assert!(error.en.contains("neither UTF-8 nor GBK"), "{error:?}");
    }
}
