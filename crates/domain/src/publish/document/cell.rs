//! One cell of a table: what it is, exactly, and what is printed.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ColumnKind, Key};
use crate::period::{Date, Month, parse_day, show_day};

/// Printed where there is no figure.
const NONE: &str = "—";

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What it is.
    pub value: Value,
    /// What is printed, its mark included.
    pub shown: String,
    /// What `shown` has behind the figure, for example `*` for 结转.
    #[serde(default, skip_serializing_if = "no_mark")]
    pub mark: Key,
    /// How the figure follows from others of its table, where it follows exactly: a spreadsheet may
    /// then compute it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formula: Option<Formula>,
}

/// What a cell holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// A text.
    Text(String),
    /// An amount, a count, a percentage or points: exact, in the unit of its column.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// A month.
    Month(Month),
}

/// How a figure follows from others of its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// The sum of its column over the rows that [`Row::sums`](super::Row::sums) names.
    Sum,
    /// 100 × one column ÷ another, both of its row.
    Percent {
        /// The column of the numerator.
        of: Key,
        /// The column of the denominator.
        over: Key,
    },
    /// The cell of a column of its row, less a constant.
    Less {
        /// The column.
        of: Key,
        /// The constant, exact.
        #[serde(with = "rust_decimal::serde::str")]
        by: Decimal,
    },
}

impl Cell {
    /// An empty one.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A text; an empty one is nothing.
    pub fn text(text: impl Into<String>) -> Self {
        let shown = text.into();
        let value = if shown.is_empty() {
            Value::Nothing
        } else {
            Value::Text(shown.clone())
        };
        Self {
            value,
            shown,
            ..Self::default()
        }
    }

    /// A figure that is printed as `shown`; without one, "—".
    pub fn number(value: Option<Decimal>, shown: impl FnOnce(Decimal) -> String) -> Self {
        match value {
            Some(value) => Self {
                value: Value::Number(value.normalize()),
                shown: shown(value),
                ..Self::default()
            },
            None => Self {
                shown: NONE.to_owned(),
                ..Self::default()
            },
        }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::number(Some(count.into()), |count| count.to_string())
    }

    /// A rank; without one, "—".
    pub fn rank(rank: Option<usize>) -> Self {
        Self::number(rank.map(Decimal::from), |rank| rank.to_string())
    }

    /// A day; without one, nothing.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or_else(Self::blank, |day| Self {
            value: Value::Day(day),
            shown: show_day(day),
            ..Self::default()
        })
    }

    /// A month; without one, nothing.
    pub fn month(month: Option<Month>) -> Self {
        month.map_or_else(Self::blank, |month| Self {
            value: Value::Month(month),
            shown: month.to_string(),
            ..Self::default()
        })
    }

    /// The same with a mark behind its figure, if it has one.
    #[must_use]
    pub fn marked(mut self, mark: &'static str) -> Self {
        if self.value != Value::Nothing {
            self.shown.push_str(mark);
            self.mark = mark.into();
        }
        self
    }

    /// The same with how it follows from others, if there is a figure.
    #[must_use]
    pub fn following(mut self, formula: Formula) -> Self {
        self.formula = (self.value != Value::Nothing).then_some(formula);
        self
    }

    /// The figure, if it is one.
    pub fn figure(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(figure) => Some(figure),
            _ => None,
        }
    }
}

fn no_mark(mark: &Key) -> bool {
    mark.is_empty()
}

/// A text until its column says what it is (`Value::typed`).
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        Ok(text.map_or(Self::Nothing, Self::Text))
    }
}

impl Value {
    /// What a text is in a column of this kind; `None` for what stands in no column.
    pub(super) fn typed(self, kind: Option<ColumnKind>) -> Self {
        let Self::Text(text) = self else {
            return self;
        };
        let typed = match kind {
            None | Some(ColumnKind::Figure | ColumnKind::Ordinal) => {
                Decimal::from_str_exact(&text).ok().map(Self::Number)
            }
            Some(ColumnKind::Day) => parse_day(&text).ok().map(Self::Day),
            Some(ColumnKind::Month) => text.parse().ok().map(Self::Month),
            // a day or a month among words is printed like any other
            Some(ColumnKind::Text | ColumnKind::Word) => {
                let day = parse_day(&text).ok().map(Self::Day);
                day.or_else(|| text.parse().ok().map(Self::Month))
            }
        };
        typed.unwrap_or(Self::Text(text))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => to.serialize_none(),
            Self::Text(text) => to.serialize_str(text),
            Self::Number(figure) => to.collect_str(figure),
            Self::Day(day) => to.serialize_str(&show_day(*day)),
            Self::Month(month) => to.collect_str(month),
        }
    }
}
