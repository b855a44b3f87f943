//! Chooses the columns that are read: of several of one measure the one of the report's month, in a
//! unit that is known. What cannot be told is asked.

use std::collections::BTreeMap;
use std::ops::Range;

use yuebao_domain::period::Month;
use yuebao_domain::report::records::PROBLEM;
use yuebao_domain::report::{Field, ValueKind};

use super::header::{RawColumn, RawHeader};
use super::month_fit::{MonthFit, fit};
use crate::grid::{Cell, Grid};
use crate::note::Message;
use crate::values::amount::{ColumnUnit, amount, percentage};
use crate::values::units::{StatedUnit, Unit};
use crate::vocabulary::Target;

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
    pub(crate) unit: ColumnUnit,
}

/// The header of a table, or of one of its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Header {
    /// Its first row.
    pub(crate) first: usize,
    /// The first row below it.
    pub(crate) body: usize,
    /// The columns that are read, from left to right.
    pub(crate) columns: Vec<Column>,
    /// The headers that nothing is known of.
    pub(crate) unknown: Vec<String>,
    /// The headers of other months and years.
    pub(crate) other_months: Vec<String>,
    /// Columns without a header that something stands in.
    pub(crate) unnamed: Vec<usize>,
    /// What cannot be told of a column.
    pub(crate) unclear: Vec<(usize, Message)>,
}

impl Header {
    /// The first column that is read as this.
    pub(crate) fn column(&self, target: Target) -> Option<&Column> {
        self.columns.iter().find(|column| column.target == target)
    }

    /// How many cells its rows have.
    pub(crate) fn width_in(&self, grid: &Grid) -> usize {
        let rows = grid.rows.iter().take(self.body).skip(self.first);
        rows.map(Vec::len).max().unwrap_or_default()
    }

    /// How many columns may have a header: in a text what lies beyond the header's cells has moved there.
    pub(crate) fn named_width_in(&self, grid: &Grid) -> usize {
        if grid.is_text() {
            self.width_in(grid)
        } else {
            grid.width()
        }
    }
}

/// What a header is chosen with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageContext<'a> {
    pub(crate) grid: &'a Grid,
    /// The rows below the header.
    pub(crate) rows: &'a Range<usize>,
    /// The table's month; `None` if its rows say theirs.
    pub(crate) month: Option<Month>,
    /// What is said of the unit of the whole table.
    pub(crate) unit: Option<&'a StatedUnit>,
}

/// The columns of a header that are read.
pub(crate) fn choose(raw_header: &RawHeader, with: PageContext<'_>) -> Header {
    let mut header = Header {
        first: raw_header.first,
        body: raw_header.body,
        ..Header::default()
    };
    let mut figures: BTreeMap<Target, Vec<(&RawColumn, Column)>> = BTreeMap::new();
    for raw_column in &raw_header.columns {
        let Some(target) = raw_column.target else {
            let is_used = |row: usize| !with.grid.cell(row, raw_column.at).is_empty();
            if !raw_column.path.is_empty() {
                header.unknown.push(raw_column.label());
            } else if raw_column.at < header.named_width_in(with.grid)
                && with.rows.clone().any(is_used)
            {
                header.unnamed.push(raw_column.at);
            }
            continue;
        };
        match unit(raw_header, raw_column, target, with.unit) {
            Ok(unit) => {
                let column = Column {
                    at: raw_column.at,
                    target,
                    label: raw_column.label(),
                    unit,
                };
                figures
                    .entry(target)
                    .or_default()
                    .push((raw_column, column));
            }
            Err(message) => header.unclear.push((raw_column.at, message)),
        }
    }
    for (target, found) in figures {
        take(&mut header, target, found, with);
    }
    header.columns.sort_by_key(|column| column.at);
    header
}

/// The column's unit, or what is wrong with it.
fn unit(
    raw_header: &RawHeader,
    raw_column: &RawColumn,
    target: Target,
    of_table: Option<&StatedUnit>,
) -> Result<ColumnUnit, Message> {
    if !target.is_amount() {
        return Ok(ColumnUnit::default());
    }
    let own = raw_header.unit(raw_column);
    match own.as_ref().or(of_table) {
        None => Ok(ColumnUnit::default()),
        Some(StatedUnit::Known(unit)) => Ok((*unit).into()),
        Some(StatedUnit::Unknown(text)) => {
            Err(unknown_unit(&raw_column.label(), text, own.is_some()))
        }
    }
}

fn unknown_unit(label: &str, text: &str, is_own: bool) -> Message {
    let known = [0, 3, 4, 6, 8]
        .map(|power| Unit::of_power(power).word())
        .join("、");
    let (zh, en) = if is_own {
        ("请在表头写明其中一个", "write one of them in the header")
    } else {
        (
            "请在表头写明其中一个，或用 --unit 指明",
            "write one of them in the header, or name it with --unit",
        )
    };
    (
        format!("“{label}”的单位“{text}”认不出，这一列没有读；认得的有 {known}（人民币）等，{zh}"),
        format!(
            "the unit of “{label}” is not known from “{text}”, the column was not read; known are {known} \
             and their like (of yuan); {en}"
        ),
    )
}

