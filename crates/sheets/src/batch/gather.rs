//! Puts what several files and months say together: one plan row a project, one report a month.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yuebao_domain::codes::{names, project};
use yuebao_domain::period::Month;
use yuebao_domain::plan::{Nature, PlanRow};
use yuebao_domain::report::FieldValues;

use super::contents::FileContents;
use crate::formats::Document;
use crate::note::{Location, Note};
use crate::rows::{PlanValues, ProjectRow, exit_day};
use crate::sheet::SheetContents;
use crate::totals::PrintedTotal;

/// One report that is to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchReport {
    /// Its plan row, by its place in [`Batch::plan`].
    pub row: usize,
    /// The month that it is of.
    pub month: Month,
    /// What its boxes hold.
    pub values: FieldValues,
    /// Where it stands.
    pub location: Location,
    /// The values that its table has columns for; `None` if it may have any.
    pub carries: Option<Arc<BTreeSet<String>>>,
}

/// Everything that is to be checked.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The plan, in the order of the files.
    pub plan: Vec<PlanRow>,
    /// Where each row of the plan was first seen.
    pub seen: Vec<Location>,
    /// The reports, in the order of the files.
    pub reports: Vec<BatchReport>,
    /// The totals.
    pub tables: Vec<(Location, PrintedTotal)>,
    /// What could not be read as it stands.
    pub notes: Vec<Note>,
    /// What tables of a later year say of a project's plan, by row and year.
    later: BTreeMap<(usize, i16), PlanRow>,
    /// Rows that a plan file gives: tables do not change them.
    given: BTreeSet<usize>,
    /// A plan is held that says the nature of projects: tables need not.
    is_beside_plan: bool,
    /// The identifiers that files give, by row of the plan.
    ids: BTreeMap<usize, String>,
    by_code: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    filed: BTreeSet<(Month, usize)>,
}

impl Batch {
    /// One of files that a held plan belongs to.
    pub(super) fn beside_plan() -> Self {
        Self {
            is_beside_plan: true,
            ..Self::default()
        }
    }

    /// The plan row of a project as it stands in a year.
    pub(crate) fn row_of(&self, row: usize, year: i16) -> &PlanRow {
        self.later.get(&(row, year)).unwrap_or(&self.plan[row])
    }

    /// The identifier that a file gives a project, by its place in the plan.
    pub fn stated_id(&self, row: usize) -> Option<&str> {
        self.ids.get(&row).map(String::as_str)
    }

    /// Adds what a file holds.
    pub(crate) fn add(&mut self, contents: FileContents) {
        match contents {
            FileContents::Document(document) => self.add_document(*document),
            FileContents::Sheets(sheets) => {
                for sheet in sheets {
                    self.add_sheet(sheet);
                }
            }
        }
    }

    /// Adds a plan and reports in the project's own format.
    fn add_document(&mut self, document: Document) {
        self.notes.extend(document.notes);
        let mut own: BTreeMap<String, usize> = BTreeMap::new();
        for (location, row) in document.projects {
            let id = row.id.clone();
            let at = self.add_row(row, location);
            self.given.insert(at);
            self.ids.insert(at, id.clone());
            own.insert(id, at);
        }
        for (location, report) in document.reports {
            let held = || self.plan.iter().position(|row| row.id == report.project);
            let Some(row) = own.get(&report.project).copied().or_else(held) else {
                let id = &report.project;
                self.notes.push(Note {
                    location,
                    zh: format!("计划中没有项目“{id}”，该月报未审核；请核对 project"),
                    en: format!("the plan has no project “{id}”; this report was not checked"),
                    is_left_out: true,
                });
                continue;
            };
            self.filed.insert((report.month, row));
            self.reports.push(BatchReport {
                row,
                month: report.month,
                values: report.values,
                location,
                carries: None,
            });
        }
    }

    /// Adds the rows of a table.
    fn add_sheet(&mut self, sheet: SheetContents) {
        self.notes.extend(sheet.notes);
        for table in sheet.tables {
            self.tables.push((sheet.location.clone(), table));
        }
        for (month, project_row) in sheet.project_rows {
            self.add_project_row(month, project_row);
        }
    }

    fn add_project_row(&mut self, month: Month, project_row: ProjectRow) {
        let row = match self.find(month, &project_row.planned) {
            Some(row) => row,
            None => match self.new_row(month, &project_row) {
                Ok(row) => row,
                Err(note) => {
                    self.notes.push(*note);
                    return;
                }
            },
        };
        self.take_year(row, month.year(), &project_row.planned);
        self.filed.insert((month, row));
        self.reports.push(BatchReport {
            row,
            month,
            values: project_row.values,
            location: project_row.location,
            carries: Some(project_row.carries),
        });
    }

