//! A finding is data: which rule, where, and the values it is about.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue;
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

impl From<Words> for Arg {
    fn from(words: Words) -> Self {
        Self::Phrase {
            zh: words.zh.to_owned(),
            en: words.en.to_owned(),
        }
    }
}

impl Arg {
    fn show(&self, lang: Lang) -> String {
        match self {
            Self::Amount(amount) => amount.grouped(2),
            Self::Day(day) => show_day(*day),
            Self::Month(month) => month.to_string(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Field(key) => key.label(lang),
            Self::Text(text) => text.clone(),
            Self::Phrase { zh, en } => match lang {
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
    /// The values it is about, by the names that the wording uses.
    pub args: BTreeMap<String, Arg>,
}

impl Finding {
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

    /// Changes whenever a value that the finding is about changes; an explanation is bound to it.
    /// The reported month and the words of a problem only tell what it is about: else nothing that
    /// lasts could be explained for longer than a month.
    pub fn fingerprint(&self) -> String {
        self.print_of(|name, arg| {
            let names_the_month = name == "month" && matches!(arg, Arg::Month(_));
            !names_the_month && name != "problem"
        })
    }

    /// Whether a fingerprint is of these values. Programs used to print the month and the words of
    /// a problem into it as well, and their explanations still count.
    pub fn is_of(&self, fingerprint: &str) -> bool {
        fingerprint == self.fingerprint() || fingerprint == self.print_of(|_, _| true)
    }

    fn print_of(&self, is_printed: impl Fn(&str, &Arg) -> bool) -> String {
        let mut text = String::new();
        let printed = self.args.iter().filter(|(name, arg)| is_printed(name, arg));
        for (name, arg) in printed {
            text.push_str(name);
            text.push('=');
            text.push_str(&arg.show(Lang::Zh));
            text.push(';');
        }
        text
    }

    /// The key under which its explanation is kept in the report.
    pub fn explanation_key(&self) -> Option<FieldKey> {
        self.fields
            .first()
            .map(|field| FieldKey::explanation(self.code, field))
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
