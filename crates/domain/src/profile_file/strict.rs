//! A file says only what a profile knows: any other key is refused, with the nearest that it may be.
//!
//! The types themselves pass over what they do not know. They read what a newer server sends and what
//! a newer program has stored as well, and there a new key must not cost a tablet its profile.

use std::cell::Cell;

use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::profile::Profile;

type Keys = &'static [&'static str];

/// The key at the top of a file that names the profile it starts from; no key of a profile itself.
pub(super) const EXTENDS: &str = "extends";

/// What a profile has that no file of one says: days off come from files of their own, and from which
/// month on it counts is found when it is put in force.
const FILLED_IN: [&str; 2] = ["holidays", "counts_from"];

/// How alike two keys are before one is taken for the other, of 1.
const ALIKE: f64 = 0.75;

/// The first key of the text that a profile does not know: where, and what to do.
pub(super) fn unknown_key(text: &Spanned<DeTable<'_>>) -> Option<(usize, String)> {
    let mut found = Vec::new();
    look_through(text.get_ref(), &mut Vec::new(), &mut found);
    found.into_iter().min()
}

fn look_through(table: &DeTable<'_>, path: &mut Vec<String>, found: &mut Vec<(usize, String)>) {
    let mut keys = keys_at(path).map(<[_]>::to_vec);
    if let Some(keys) = keys.as_mut().filter(|_| path.is_empty()) {
        keys.retain(|key| !FILLED_IN.contains(key));
        keys.push(EXTENDS);
    }
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if let Some(keys) = keys.as_ref().filter(|keys| !keys.contains(&name)) {
            found.push((key.span().start, said(name, keys)));
            continue;
        }
        path.push(name.to_owned());
        look_into(value.get_ref(), path, found);
        path.pop();
    }
}

fn look_into(value: &DeValue<'_>, path: &mut Vec<String>, found: &mut Vec<(usize, String)>) {
    match value {
        DeValue::Table(table) => look_through(table, path, found),
        DeValue::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                path.push(at.to_string());
                look_into(value.get_ref(), path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn said(name: &str, keys: &[&str]) -> String {
    let listed: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let listed = listed.join(", ");
    let alike = |key: &&&str| strsim::jaro(name, key);
    let nearest = keys.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)));
    let meant = nearest.filter(|key| alike(key) >= ALIKE);
    let meant = meant.map_or_else(String::new, |key| format!("; did you mean `{key}`?"));
    format!("没有“{name}”这一项 / unknown field `{name}`, expected one of {listed}{meant}")
}

/// The keys that a profile takes in the table at `path`; `None` where it takes any, or no table.
fn keys_at(path: &[String]) -> Option<Keys> {
    let keys = Cell::new(None);
    // It always ends in an error: there is nothing to be read.
    let _ = Profile::deserialize(Probe { path, keys: &keys });
    keys.get()
}

/// Follows a path through the types instead of reading anything, and notes which keys the struct at
/// its end asks for.
#[derive(Clone, Copy)]
struct Probe<'a> {
    path: &'a [String],
    keys: &'a Cell<Option<Keys>>,
}

impl<'a> Probe<'a> {
    fn step(self) -> Result<(&'a String, Self), Error> {
        let (step, path) = self.path.split_first().ok_or_else(end)?;
        Ok((step, Self { path, ..self }))
    }
}

fn end() -> Error {
    serde::de::Error::custom("the end of the path")
}

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(end())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        keys: Keys,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.path.is_empty() {
            self.keys.set(Some(keys));
        }
        visitor.visit_map(self)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct enum identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Probe<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let (step, _) = self.step()?;
        let key: StrDeserializer<'_, Error> = step.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.step()?.1)
    }
}

impl<'de> SeqAccess<'de> for Probe<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        seed.deserialize(self.step()?.1).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_the_types_at_any_depth() {
        let keys = |path: &str| {
            let path: Vec<String> = path.split('.').map(str::to_owned).collect();
            keys_at(&path).map(<[_]>::to_vec)
        };
        assert!(keys_at(&[]).unwrap().contains(&"explanation_min_chars"));
        assert_eq!(keys("natures.3").unwrap(), ["key", "label", "label_en"]);
        assert_eq!(keys("rules.M103").unwrap(), ["off", "severity", "params"]);
        assert_eq!(keys("published.0.across.1").unwrap(), ["total", "parts"]);
        assert!(keys("entry").unwrap().contains(&"annual"));
        // any key may stand there
        for open in [
            "rules",
            "targets",
            "rules.M103.params",
            "published.0.rows.0",
        ] {
            assert_eq!(keys(open), None, "{open}");
        }
        // and there no table at all
        for none in ["id", "chain.0", "calendar.day", "atlantis", "natures"] {
            assert_eq!(keys(none), None, "{none}");
        }
    }
}
