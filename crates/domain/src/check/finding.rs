//! A finding is data: which rule, where, and the values it is about.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Identity, catalogue};
use crate::money::Money;
use crate::period::{Date, Month, show_day, written};
use crate::report::{Field, FieldKey};
use crate::text::{Lang, Words};
use crate::wire::described;

/// The field's own three grades (联网直报). They order from worst to mildest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 强制性: must be corrected, cannot be submitted.
    Mandatory,
    /// 核实性: may be submitted only with a written explanation (情况说明).
    Verify,
    /// 提示性: shown, never blocks.
    Hint,
}

impl Severity {
    /// The grade in words.
    pub const fn label(self) -> crate::text::Words {
        match self {
            Self::Mandatory => crate::text::words("强制性", "must be corrected"),
            Self::Verify => crate::text::words("核实性", "to be explained"),
            Self::Hint => crate::text::words("提示性", "hint"),
        }
    }
}

/// A rule's code: a letter and three digits, such as `M103`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RuleCode([u8; 4]);

impl RuleCode {
    /// The code of a rule in the catalogue.
    ///
    /// # Panics
    /// In a constant, so at compile time, if the code is misspelt.
    pub const fn new(code: &'static str) -> Self {
        let b = code.as_bytes();
        assert!(b.len() == 4 && b[0].is_ascii_uppercase());
        assert!(b[1].is_ascii_digit() && b[2].is_ascii_digit() && b[3].is_ascii_digit());
        Self([b[0], b[1], b[2], b[3]])
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("????")
    }
}

// As one number: compared letter by letter, the codes took a fifth of the time of a check.
impl Ord for RuleCode {
    fn cmp(&self, other: &Self) -> Ordering {
        u32::from_be_bytes(self.0).cmp(&u32::from_be_bytes(other.0))
    }
}

impl PartialOrd for RuleCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RuleCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match *text.as_bytes() {
            [letter, a, b, c]
                if letter.is_ascii_uppercase() && [a, b, c].iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self([letter, a, b, c]))
            }
            _ => Err(format!("“{text}” is not a rule code; write it as M103")),
        }
    }
}

impl Serialize for RuleCode {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for RuleCode {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A value that a finding is about, typed so that each language can print it its own way.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// 万元.
    Amount(Money),
    /// A day.
    Day(
        #[serde(with = "written::day")]
        #[schemars(schema_with = "described::day")]
        Date,
    ),
    /// A month.
    Month(Month),
    /// A plain number: a count, a percentage, a factor.
    Number(
        #[serde(with = "rust_decimal::serde::str")]
        #[schemars(schema_with = "described::decimal")]
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

    /// One sentence that states the fact with its values.
    pub fn message(&self, lang: Lang) -> String {
        let template = catalogue::find(self.code).map_or("{code}", |rule| {
            let wordings = iter::once(&rule.message).chain(rule.variants);
            let fitting = wordings
                .map(|words| words.get(lang))
                .find(|template| placeholders(template).all(|name| self.args.contains_key(name)));
            fitting.unwrap_or(rule.message.get(lang))
        });
        self.fill(template, lang)
    }

    /// One sentence that says what to do.
    pub fn advice(&self, lang: Lang) -> String {
        let template = catalogue::find(self.code).map_or("", |rule| rule.advice.get(lang));
        self.fill(template, lang)
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

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let (before, from) = rest.split_at(open);
            out.push_str(before);
            let Some(close) = from.find('}') else {
                rest = from;
                break;
            };
            match self.args.get(&from[1..close]) {
                Some(arg) => out.push_str(&arg.show(lang)),
                None if &from[1..close] == "code" => out.push_str(self.code.as_str()),
                None => out.push('?'),
            }
            rest = &from[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// The names in braces.
pub(super) fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name)
}
