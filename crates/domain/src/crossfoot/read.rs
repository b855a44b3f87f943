//! Reading tables from JSON. Numbers are read from their text, never through a binary number,
//! so that `5.50` keeps its two places.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Across, FigureError, Percent, Printed, Row, Table};
use crate::json;

/// The published tables of one notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The profile that the tables belong to, or any other name for them.
    pub profile: String,
    /// The notice that prints them.
    pub source: String,
    /// The unit of the amounts, for example 亿元.
    pub unit: String,
    /// The tables; empty where the notice prints targets only.
    pub tables: Vec<Table>,
}

/// Why a file of tables was not understood: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Not JSON, or not shaped as a document.
    #[error(
        "line {line}, column {column}: {reason}; expected a document \
         {{\"profile\", \"source\", \"unit\", \"tables\": [{{\"id\", \"stated\", \"rows\"}}]}} \
         or a list of documents"
    )]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the JSON reader says.
        reason: String,
        /// The same in Chinese.
        zh: String,
    },
    /// A figure that is none.
    #[error(
        "line {line}, column {column}: table “{table}”, row “{row}”, measure “{measure}”: {reason}"
    )]
    Figure {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The table's id.
        table: String,
        /// The row's label.
        row: String,
        /// The measure.
        measure: String,
        /// What is wrong and what to do.
        reason: FigureError,
    },
    /// A key that stands twice.
    #[error("{0}")]
    Repeated(json::Repeated),
    /// A measure that stands twice in one row.
    #[error(
        "line {line}, column {column}: table “{table}”, row “{row}”: \
         “{measure}” stands twice; keep one of them"
    )]
    Twice {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The table's id.
        table: String,
        /// The row's label.
        row: String,
        /// The measure.
        measure: String,
    },
}

impl TableError {
    /// The same sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Shape {
                line, column, zh, ..
            } => format!("第 {line} 行第 {column} 列：文件不是所要求的 JSON 表格：{zh}"),
            Self::Figure {
                line,
                column,
                table,
                row,
                measure,
                reason,
            } => format!(
                "第 {line} 行第 {column} 列：表“{table}”行“{row}”指标“{measure}”：{}",
                reason.zh()
            ),
            Self::Repeated(repeated) => repeated.zh(),
            Self::Twice {
                line,
                column,
                table,
                row,
                measure,
            } => format!(
                "第 {line} 行第 {column} 列：表“{table}”行“{row}”中“{measure}”出现两次，请保留一个"
            ),
        }
    }
}

/// Reads a document or a list of documents. Unknown keys are ignored, except in rows, where
/// every key but `label` is a measure.
pub fn read_documents(text: &str) -> Result<Vec<Document>, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    let documents: Vec<RawDocument<'_>> = if text.trim_start().starts_with('[') {
        json::read(text)
    } else {
        json::read(text).map(|document| vec![document])
    }
    .map_err(|error| match json::repeated_key(text) {
        Some(repeated) => TableError::Repeated(repeated),
        None => shape(&error),
    })?;
    let documents = (documents.into_iter())
        .map(|raw| raw.read(Locator { text }))
        .collect::<Result<_, _>>()?;
    // a measure is named with its table and row above; what is left is elsewhere
    match json::repeated_key(text) {
        Some(repeated) => Err(TableError::Repeated(repeated)),
        None => Ok(documents),
    }
}

fn shape(error: &serde_json::Error) -> TableError {
    let told = error.to_string();
    let reason = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(reason, _)| reason);
    TableError::Shape {
        line: error.line(),
        column: error.column(),
        reason: reason.to_owned(),
        zh: json::zh(error),
    }
}

#[derive(Deserialize)]
struct RawDocument<'a> {
    profile: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    unit: String,
    #[serde(default, borrow)]
    tables: Vec<RawTable<'a>>,
}

#[derive(Deserialize)]
struct RawTable<'a> {
    id: String,
    #[serde(default, borrow)]
    stated: Option<RawRow<'a>>,
    #[serde(borrow)]
    rows: Vec<RawRow<'a>>,
    #[serde(default)]
    percents: Vec<Percent>,
    #[serde(default)]
    across: Vec<Across>,
}

#[derive(Default)]
struct RawRow<'a> {
    label: String,
    figures: Vec<(String, &'a RawValue)>,
}

impl<'de: 'a, 'a> Deserialize<'de> for RawRow<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(RawRowVisitor)
    }
}

struct RawRowVisitor;

