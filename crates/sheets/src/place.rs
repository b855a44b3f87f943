//! Where something stands, and what is to be said of it.

use std::fmt;

use serde::Serialize;
use yuebao_domain::text::Lang;

use super::grid::Remark;

/// A place in a file, as people find it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Place {
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

impl Place {
    /// The whole of a file.
    pub(crate) fn file(file: &str) -> Self {
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
            column: super::grid::column_name(column),
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

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(Lang::Zh))
    }
}

/// What is to be said or asked, in Chinese and in English.
pub(crate) type Question = (String, String);

/// Something that could not be read as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub place: Place,
    /// What it is and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// Whether something was left out because of it, so that the verdict is not of the whole.
    pub is_left_out: bool,
}

impl Note {
    /// In words, with the place.
    pub fn show(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}：{}", self.place.show(lang), self.zh),
            Lang::En => format!("{}: {}", self.place.show(lang), self.en),
        }
    }
}

impl Remark {
    /// The note about a sheet.
    pub(crate) fn at(self, place: Place) -> Note {
        Note {
            place,
            zh: self.zh,
            en: self.en,
            is_left_out: self.is_left_out,
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.show(Lang::Zh))
    }
}

/// Why a file, or a part of it, cannot be read at all, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Chinese.
    pub(crate) zh: String,
    /// English.
    pub(crate) en: String,
}

impl Unreadable {
    pub(crate) fn new(zh: String, en: String) -> Self {
        Self { zh, en }
    }

    /// The note that a file was left out.
    pub(crate) fn at(self, place: Place) -> Note {
        Note {
            place,
            zh: self.zh,
            en: self.en,
            is_left_out: true,
        }
    }
}
