//! Finds the header of a table, and what each of its columns is called.

use std::collections::{BTreeMap, BTreeSet};

use yuebao_domain::plan::PlanBox;

use crate::grid::{Cell, Grid};
use crate::text::tidy;
use crate::values::units::{self, StatedUnit};
use crate::vocabulary::{Target, Vocabulary, header_key, target_of};

/// How far down a header may begin, and how many rows it may have.
const FIRST_ROWS: usize = 30;
const MOST_DEPTH: usize = 4;

/// A header as it stands, before its columns are chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawHeader {
    /// Its first row.
    pub(crate) first: usize,
    /// The first row below it.
    pub(crate) body: usize,
    /// Its columns, from left to right.
    pub(crate) columns: Vec<RawColumn>,
    /// What a row of units below it says, by column.
    pub(crate) units: BTreeMap<usize, StatedUnit>,
}

/// What stands above one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawColumn {
    /// The column.
    pub(crate) at: usize,
    /// What it is called, as far as it is known.
    pub(crate) target: Option<Target>,
    /// The cells above it, from the top.
    pub(crate) path: Vec<String>,
}

impl RawColumn {
    /// As printed, without blanks.
    pub(crate) fn label(&self) -> String {
        self.path.concat().split_whitespace().collect()
    }

    /// What it says of its unit; the lowest cell first.
    fn unit(&self) -> Option<StatedUnit> {
        self.path
            .iter()
            .rev()
            .find_map(|text| units::in_header(text))
    }
}

impl RawHeader {
    /// What is said of a column's unit: by the row of units, else by its own words.
    pub(crate) fn unit(&self, column: &RawColumn) -> Option<StatedUnit> {
        let below = self.units.get(&column.at).cloned();
        match (below, column.unit()) {
            (Some(below), Some(own)) if below != own => Some(StatedUnit::Unknown(column.label())),
            (below, own) => below.or(own),
        }
    }

    /// How many different things it has columns for: who is to be called is one, and so are months.
    fn known(&self) -> usize {
        let targets = self.columns.iter().filter_map(|column| column.target);
        let one = |target: Target| match target {
            Target::MonthPlan(_) => Target::MonthPlan(1),
            target if target.names_people() => Target::Contact,
            target => target,
        };
        let targets: BTreeSet<Target> = targets.map(one).collect();
        targets.len()
    }

    /// A project's name and two columns more.
    fn is_header(&self) -> bool {
        let is_name = |column: &RawColumn| column.target == Some(Target::Plan(PlanBox::Name));
        self.known() >= 3 && self.columns.iter().any(is_name)
    }
}

/// The header, if the sheet has one: the rows that name the most columns.
pub(crate) fn find(grid: &Grid, names: &Vocabulary) -> Option<RawHeader> {
    best(grid, names, 0..grid.rows.len().min(FIRST_ROWS))
}

/// The header that begins in this row.
pub(crate) fn at(grid: &Grid, names: &Vocabulary, row: usize) -> Option<RawHeader> {
    let begins = has_name(grid.rows.get(row)?, names);
    begins.then(|| best(grid, names, row..row + 1)).flatten()
}

/// Whether one of the cells is the header of the projects' names.
pub(crate) fn has_name(cells: &[Cell], names: &Vocabulary) -> bool {
    // no such header is longer; most cells of a table are figures or longer texts
    const LONGEST: usize = 20;
    cells.iter().any(|cell| match cell {
        Cell::Text(text) if text.chars().count() <= LONGEST => {
            names.target(&header_key(text)) == Some(Target::Plan(PlanBox::Name))
        }
        _ => false,
    })
}