impl<'de> Visitor<'de> for RawRowVisitor {
    type Value = RawRow<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row: an object with a label and figures by measure")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawRow<'de>, A::Error> {
        let mut row = RawRow::default();
        let mut labelled = false;
        while let Some(key) = map.next_key::<String>()? {
            if key != "label" {
                row.figures.push((key, map.next_value()?));
            } else if labelled {
                return Err(A::Error::custom("“label” stands twice in one row"));
            } else {
                row.label = map.next_value()?;
                labelled = true;
            }
        }
        Ok(row)
    }
}

impl RawDocument<'_> {
    fn read(self, place: Locator<'_>) -> Result<Document, TableError> {
        let tables = self.tables.into_iter().map(|table| table.read(place));
        Ok(Document {
            profile: self.profile,
            source: self.source,
            unit: self.unit,
            tables: tables.collect::<Result<_, _>>()?,
        })
    }
}

impl RawTable<'_> {
    fn read(self, place: Locator<'_>) -> Result<Table, TableError> {
        let read = |row: RawRow<'_>| row.read(&self.id, place);
        Ok(Table {
            stated: self.stated.map(read).transpose()?,
            rows: self.rows.into_iter().map(read).collect::<Result<_, _>>()?,
            id: self.id,
            percents: self.percents,
            across: self.across,
        })
    }
}

impl RawRow<'_> {
    fn read(self, table: &str, place: Locator<'_>) -> Result<Row, TableError> {
        let mut row = Row {
            label: self.label,
            ..Row::default()
        };
        let mut seen: Vec<String> = Vec::with_capacity(self.figures.len());
        for (measure, raw) in self.figures {
            let (line, column) = place.of(raw.get());
            if seen.contains(&measure) {
                return Err(TableError::Twice {
                    line,
                    column,
                    table: table.to_owned(),
                    row: row.label,
                    measure,
                });
            }
            match figure(raw.get()) {
                Ok(Some(printed)) => {
                    row.figures.insert(measure.clone(), printed);
                }
                Ok(None) => {}
                Err(reason) => {
                    return Err(TableError::Figure {
                        line,
                        column,
                        table: table.to_owned(),
                        row: row.label,
                        measure,
                        reason,
                    });
                }
            }
            seen.push(measure);
        }
        Ok(row)
    }
}

fn figure(raw: &str) -> Result<Option<Printed>, FigureError> {
    match raw.as_bytes().first() {
        Some(b'"') => match json::read::<String>(raw) {
            Ok(text) => Printed::read(&text),
            Err(_) => Err(FigureError::NotANumber(crate::money::shown(raw))),
        },
        Some(b'n') => Ok(None),
        Some(b't' | b'f') => Err(FigureError::WrongKind("true/false")),
        Some(b'[') => Err(FigureError::WrongKind("[…]")),
        Some(b'{') => Err(FigureError::WrongKind("{…}")),
        _ => Printed::read(raw),
    }
}

/// Finds the line and column of a piece of the text.
#[derive(Clone, Copy)]
struct Locator<'a> {
    text: &'a str,
}

