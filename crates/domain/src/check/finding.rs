//! A finding is data: which rule, where, and the values it is about.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::money::{self, Money};
use crate::period::{Date, Month, show_day, written};
use crate::report::Identity;
use crate::report::{Field, FieldKey};
use crate::rule::{RuleCode, Severity};
use crate::schema;
use crate::text::{Lang, Words};

/// A value that a finding is about, typed so that each language can print it its own way.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// 万元: typed, or computed from what was.
    Amount(#[serde(deserialize_with = "money::computed")] Money),
    /// A day.
    Day(
        #[serde(with = "written::day")]
        #[schemars(schema_with = "schema::day")]
        Date,
    ),
    /// A month.
    Month(Month),
    /// A plain number: a count, a percentage, a factor.
    Number(
        #[serde(with = "rust_decimal::serde::str")]
        #[schemars(schema_with = "schema::decimal")]
        Decimal,
    ),
    /// A key of the form, printed as its label.
    Field(FieldKey),
    /// Words that somebody typed.
    Text(String),
    /// Words of our own, in both languages.
    Phrase {
        /// What they stand for, however they read; empty where they say what other values say.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        key: String,
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
}

impl From<Money> for Arg {
    fn from(amount: Money) -> Self {
        Self::Amount(amount)
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Month> for Arg {
    fn from(month: Month) -> Self {
        Self::Month(month)
    }
}

impl From<Decimal> for Arg {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}

impl From<Field> for Arg {
    fn from(field: Field) -> Self {
        Self::Field(field.into())
    }
}

impl From<FieldKey> for Arg {
    fn from(key: FieldKey) -> Self {
        Self::Field(key)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Arg {
    /// Words that stand for what has this key.
    pub fn phrase(key: impl Into<String>, words: Words) -> Self {
        Self::Phrase {
            key: key.into(),
            zh: words.zh.to_owned(),
            en: words.en.to_owned(),
        }
    }

    /// The reported month and the words of a problem only tell what a finding is about: else nothing
    /// that lasts could be explained for longer than a month.
    pub(super) fn only_names(&self, name: &str) -> bool {
        name == "problem" || name == "month" && matches!(self, Self::Month(_))
    }

    /// As one value and no other is written, whatever it is called on screen.
    fn written(&self) -> String {
        match self {
            Self::Amount(amount) => amount.to_string(),
            Self::Field(key) => key.as_str().to_owned(),
            Self::Phrase { key, .. } => key.clone(),
            Self::Day(_) | Self::Month(_) | Self::Number(_) | Self::Text(_) => self.show(Lang::Zh),
        }
    }

    pub(super) fn show(&self, lang: Lang) -> String {
        match self {
            Self::Amount(amount) => amount.grouped(2),
            Self::Day(day) => show_day(*day),
            Self::Month(month) => month.to_string(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Field(key) => key.label(lang),
            Self::Text(text) => text.clone(),
            Self::Phrase { zh, en, .. } => match lang {
                Lang::Zh => zh.clone(),
                Lang::En => en.clone(),
            },
        }
    }
}

/// One thing that a rule found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The rule.
    pub code: RuleCode,
    /// Its severity under the profile in force.
    pub severity: Severity,
    /// Where: the first is where the finding is shown and explained. Empty for a whole project.
    pub fields: Vec<FieldKey>,
    /// What of the place it is about, none for all of it: fields of an entry by their keys, or one of
    /// several things that the rule asks about one box.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The values it is about, by the names that the wording uses.
    pub args: BTreeMap<String, Arg>,
}

impl Finding {
    /// About places as a whole, and the one thing that its rule asks about them.
    pub fn new(
        code: RuleCode,
        severity: Severity,
        fields: Vec<FieldKey>,
        args: BTreeMap<String, Arg>,
    ) -> Self {
        Self {
            code,
            severity,
            fields,
            parts: Vec::new(),
            args,
        }
    }

    /// What it is, whatever it is called and whatever its values are; nothing for a whole project.
    pub fn identity(&self) -> Option<Identity> {
        let place = self.fields.first()?.clone();
        let aspect = self.parts.first().filter(|_| place.field().is_some());
        Some(Identity {
            code: self.code,
            aspect: aspect.cloned(),
            place,
        })
    }

    /// The key under which its explanation is kept in the report.
    pub fn explanation_key(&self) -> Option<FieldKey> {
        Some(FieldKey::explanation(&self.identity()?))
    }

    /// Its values, each by its name: an explanation is about these and counts no more when one of
    /// them changes. No wording is in it.
    pub fn values(&self) -> String {
        let mut text = self.parts.join("+");
        for (name, arg) in &self.args {
            let value = arg.written();
            let is_silent = value.is_empty() && matches!(arg, Arg::Phrase { .. });
            if !is_silent && !arg.only_names(name) {
                text.extend([";", name, "=", &value]);
            }
        }
        text
    }

    /// Its values as programs until November 2026 print them: what they know an explanation by.
    pub fn fingerprint(&self) -> String {
        let mut text = String::new();
        for (name, arg) in &self.args {
            if !arg.only_names(name) {
                text.extend([name, "=", &arg.show(Lang::Zh), ";"]);
            }
        }
        text
    }
}

/// The values of a finding by their names.
pub(super) fn named(args: Vec<(&'static str, Arg)>) -> BTreeMap<String, Arg> {
    let mut named = BTreeMap::new();
    for (name, arg) in args {
        named.insert(name.to_owned(), arg);
    }
    named
}
