//! What a token says. A name that stands there twice could be read one way by the portal and the
//! other way here: such a token is not read at all.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::settings::ClaimPath;

/// What a token says.
#[derive(Debug, Clone, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// A claim of the standard.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A claim where it was configured to be.
    pub fn at(&self, path: &ClaimPath) -> Option<&Value> {
        match path {
            ClaimPath::Name(name) => self.0.get(name),
            ClaimPath::Path(names) => {
                let (first, rest) = names.split_first()?;
                let top = self.0.get(first)?;
                rest.iter().try_fold(top, |value, name| value.get(name))
            }
        }
    }

    /// A moment (RFC 7519), in whole seconds.
    pub fn moment(&self, name: &str) -> Option<i64> {
        let number = self.0.get(name)?.as_number()?;
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        let whole = |number: f64| number.floor() as i64;
        number.as_i64().or_else(|| number.as_f64().map(whole))
    }
}

impl ClaimPath {
    /// As it is written for people.
    pub fn shown(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Path(names) => names.join("."),
        }
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        match Strict::deserialize(source)?.0 {
            Value::Object(claims) => Ok(Self(claims)),
            _ => Err(de::Error::custom("the claims are not an object")),
        }
    }
}

/// Any JSON in which no object names anything twice.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct AnyValue;
        impl<'de> Visitor<'de> for AnyValue {
            type Value = Strict;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }
            fn visit_unit<E>(self) -> Result<Strict, E> {
                Ok(Strict(Value::Null))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Strict, A::Error> {
                let mut list = Vec::new();
                while let Some(Strict(item)) = items.next_element()? {
                    list.push(item);
                }
                Ok(Strict(Value::Array(list)))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Strict, A::Error> {
                let mut map = Map::new();
                while let Some((name, Strict(value))) = entries.next_entry::<String, _>()? {
                    if map.contains_key(&name) {
                        return Err(de::Error::custom(format_args!(
                            "“{name}” stands there twice"
                        )));
                    }
                    map.insert(name, value);
                }
                Ok(Strict(Value::Object(map)))
            }
        }
        source.deserialize_any(AnyValue)
    }
}

#[cfg(test)]
mod tests {
    use super::Claims;
    use crate::sign_on::settings::ClaimPath;

    #[test]
    fn nothing_may_stand_there_twice_at_any_depth() {
        let read = |text: &str| serde_json::from_str::<Claims>(text);
        assert!(read(r#"{"a": [{"b": 1}], "c": null}"#).is_ok());
        for text in [
            r#"{"sub": "li", "sub": "zhang"}"#,
            r#"{"a": [{"b": 1, "b": 1}]}"#,
            "[]",
            "7",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn claims_are_found_at_the_top_and_further_down() {
        let text = r#"{"exp": 17.9, "iat": "17", "a.b": 1, "realm": {"roles": ["x"]}}"#;
        let claims: Claims = serde_json::from_str(text).unwrap();
        assert_eq!(claims.moment("exp"), Some(17));
        assert_eq!(claims.moment("iat"), None);
        assert_eq!(
            claims.at(&ClaimPath::Name("a.b".to_owned())),
            Some(&1.into())
        );
        let path = ["realm", "roles"].map(str::to_owned).to_vec();
        assert_eq!(claims.at(&ClaimPath::Path(path)), Some(&vec!["x"].into()));
    }
}
