//! What a profile changes about the rules of the catalogue.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::check::{RuleCode, Severity};
use crate::order::Gather;

/// What a profile says of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Switches the rule off.
    #[serde(default)]
    pub off: bool,
    /// Another severity than the rule's own.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Other parameters than the rule's own, by name, exact.
    #[serde(default)]
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
}
