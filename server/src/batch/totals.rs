//! The totals that a table prints, each with the rows that it should be the sum of.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::{Percent, Printed, Row, Table};
use yuebao_domain::report::Field;

use super::cells::{Unit, amount, figure};
use super::columns::{PlanPart, Target};
use super::grid::{Cell, Grid};
use super::header::{Column, Header};
use super::lines::{Kind, Line, Sum};
use super::plain::{name, tidy};

/// A total and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printout {
    /// The row of the total.
    pub(crate) row: usize,
    /// Total and rows, each labelled with its project's name.
    pub(crate) table: Table,
    /// Where the rows stand, by their labels.
    pub(crate) places: BTreeMap<String, usize>,
}

/// Every total of a table, and its percentages.
pub(crate) fn totals(grid: &Grid, header: &Header, lines: &[Line]) -> Vec<Printout> {
    let sheet = Sheet { grid, header };
    let mut found = Vec::new();
    let mut percents = sheet.percents();
    for (at, line) in lines.iter().enumerate() {
        let (sum, rows) = match &line.kind {
            Kind::Total(sum) => (sum, projects(lines)),
            Kind::Part(depth, sum) => (sum, below(&lines[at + 1..], *depth)),
            Kind::Subtotal(sum) => (sum, around(lines, at)),
            Kind::Project | Kind::Remark | Kind::Unclear => continue,
        };
        if let Some(mut table) = sheet.table(line.row, sum, &rows) {
            if matches!(line.kind, Kind::Total(_)) {
                table.percents.append(&mut percents);
            }
            found.push(Printout {
                row: line.row,
                table,
                places: sheet.places(&rows),
            });
        }
    }
    if !percents.is_empty() {
        let rows = projects(lines);
        let labelled = |row: &usize| sheet.row(*row, sheet.name(*row), None);
        let table = Table {
            id: grid.name.clone(),
            rows: rows.iter().map(labelled).collect(),
            percents,
            ..Table::default()
        };
        found.push(Printout {
            row: header.body.saturating_sub(1),
            table,
            places: sheet.places(&rows),
        });
    }
    found
}

fn projects(lines: &[Line]) -> Vec<usize> {
    let projects = lines.iter().filter(|line| line.kind == Kind::Project);
    projects.map(|line| line.row).collect()
}

/// The projects up to the next part that is no part of this one.
fn below(lines: &[Line], depth: usize) -> Vec<usize> {
    let ends = |line: &&Line| matches!(line.kind, Kind::Part(next, _) if next <= depth);
    let end = lines
        .iter()
        .position(|line| ends(&line))
        .unwrap_or(lines.len());
    projects(&lines[..end])
}

/// The projects since the last subtotal or head of a part; if there is none, those up to the next.
fn around(lines: &[Line], at: usize) -> Vec<usize> {
    let is_bound = |line: &Line| matches!(line.kind, Kind::Part(..) | Kind::Subtotal(_));
    let start = lines[..at]
        .iter()
        .rposition(is_bound)
        .map_or(0, |before| before + 1);
    let before = projects(&lines[start..at]);
    if !before.is_empty() {
        return before;
    }
    let after = &lines[at + 1..];
    let end = after.iter().position(is_bound).unwrap_or(after.len());
    projects(&after[..end])
}

struct Sheet<'a> {
    grid: &'a Grid,
    header: &'a Header,
}

impl Sheet<'_> {
    /// `None` if the row prints no total.
    fn table(&self, row: usize, sum: &Sum, rows: &[usize]) -> Option<Table> {
        let mut stated = self.row(row, sum.label.clone(), sum.count);
        if stated.figures.is_empty() {
            return None;
        }
        let one = sum.count.map(|_| 1);
        let mut rows: Vec<Row> = rows
            .iter()
            .map(|row| self.row(*row, self.name(*row), one))
            .collect();
        for column in self.unread() {
            stated.figures.remove(&column);
            for row in &mut rows {
                row.figures.remove(&column);
            }
        }
        let place = [self.grid.name.as_str(), sum.label.as_str()];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        Some(Table {
            id: place.join("·"),
            stated: Some(stated),
            rows,
            ..Table::default()
        })
    }

    /// Columns in which a cell holds words: what they would add cannot be told.
    fn unread(&self) -> Vec<String> {
        let below = self.header.body..self.grid.rows.len();
        let is_words = |column: &&Column| {
            below.clone().any(|row| {
                let cell = self.grid.cell(row, column.at);
                let is_words = !cell.is_empty() && amount(cell, column.unit).is_err();
                let is_unknown = self.grid.uncalculated.contains(&(row, column.at));
                (is_words || is_unknown) && self.is_project(row)
            })
        };
        let amounts = self.header.columns.iter().filter(|c| c.target.is_amount());
        amounts
            .filter(is_words)
            .map(|column| column.label.clone())
            .collect()
    }

    fn places(&self, rows: &[usize]) -> BTreeMap<String, usize> {
        rows.iter().map(|row| (self.name(*row), *row)).collect()
    }

    fn is_project(&self, row: usize) -> bool {
        !self.name(row).is_empty()
    }

    fn name(&self, row: usize) -> String {
        let column = self.header.column(Target::Plan(PlanPart::Name));
        column.map_or_else(String::new, |column| {
            name(&self.grid.cell(row, column.at).text())
        })
    }

    fn row(&self, row: usize, label: String, count: Option<u32>) -> Row {
        let mut figures = BTreeMap::new();
        for column in &self.header.columns {
            if !column.target.is_amount() && column.target != Target::Percent {
                continue;
            }
            let cell = self.grid.cell(row, column.at);
            if let Some(printed) = printed(cell, column) {
                figures.insert(column.label.clone(), printed);
            }
        }
        if let Some(count) = count {
            let value = Decimal::from(count);
            figures.insert("count".to_owned(), Printed { value });
        }
        Row { label, figures }
    }

    /// 完成年度计划 % is the year to date over the annual plan.
    fn percents(&self) -> Vec<Percent> {
        let column = |target| self.header.column(target);
        let year = column(Target::Report(Field::YearToDate));
        let annual = column(Target::Plan(PlanPart::AnnualPlan));
        match (column(Target::Percent), year, annual) {
            (Some(percent), Some(of), Some(over)) if of.unit == over.unit => vec![Percent {
                measure: percent.label.clone(),
                of: of.label.clone(),
                over: over.label.clone(),
            }],
            _ => Vec::new(),
        }
    }
}