fn best(grid: &Grid, names: &Vocabulary, rows: std::ops::Range<usize>) -> Option<RawHeader> {
    let mut best: Option<RawHeader> = None;
    for first in rows {
        for depth in 1..=MOST_DEPTH.min(grid.rows.len() - first) {
            let header = RawHeader {
                first,
                body: first + depth,
                columns: name_columns(grid, names, first, depth),
                units: BTreeMap::new(),
            };
            // of equals the one with the fewest rows: titles above and totals below are no part of it
            let rank =
                |header: &RawHeader| (header.known(), MOST_DEPTH + header.first - header.body);
            let is_better = best.as_ref().is_none_or(|best| rank(&header) > rank(best));
            if header.is_header() && is_better {
                best = Some(header);
            }
        }
    }
    best.map(|header| with_units(grid, header))
}

/// Takes the row of units that stands below a header, or below the row that numbers its columns.
fn with_units(grid: &Grid, mut header: RawHeader) -> RawHeader {
    let numbered = {
        let cells = grid.rows.get(header.body).into_iter().flatten();
        let filled: Vec<&Cell> = cells.filter(|cell| !cell.is_empty()).collect();
        usize::from(is_numbering(&filled))
    };
    for row in [header.body, header.body + numbered] {
        if let Some(units) = units_in(grid, &header, row) {
            header.units = units;
            header.body = row + 1;
            break;
        }
    }
    header
}

/// A row that holds units below amounts and no figure at all.
fn units_in(grid: &Grid, header: &RawHeader, row: usize) -> Option<BTreeMap<usize, StatedUnit>> {
    let mut units = BTreeMap::new();
    for column in &header.columns {
        let text = grid.cell(row, column.at).text();
        if text.is_empty() {
            continue;
        }
        let is_amount = column.target.is_some_and(Target::is_amount);
        match units::word(&text) {
            Some(stated) if is_amount => {
                units.insert(column.at, stated);
            }
            _ if is_amount || text.chars().any(|c| c.is_ascii_digit()) => return None,
            _ if column.target == Some(Target::Plan(PlanBox::Name)) && !text.contains("单位") => {
                return None;
            }
            _ => {}
        }
    }
    (!units.is_empty()).then_some(units)
}

fn name_columns(grid: &Grid, names: &Vocabulary, first: usize, depth: usize) -> Vec<RawColumn> {
    let mut columns: Vec<RawColumn> = Vec::new();
    let mut above = vec![String::new(); depth];
    for at in 0..grid.width() {
        let mut path: Vec<String> = Vec::with_capacity(depth);
        for (level, held) in above.iter_mut().enumerate() {
            let own = grid.merged(first + level, at).text();
            let is_last = level + 1 == depth;
            if !own.is_empty() {
                held.clone_from(&own);
                path.push(own);
            } else if !is_last && below_is_filled(grid, first + level, at, first + depth) {
                // a merged cell that CSV, or a program that drops merges, left to its first column
                path.push(held.clone());
            } else {
                held.clear();
            }
        }
        path.dedup();
        path.retain(|text| !text.is_empty());
        let target = target_of(names, &path);
        columns.push(RawColumn { at, target, path });
    }
    columns
}

fn below_is_filled(grid: &Grid, row: usize, column: usize, end: usize) -> bool {
    (row + 1..end).any(|below| !grid.merged(below, column).is_empty())
}