    /// The plan row that a table's row is of: by its code, else by name and owner. One that has a
    /// report of the month already is taken only if code and name are the same, which makes two
    /// reports of one project.
    fn find(&self, month: Month, planned: &PlanValues) -> Option<usize> {
        let is_free = |row: &&usize| !self.filed.contains(&(month, **row));
        let name = names::normalise(&planned.name);
        let same_name = |row: &&usize| names::normalise(&self.plan[**row].name) == name;
        if let Some(rows) = code_key(planned.code.as_deref()).and_then(|key| self.by_code.get(&key))
        {
            let named = rows.iter().filter(is_free).find(same_name);
            let free = || rows.iter().find(is_free);
            return (named.or_else(free))
                .or_else(|| rows.iter().find(same_name))
                .copied();
        }
        let same_owner = |row: &&usize| {
            let (own, other) = (&self.plan[**row].owner, &planned.owner);
            own.is_empty() || other.is_empty() || names::normalise(own) == names::normalise(other)
        };
        let no_other_code =
            |row: &&usize| planned.code.is_none() || self.plan[**row].code.is_none();
        let rows = self.by_name.get(&name).filter(|_| !name.is_empty())?;
        (rows.iter().filter(is_free).filter(same_owner))
            .find(no_other_code)
            .copied()
    }

    /// Each year has its own annual plan; the first table of the year says which.
    fn take_year(&mut self, row: usize, year: i16, planned: &PlanValues) {
        let first = &self.plan[row];
        if self.given.contains(&row) || first.entered.year() == year {
            return;
        }
        self.later.entry((row, year)).or_insert_with(|| PlanRow {
            nature: planned.nature.unwrap_or(first.nature),
            total_investment: planned.total_investment.or(first.total_investment),
            annual_plan: planned.annual_plan,
            before_year: planned.before_year,
            ..first.clone()
        });
    }

    fn new_row(&mut self, month: Month, project_row: &ProjectRow) -> Result<usize, Box<Note>> {
        let planned = project_row.planned.clone();
        let held = self.is_beside_plan.then_some(Nature::Continuing);
        let Some(nature) = planned.nature.or(held) else {
            return Err(Box::new(Note {
                location: project_row.location.clone(),
                zh: format!(
                    "看不出“{}”的性质（新开工、续建、竣工、预备），未审核；请填“性质”列，或先给出计划文件",
                    planned.name
                ),
                en: format!(
                    "the nature of “{}” cannot be told, it was not checked; fill the column “性质” or \
                     name a plan file first",
                    planned.name
                ),
                is_left_out: true,
            }));
        };
        // an annual plan begins with the year, whenever its first table is of
        let entered = planned
            .entered
            .unwrap_or_else(|| month.plus(1 - i32::from(month.number())));
        let row = PlanRow {
            id: self.free_id(),
            name: planned.name,
            code: planned.code,
            nature,
            category: planned.category,
            area: planned.area,
            level: planned.level.unwrap_or_default(),
            is_industrial: planned.is_industrial,
            is_private: planned.is_private,
            is_real_estate: planned.is_real_estate,
            sector: planned.sector,
            classes: planned.classes,
            owner: planned.owner,
            owner_uscc: planned.owner_uscc,
            units: planned.units,
            total_investment: planned.total_investment,
            annual_plan: planned.annual_plan,
            before_year: planned.before_year,
            upper_level_funds: planned.upper_level_funds,
            monthly_plan: Vec::new(),
            bundle: None,
            is_bundle: false,
            scale: planned.scale,
            planned_start: planned.planned_start,
            planned_completion: planned.planned_completion,
            entered,
            exited: planned
                .exited
                .and_then(crate::values::date::PartialDate::month),
            exit_reason: planned.exit_reason,
            exit_day: (planned.exit_day.or(planned.exited)).and_then(exit_day),
            exit_approver: planned.exit_approver,
        };
        let at = self.add_row(row, project_row.location.clone());
        if !planned.id.is_empty() {
            self.ids.insert(at, planned.id);
        }
        Ok(at)
    }

    fn add_row(&mut self, row: PlanRow, location: Location) -> usize {
        let at = self.plan.len();
        if let Some(key) = code_key(row.code.as_deref()) {
            self.by_code.entry(key).or_default().push(at);
        }
        let name = names::normalise(&row.name);
        self.by_name.entry(name).or_default().push(at);
        self.plan.push(row);
        self.seen.push(location);
        at
    }

    fn free_id(&self) -> String {
        let mut number = self.plan.len() + 1;
        loop {
            let id = format!("t{number}");
            if self.plan.iter().all(|row| row.id != id) {
                return id;
            }
            number += 1;
        }
    }
}

fn code_key(code: Option<&str>) -> Option<String> {
    code.map(project::normalise).filter(|code| !code.is_empty())
}
