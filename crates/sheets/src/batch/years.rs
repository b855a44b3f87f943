//! Tables of a year that the profile has no plan for.

use std::collections::BTreeSet;

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;

use super::contents::FileContents;
use crate::note::{Location, Note};
use crate::sheet::SheetContents;

/// Leaves out what is of another year than the profile's, and asks about it. The year before may come
/// along as the history of a table that is of the profile's.
pub(crate) fn leave_out_other_years(contents: &mut [FileContents], profile: &Profile) {
    let planned = profile.first_year..=profile.last_year;
    let months = contents.iter().flat_map(FileContents::months);
    let years: BTreeSet<i16> = months.map(Month::year).collect();
    let has_own = years.iter().any(|year| planned.contains(year));
    let is_known = |month: Month| {
        let is_history = has_own && month.year() + 1 == profile.first_year;
        planned.contains(&month.year()) || is_history
    };
    for sheet in contents.iter_mut().flat_map(FileContents::sheets_mut) {
        let Some(other) = sheet
            .project_rows
            .iter()
            .map(|(month, _)| *month)
            .find(|m| !is_known(*m))
        else {
            continue;
        };
        sheet.notes.push(message(&sheet.location, other, profile));
        sheet.project_rows.retain(|(month, _)| is_known(*month));
        drop_tables(sheet);
    }
}

/// The totals of a sheet that nothing is left of.
fn drop_tables(sheet: &mut SheetContents) {
    if sheet.project_rows.is_empty() {
        sheet.tables.clear();
    }
}

fn message(location: &Location, month: Month, profile: &Profile) -> Note {
    let years = if profile.first_year == profile.last_year {
        profile.first_year.to_string()
    } else {
        format!("{}–{}", profile.first_year, profile.last_year)
    };
    let id = &profile.id;
    let message = (
        format!(
            "写的是 {month}，而 {id} 是 {years} 年的，该年份未审核；请核对年份，换用 --profile，或用 --month {month} 确认"
        ),
        format!(
            "it says {month}, but {id} is for {years}; that year was not checked, correct the year, name \
             another --profile or confirm with --month {month}"
        ),
    );
    Note::asked(location.clone(), message)
}
