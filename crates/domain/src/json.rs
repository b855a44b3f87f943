//! Reading JSON in little code.
//!
//! What serde derives for a struct reads an array of its fields as well, and `serde_json` lets
//! it: every struct is compiled twice. Nobody sends that, so a struct is asked for as an object
//! here, and the other half is left out of the widget.

mod chinese;
mod flattened;
mod lenient;
mod repeated;

use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

pub use chinese::zh;
pub use flattened::Flattened;
pub use lenient::{known, readable};
pub use repeated::{Repeated, repeated_key};

/// The value that a text is.
pub fn read<'a, T: Deserialize<'a>>(text: &'a str) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Objects(&mut reader))?;
    reader.end()?;
    Ok(value)
}

/// A part of the reader, or of what is read, all structs of which are objects.
struct Objects<T>(T);

macro_rules! deserialize {
    ($($method:ident($($name:ident: $type:ty),*) as $called:ident($($given:ident),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$called($($given,)* Objects(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    deserialize! {
        deserialize_struct(_n: &'static str, _f: &'static [&'static str]) as deserialize_map();
        deserialize_any() as deserialize_any();
        deserialize_bool() as deserialize_bool();
        deserialize_i8() as deserialize_i8();
        deserialize_i16() as deserialize_i16();
        deserialize_i32() as deserialize_i32();
        deserialize_i64() as deserialize_i64();
        deserialize_u8() as deserialize_u8();
        deserialize_u16() as deserialize_u16();
        deserialize_u32() as deserialize_u32();
        deserialize_u64() as deserialize_u64();
        deserialize_f32() as deserialize_f32();
        deserialize_f64() as deserialize_f64();
        deserialize_char() as deserialize_char();
        deserialize_str() as deserialize_str();
        deserialize_string() as deserialize_string();
        deserialize_bytes() as deserialize_bytes();
        deserialize_byte_buf() as deserialize_byte_buf();
        deserialize_option() as deserialize_option();
        deserialize_unit() as deserialize_unit();
        deserialize_seq() as deserialize_seq();
        deserialize_map() as deserialize_map();
        deserialize_identifier() as deserialize_identifier();
        deserialize_ignored_any() as deserialize_ignored_any();
        deserialize_tuple(n: usize) as deserialize_tuple(n);
        deserialize_unit_struct(n: &'static str) as deserialize_unit_struct(n);
        deserialize_newtype_struct(n: &'static str) as deserialize_newtype_struct(n);
        deserialize_tuple_struct(n: &'static str, l: usize) as deserialize_tuple_struct(n, l);
        deserialize_enum(n: &'static str, v: &'static [&'static str]) as deserialize_enum(n, v);
    }
}

macro_rules! visit {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: serde::de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Objects<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i64(i64);
        visit_u64(u64);
        visit_f64(f64);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(value))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Objects(variant))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(from))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(Objects(seed))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Objects<A> {
    type Error = A::Error;
    type Variant = Objects<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self::Variant), A::Error> {
        let (name, variant) = self.0.variant_seed(Objects(seed))?;
        Ok((name, Objects(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Objects(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(len, Objects(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.newtype_variant_seed(Fields(visitor))
    }
}

/// The fields of a variant.
struct Fields<V>(V);

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Fields<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<V::Value, D::Error> {
        from.deserialize_map(Objects(self.0))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::value::RawValue;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Part {
        number: Option<u8>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        Plain,
        Of(u8),
        With { part: Part },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Whole<'a> {
        text: &'a str,
        parts: Vec<Part>,
        kinds: Vec<Kind>,
        by_number: BTreeMap<u8, (bool, char)>,
        #[serde(flatten)]
        flat: Part,
    }

    const TEXT: &str = r#"{
        "text": "工", "parts": [{"number": 1}, {"number": null}, {}], "number": 2,
        "kinds": ["Plain", {"Of": 3}, {"With": {"part": {"unknown": 4}}}],
        "by_number": {"5": [true, "x"]}
    }"#;

    #[test]
    fn the_same_is_read_as_by_the_library() {
        let own: Whole<'_> = read(TEXT).unwrap();
        assert_eq!(own, serde_json::from_str(TEXT).unwrap());
        assert_eq!(
            own.kinds[2],
            Kind::With {
                part: Part { number: None }
            }
        );
        let raw: Vec<&RawValue> = read(r#"[{"a":1}, 2 ]"#).unwrap();
        assert_eq!(raw[0].get(), r#"{"a":1}"#);
    }

    #[test]
    fn an_array_is_no_struct() {
        let told = |error: serde_json::Error| error.to_string();
        assert_eq!(
            read::<Part>("[1]").map_err(told),
            Err("invalid type: sequence, expected struct Part at line 1 column 0".to_owned())
        );
        let variant = r#"{"With": [{"number": 1}]}"#;
        assert!(serde_json::from_str::<Kind>(variant).is_ok());
        assert!(read::<Kind>(variant).is_err());
    }

    #[test]
    fn what_is_wrong_is_told_in_the_words_of_the_library() {
        for text in [
            "",
            "{",
            r#"{"number": 256}"#,
            "{\"number\":\n true}",
            r#"{"number": 1, "number": 2}"#,
            r#"{"number": 1} 2"#,
            "2",
        ] {
            let told = |error: serde_json::Error| error.to_string();
            let library = serde_json::from_str::<Part>(text).map_err(told);
            assert_eq!(read::<Part>(text).map_err(told), library, "{text}");
        }
    }
}
