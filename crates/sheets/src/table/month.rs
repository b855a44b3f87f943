//! The month of a table, from everything around it that speaks of one.

use std::collections::BTreeSet;

use yuebao_domain::period::Month;
use yuebao_domain::report::Field;

use super::pages::Table;
use crate::grid::Grid;
use crate::note::{Note, Place};
use crate::options::With;
use crate::values::months::{self, Decided, Named, Said, Source, decide};
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
    place: &Place,
    beside: &[&str],
    [table, first]: [&Table; 2],
    with: With<'_>,
) -> Dated {
    let own = in_title(&table.title);
    let title = if own == Said::default() {
        in_title(&first.title)
    } else {
        own
    };
    let sources = [
        (Source::Sheet, months::in_heading(&grid.name)),
        (Source::Title, title),
        (Source::Columns, in_columns(table)),
        (Source::File, in_file(grid, place, beside)),
    ];
    let profile = with.profile;
    let usual = (profile.first_year == profile.last_year).then_some(profile.first_year);
    let said = decide(&sources, with.month.map(Month::year).or(usual));
    if let Some(given) = with.month {
        return as_given(given, said.ok(), place);
    }
    let (decided, question) = match said {
        Ok(decided) => (decided, None),
        Err(question) => (Decided::default(), Some(question)),
    };
    Dated {
        month: decided.month,
        year: decided.year,
        is_asked: question.is_some(),
        notes: question
            .map(|question| Note::asked(place.clone(), question))
            .into_iter()
            .collect(),
        is_given: false,
    }
}

fn as_given(given: Month, said: Option<Decided>, place: &Place) -> Dated {
    let other = said
        .and_then(|said| said.month)
        .filter(|said| *said != given);
    let note = other.map(|said| {
        let question = (
            format!("表上写的是 {said}，按 --month 作为 {given} 审核"),
            format!("the table says {said}; it is checked as {given}, as --month says"),
        );
        Note::told(place.clone(), question)
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
fn in_title(title: &[String]) -> Said {
    let mut said: Vec<Said> = Vec::new();
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

fn together(said: &[Said]) -> Said {
    let mut named = said.iter().filter_map(|said| said.month.clone());
    let years: BTreeSet<i16> = said.iter().filter_map(|said| said.year).collect();
    let first = named.next();
    let number = |named: &Named| match named {
        Named::Month { number, .. } => Some(*number),
        Named::Unclear(_) => None,
    };
    let other = named
        .find(|other| number(other).is_none() || Some(number(other)) != first.as_ref().map(number));
    let month = match other {
        Some(other) => Some(Named::Unclear(format!(
            "{}、{}",
            first.as_ref().map(show).unwrap_or_default(),
            show(&other)
        ))),
        None if years.len() > 1 => {
            let years: Vec<String> = years.iter().map(i16::to_string).collect();
            Some(Named::Unclear(format!("{} 年", years.join("、"))))
        }
        None => first,
    };
    Said {
        year: years.first().copied(),
        is_year_alone: said.iter().all(|said| said.is_year_alone),
        month,
    }
}

fn show(named: &Named) -> String {
    match named {
        Named::Month { number, .. } => format!("{number} 月"),
        Named::Unclear(text) => text.clone(),
    }
}

/// The end of `1-7月完成`, if the columns name one such span. A single `7月完成` may be the month before
/// last.
fn in_columns(table: &Table) -> Said {
    let heads = table.pages.iter().flat_map(|page| &page.heads.columns);
    let mut spans: Vec<Said> = Vec::new();
    for head in heads {
        if head.target != Some(Target::Report(Field::YearToDate)) {
            continue;
        }
        let said = head.path.last().map(|text| months::in_header(text));
        if let Some(
            said @ Said {
                month: Some(Named::Month { .. }),
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
        _ => Said::default(),
    }
}

/// What the file's name says; not the month, if another sheet of the file is of it and this one's
/// name says its own.
fn in_file(grid: &Grid, place: &Place, beside: &[&str]) -> Said {
    let path = std::path::Path::new(&place.file);
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let said = months::in_heading(&stem.unwrap_or_default());
    let own = months::in_heading(&grid.name).number();
    let is_anothers =
        |name: &&str| **name != grid.name && months::in_heading(name).number() == said.number();
    let is_of_another = own.is_some() && own != said.number() && beside.iter().any(is_anothers);
    Said {
        month: said.month.clone().filter(|_| !is_of_another),
        ..said
    }
}
