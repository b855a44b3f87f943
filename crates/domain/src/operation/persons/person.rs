//! A person who answers for a project, and what must not be said of one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{DayOrMonth, telephone};
use crate::text::{Words, words};

/// Longest name, post, unit or number, in characters.
const LONGEST: usize = 100;

/// A person who answers for a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProjectPerson")]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Which of the profile's kinds (`Profile::persons`), by its key.
    pub kind: String,
    /// 姓名.
    pub name: String,
    /// 职务.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// 单位, as it is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// 联系电话; absent also for who may not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// From when; absent where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DayOrMonth>,
    /// Until when, inclusive; absent as long as it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<DayOrMonth>,
}

/// Why a person cannot be entered so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Without a name.
    NameMissing,
    /// A text is too long.
    TooLong,
    /// A number stands in another box than the telephone's.
    NumberElsewhere,
    /// It ends before it begins.
    EndsBefore,
}

impl Fault {
    /// What is wrong and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::NameMissing => words("请填写姓名", "write the name"),
            Self::TooLong => words(
                "姓名、职务、单位和电话各不超过 100 字，请压缩",
                "name, post, unit and telephone have at most 100 characters each: shorten it",
            ),
            Self::NumberElsewhere => words(
                "姓名、职务、单位里不要写电话号码，请填在“联系电话”",
                "write the telephone number into its own box, not with the name, post or unit",
            ),
            Self::EndsBefore => words(
                "止期早于起期，请核对",
                "it ends before it begins: look at the two dates",
            ),
        }
    }
}

impl Person {
    /// The same as it is kept: without space around texts, numbers in plain digits.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let tidy = |text: &str| text.trim().to_owned();
        let number = self.telephone.as_deref().map(telephone::plain);
        Self {
            kind: self.kind.clone(),
            name: tidy(&self.name),
            post: tidy(&self.post),
            unit: tidy(&self.unit),
            telephone: number.filter(|number| !number.is_empty()),
            ..*self
        }
    }

    /// What must be put right first.
    pub fn fault(&self) -> Option<Fault> {
        let texts = [&self.name, &self.post, &self.unit];
        let all = texts.into_iter().chain(&self.telephone);
        if self.name.trim().is_empty() {
            return Some(Fault::NameMissing);
        }
        if all.into_iter().any(|text| text.chars().count() > LONGEST) {
            return Some(Fault::TooLong);
        }
        if texts.into_iter().any(|text| telephone::is_in(text)) {
            return Some(Fault::NumberElsewhere);
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if to.last_day() < from.first_day() => Some(Fault::EndsBefore),
            _ => None,
        }
    }

    /// Whether the number is to be asked about: it can be neither a mobile nor a landline number as
    /// they are written. It is taken all the same.
    pub fn has_odd_telephone(&self) -> bool {
        let number = self.telephone.as_deref().unwrap_or_default();
        !number.trim().is_empty() && !telephone::is_usual(number)
    }

    /// In a line, with all that is known: 张三 0777-2000001 局长 市交通运输局 2021-03—.
    pub fn in_a_line(&self) -> String {
        let ends =
            [self.from, self.to].map(|end| end.map_or_else(String::new, |it| it.to_string()));
        let is_dated = ends.iter().any(|end| !end.is_empty());
        let span = if is_dated {
            ends.join("—")
        } else {
            String::new()
        };
        let number = self.telephone.as_deref().unwrap_or_default();
        let mut line = self.name.clone();
        let rest = [number, &self.post, &self.unit, &span];
        for text in rest.into_iter().filter(|text| !text.is_empty()) {
            line.push(' ');
            line.push_str(text);
        }
        line
    }

    /// Without the number.
    #[must_use]
    pub fn without_telephone(mut self) -> Self {
        self.telephone = None;
        self
    }
}
