//! What the fields of records can be declared as.

use std::marker::PhantomData;

use super::Parts;
use crate::money::{Money, parse_plain};
use crate::period::{Date, parse_day, show_day};
use crate::report::ValueKind;
use crate::report::choice::Listed;

/// A kind of field: what is stored of it, and what rules read.
pub trait FieldKind {
    /// What rules read.
    type Value;
    /// How it is typed and shown.
    const KIND: ValueKind;
    /// Reads a stored text that is not blank; `None` if it is not understood.
    fn read(text: &str) -> Option<Self::Value>;
    /// What is stored of a value.
    fn write(value: &Self::Value) -> String;
}

/// The field `key` of an entry.
pub(super) fn read<K: FieldKind>(parts: &Parts, key: &str) -> Option<K::Value> {
    let text = parts.get(key)?;
    (!text.trim().is_empty()).then(|| K::read(text))?
}

/// Puts down what is stored of a field; nothing of an empty one.
pub(super) fn write<K: FieldKind>(parts: &mut Parts, key: &str, value: Option<&K::Value>) {
    if let Some(value) = value {
        parts.insert(key.to_owned(), K::write(value));
    }
}

macro_rules! kinds {
    ($( $(#[$doc:meta])* $name:ident: $value:ty = $kind:ident, $read:expr, $write:expr; )*) => { $(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl FieldKind for $name {
            type Value = $value;
            const KIND: ValueKind = ValueKind::$kind;

            fn read(text: &str) -> Option<$value> {
                $read(text)
            }

            fn write(value: &$value) -> String {
                $write(value)
            }
        }
    )* };
}

kinds! {
    /// An amount in 万元.
    Amount: Money = Amount, |text: &str| parse_plain(text.trim()).ok(), Money::to_string;
    /// A day.
    Day: Date = Day, |text: &str| parse_day(text.trim()).ok(), |day: &Date| show_day(*day);
    /// A month.
    Month: crate::period::Month = Month, |text: &str| text.trim().parse().ok(), crate::period::Month::to_string;
    /// A paragraph of text.
    Text: String = Text, trimmed, String::clone;
    /// A paragraph of text, with every blank that somebody typed.
    Verbatim: String = Text, |text: &str| Some(text.to_owned()), String::clone;
    /// A line of text.
    Line: String = Line, trimmed, String::clone;
    /// The name of a person.
    Person: String = Person, trimmed, String::clone;
}

#[expect(clippy::unnecessary_wraps, reason = "as the kinds want it")]
fn trimmed(text: &str) -> Option<String> {
    Some(text.trim().to_owned())
}

/// One of a list, made by `choices!`.
#[derive(Debug)]
pub struct Choice<T>(PhantomData<T>);

impl<T: Listed> FieldKind for Choice<T> {
    type Value = T;
    const KIND: ValueKind = ValueKind::Choice(T::CHOICES);

    fn read(text: &str) -> Option<T> {
        T::from_key(text.trim())
    }

    fn write(value: &T) -> String {
        value.key().to_owned()
    }
}
