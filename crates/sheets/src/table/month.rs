//! The month of a table, from everything around it that speaks of one.

use std::collections::BTreeSet;

use yuebao_domain::period::Month;
use yuebao_domain::report::Field;

use super::pages::Table;
use crate::grid::Grid;
use crate::note::{Location, Note};
use crate::options::ReadOptions;
use crate::values::months::{self, Decided, MonthSource, NamedMonth, StatedMonth, decide};
use crate::vocabulary::Target;

/// When a table is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// The month of rows that do not say theirs.
    pub(crate) month: Option<Month>,
    /// The year of months that are named without one.
    pub(crate) year: Option<i16>,
    /// Whether it has to be asked, so that nothing of it is checked.
    pub(crate) is_asked: bool,
    pub(crate) notes: Vec<Note>,
    /// Whether the month was given, and is not what the table says.
    pub(crate) is_given: bool,
}

/// When a table is of. Its title, where it says nothing, is that of the first table of the sheet.
pub(crate) fn dated(
    grid: &Grid,
    location: &Location,
    beside: &[&str],
    [table, first]: [&Table; 2],
    with: ReadOptions<'_>,
) -> Dated {
    let own = in_title(&table.title);
    let title = if own == StatedMonth::default() {
        in_title(&first.title)
    } else {
        own
    };
    let sources = [
        (MonthSource::Sheet, months::in_heading(&grid.name)),
        (MonthSource::Title, title),
        (MonthSource::Columns, in_columns(table)),
        (MonthSource::File, in_file(grid, location, beside)),
    ];
    let profile = with.profile;
    let usual = (profile.first_year == profile.last_year).then_some(profile.first_year);
    let said = decide(&sources, with.month.map(Month::year).or(usual));
    if let Some(given) = with.month {
        return as_given(given, said.ok(), location);
    }
    let (decided, message) = match said {
        Ok(decided) => (decided, None),
        Err(message) => (Decided::default(), Some(message)),
    };
    Dated {
        month: decided.month,
        year: decided.year,
        is_asked: message.is_some(),
        notes: message
            .map(|message| Note::asked(location.clone(), message))
            .into_iter()
            .collect(),
        is_given: false,
    }
}

fn as_given(given: Month, said: Option<Decided>, location: &Location) -> Dated {
    let other = said
        .and_then(|said| said.month)
        .filter(|said| *said != given);
    let note = other.map(|said| {
        let message = (
            format!("表上写的是 {said}，按 --month 作为 {given} 审核"),
            format!("the table says {said}; it is checked as {given}, as --month says"),
        );
        Note::told(location.clone(), message)
    });
    Dated {
        month: Some(given),
        year: Some(given.year()),
        is_asked: false,
        notes: note.into_iter().collect(),
        is_given: true,
    }
}

/// What the lines of a title say together.
fn in_title(title: &[String]) -> StatedMonth {
    let mut said: Vec<StatedMonth> = Vec::new();
    let mut label = String::new();
    for text in title {
        // 填报日期 in one cell, the date in the next
        let whole = format!("{label}{text}");
        let bare = text.trim_end_matches([':', '：', ' ', '\u{3000}']);
        label = if bare.ends_with("日期") || bare.ends_with("时间") {
            format!("{bare}:")
        } else {
            String::new()
        };
        said.push(months::in_heading(&whole));
    }
    together(&said)
}

fn together(said: &[StatedMonth]) -> StatedMonth {
    let mut named = said.iter().filter_map(|said| said.month.clone());
    let years: BTreeSet<i16> = said.iter().filter_map(|said| said.year).collect();
    let first = named.next();
    let number = |named: &NamedMonth| match named {
        NamedMonth::Month { number, .. } => Some(*number),
        NamedMonth::Unclear(_) => None,
    };
    let other = named
        .find(|other| number(other).is_none() || Some(number(other)) != first.as_ref().map(number));
    let month = match other {
        Some(other) => Some(NamedMonth::Unclear(format!(
            "{}、{}",
            first.as_ref().map(show).unwrap_or_default(),
            show(&other)
        ))),
        None if years.len() > 1 => {
            let years: Vec<String> = years.iter().map(i16::to_string).collect();
            Some(NamedMonth::Unclear(format!("{} 年", years.join("、"))))
        }
        None => first,
    };
    StatedMonth {
        year: years.first().copied(),
        is_year_alone: said.iter().all(|said| said.is_year_alone),
        month,
    }
}

fn show(named: &NamedMonth) -> String {
    match named {
        NamedMonth::Month { number, .. } => format!("{number} 月"),
        NamedMonth::Unclear(text) => text.clone(),
    }
}

/// The end of `1-7月完成`, if the columns name one such span. A single `7月完成` may be the month before
/// last.
fn in_columns(table: &Table) -> StatedMonth {
    let columns = table.pages.iter().flat_map(|page| &page.header.columns);
    let mut spans: Vec<StatedMonth> = Vec::new();
    for column in columns {
        if column.target != Some(Target::Report(Field::YearToDate)) {
            continue;
        }
        let said = column.path.last().map(|text| months::in_header(text));
        if let Some(
            said @ StatedMonth {
                month: Some(NamedMonth::Month { .. }),
                ..
            },
        ) = said
            && !spans.contains(&said)
        {
            spans.push(said);
        }
    }
    match spans.as_slice() {
        [only] => only.clone(),
        _ => StatedMonth::default(),
    }
}

/// What the file's name says; not the month, if another sheet of the file is of it and this one's
/// name says its own.
fn in_file(grid: &Grid, location: &Location, beside: &[&str]) -> StatedMonth {
    let path = std::path::Path::new(&location.file);
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let said = months::in_heading(&stem.unwrap_or_default());
    let own = months::in_heading(&grid.name).number();
    let is_anothers =
        |name: &&str| **name != grid.name && months::in_heading(name).number() == said.number();
    let is_of_another = own.is_some() && own != said.number() && beside.iter().any(is_anothers);
    StatedMonth {
        month: said.month.clone().filter(|_| !is_of_another),
        ..said
    }
}
