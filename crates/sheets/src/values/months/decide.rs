//! The month of a table, from everything that speaks of it; what disagrees is asked about.

use std::collections::BTreeSet;

use yuebao_domain::period::Month;
use yuebao_domain::text::{Lang, Words, words};

use super::{NamedMonth, StatedMonth};
use crate::note::Message;

/// Who speaks of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthSource {
    Sheet,
    Title,
    Columns,
    File,
}

impl MonthSource {
    fn label(self) -> Words {
        match self {
            Self::Sheet => words("工作表名", "the sheet's name"),
            Self::Title => words("标题", "the title"),
            Self::Columns => words("列名", "the header"),
            Self::File => words("文件名", "the file's name"),
        }
    }
}

/// What follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Decided {
    /// The year of months that are named without one.
    pub(crate) year: Option<i16>,
    /// The month, if anything says it.
    pub(crate) month: Option<Month>,
}

/// The one month that all sources agree on. `usual_year` is that of a plan of one year, for tables
/// that say none.
pub(crate) fn decide(
    sources: &[(MonthSource, StatedMonth)],
    usual_year: Option<i16>,
) -> Result<Decided, Message> {
    let unclear = sources.iter().find_map(|(source, said)| match &said.month {
        Some(NamedMonth::Unclear(text)) => Some((*source, text)),
        _ => None,
    });
    if let Some((source, text)) = unclear {
        return Err(no_month(source, text));
    }
    let numbers: BTreeSet<i8> = sources
        .iter()
        .filter_map(|(_, said)| said.number())
        .collect();
    let years: BTreeSet<i16> = sources.iter().filter_map(|(_, said)| said.year).collect();
    if numbers.len() > 1 || years.len() > 1 {
        return Err(disagreement(sources));
    }
    let year = years.first().copied().or(usual_year);
    let number = numbers.first().copied();
    Ok(Decided {
        year,
        month: year
            .zip(number)
            .and_then(|(year, number)| Month::new(year, number)),
    })
}

fn no_month(source: MonthSource, text: &str) -> Message {
    (
        format!(
            "{}“{text}”不是一个月，未审核；请用 --month 2022-05 指明是哪个月的月报",
            source.label().zh
        ),
        format!(
            "{} says “{text}”, which is not one month; nothing was checked, say with --month 2022-05 \
             which month it is",
            source.label().en
        ),
    )
}

fn disagreement(sources: &[(MonthSource, StatedMonth)]) -> Message {
    let list = |lang: Lang, comma: &str| {
        let told = sources.iter().filter_map(|(source, said)| {
            let said = show(said, lang)?;
            Some(match lang {
                Lang::Zh => format!("{}写的是 {said}", source.label().zh),
                Lang::En => format!("{} says {said}", source.label().en),
            })
        });
        told.collect::<Vec<_>>().join(comma)
    };
    (
        format!(
            "月份不一致：{}，未审核；请核对后用 --month 指明是哪个月",
            list(Lang::Zh, "，")
        ),
        format!(
            "the months disagree: {}; nothing was checked, say with --month which it is",
            list(Lang::En, ", ")
        ),
    )
}

fn show(said: &StatedMonth, lang: Lang) -> Option<String> {
    match (said.year, said.number()) {
        (Some(year), Some(number)) => Month::new(year, number).map(|month| month.to_string()),
        (Some(year), None) => Some(match lang {
            Lang::Zh => format!("{year} 年"),
            Lang::En => year.to_string(),
        }),
        (None, Some(number)) => Some(match lang {
            Lang::Zh => format!("{number} 月"),
            Lang::En => format!("month {number}"),
        }),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::in_heading;
    use super::*;

    fn decided(title: &str, file: &str) -> Result<String, String> {
        let sources = [
            (MonthSource::Title, in_heading(title)),
            (MonthSource::File, in_heading(file)),
        ];
        let month = decide(&sources, Some(2022)).map_err(|(zh, _)| zh)?.month;
        Ok(month.map_or_else(|| "?".to_owned(), |month| month.to_string()))
    }

    #[test]
    fn sources_that_agree_name_the_month() {
        for (title, file, month) in [
            ("2022年7月月报", "月报", "2022-07"),
            ("重大项目月报", "2022年1-7月", "2022-07"),
            ("2022年重大项目", "7月", "2022-07"),
            ("二〇二二年七月", "202207", "2022-07"),
            ("7月", "a", "2022-07"),
            ("2021年7月", "a", "2021-07"),
            ("2021年重大项目", "7月", "2021-07"),
            ("月报", "a", "?"),
        ] {
            assert_eq!(decided(title, file), Ok(month.to_owned()), "{title} {file}");
        }
    }

    #[test]
    fn sources_that_disagree_are_asked_about() {
        for (title, file, part) in [
            (
                "2022年6月",
                "2022年7月",
                "标题写的是 2022-06，文件名写的是 2022-07",
            ),
            ("2021年重大项目", "2022年7月", "标题写的是 2021 年"),
            ("二〇二一年七月", "2022年7月", "标题写的是 2021-07"),
            ("2022年二季度", "2022年6月", "标题“2022年2季度”不是一个月"),
            ("上半年", "a", "上半年"),
            ("5月", "6月", "标题写的是 5 月"),
        ] {
            let asked = decided(title, file).unwrap_err();
            assert!(asked.contains(part) && asked.contains("--month"), "{asked}");
        }
    }
}
