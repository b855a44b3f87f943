//! A plan as a table that is read back as it is.

use std::borrow::Cow;

use yuebao_domain::import::PlanField;
use yuebao_domain::plan::PlanRow;
use yuebao_domain::profile::Profile;
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;

use crate::text::{quoted, tidy};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, codes, months.
    Text(String),
    /// An amount of 万元, as it is written.
    Amount(String),
}

impl Cell {
    /// As text.
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Amount(text) => text,
        }
    }

    /// As CSV has it: what a spreadsheet would take for a formula has an apostrophe before it, which
    /// reading takes away.
    pub fn csv(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => quoted(text),
            Self::Empty | Self::Amount(_) => self.text().into(),
        }
    }
}

/// The header: one cell a column.
pub fn headers(profile: &Profile) -> Vec<String> {
    let label = |field: PlanField| {
        let label = field.label(profile, Lang::Zh);
        if field.is_amount() {
            format!("{label}（万元）")
        } else {
            label.to_owned()
        }
    };
    PlanField::of(profile).into_iter().map(label).collect()
}

/// A row a project, in the order that they come in.
pub fn rows<'a>(
    plan: &'a [PlanRow],
    profile: &'a Profile,
    units: &'a [Unit],
) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let fields = PlanField::of(profile);
    plan.iter().map(move |row| {
        let cell = |field: &PlanField| cell(row, *field, profile, units);
        fields.iter().map(cell).collect()
    })
}

fn cell(row: &PlanRow, field: PlanField, profile: &Profile, units: &[Unit]) -> Cell {
    let flag = |is: bool| Some(if is { "是" } else { "否" }.to_owned());
    let text = match field {
        PlanField::Nature => Some(profile.nature_label(row.nature).to_owned()),
        PlanField::Category => {
            let category = row.category.as_ref();
            category.map(|category| profile.category_label(category, Lang::Zh).to_owned())
        }
        PlanField::Area => Some(area(&row.area, profile)),
        PlanField::Level => Some(profile.level_label(&row.level, Lang::Zh).to_owned()),
        PlanField::Class(key) => profile.class(key).and_then(|class| {
            let value = class.of(row)?;
            Some(class.value_label(&value, Lang::Zh).to_owned())
        }),
        PlanField::IsIndustrial => flag(row.is_industrial),
        PlanField::IsPrivate => flag(row.is_private),
        PlanField::IsRealEstate => flag(row.is_real_estate),
        PlanField::Units => {
            let names: Vec<&str> = row.units.iter().map(|id| unit(id, units)).collect();
            Some(names.join("、"))
        }
        _ => field.written(row),
    };
    match text.filter(|text| !text.is_empty()) {
        None => Cell::Empty,
        Some(text) if field.is_amount() => Cell::Amount(text),
        Some(text) => Cell::Text(text),
    }
}

/// Its name, if that is read back as this area.
fn area(code: &str, profile: &Profile) -> String {
    let areas = &profile.areas;
    let name = areas.iter().find(|area| area.code == code);
    let is_own = |name: &str| areas.iter().filter(|area| area.name == name).count() == 1;
    let name = name.map(|area| &area.name);
    let name = name.filter(|name| is_own(name) && tidy(name) == **name);
    name.map_or_else(|| code.to_owned(), Clone::clone)
}

/// Its name, if that is read back as this unit.
fn unit<'a>(id: &'a str, units: &'a [Unit]) -> &'a str {
    let is_between = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '/');
    let is_own = |name: &str| {
        let word = tidy(name);
        let alike = units
            .iter()
            .filter(|unit| tidy(&unit.name) == word || unit.id == name);
        !name.contains(is_between) && alike.count() == 1
    };
    let found = units.iter().find(|unit| unit.id == id);
    let name = found.map(|unit| unit.name.as_str());
    name.filter(|name| is_own(name)).unwrap_or(id)
}
