//! Finds the header of a table among its first rows, and what its columns are.

use yuebao_domain::report::Field;

use super::cells::{Moment, Unit, moments};
use super::columns::{Columns, PlanPart, Target};
use super::grid::{Cell, Grid};
use super::plain::{header_key, tidy};

/// How far down a header may begin, and how many rows it may have.
const FIRST_ROWS: usize = 30;
const MOST_DEPTH: usize = 4;

/// One column that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    /// Where it stands.
    pub(crate) at: usize,
    /// What it is read as.
    pub(crate) target: Target,
    /// Its header as printed.
    pub(crate) label: String,
    /// The unit of its amounts.
    pub(crate) unit: Unit,
}

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// The first row below it.
    pub(crate) body: usize,
    /// The columns that are read, from left to right.
    pub(crate) columns: Vec<Column>,
    /// The headers that nothing is known of.
    pub(crate) unknown: Vec<String>,
    /// What is printed above it.
    pub(crate) title: String,
    /// The month that the columns speak of: `1-5月完成`.
    pub(crate) month_number: Option<i8>,
}

impl Header {
    /// The first column that is read as this.
    pub(crate) fn column(&self, target: Target) -> Option<&Column> {
        self.columns.iter().find(|column| column.target == target)
    }
}

/// The header, if the sheet has one: the rows that name the most columns, a project's name and
/// two more at least.
pub(crate) fn find(grid: &Grid, names: &Columns) -> Option<Header> {
    let mut best: Option<(usize, usize, Vec<Named>)> = None;
    for first in 0..grid.rows.len().min(FIRST_ROWS) {
        for depth in 1..=MOST_DEPTH.min(grid.rows.len() - first) {
            let heads = name_columns(grid, names, first, depth);
            let known = |heads: &[Named]| heads.iter().filter(|n| n.target.is_some()).count();
            let is_name = |n: &Named| n.target == Some(Target::Plan(PlanPart::Name));
            // of equals the one with the fewest rows: titles above and totals below are no part of it
            let rank = |depth: usize, heads: &[Named]| (known(heads), MOST_DEPTH - depth);
            let better = (best.as_ref())
                .is_none_or(|(_, held, best)| rank(depth, &heads) > rank(*held, best));
            if known(&heads) >= 3 && heads.iter().any(is_name) && better {
                best = Some((first, depth, heads));
            }
        }
    }
    let (first, depth, heads) = best?;
    let title = title(grid, first);
    let of_table = Unit::in_text(&title).unwrap_or_default();
    let mut header = Header {
        body: first + depth,
        columns: Vec::new(),
        unknown: Vec::new(),
        month_number: heads.iter().find_map(|n| month_in(&n.label)),
        title,
    };
    for Named { at, target, label } in heads {
        match target {
            Some(target) => header.columns.push(Column {
                at,
                target,
                unit: Unit::in_text(&label).unwrap_or(of_table),
                label: label.split_whitespace().collect(),
            }),
            None if !label.trim().is_empty() => header.unknown.push(label),
            None => {}
        }
    }
    Some(header)
}

struct Named {
    at: usize,
    target: Option<Target>,
    label: String,
}

fn name_columns(grid: &Grid, names: &Columns, first: usize, depth: usize) -> Vec<Named> {
    let mut heads: Vec<Named> = Vec::new();
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
        let target = target_of(names, &path).filter(|target| may_repeat(*target, &heads));
        let label = path.join(" ");
        heads.push(Named { at, target, label });
    }
    heads
}

/// Texts may stand in several columns; a second column of figures is somebody else's.
fn may_repeat(target: Target, heads: &[Named]) -> bool {
    let repeats = matches!(
        target,
        Target::Ignore
            | Target::Problem("description" | "request")
            | Target::Report(Field::VisualProgress | Field::Remarks)
    );
    repeats || heads.iter().all(|head| head.target != Some(target))
}

fn below_is_filled(grid: &Grid, row: usize, column: usize, end: usize) -> bool {
    (row + 1..end).any(|below| !grid.merged(below, column).is_empty())
}

/// The lowest words say most: together with those above them in either order, then alone, then,
/// where they are only 小计 or a unit, those above alone.
fn target_of(names: &Columns, path: &[String]) -> Option<Target> {
    let keys: Vec<String> = path.iter().map(|text| header_key(text)).collect();
    let (last, upper) = keys.split_last()?;
    let whole = keys.concat();
    let turned: String = [last.as_str()]
        .into_iter()
        .chain(upper.iter().map(String::as_str))
        .collect();
    let says_nothing = matches!(
        last.as_str(),
        "" | "小计" | "合计" | "数额" | "金额" | "总额"
    );
    let mut tried = vec![whole, turned];
    if let Some(parent) = upper.last() {
        tried.push(format!("{parent}{last}"));
        tried.push(format!("{last}{parent}"));
    }
    tried.push(last.clone());
    if says_nothing && let Some(parent) = upper.last() {
        tried.push(parent.clone());
    }
    tried.iter().find_map(|key| names.target(key))
}

