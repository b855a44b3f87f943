//! What a profile changes about the rules of the catalogue.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::order::Gather;
use crate::rule::{RuleCode, Severity};

/// What a profile says of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetting {
    /// Switches the rule off.
    #[serde(default)]
    pub off: bool,
    /// Another severity than the rule's own.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Other parameters than the rule's own, by name, exact.
    #[serde(default, deserialize_with = "params")]
    pub params: BTreeMap<String, Decimal>,
}

/// Settings by code. They are kept in order of the codes, as the catalogue is, and side by side in
/// memory: every check of every report goes through them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "BTreeMap<RuleCode, RuleSetting>")]
pub struct RuleSettings(Vec<(RuleCode, RuleSetting)>);

impl RuleSettings {
    /// What is said of a rule.
    pub fn get(&self, code: RuleCode) -> Option<&RuleSetting> {
        self.walk().seek(code)
    }

    /// The setting of a rule, to be changed; made if there is none.
    pub fn entry(&mut self, code: RuleCode) -> &mut RuleSetting {
        let place = self.0.binary_search_by_key(&code, |(code, _)| *code);
        let place = place.unwrap_or_else(|place| {
            self.0.insert(place, (code, RuleSetting::default()));
            place
        });
        &mut self.0[place].1
    }

    /// All settings, in order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (RuleCode, &RuleSetting)> {
        self.0.iter().map(|(code, setting)| (*code, setting))
    }

    /// For who asks for one rule after the other.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk(&self.0)
    }
}

/// The settings that still lie ahead.
pub(crate) struct Walk<'a>(&'a [(RuleCode, RuleSetting)]);

impl<'a> Walk<'a> {
    /// What is said of a rule whose code is not below one that was asked for before.
    pub(crate) fn seek(&mut self, wanted: RuleCode) -> Option<&'a RuleSetting> {
        while let Some(((code, setting), ahead)) = self.0.split_first() {
            if *code == wanted {
                return Some(setting);
            }
            if *code > wanted {
                break;
            }
            self.0 = ahead;
        }
        None
    }
}

impl From<BTreeMap<RuleCode, RuleSetting>> for RuleSettings {
    fn from(by_code: BTreeMap<RuleCode, RuleSetting>) -> Self {
        Self(by_code.into_iter().collect())
    }
}

impl FromIterator<(RuleCode, RuleSetting)> for RuleSettings {
    fn from_iter<I: IntoIterator<Item = (RuleCode, RuleSetting)>>(settings: I) -> Self {
        settings.into_iter().into_map().into()
    }
}

impl Serialize for RuleSettings {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

fn params<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Decimal>, D::Error> {
    from.deserialize_map(Params)
}

struct Params;

impl<'de> Visitor<'de> for Params {
    type Value = BTreeMap<String, Decimal>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("parameters by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut params = BTreeMap::new();
        while let Some((name, Param(value))) = entries.next_entry()? {
            params.insert(name, value);
        }
        Ok(params)
    }
}

/// A parameter as a text or, as people write profiles, a number. Reading one that `rust_decimal`
/// brings prints fractions first, and all that printing them takes was in the widget for that.
struct Param(Decimal);

impl<'de> Deserialize<'de> for Param {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ParamVisitor)
    }
}

struct ParamVisitor;

impl Visitor<'_> for ParamVisitor {
    type Value = Param;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, best as a text such as \"0.1\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Param, E> {
        text.parse().map(Param).map_err(E::custom)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Param, E> {
        Ok(Param(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Param, E> {
        Ok(Param(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Param, E> {
        Decimal::try_from(number).map(Param).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::code;

    #[test]
    fn settings_are_found_in_whatever_order_they_were_made() {
        let mut rules = RuleSettings::default();
        for made in ["M103", "C001", "T210", "M103"] {
            rules.entry(code(made)).off = true;
        }
        let codes: Vec<_> = rules.iter().map(|(code, _)| code.to_string()).collect();
        assert_eq!(codes, ["C001", "M103", "T210"]);
        assert!(rules.get(code("M103")).is_some_and(|setting| setting.off));
        assert_eq!(rules.get(code("M104")), None);
        let mut walk = rules.walk();
        let asked = ["C000", "C001", "M103", "M103", "T209", "T210", "X701"];
        let found = asked.map(|asked| walk.seek(code(asked)).is_some());
        assert_eq!(found, [false, true, true, true, false, true, false]);
    }

    #[test]
    fn json_is_an_object_by_code() {
        let json = r#"{"C001":{"off":true,"severity":null,"params":{}},"M103":{"off":false,"severity":"hint","params":{}}}"#;
        let rules: RuleSettings = serde_json::from_str(json).unwrap();
        assert_eq!(rules.get(code("C001")).unwrap().severity, None);
        assert_eq!(serde_json::to_string(&rules).unwrap(), json);
    }

    #[test]
    fn parameters_are_texts_or_numbers() {
        let read = |value: &str| {
            let json = format!(r#"{{"params": {{"tolerance": {value}}}}}"#);
            let setting: Result<RuleSetting, _> = crate::json::read(&json);
            setting.map(|setting| setting.params["tolerance"].to_string())
        };
        for (written, is) in [
            ("\"0.10\"", "0.10"),
            ("3", "3"),
            ("-3", "-3"),
            ("0.1", "0.1"),
            ("1234567.891", "1234567.891"),
        ] {
            assert_eq!(read(written).unwrap(), is, "{written}");
        }
        for wrong in ["\"a bit\"", "true", "1e300"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