/// Texts may stand in several columns; of other columns one counts.
fn take(
    header: &mut Header,
    target: Target,
    found: Vec<(&RawColumn, Column)>,
    with: PageContext<'_>,
) {
    let repeats = match target {
        Target::Ignore
        | Target::Contact
        | Target::Telephone
        | Target::Report(Field::VisualProgress | Field::Remarks) => true,
        Target::Problem(field) => PROBLEM
            .field(field)
            .is_some_and(|it| it.kind == ValueKind::Text),
        _ => false,
    };
    let is_figure = target.is_amount() || target == Target::Percent;
    if repeats {
        header
            .columns
            .extend(found.into_iter().map(|(_, column)| column));
        return;
    }
    if !is_figure {
        let mut columns = found.into_iter().map(|(_, column)| column);
        header.columns.extend(columns.next());
        header.unknown.extend(columns.map(|column| column.label));
        return;
    }
    let (others, fitting): (Vec<_>, Vec<_>) = (found.into_iter())
        .partition(|(raw_column, _)| fit(target, &raw_column.path, with.month) == MonthFit::Other);
    let other_labels = others.iter().map(|(_, column)| column.label.clone());
    let columns: Vec<Column> = fitting.into_iter().map(|(_, column)| column).collect();
    match columns.as_slice() {
        [] => {
            let at = others.first().map_or(0, |(raw_column, _)| raw_column.at);
            let labels: Vec<String> = other_labels.collect();
            header
                .unclear
                .push((at, not_of_the_month(&labels, with.month)));
        }
        [only] => {
            header.columns.push(only.clone());
            header.other_months.extend(other_labels);
        }
        [first, rest @ ..] => {
            if rest.iter().all(|other| same_figures(first, other, with)) {
                header.columns.push(first.clone());
                header.other_months.extend(other_labels);
            } else {
                header.unclear.push((first.at, several(&columns)));
            }
        }
    }
}

/// Whether two columns of one measure say the same in every row.
fn same_figures(first: &Column, other: &Column, with: PageContext<'_>) -> bool {
    let read = |column: &Column, row: usize| -> Result<Option<String>, String> {
        let cell: &Cell = with.grid.cell(row, column.at);
        if column.target == Target::Percent && !cell.is_empty() {
            let printed = percentage(cell).map(|printed| printed.value.normalize().to_string());
            return printed.map(Some).ok_or_else(|| cell.text());
        }
        amount(cell, column.unit)
    };
    with.rows
        .clone()
        .all(|row| read(first, row) == read(other, row))
}

fn not_of_the_month(labels: &[String], month: Option<Month>) -> Message {
    let list = labels.join("”“");
    let month = month.map(|month| month.to_string()).unwrap_or_default();
    (
        format!("“{list}”不是 {month} 的，没有读；请核对列名，或用 --month 指明是哪个月的月报"),
        format!(
            "“{list}” is not of {month} and was not read; correct the header, or say with --month which \
             month it is"
        ),
    )
}

