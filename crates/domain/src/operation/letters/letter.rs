//! A letter of the ledger, with all that its decision stood on.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rule::{Growth, decide};
use crate::period::written::day;
use crate::period::{Date, Month};
use crate::profile::publication::LetterScheme;
use crate::report::limits::is_too_long;
use crate::text::{Words, words};

/// Longest number and name, in characters.
const LONGEST: usize = 100;
/// Most figures that a decision stands on.
const MOST_INPUTS: usize = 400;

/// What a letter is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 提醒函.
    Reminder,
    /// 约谈.
    Talk,
}

impl Kind {
    /// Both, the milder first.
    pub const ALL: [Self; 2] = [Self::Reminder, Self::Talk];

    /// The word that is stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::Talk => "talk",
        }
    }

    /// What it is called.
    pub const fn label(self) -> Words {
        match self {
            Self::Reminder => words("提醒函", "reminder"),
            Self::Talk => words("约谈", "called in"),
        }
    }
}

/// A letter as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// What it is.
    pub kind: Kind,
    /// To whom: the code of an area or the id of a unit.
    pub of: String,
    /// What they are called in it.
    pub who: String,
    /// 文号.
    pub number: String,
    /// The day on which it was sent.
    #[serde(with = "day")]
    #[schemars(with = "String")]
    pub sent: Date,
    /// The last day for the answer.
    #[serde(with = "day")]
    #[schemars(with = "String")]
    pub due: Date,
    /// Its text.
    pub text: String,
    /// 人工提醒: why it was sent whatever the figures say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_hand: Option<String>,
    /// The growth that was asked for, %.
    #[serde(with = "rust_decimal::serde::str")]
    #[schemars(with = "String")]
    pub target: Decimal,
    /// By how many 个百分点 it had to be below it.
    #[serde(with = "rust_decimal::serde::str")]
    #[schemars(with = "String")]
    pub margin: Decimal,
    /// 依据: the growths that the decision stood on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Growth>,
}

/// Why a letter cannot be entered so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is named.
    WhoMissing,
    /// Without its 文号.
    NumberMissing,
    /// Without a text.
    TextMissing,
    /// Something is too long.
    TooLong,
    /// The answer is due before the letter was sent.
    DueBeforeSent,
    /// Sent before the month that it is about.
    SentTooEarly,
    /// The figures do not lead to it, and no reason is given.
    NotDecided,
    /// The number was used in this month.
    NumberTaken,
    /// The same was sent to them already.
    SentAlready,
    /// The answer came before the letter was sent.
    AnsweredBefore,
    /// It is answered already.
    AnsweredAlready,
}

impl Fault {
    /// What is wrong and what to do.
    pub const fn words(self) -> Words {
        match self {
            Self::WhoMissing => words("请写明发给谁", "say to whom it goes"),
            Self::NumberMissing => words("请填写文号", "give its number"),
            Self::TextMissing => words("请填写正文", "give its text"),
            Self::TooLong => words(
                "文号、单位名称不超过 100 字，正文不超过 10000 字",
                "number and name have at most 100 characters, the text 10,000",
            ),
            Self::DueBeforeSent => words(
                "答复期限早于发出日期",
                "the answer is due before the letter was sent",
            ),
            Self::SentTooEarly => words(
                "发出日期早于所依据的月份",
                "it was sent before the month that it is about",
            ),
            Self::NotDecided => words(
                "按增速不发这种函；仍要发的请写明原因",
                "the figures do not lead to this letter: give a reason to send it all the same",
            ),
            Self::NumberTaken => words("文号本月已用过", "the number was used in this month"),
            Self::SentAlready => words(
                "本月已发过同样的函；发错的请先作废",
                "the same letter was sent in this month: declare that one void first if it is wrong",
            ),
            Self::AnsweredBefore => words(
                "答复日期早于发出日期",
                "the answer came before the letter was sent",
            ),
            Self::AnsweredAlready => words("已登记过答复", "its answer is entered already"),
        }
    }
}

impl Letter {
    /// What is wrong with it, whatever else was sent.
    pub fn fault(&self, month: Month) -> Option<Fault> {
        let lacks = |text: &str| text.trim().is_empty();
        let is_long = |text: &str| text.chars().count() > LONGEST;
        let is_by_hand = self.by_hand.as_deref().is_some_and(|reason| !lacks(reason));
        [
            (lacks(&self.of) || lacks(&self.who), Fault::WhoMissing),
            (lacks(&self.number), Fault::NumberMissing),
            (lacks(&self.text), Fault::TextMissing),
            (
                is_long(&self.number)
                    || is_long(&self.who)
                    || is_too_long(&self.text)
                    || is_too_long(self.by_hand.as_deref().unwrap_or_default())
                    || self.inputs.len() > MOST_INPUTS,
                Fault::TooLong,
            ),
            (self.due < self.sent, Fault::DueBeforeSent),
            (self.sent < month.first_day(), Fault::SentTooEarly),
            (
                !is_by_hand && self.decided(month) != Some(self.kind),
                Fault::NotDecided,
            ),
        ]
        .into_iter()
        .find_map(|(is_so, fault)| is_so.then_some(fault))
    }

    /// What the figures that it names lead to, with the reason for which it was sent by hand.
    pub fn decided(&self, month: Month) -> Option<Kind> {
        let mut inputs = self.inputs.clone();
        if self.by_hand.is_some() {
            let own = |growth: &Growth| growth.month == month && growth.who == self.of;
            let percent = inputs.iter().find(|it| own(it)).and_then(|it| it.percent);
            inputs.retain(|growth| !own(growth));
            inputs.push(Growth {
                month,
                who: self.of.clone(),
                percent,
                by_hand: self.by_hand.clone(),
            });
        }
        decided_for(&self.of, &inputs, month, self.target, self.margin)
    }

    /// Whether the figures as they stand now lead to another decision than those that it names (依据已更正).
    pub fn is_outdated(&self, growths: &[Growth], month: Month, scheme: &LetterScheme) -> bool {
        self.decided_now(growths, month, scheme) != self.decided(month)
    }

    /// What the figures as they stand now lead to for those whom it was sent to.
    pub fn decided_now(
        &self,
        growths: &[Growth],
        month: Month,
        scheme: &LetterScheme,
    ) -> Option<Kind> {
        decided_for(&self.of, growths, month, scheme.target, scheme.margin)
    }
}

/// What figures lead to for one of those who stand in them.
fn decided_for(
    of: &str,
    growths: &[Growth],
    month: Month,
    target: Decimal,
    margin: Decimal,
) -> Option<Kind> {
    let all = decide(growths, month, target, margin);
    all.iter().find(|one| one.who == of)?.kind()
}
