//! One sheet: its rows, its totals, and the month that it is of.

use std::rc::Rc;

use yuebao_domain::period::Month;
use yuebao_domain::profile::Profile;

use super::columns::{Columns, Target};
use super::grid::Grid;
use super::header::{self, month_named};
use super::lines::{self, Kind};
use super::place::{Note, Place};
use super::rows::{Entry, Planned, Reader, carries};
use super::totals::{Printout, totals};

/// What a sheet holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Where it is.
    pub(crate) place: Place,
    /// Its projects, each with its month.
    pub(crate) entries: Vec<(Month, Entry)>,
    /// Its totals.
    pub(crate) tables: Vec<Printout>,
    /// What could not be read as it stands.
    pub(crate) notes: Vec<Note>,
}

/// What sheets are read with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct With<'a> {
    pub(crate) names: &'a Columns,
    pub(crate) profile: &'a Profile,
    /// The month of tables that do not say theirs.
    pub(crate) month: Option<Month>,
}

/// Reads a sheet; `None` if it has no header of a monthly report.
pub(crate) fn read(grid: &Grid, place: &Place, with: With<'_>) -> Option<Sheet> {
    let header = header::find(grid, with.names)?;
    let said = [grid.name.as_str(), &header.title, &stem(&place.file)].map(month_named);
    let month = month_of(&said, header.month_number, with);
    let reader = Reader {
        grid,
        header: &header,
        names: with.names,
        profile: with.profile,
        place: place.clone(),
        year: year_of(&said, with),
    };
    let is_group = |word: &str| {
        let part = reader.part(word);
        part.nature.is_some()
            || part.category.is_some()
            || with.profile.areas.iter().any(|a| a.name == word)
    };
    let lines = lines::read(grid, &header, with.names, is_group);
    let mut sheet = Sheet {
        place: place.clone(),
        entries: Vec::new(),
        tables: totals(grid, &header, &lines),
        notes: unknown_columns(place, &header.unknown),
    };
    let carried = Rc::new(carries(&header));
    let unit = unit_of(&header.title);
    let mut parts: Vec<(usize, Planned)> = Vec::new();
    let mut without_month = None;
    for line in &lines {
        match &line.kind {
            Kind::Part(depth, sum) => {
                parts.retain(|(held, _)| held < depth);
                parts.push((*depth, reader.part(&sum.label)));
            }
            Kind::Project => {
                let part = folded(&parts, unit.as_deref());
                let entry = reader.read(line.row, &part, &carried, &mut sheet.notes);
                match entry.month.or(month) {
                    Some(month) => sheet.entries.push((month, entry)),
                    None => without_month = without_month.or(Some(entry.place)),
                }
            }
            Kind::Remark => sheet.notes.push(remark(&place.at_row(line.row))),
            Kind::Unclear => sheet.notes.push(unclear(&place.at_row(line.row))),
            Kind::Total(_) | Kind::Subtotal(_) => {}
        }
    }
    sheet.notes.extend(without_month.map(no_month));
    sheet.notes.extend(other_month(
        place,
        &said,
        header.column(Target::Month).is_some(),
        with.month,
    ));
    if sheet.entries.is_empty() && sheet.notes.iter().all(|note| !note.is_left_out) {
        sheet.notes.push(no_projects(place));
    }
    Some(sheet)
}

type Said = [(Option<i16>, Option<i8>); 3];

/// The month given; else what the sheet's name, the title, the columns and the file's name say.
fn month_of(said: &Said, in_columns: Option<i8>, with: With<'_>) -> Option<Month> {
    if with.month.is_some() {
        return with.month;
    }
    let year = year_of(said, with)?;
    let number = said.iter().find_map(|(_, month)| *month).or(in_columns)?;
    Month::new(year, number)
}

fn year_of(said: &Said, with: With<'_>) -> Option<i16> {
    let of_plan = || {
        let profile = with.profile;
        (profile.first_year == profile.last_year).then_some(profile.first_year)
    };
    said.iter()
        .find_map(|(year, _)| *year)
        .or(with.month.map(Month::year))
        .or_else(of_plan)
}

fn stem(file: &str) -> String {
    let path = std::path::Path::new(file);
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// What the heads above a row say, the nearest last; the page's own unit for all.
fn folded(parts: &[(usize, Planned)], unit: Option<&str>) -> Planned {
    let mut folded = Planned {
        units: unit.map(str::to_owned).into_iter().collect(),
        ..Planned::default()
    };
    for (_, part) in parts {
        folded.nature = part.nature.or(folded.nature);
        folded.category = part.category.or(folded.category);
        if !part.area.is_empty() {
            folded.area.clone_from(&part.area);
        }
    }
    folded
}

/// 填报单位：某局 above the header.
fn unit_of(title: &str) -> Option<String> {
    let (_, after) = title.split_once("填报单位")?;
    let after = after.split_once(['：', ':'])?.1.trim_start();
    let unit: String = after.chars().take_while(|c| !c.is_whitespace()).collect();
    let is_other_label = unit.contains(['：', ':']);
    (!unit.is_empty() && !is_other_label).then_some(unit)
}

fn unknown_columns(place: &Place, unknown: &[String]) -> Vec<Note> {
    if unknown.is_empty() {
        return Vec::new();
    }
    let list = unknown.join("”“");
    vec![Note {
        place: place.clone(),
        zh: format!("没有读这些列：“{list}”；如有用，请用 --columns 说明其含义"),
        en: format!(
            "these columns were not read: “{list}”; name them with --columns if they matter"
        ),
        is_left_out: false,
    }]
}

fn remark(place: &Place) -> Note {
    Note {
        place: place.clone(),
        zh: "只有一格文字，按说明文字略过".to_owned(),
        en: "one cell of words; taken for a remark".to_owned(),
        is_left_out: false,
    }
}

fn unclear(place: &Place) -> Note {
    Note {
        place: place.clone(),
        zh: "看不出是项目还是合计，未计入；项目须有名称，合计须写明“合计”“小计”".to_owned(),
        en:
            "neither a project nor a total, not counted; a project needs its name, a total its word"
                .to_owned(),
        is_left_out: true,
    }
}

fn no_month(place: Place) -> Note {
    Note {
        place,
        zh: "从这一行起看不出是哪个月的月报，未审核；请加 --month 2022-05，或加一列“月份”".to_owned(),
        en: "from this row on the month cannot be told, nothing was checked; add --month 2022-05 or \
             a column “月份”"
            .to_owned(),
        is_left_out: true,
    }
}

fn no_projects(place: &Place) -> Note {
    Note {
        place: place.clone(),
        zh: "有表头，没有一行项目".to_owned(),
        en: "a header, and no project below it".to_owned(),
        is_left_out: false,
    }
}

/// The table says one month, the command line another.
fn other_month(place: &Place, said: &Said, has_column: bool, given: Option<Month>) -> Option<Note> {
    let given = given.filter(|_| !has_column)?;
    let said = said
        .iter()
        .find_map(|(year, month)| Month::new((*year)?, (*month)?))?;
    (said != given).then(|| Note {
        place: place.clone(),
        zh: format!("表上写的是 {said}，按 --month 作为 {given} 审核"),
        en: format!("the table says {said}; it is checked as {given}, as --month says"),
        is_left_out: false,
    })
}
