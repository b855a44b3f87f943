//! Where something stands in a file.

use std::fmt;

use serde::Serialize;
use yuebao_domain::text::Lang;

/// A place in a file, as people find it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Location {
    /// The file.
    pub file: String,
    /// The sheet; empty where a file has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The row or line, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The column by its letter, or the path of a value.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub column: String,
}

impl Location {
    /// The whole of a file.
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }

    /// A row of this sheet, from 0 as grids count.
    #[must_use]
    pub(crate) fn at_row(&self, row: usize) -> Self {
        Self {
            row: Some(row + 1),
            ..self.clone()
        }
    }

    /// A column of this row.
    #[must_use]
    pub(crate) fn at_column(&self, column: usize) -> Self {
        Self {
            column: column_name(column),
            ..self.clone()
        }
    }

    /// In words.
    pub fn show(&self, lang: Lang) -> String {
        let mut parts = vec![self.file.clone()];
        let column = &self.column;
        let is_path = column.contains(['[', '(', '.']);
        match lang {
            Lang::Zh => {
                if !self.sheet.is_empty() {
                    parts.push(format!("工作表“{}”", self.sheet));
                }
                parts.extend(self.row.map(|row| format!("第 {row} 行")));
                if is_path {
                    parts.push(column.clone());
                } else if !column.is_empty() {
                    parts.push(format!("{column} 列"));
                }
            }
            Lang::En => {
                if !self.sheet.is_empty() {
                    parts.push(format!("sheet “{}”", self.sheet));
                }
                parts.extend(self.row.map(|row| format!("row {row}")));
                if is_path {
                    parts.push(column.clone());
                } else if !column.is_empty() {
                    parts.push(format!("column {column}"));
                }
            }
        }
        parts.join(" ")
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(Lang::Zh))
    }
}

/// A column as spreadsheets name it: A, B, … Z, AA.
pub(crate) fn column_name(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column;
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or_default();
        name.push(char::from(b'A' + digit));
        match rest / 26 {
            0 => break,
            more => rest = more - 1,
        }
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (702, "AAA"),
        ] {
            assert_eq!(column_name(column), name);
        }
    }
}
