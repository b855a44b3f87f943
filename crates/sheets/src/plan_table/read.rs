//! Files to rows of the plan, and the year that they are of.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::import::FileRow;
use yuebao_domain::period::Month;
use yuebao_domain::plan::PlanBox;
use yuebao_domain::profile::Profile;

use super::columns::unknown;
use super::persons::Places;
use super::sheet::{self, SheetPlan};
use super::{MOST_ROWS, PlanReading, PlanTables, ReadRow};
use crate::formats::{Document, OpenedFile, open};
use crate::grid::Grid;
use crate::note::{Location, Message, Note};

/// Reads files, each with the name that people know it by; `done` is called after each.
pub fn read(
    files: Vec<(String, Vec<u8>)>,
    with: PlanReading<'_>,
    mut done: impl FnMut(),
) -> PlanTables {
    let names = with.names.clone().with_profile(with.profile);
    let with = PlanReading {
        names: &names,
        ..with
    };
    let mut tables = PlanTables {
        valid_from: with.valid_from,
        ..PlanTables::default()
    };
    let mut years = BTreeSet::new();
    for (name, bytes) in files {
        let location = Location::file(&name);
        match open(bytes, &location) {
            Err(error) => tables.errors.push(error.at(location)),
            Ok(OpenedFile::Document(document)) => {
                take_document(*document, with.profile, &mut tables);
            }
            Ok(OpenedFile::Sheets(grids)) => {
                take_sheets(&grids, &location, with, &mut tables, &mut years);
            }
        }
        done();
    }
    settle_year(&years, with, &mut tables);
    if tables.rows.len() > MOST_ROWS {
        let location = tables.rows[MOST_ROWS].location.clone();
        tables.rows.clear();
        tables.errors.push(Note::asked(location, too_many()));
    }
    for row in &mut tables.rows {
        if let Some(month) = tables.valid_from
            && !row.said.says.contains(&PlanBox::Entered)
        {
            row.said.row.entered = month;
        }
    }
    tables
}

/// A plan in the project's own format says everything of its projects.
fn take_document(document: Document, profile: &Profile, tables: &mut PlanTables) {
    tables.errors.extend(document.notes);
    let rows = document.projects.into_iter();
    tables.rows.extend(rows.map(|(location, row)| ReadRow {
        said: FileRow {
            row,
            says: profile.plan_boxes().into_iter().collect(),
            persons: Vec::new(),
        },
        location,
        cells: BTreeMap::new(),
        persons_at: Places::default(),
    }));
}

fn take_sheets(
    grids: &[Grid],
    location: &Location,
    with: PlanReading<'_>,
    tables: &mut PlanTables,
    years: &mut BTreeSet<i16>,
) {
    let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
    let mut has_plan = false;
    let mut unnamed = Vec::new();
    for grid in grids {
        let location = Location {
            sheet: grid.name.clone(),
            ..location.clone()
        };
        let own = grid.notes.iter().cloned();
        for note in own.map(|note| note.at(location.clone())) {
            if note.is_left_out {
                tables.errors.push(note);
            } else {
                tables.notes.push(note);
            }
        }
        let Some(found) = sheet::read(grid, &location, &names, with) else {
            unnamed.extend(unknown(grid, &location));
            continue;
        };
        has_plan = true;
        let SheetPlan {
            rows,
            columns,
            errors,
            notes,
            year,
        } = found;
        years.extend(year);
        tables.rows.extend(rows);
        tables.columns.extend(columns);
        tables.errors.extend(errors);
        tables.notes.extend(notes);
    }
    if !has_plan {
        tables.columns.extend(unnamed);
        let message = no_header(&names.join("”“"));
        tables.errors.push(Note::asked(location.clone(), message));
    }
}

/// The month from which on the files hold, unless it was said; a year that they say must be that one's.
fn settle_year(years: &BTreeSet<i16>, with: PlanReading<'_>, tables: &mut PlanTables) {
    let profile = with.profile;
    let usual = (profile.first_year == profile.last_year).then_some(profile.first_year);
    let files = || {
        let first = tables.rows.first();
        first.map_or_else(Location::default, |row| Location {
            row: None,
            ..row.location.clone()
        })
    };
    let told: Vec<i16> = years.iter().copied().collect();
    match (with.valid_from, told.as_slice()) {
        (Some(month), [year]) if *year != month.year() => {
            let note = Note::asked(files(), other_year(*year, month));
            tables.errors.push(note);
        }
        (Some(_), _) => {}
        (None, [year]) => tables.valid_from = Month::new(*year, 1),
        (None, []) if usual.is_some() => {
            tables.valid_from = usual.and_then(|year| Month::new(year, 1));
        }
        (None, _) => {
            tables.year_unsaid = Some(Note::asked(files(), no_year(&told)));
        }
    }
}

fn too_many() -> Message {
    (
        format!("一次最多导入 {MOST_ROWS} 个项目，未作任何改动；请按县区或年份分成几个文件"),
        format!(
            "at most {MOST_ROWS} projects are imported at once, nothing was changed; divide the file by \
             area or year"
        ),
    )
}

fn no_header(names: &str) -> Message {
    (
        format!(
            "在前 30 行中找不到计划表的表头（工作表：“{names}”）；表头须有“项目名称”和至少两个认识的列名，\
             本地叫法可用 --columns 说明"
        ),
        format!(
            "no header of a plan within the first 30 rows (sheets: “{names}”); it needs “项目名称” and two \
             more names that are known; give your own with --columns"
        ),
    )
}

fn other_year(year: i16, month: Month) -> Message {
    (
        format!("表上写的是 {year} 年，而 --valid-from 是 {month}；请核对后更正其中一个"),
        format!("the table says {year}, --valid-from says {month}; correct one of them"),
    )
}

fn no_year(told: &[i16]) -> Message {
    let list: Vec<String> = told.iter().map(ToString::to_string).collect();
    if list.is_empty() {
        return (
            "看不出是哪一年的计划；请加 --valid-from，例如 --valid-from 2022-01".to_owned(),
            "the year of the plan cannot be told; add --valid-from, such as --valid-from 2022-01"
                .to_owned(),
        );
    }
    let list = list.join("、");
    (
        format!("各表写着不同的年份：{list}；请一年一年导入，或用 --valid-from 指明"),
        format!(
            "the tables say different years: {list}; import one at a time, or say --valid-from"
        ),
    )
}