impl Locator<'_> {
    fn of(self, piece: &str) -> (usize, usize) {
        let offset = piece
            .as_ptr()
            .addr()
            .saturating_sub(self.text.as_ptr().addr());
        let before = self.text.get(..offset).unwrap_or_default();
        let last_line = before.rsplit('\n').next().unwrap_or_default();
        (
            before.matches('\n').count() + 1,
            last_line.chars().count() + 1,
        )
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn one(row: &str) -> Result<Vec<Document>, TableError> {
        read_documents(&format!(
            "[{{\"profile\": \"p\", \"extra\": 1, \"tables\": [\n{{\"rows\": [\n{row}\n], \"id\": \"t\"}}]}}]"
        ))
    }

    #[test]
    fn a_key_twice_is_refused_outside_of_rows_too() {
        for (text, line, path) in [
            (
                "{\"profile\": \"a\", \"tables\": [],\n\"note\": 1, \"note\": 2}",
                2,
                "note",
            ),
            (
                "[{\"profile\": \"a\", \"tables\": [], \"other\": {\"a\": 1, \"a\": 2}}]",
                1,
                "[0].other.a",
            ),
        ] {
            let error = read_documents(text).unwrap_err();
            assert!(
                error
                    .zh()
                    .contains(&format!("“{path}”出现两次（第 {line} 行）")),
                "{error}"
            );
        }
    }

    #[test]
    fn numbers_and_texts_are_read_with_their_places() {
        let documents = one(
            r#"{"a": 5.50, "label": "行", "b": "５．５", "c": 1675, "d": -0.10, "e": null, "f": "—"}"#,
        );
        let documents = documents.unwrap();
        let row = &documents[0].tables[0].rows[0];
        let figures: Vec<(&str, String)> = (row.figures.iter())
            .map(|(name, printed)| (name.as_str(), printed.value.to_string()))
            .collect();
        let expected = [("a", "5.50"), ("b", "5.5"), ("c", "1675"), ("d", "-0.10")];
        assert_eq!(
            figures,
            expected.map(|(name, value)| (name, value.to_owned()))
        );
        assert_eq!(row.label, "行");
    }

    #[test]
    fn what_columns_mean_is_read_and_survives_the_wire() {
        let text = r#"{"profile": "p", "tables": [{"id": "t", "rows": [],
            "percents": [{"measure": "p", "of": "a", "over": "b"}],
            "across": [{"total": "a", "parts": ["b", "c"]}]}]}"#;
        let table = read_documents(text).unwrap().remove(0).tables.remove(0);
        assert_eq!(table.percents[0].over, "b");
        assert_eq!(table.across[0].parts, ["b", "c"]);
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(serde_json::from_str::<Table>(&json).unwrap(), table);
        let plain = serde_json::to_string(&one("{}").unwrap()[0].tables[0]).unwrap();
        assert!(
            !plain.contains("percents") && !plain.contains("across"),
            "{plain}"
        );
    }

    #[test]
    fn numbers_beyond_binary_precision_stay_exact() {
        let documents = one(r#"{"a": 123456789012345.1234567891}"#).unwrap();
        let value = documents[0].tables[0].rows[0].figures["a"].value;
        assert_eq!(
            value,
            Decimal::from_str_exact("123456789012345.1234567891").unwrap()
        );
    }

    #[test]
    fn one_document_needs_no_list_and_a_byte_order_mark_is_skipped() {
        let text = "\u{feff} {\"profile\": \"p\", \"targets\": {\"x\": [1]}}";
        assert_eq!(read_documents(text).unwrap()[0].tables, []);
        assert_eq!(read_documents("[]").unwrap(), []);
    }

    #[test]
    fn wrong_figures_are_named_with_their_place() {
        for (row, expected) in [
            (
                r#"{"label": "续建", "annual_plan": "2x"}"#,
                "line 3, column 32: table “t”, row “续建”, measure “annual_plan”: \
                 “2x” is not a figure; write digits as printed, for example 5.50",
            ),
            (
                r#"{"label": "续建", "n": 1e3}"#,
                "line 3, column 22: table “t”, row “续建”, measure “n”: “1e3” has an exponent, \
                 which hides the printed places; write the digits out",
            ),
            (
                r#"{"label": "续建", "n": [1]}"#,
                "line 3, column 22: table “t”, row “续建”, measure “n”: […] stands where a figure \
                 belongs; write a number, a text such as \"5.50\", or null",
            ),
            (
                r#"{"label": "续建", "n": 1, "n": 2}"#,
                "line 3, column 30: table “t”, row “续建”: “n” stands twice; keep one of them",
            ),
        ] {
            let error = one(row).unwrap_err();
            assert_eq!(error.to_string(), expected);
            assert!(error.zh().starts_with("第 3 行"), "{}", error.zh());
        }
    }

    #[test]
    fn a_wrong_shape_is_named_with_line_and_column() {
        for (text, line, part) in [
            ("", 1, "EOF"),
            ("profile: p", 1, "expected value"),
            ("[\n{\"profile\": \"p\",,}]", 2, "key must be a string"),
            ("[\n{\"source\": \"p\"}]", 2, "missing field `profile`"),
            (
                "{\"profile\": \"p\", \"tables\": [\n{\"rows\": []}]}",
                2,
                "missing field `id`",
            ),
            (
                "{\"profile\": \"p\", \"tables\": [\n{\"id\": \"t\"}]}",
                2,
                "missing field `rows`",
            ),
            (
                "{\"profile\": \"p\", \"tables\": [{\"id\": \"t\", \"rows\": [\n5]}]}",
                2,
                "expected a row",
            ),
            ("[{\"profile\": \"p\"}] x", 1, "trailing characters"),
        ] {
            let error = read_documents(text).unwrap_err();
            let TableError::Shape {
                line: at, reason, ..
            } = &error
            else {
                panic!("{text}: {error}");
            };
            assert_eq!(*at, line, "{text}: {error}");
            assert!(reason.contains(part), "{text}: {error}");
            assert!(!error.zh().is_empty());
        }
    }
}