fn title(grid: &Grid, first: usize) -> String {
    let above = grid.rows.iter().take(first).flatten();
    let texts: Vec<String> = above
        .map(Cell::text)
        .filter(|text| !text.is_empty())
        .collect();
    texts.join(" ")
}

/// 5 of `1-5月完成`; not of `5月完成`, which may be the month before last.
fn month_in(label: &str) -> Option<i8> {
    let tidied = tidy(label).replace(['至', '~'], "-");
    let at = tidied.find("1-")?;
    let digits = tidied.get(at + 2..)?.split_once('月')?.0;
    digits.parse().ok().filter(|n| (1..=12).contains(n))
}

/// The month that a title, a sheet's or a file's name speaks of: its year and its month, as far as
/// it says them. `1-5月` is May.
pub(crate) fn month_named(text: &str) -> (Option<i16>, Option<i8>) {
    let mut text = tidy(text).replace(['至', '~', '_'], "-");
    // 1-5月: its end
    for start in ["年1-", "年01-"] {
        text = text.replace(start, "年");
    }
    let found = moments(&Cell::Text(text.clone())).unwrap_or_default();
    let mut year = None;
    for moment in found {
        match moment {
            Moment::Year(y) => year = year.or(Some(y)),
            Moment::Month(month) => return (Some(month.year()), Some(month.number())),
            // 填报日期: when it was filled in, mostly in the month after
            Moment::Day(_) => return (year, None),
        }
    }
    (year, alone(&text))
}

/// `5月` without a year before it.
fn alone(text: &str) -> Option<i8> {
    let (before, _) = text.split_once('月')?;
    let digits: Vec<char> = before
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .collect();
    let number: String = digits.iter().rev().collect();
    let chinese = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    let spelt = || {
        let mut longest_first = chinese.iter().zip(1..=12_i8).rev();
        longest_first
            .find(|(word, _)| before.ends_with(**word))
            .map(|(_, n)| n)
    };
    number
        .parse()
        .ok()
        .or_else(spelt)
        .filter(|n| (1..=12).contains(n))
}

#[cfg(test)]
mod tests {
    use super::super::csv_text;
    use super::*;

    fn header(text: &str) -> Option<Header> {
        let names = Columns::load([]).unwrap();
        find(&csv_text::read(text.as_bytes()).unwrap(), &names)
    }

    fn targets(header: &Header) -> Vec<Target> {
        header.columns.iter().map(|column| column.target).collect()
    }

    #[test]
    fn a_header_is_found_below_titles_and_its_unit_is_the_tables() {
        let found = header(
            "某市2022年5月重大项目月报表,,,\n填报单位：,,单位：亿元,\n\n\
             序号,项目名称,总投资,本月完成（万元）\n1,甲路,1,2\n",
        )
        .unwrap();
        assert_eq!(found.body, 4);
        assert_eq!(
            targets(&found),
            [
                Target::Serial,
                Target::Plan(PlanPart::Name),
                Target::Plan(PlanPart::TotalInvestment),
                Target::Report(Field::MonthInvestment)
            ]
        );
        let units: Vec<Unit> = found.columns.iter().map(|column| column.unit).collect();
        assert_eq!(units[2..], [Unit::Yi, Unit::Wan]);
        assert!(found.title.contains("2022年5月"));
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
                Target::Plan(PlanPart::Name),
                Target::Plan(PlanPart::PlannedStart),
                Target::Report(Field::ActualStart),
                Target::Plan(PlanPart::PlannedCompletion),
                Target::Report(Field::ActualCompletion),
                Target::Report(Field::MonthInvestment),
                Target::Report(Field::YearToDate),
                Target::Report(Field::Construction),
            ]
        );
        assert_eq!(found.unknown, ["奇怪的列"]);
        assert_eq!(found.month_number, Some(5));
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

    #[test]
    fn months_are_named_in_many_ways() {
        for (text, expected) in [
            ("2022年5月重大项目月报表", (Some(2022), Some(5))),
            ("2022年1-5月重大项目进展", (Some(2022), Some(5))),
            ("2022年1—12月", (Some(2022), Some(12))),
            ("2022-05", (Some(2022), Some(5))),
            ("月报202205", (Some(2022), Some(5))),
            ("5月", (None, Some(5))),
            ("十二月", (None, Some(12))),
            ("1-5月", (None, Some(5))),
            ("钦政办〔2022〕12号", (Some(2022), None)),
            ("Sheet1", (None, None)),
            ("月报表 填报日期：2022年6月3日", (None, None)),
            ("13月", (None, None)),
        ] {
            assert_eq!(month_named(text), expected, "{text}");
        }
    }
}
