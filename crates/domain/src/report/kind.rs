//! The kinds of value that a box, or a field of a record, holds: how what is typed is read, how what
//! is stored is shown.

use super::Choices;
use crate::money::{self, AmountError, Money};
use crate::period::{Month, PeriodError, parse_day};
use crate::text::Lang;

/// What a box, or a field of a record, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// An amount in 万元.
    Amount,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A paragraph of text.
    Text,
    /// A line of text.
    Line,
    /// The name of a person.
    Person,
    /// One of a fixed list of keys.
    Choice(Choices),
}

impl ValueKind {
    /// What is stored of what somebody typed, empty for nothing; or why that is not understood and
    /// what to do, in words.
    pub fn read(self, typed: &str, lang: Lang) -> Result<String, String> {
        let typed = typed.trim();
        let is_understood = match self {
            _ if typed.is_empty() => true,
            Self::Amount => {
                let amount = money::parse(typed).map_err(|error| amount_fault(&error, lang))?;
                return Ok(amount.as_ref().map_or_else(String::new, Money::to_string));
            }
            Self::Day => parse_day(typed).is_ok(),
            Self::Month => typed.parse::<Month>().is_ok(),
            Self::Text | Self::Line | Self::Person | Self::Choice(_) => true,
        };
        if is_understood {
            Ok(typed.to_owned())
        } else {
            Err(self.fault(typed, lang))
        }
    }

    /// Why a text that does not belong here was not understood and what to do, in words.
    pub fn fault(self, text: &str, lang: Lang) -> String {
        match self {
            Self::Amount => {
                let error = money::parse(text).err();
                amount_fault(
                    &error.unwrap_or_else(|| AmountError::NotANumber(text.to_owned())),
                    lang,
                )
            }
            Self::Day => period_fault(&PeriodError::Day(money::shown(text)), lang),
            Self::Month => period_fault(&PeriodError::Month(money::shown(text)), lang),
            Self::Text | Self::Line | Self::Person | Self::Choice(_) => {
                let text = money::shown(text);
                match lang {
                    Lang::Zh => format!("“{text}”不在可选项中，请重新选择"),
                    Lang::En => format!("“{text}” is not one of the choices; choose again"),
                }
            }
        }
    }

    /// A stored value as people read it: amounts with at least so many `decimals`, choices in words.
    /// What is not understood is shown as it is.
    pub fn shown(self, stored: &str, decimals: u32, lang: Lang) -> String {
        match self {
            Self::Amount => {
                if let Ok(amount) = money::parse_plain(stored) {
                    return amount.grouped(decimals);
                }
            }
            Self::Choice(choices) => {
                if let Some((_, words)) = choices.iter().find(|(key, _)| *key == stored) {
                    return words.get(lang).to_owned();
                }
            }
            Self::Day | Self::Month | Self::Text | Self::Line | Self::Person => {}
        }
        stored.to_owned()
    }
}

fn amount_fault(error: &AmountError, lang: Lang) -> String {
    match lang {
        Lang::Zh => error.zh(),
        Lang::En => error.to_string(),
    }
}

fn period_fault(error: &PeriodError, lang: Lang) -> String {
    match lang {
        Lang::Zh => error.zh(),
        Lang::En => error.to_string(),
    }
}
