//! Reading what travels as text.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// What `read` makes of a text, which is not copied first: a store has tens of thousands of them.
pub(crate) fn from_text<'de, D: Deserializer<'de>, T, E: Display>(
    from: D,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    from.deserialize_str(Reading(read, PhantomData))
}

struct Reading<F, T, E>(F, PhantomData<fn() -> Result<T, E>>);

impl<F: FnOnce(&str) -> Result<T, E>, T, E: Display> Visitor<'_> for Reading<F, T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<T, X> {
        (self.0)(text).map_err(X::custom)
    }
}
