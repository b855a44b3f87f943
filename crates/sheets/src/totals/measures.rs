//! The columns that are added up, whichever page they are on, and the figures in them.

use yuebao_domain::crossfoot::{Percent, Printed};
use yuebao_domain::plan::PlanBox;
use yuebao_domain::report::Field;

use super::table::TablePages;
use crate::rows::TableRow;
use crate::table::columns::Column;
use crate::text::name;
use crate::values::amount::{in_unit, printed};
use crate::vocabulary::Target;

impl<'a> TablePages<'a> {
    /// The figure of a measure, in the unit that its first page has.
    pub(super) fn figure(
        &self,
        measure: &Column,
        row: &TableRow,
    ) -> Result<Option<Printed>, String> {
        let Some(own) = self.column(measure.target, row) else {
            return Ok(None);
        };
        let cell = self.grid.cell(row.at, own.at);
        if self.grid.uncalculated.contains(&(row.at, own.at)) {
            return Err("未计算的公式".to_owned());
        }
        let Some(found) = printed(cell, own.unit)? else {
            return Ok(None);
        };
        let value = in_unit(found.value, own.unit.unit, measure.unit.unit);
        value
            .map(|value| Some(Printed { value }))
            .ok_or_else(|| cell.text())
    }

    pub(super) fn name(&self, row: &TableRow) -> String {
        let column = self.column(Target::Plan(PlanBox::Name), row);
        column.map_or_else(String::new, |column| {
            name(&self.grid.cell(row.at, column.at).text())
        })
    }

    pub(super) fn column(&self, target: Target, row: &TableRow) -> Option<&'a Column> {
        self.pages.get(row.page)?.column(target)
    }

    /// The column of the first page that has it.
    pub(super) fn first(&self, target: Target) -> Option<&'a Column> {
        self.pages.iter().find_map(|page| page.column(target))
    }

    /// Every amount of any page, once.
    pub(super) fn measures(&self) -> impl Iterator<Item = &'a Column> {
        let targets: std::collections::BTreeSet<Target> = (self.pages.iter())
            .flat_map(|page| page.columns.iter().map(|column| column.target))
            .filter(|target| target.is_amount())
            .collect();
        let pages = self.pages;
        targets
            .into_iter()
            .filter_map(move |target| pages.iter().find_map(|page| page.column(target)))
    }

    /// 完成年度计划 % is the year to date over the annual plan.
    pub(super) fn percents(&self) -> Vec<Percent> {
        let year = self.first(Target::Report(Field::YearToDate));
        let annual = self.first(Target::Plan(PlanBox::AnnualPlan));
        match (self.first(Target::Percent), year, annual) {
            (Some(percent), Some(of), Some(over)) if of.unit.unit == over.unit.unit => {
                vec![Percent {
                    measure: percent.label.clone(),
                    of: of.label.clone(),
                    over: over.label.clone(),
                }]
            }
            _ => Vec::new(),
        }
    }
}
