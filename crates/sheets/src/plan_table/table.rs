//! A plan as a table that is read back as it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use yuebao_domain::import::persons::{Detail, written};
use yuebao_domain::operation::persons::Person;
use yuebao_domain::plan::{PlanBox, PlanRow};
use yuebao_domain::profile::{Label, Profile};
use yuebao_domain::text::Lang;
use yuebao_domain::units::Unit;

use super::months;
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

/// A plan as a table.
#[derive(Debug)]
pub struct PlanTable<'a> {
    plan: &'a [PlanRow],
    profile: &'a Profile,
    units: &'a [Unit],
    columns: Vec<Column<'a>>,
    persons: BTreeMap<String, Vec<Person>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy)]
enum Column<'a> {
    Box(PlanBox),
    /// 倒排计划 to the end of a month, from 1.
    Month(usize),
    Persons(&'a Label<String>),
    Telephones(&'a Label<String>),
    Detail(&'a Label<String>, Detail),
}

impl<'a> PlanTable<'a> {
    /// Of these rows; the months of 倒排计划 where any of them has one.
    pub fn new(plan: &'a [PlanRow], profile: &'a Profile, units: &'a [Unit]) -> Self {
        let has_months = plan.iter().any(|row| !row.monthly_plan.is_empty());
        let months = || {
            (1..=months::COUNT)
                .filter(|_| has_months)
                .map(Column::Month)
        };
        let mut columns = Vec::new();
        for part in profile.plan_boxes() {
            match part {
                PlanBox::MonthlyPlan => columns.extend(months()),
                part => columns.push(Column::Box(part)),
            }
        }
        Self {
            plan,
            profile,
            units,
            columns,
            persons: BTreeMap::new(),
        }
    }

    /// The same with who answers for each project, by its identifier, and their telephone numbers; with
    /// posts, units and dates where any of them has one.
    #[must_use]
    pub fn with_persons(mut self, persons: BTreeMap<String, Vec<Person>>) -> Self {
        let has_any = |kind: &Label<String>, detail: Detail| {
            let mut all = persons.values().flatten();
            all.any(|person| person.kind == kind.key && detail.of(person).is_some())
        };
        for kind in &self.profile.persons {
            let details = Detail::ALL.into_iter();
            let details = details.filter(|detail| has_any(kind, *detail));
            self.columns.push(Column::Persons(kind));
            self.columns.push(Column::Telephones(kind));
            self.columns
                .extend(details.map(|detail| Column::Detail(kind, detail)));
        }
        self.persons = persons;
        self
    }

    /// One cell a column.
    pub fn headers(&self) -> Vec<String> {
        let label = |column: &Column<'_>| match column {
            Column::Box(part) if part.is_amount() => {
                format!("{}（万元）", self.profile.box_label(*part, Lang::Zh))
            }
            Column::Box(part) => self.profile.box_label(*part, Lang::Zh).to_owned(),
            Column::Month(month) => format!("{month}月末累计计划（万元）"),
            Column::Persons(kind) => kind.label.clone(),
            Column::Telephones(kind) => format!("{}联系电话", kind.label),
            Column::Detail(kind, detail) => format!("{}{}", kind.label, detail.label().zh),
        };
        self.columns.iter().map(label).collect()
    }

    /// A row a project, in the order that they come in.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cell>> + '_ {
        self.plan.iter().map(|row| {
            let cell = |column: &Column<'_>| self.cell(row, *column);
            self.columns.iter().map(cell).collect()
        })
    }

    fn cell(&self, row: &PlanRow, column: Column<'_>) -> Cell {
        let persons = |kind: &Label<String>| {
            let all = self.persons.get(&row.id).into_iter().flatten();
            written(all.filter(|person| person.kind == kind.key))
        };
        let text = match column {
            Column::Box(part) => return cell(row, part, self.profile, self.units),
            Column::Month(month) => {
                let amount = row.monthly_plan.get(month - 1);
                return amount.map_or(Cell::Empty, |amount| Cell::Amount(amount.to_string()));
            }
            Column::Persons(kind) => persons(kind).names,
            Column::Telephones(kind) => persons(kind).telephones,
            Column::Detail(kind, detail) => persons(kind).detail(detail).to_owned(),
        };
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }
}

fn cell(row: &PlanRow, field: PlanBox, profile: &Profile, units: &[Unit]) -> Cell {
    let flag = |is: bool| Some(if is { "是" } else { "否" }.to_owned());
    let text = match field {
        PlanBox::Nature => Some(profile.nature_label(row.nature).to_owned()),
        PlanBox::Category => {
            let category = row.category.as_ref();
            category.map(|category| profile.category_label(category, Lang::Zh).to_owned())
        }
        PlanBox::Area => Some(area(&row.area, profile)),
        PlanBox::Level => Some(profile.level_label(&row.level, Lang::Zh).to_owned()),
        PlanBox::Class(key) => profile.class(key).and_then(|class| {
            let value = class.of(row)?;
            Some(class.value_label(&value, Lang::Zh).to_owned())
        }),
        part if part.is_flag() => flag(part.written(row).as_deref() == Some("true")),
        PlanBox::Units => {
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