fn several(columns: &[Column]) -> Message {
    let labels: Vec<&str> = columns.iter().map(|column| column.label.as_str()).collect();
    let list = labels.join("”“");
    (
        format!(
            "“{list}”都是同一项，数字不同，看不出用哪一列，都没有读；请只留一列，或在 --columns 文件的 [headers] 里\
             写 ignore = [\"不要的列名\"]"
        ),
        format!(
            "“{list}” are one measure with different figures; which counts cannot be told, none was read; \
             leave one, or write ignore = [\"the header\"] under [headers] in a file for --columns"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::csv_text;
    use crate::table::header;
    use crate::values::units;
    use crate::vocabulary::Vocabulary;

    fn chosen(text: &str, month: &str) -> Header {
        let names = Vocabulary::load([]).unwrap();
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let raw_header = header::find(&grid, &names).unwrap();
        let rows = raw_header.body..grid.rows.len();
        let with = PageContext {
            grid: &grid,
            rows: &rows,
            month: month.parse().ok(),
            unit: None,
        };
        choose(&raw_header, with)
    }

    /// The label of the column that a measure is read from, or the question about it.
    fn month_of(text: &str, month: &str) -> String {
        measure(text, month, Target::Report(Field::MonthInvestment))
    }

    fn measure(text: &str, month: &str, target: Target) -> String {
        let header = chosen(text, month);
        let column = header.column(target).map(|column| column.label.clone());
        column.unwrap_or_else(|| {
            let asked: Vec<&str> = header.unclear.iter().map(|(_, q)| q.0.as_str()).collect();
            format!("? {}", asked.join(" "))
        })
    }

    #[test]
    fn the_column_of_the_reports_month_counts() {
        for (head, column) in [
            ("6月完成,7月完成", "7月完成"),
            ("7月完成,6月完成", "7月完成"),
            ("6月完成投资,本月完成", "本月完成"),
            ("2021年7月完成,2022年7月完成", "2022年7月完成"),
            (
                "1月完成,2月完成,3月完成,4月完成,5月完成,6月完成,7月完成,8月完成",
                "7月完成",
            ),
            ("上月完成,六月完成,七月完成", "七月完成"),
        ] {
            let figures = ",0,1,2,3,4,5,6,7,8";
            let text = format!("项目名称,性质,总投资,{head}\n甲路,续建{figures}\n");
            assert_eq!(month_of(&text, "2022-07"), column, "{head}");
        }
        let grouped = "项目名称,总投资,2022年各月完成投资,,,到位资金,\n,,6月,7月,8月,本月,累计\n甲,9,1,2,3,4,5\n";
        assert_eq!(month_of(grouped, "2022-07"), "2022年各月完成投资7月");
        let whole =
            "项目名称,总投资,2022年1-7月完成情况,,\n,,本月,累计完成投资,开工以来累计\n甲,9,1,2,3\n";
        assert_eq!(month_of(whole, "2022-07"), "2022年1-7月完成情况本月");
        let since = Target::Report(Field::SinceStart);
        assert!(measure(whole, "2022-07", since).ends_with("开工以来累计"));
        let funds = "项目名称,总投资,到位资金,,完成投资,\n,,本月,累计,本月,1-7月\n甲,9,1,2,3,4\n";
        assert_eq!(month_of(funds, "2022-07"), "完成投资本月");
    }

    #[test]
    fn the_plan_and_the_sum_of_the_reports_year_count() {
        let annual = Target::Plan(yuebao_domain::plan::PlanBox::AnnualPlan);
        let before = Target::Plan(yuebao_domain::plan::PlanBox::BeforeYear);
        let year = Target::Report(Field::YearToDate);
        for (head, target, column) in [
            ("2021年计划投资,2022年计划投资", annual, "2022年计划投资"),
            ("2023年计划投资,2022年计划投资", annual, "2022年计划投资"),
            ("上年,年度计划", annual, "年度计划"),
            ("至2020年底累计,至2021年底累计", before, "至2021年底累计"),
            ("1-6月完成,1-7月完成", year, "1-7月完成"),
            ("2021年1-7月完成,2022年1-7月完成", year, "2022年1-7月完成"),
            ("1月至6月完成,1月至7月完成", year, "1月至7月完成"),
        ] {
            let text = format!("项目名称,性质,总投资,{head}\n甲路,续建,9,1,2\n");
            assert_eq!(measure(&text, "2022-07", target), column, "{head}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_asked() {
        for (head, part) in [
            ("本月完成,7月完成", "看不出用哪一列"),
            ("6月完成", "不是 2022-07 的"),
            ("5月完成,6月完成", "“5月完成”“6月完成”不是 2022-07 的"),
            ("2021年7月完成", "不是 2022-07 的"),
            ("本月完成（6月）", "不是 2022-07 的"),
        ] {
            let text = format!("项目名称,性质,总投资,{head}\n甲路,续建,9,1,2\n");
            let asked = month_of(&text, "2022-07");
            assert!(asked.contains(part), "{head}: {asked}");
        }
        let same = "项目名称,性质,总投资,本月完成,7月完成\n甲路,续建,9,2,2.0\n";
        assert_eq!(month_of(same, "2022-07"), "本月完成", "they say the same");
    }

    #[test]
    fn units_come_from_the_column_then_from_the_table() {
        let text = "项目名称,总投资［元］,年度计划（万美元）,本月完成\n甲,1,2,3\n";
        let names = Vocabulary::load([]).unwrap();
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let raw_header = header::find(&grid, &names).unwrap();
        let rows = raw_header.body..grid.rows.len();
        let unit = units::in_heading("单位：亿元");
        let with = PageContext {
            grid: &grid,
            rows: &rows,
            month: None,
            unit: unit.as_ref(),
        };
        let header = choose(&raw_header, with);
        let found: Vec<(usize, Unit)> = (header.columns.iter())
            .filter(|column| column.target.is_amount())
            .map(|column| (column.at, column.unit.unit))
            .collect();
        assert_eq!(found, [(1, Unit::YUAN), (3, Unit::YI)]);
        let [(2, (zh, _))] = header.unclear.as_slice() else {
            panic!("{:?}", header.unclear);
        };
        assert!(zh.contains("万美元"), "{zh}");
        let foreign = StatedUnit::Unknown("万美元".to_owned());
        let with = PageContext {
            unit: Some(&foreign),
            ..with
        };
        let unclear = choose(&raw_header, with).unclear;
        assert!(
            unclear
                .iter()
                .any(|(at, q)| *at == 3 && q.0.contains("--unit"))
        );
    }
}
