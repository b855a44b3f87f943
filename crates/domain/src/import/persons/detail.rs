//! What a file may say of persons beside their names and numbers, each in a column of its own.

use crate::operation::persons::{DayOrMonth, Person};
use crate::text::{Words, words};

/// In a cell: nothing is said of somebody.
pub(super) const NOTHING: &str = "无";
/// As the end of a post: it lasts.
const LASTS: [&str; 2] = ["至今", "今"];

/// A box of a person with a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// 职务.
    Post,
    /// 单位.
    Unit,
    /// 起.
    From,
    /// 止.
    To,
}

impl Detail {
    /// Every one, in the order of the columns.
    pub const ALL: [Self; 4] = [Self::Post, Self::Unit, Self::From, Self::To];

    /// The word that files for `--columns` and programs read.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Unit => "unit",
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// The one of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What the column of it is called, behind the name of the kind.
    pub const fn label(self) -> Words {
        match self {
            Self::Post => words("职务", "post"),
            Self::Unit => words("单位", "unit"),
            Self::From => words("起", "from"),
            Self::To => words("止", "to"),
        }
    }

    /// As a cell holds it; `None` where nobody has said anything.
    pub fn of(self, person: &Person) -> Option<String> {
        let text = match self {
            Self::Post => person.post.clone(),
            Self::Unit => person.unit.clone(),
            Self::From => person.from?.to_string(),
            Self::To => person.to?.to_string(),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    /// Takes what a cell says; false if it is no day and no month.
    pub(super) fn put(self, person: &mut Person, text: &str) -> bool {
        match self {
            Self::Post => text.clone_into(&mut person.post),
            Self::Unit => text.clone_into(&mut person.unit),
            Self::To if LASTS.contains(&text) => {}
            Self::From => person.from = day_or_month(text),
            Self::To => person.to = day_or_month(text),
        }
        match self {
            Self::From => person.from.is_some(),
            Self::To => person.to.is_some() || LASTS.contains(&text),
            Self::Post | Self::Unit => true,
        }
    }
}

/// 2022-05, 2022-05-08, 2022年5月, 2022/5/8. A month that may have lost a 0, as 2022.1 of a number that was
/// 2022.10, is none.
fn day_or_month(text: &str) -> Option<DayOrMonth> {
    const BETWEEN: [char; 9] = ['年', '月', '日', '号', '-', '－', '/', '.', '．'];
    let is_between = |c: char| BETWEEN.contains(&c) || c.is_whitespace();
    let mut parts = text.split(is_between).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
    let number = |text: &str, most: usize| {
        let is_one = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then(|| text.parse::<u16>().ok()).flatten()
    };
    let is_cut = day.is_none() && month == "1" && text.contains('.');
    if parts.next().is_some() || is_cut {
        return None;
    }
    let (year, month) = (number(year, 4)?, number(month, 2)?);
    match day {
        Some(day) => format!("{year}-{month:02}-{:02}", number(day, 2)?),
        None => format!("{year}-{month:02}"),
    }
    .parse()
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2022-05", Some("2022-05")),
            ("2022年5月", Some("2022-05")),
            ("2022.12", Some("2022-12")),
            ("2022/5/8", Some("2022-05-08")),
            ("2022年5月8日", Some("2022-05-08")),
            ("2022.1", None),
            ("2022.1.5", Some("2022-01-05")),
            ("2022", None),
            ("2022-13", None),
            ("五月", None),
            ("2022-05-08-01", None),
        ] {
            let read = day_or_month(text).map(|one| one.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }
}
