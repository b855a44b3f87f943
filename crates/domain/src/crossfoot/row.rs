//! Rows on the wire and in profiles: the label and the figures side by side, figures as text.

use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FigureError, Printed, Row};

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(1 + self.figures.len()))?;
        map.serialize_entry("label", &self.label)?;
        for (measure, printed) in &self.figures {
            map.serialize_entry(measure, &printed.value.to_string())?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(RowVisitor)
    }
}

struct RowVisitor;

impl<'de> Visitor<'de> for RowVisitor {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row: its label and its figures by measure")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        let mut labelled = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "label" && !labelled {
                row.label = map.next_value()?;
                labelled = true;
                continue;
            }
            let Figure(printed) = map.next_value()?;
            if row.figures.contains_key(&key) || key == "label" {
                return Err(A::Error::custom(format!("“{key}” stands twice in one row")));
            }
            if let Some(printed) = printed {
                row.figures.insert(key, printed);
            }
        }
        Ok(row)
    }
}

/// A figure as a text or a whole number. A fraction must be a text: read as a binary number it
/// would lose its trailing zeros and with them the printed places.
struct Figure(Option<Printed>);

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(FigureVisitor)
    }
}

struct FigureVisitor;

impl Visitor<'_> for FigureVisitor {
    type Value = Figure;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a figure: a whole number, or a text as printed such as \"5.50\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Figure, E> {
        Printed::read(text).map(Figure).map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Figure, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Figure, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Figure, E> {
        Err(E::custom(FigureError::WrongKind("true or false")))
    }

    fn visit_unit<E: Error>(self) -> Result<Figure, E> {
        Ok(Figure(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Result<Row, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_survives_the_wire_with_its_places() {
        let row = row(r#"{"label":"生态环保","annual_plan":"5.50","count":7,"gap":null}"#).unwrap();
        assert_eq!(row.figures.len(), 2);
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(
            json,
            r#"{"label":"生态环保","annual_plan":"5.50","count":"7"}"#
        );
        assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
    }

    #[test]
    fn what_would_lose_places_or_is_no_figure_is_refused() {
        for (json, part) in [
            (r#"{"label":"a","x":5.50}"#, "a text as printed"),
            (r#"{"label":"a","x":true}"#, "true or false"),
            (r#"{"label":"a","x":[1]}"#, "a figure"),
            (r#"{"label":"a","x":1,"x":2}"#, "stands twice"),
            (r#"{"label":"a","label":"b"}"#, "not a figure"),
            (r#"{"label":"a","label":"1"}"#, "stands twice"),
        ] {
            let error = row(json).unwrap_err();
            assert!(error.contains(part), "{json}: {error}");
        }
    }
}