/// 甲 乙 1 2 3=1+2: the row that numbers the columns.
pub(crate) fn is_numbering(filled: &[&Cell]) -> bool {
    let mut next = None;
    let mut count = 0;
    for cell in filled {
        let text: String = tidy(&cell.text()).replace(['(', ')'], "");
        if matches!(
            text.as_str(),
            "甲" | "乙" | "丙" | "丁" | "戊" | "栏次" | "序号"
        ) {
            continue;
        }
        let number = text
            .split_once('=')
            .map_or(text.as_str(), |(number, _)| number);
        let Ok(number) = number.parse::<u8>() else {
            return false;
        };
        if next.is_some_and(|next| next != number) {
            return false;
        }
        next = number.checked_add(1);
        count += 1;
    }
    count >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::csv_text;
    use yuebao_domain::plan::PlanBox;
    use yuebao_domain::report::Field;

    fn header(text: &str) -> Option<RawHeader> {
        let names = Vocabulary::load([]).unwrap();
        find(&csv_text::read(text.as_bytes()).unwrap(), &names)
    }

    fn targets(header: &RawHeader) -> Vec<Target> {
        header
            .columns
            .iter()
            .filter_map(|column| column.target)
            .collect()
    }

    fn units(header: &RawHeader) -> Vec<String> {
        let stated = header
            .columns
            .iter()
            .filter_map(|column| header.unit(column));
        let word = |stated| match stated {
            StatedUnit::Known(unit) => unit.word().to_owned(),
            StatedUnit::Unknown(text) => format!("?{text}"),
        };
        stated.map(word).collect()
    }

    #[test]
    fn a_header_is_found_below_titles() {
        let found = header(
            "某市2022年5月重大项目月报表,,,\n填报单位：,,单位：亿元,\n\n\
             序号,项目名称,总投资,本月完成（万元）\n1,甲路,1,2\n",
        )
        .unwrap();
        assert_eq!((found.first, found.body), (3, 4));
        assert_eq!(
            targets(&found),
            [
                Target::Serial,
                Target::Plan(PlanBox::Name),
                Target::Plan(PlanBox::TotalInvestment),
                Target::Report(Field::MonthInvestment)
            ]
        );
        assert_eq!(units(&found), ["万元"]);
    }

    #[test]
    fn words_under_a_merged_header_cell_count_in_either_order() {
        let found = header(
            "项目名称,开工时间,,竣工时间,,投资完成情况,,,奇怪的列\n\
             ,计划,实际,计划,实际,本月,1-5月完成,其中：建筑工程,\n甲路,,,,,,,,\n",
        )
        .unwrap();
        assert_eq!(found.body, 2);
        assert_eq!(
            targets(&found),
            [
                Target::Plan(PlanBox::Name),
                Target::Plan(PlanBox::PlannedStart),
                Target::Report(Field::ActualStart),
                Target::Plan(PlanBox::PlannedCompletion),
                Target::Report(Field::ActualCompletion),
                Target::Report(Field::MonthInvestment),
                Target::Report(Field::YearToDate),
                Target::Report(Field::Construction),
            ]
        );
    }

    #[test]
    fn a_row_of_units_belongs_to_the_header() {
        for (row, expected) in [
            (",万元,千元\n", vec!["万元", "千元"]),
            (",（亿元）,单位：万元\n", vec!["亿元", "万元"]),
            ("单位,万美元,\n", vec!["?万美元"]),
            ("1,2,3\n,百万元,百万元\n", vec!["百万元", "百万元"]),
        ] {
            let found = header(&format!("项目名称,总投资,本月完成\n{row}甲路,3,1\n")).unwrap();
            assert_eq!(units(&found), expected, "{row}");
            assert_eq!(found.body, 1 + row.matches('\n').count(), "{row}");
        }
        let found = header("项目名称,总投资（亿元）,本月完成\n,万元,万元\n甲路,3,1\n").unwrap();
        assert_eq!(units(&found), ["?总投资（亿元）", "万元"], "they disagree");
        for row in ["甲路,3,万元\n", "合计,万元,3\n"] {
            let found = header(&format!("项目名称,总投资,本月完成\n{row}")).unwrap();
            assert_eq!(found.body, 1, "{row}");
        }
    }

    #[test]
    fn a_total_row_below_is_no_part_of_the_header() {
        let found = header("项目名称,总投资,本月完成\n合计,3,1\n甲路,3,1\n").unwrap();
        assert_eq!(found.body, 1);
    }

    #[test]
    fn a_sheet_of_something_else_has_none() {
        assert_eq!(header("姓名,电话\n张三,1\n"), None);
        assert_eq!(header(""), None);
    }
}