/// The figure in the column's own unit, as finely as it is printed.
fn printed(cell: &Cell, column: &Column) -> Option<Printed> {
    let text = figure(cell)?;
    if let Ok(found) = Printed::read(&text) {
        return found;
    }
    // a unit of its own, in a column of another
    if !column.target.is_amount() || !tidy(&text).ends_with(['元', '亿', '万']) {
        return None;
    }
    let wan: Decimal = amount(cell, column.unit).ok()??.parse().ok()?;
    let in_unit = match column.unit {
        Unit::Wan => wan,
        Unit::Yi => wan / Decimal::from(10_000),
        Unit::Yuan => wan.saturating_mul(Decimal::from(10_000)),
    };
    Printed::read(&in_unit.normalize().to_string()).ok()?
}

#[cfg(test)]
mod tests {
    use yuebao_domain::check::check_table;
    use yuebao_domain::profile::builtin;
    use yuebao_domain::text::Lang;

    use super::super::columns::Columns;
    use super::super::{csv_text, header, lines};
    use super::*;

    fn messages(body: &str) -> Vec<String> {
        let names = Columns::load([]).unwrap();
        let text = format!("序号,项目名称,项目代码,年度计划投资,1-5月完成,完成年度计划%\n{body}");
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let header = header::find(&grid, &names).unwrap();
        let lines = lines::read(&grid, &header, &names, |word| word == "新开工");
        let profile = builtin("qinzhou-2022").unwrap();
        let mut messages = Vec::new();
        for Printout { row, table, .. } in totals(&grid, &header, &lines) {
            for finding in check_table(&table, &profile) {
                messages.push(format!(
                    "{row} {} {}",
                    finding.code,
                    finding.message(Lang::Zh)
                ));
            }
        }
        messages
    }

    #[test]
    fn totals_that_follow_say_nothing() {
        let body = "合计,,,60,30.6,51.0%\n\
                    一,新开工项目（2个）,,30,15,\n1,甲,,10,5,50%\n2,乙,,20,10,50.00%\n\
                    二,续建项目,,30,15.6,\n3,丙,,0.003亿元,15.6,52%\n";
        assert_eq!(messages(body), Vec::<String>::new());
    }

    #[test]
    fn each_total_is_held_against_its_own_rows() {
        let body = "合计,,,60,31.6,\n\
                    一,新开工项目（3个）,,30,15,\n1,甲,,10,5,\n2,乙,,20,10,\n\
                    二,续建项目,,31,15.6,\n3,丙,,30,15.6,58%\n,小计,,30,15.6,\n";
        assert_eq!(
            messages(body),
            [
                "1 X702 表 合计 的1-5月完成合计 31.6 ≠ 3 行之和 30.6，相差 1",
                "1 X704 表 合计 的“丙”行：完成年度计划%印 58%，按 15.6 ÷ 30 应为 52%",
                "2 X701 表 新开工项目 的个数合计 3 ≠ 2 行之和 2，相差 1",
                "5 X703 表 续建项目 的年度计划投资合计 31 与 1 行之和 30 相差 1，为四舍五入的尾差",
            ]
        );
    }

    #[test]
    fn a_column_with_words_in_it_is_not_added_up() {
        assert_eq!(
            messages("合计,,,99,5,\n1,甲,,约 10,5,\n"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn percentages_without_a_total_row_are_checked_too() {
        let found = messages("1,甲,,10,5,60%\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("X704"), "{found:?}");
    }
}
