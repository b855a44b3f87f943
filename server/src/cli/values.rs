//! What options take, and what a wrong value is answered with: the right ones, in both languages.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use yuebao_domain::period::Month;
use yuebao_domain::profile_file::BUILTIN;
use yuebao_domain::rights::Role;
use yuebao_domain::text::Lang;

use yuebao_sheets::Unit;
use yuebao_store::audit::What;

/// Why a value cannot be taken, and which can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// In Chinese.
    pub(crate) zh: String,
    /// In English.
    pub(crate) en: String,
}

impl Refused {
    /// In `lang`.
    pub(crate) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.zh, self.en)
    }
}

impl Error for Refused {}

fn read<T: FromStr>(text: &str, zh: &str, en: &str) -> Result<T, Refused> {
    text.trim().parse().map_err(|_| Refused {
        zh: zh.to_owned(),
        en: en.to_owned(),
    })
}

/// `2022-05`.
pub(crate) fn month(text: &str) -> Result<Month, Refused> {
    read(text, "月份写作 2022-05", "write a month as 2022-05")
}

/// `127.0.0.1:8420`.
pub(crate) fn address(text: &str) -> Result<SocketAddr, Refused> {
    read(
        text,
        "须为 IP 地址和端口，如 0.0.0.0:8420",
        "write IP address and port, such as 0.0.0.0:8420",
    )
}

/// `10.0.0.9`.
pub(crate) fn ip(text: &str) -> Result<IpAddr, Refused> {
    read(
        text,
        "须为 IP 地址，如 10.0.0.9",
        "write an IP address, such as 10.0.0.9",
    )
}

/// A whole number in `range`.
pub(crate) fn number<T>(
    range: RangeInclusive<T>,
) -> impl Fn(&str) -> Result<T, Refused> + Clone + Send + Sync + 'static
where
    T: FromStr + PartialOrd + fmt::Display + Clone + Send + Sync + 'static,
{
    move |text| {
        let number = text.trim().parse().ok();
        number
            .filter(|number| range.contains(number))
            .ok_or_else(|| Refused {
                zh: format!("须为 {}–{} 的整数", range.start(), range.end()),
                en: format!("must be a whole number, {}–{}", range.start(), range.end()),
            })
    }
}

/// The unit of a column.
pub(crate) fn unit(word: &str) -> Result<Unit, Refused> {
    Unit::named(word).ok_or_else(|| Refused {
        zh: "可用的有元、千元、万元、百万元、亿元等".to_owned(),
        en: "there are 元, 千元, 万元, 百万元, 亿元 and the like".to_owned(),
    })
}

/// The id of a built-in profile.
pub(crate) fn built_in() -> PossibleValuesParser {
    PossibleValuesParser::new(BUILTIN.iter().map(|(id, _)| *id))
}

/// A role by its key.
pub(crate) fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(Role::ALL.map(Role::key)).try_map(|key| known(Role::from_key(&key)))
}

/// A kind of audit entry by its key.
pub(crate) fn what() -> impl TypedValueParser<Value = What> {
    PossibleValuesParser::new(What::ALL.map(What::key))
        .try_map(|key| known(What::ALL.into_iter().find(|what| what.key() == key)))
}

/// clap has compared with all keys before.
fn known<T>(found: Option<T>) -> Result<T, Refused> {
    found.ok_or_else(|| Refused {
        zh: "没有这一项".to_owned(),
        en: "there is no such thing".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_what_is_right() {
        assert_eq!(number(1..=365_u16)("14"), Ok(14));
        for text in ["0", "366", "-1", "x", ""] {
            let refused = number(1..=365_u16)(text).unwrap_err();
            assert!(refused.zh.contains("1–365") && refused.en.contains("1–365"));
        }
        assert!(month("2022/05").unwrap_err().zh.contains("2022-05"));
        assert!(address("8420").unwrap_err().zh.contains("0.0.0.0:8420"));
        assert!(ip("proxy").unwrap_err().en.contains("10.0.0.9"));
    }
}
