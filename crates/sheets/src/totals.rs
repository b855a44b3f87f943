//! The totals that a table prints, each with the rows that it should be the sum of. A total that cannot
//! be checked is said to be unchecked, with the reason.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yuebao_domain::crossfoot::{Percent, Printed, Row, Table, Verdict, foot};
use yuebao_domain::report::Field;

use super::choose::{Column, Header};
use super::columns::{PlanPart, Target};
use super::figures::{in_unit, percentage, printed};
use super::grid::Grid;
use super::lines::{Kind, Line, Sum};
use super::place::Question;
use super::plain::name;

/// A total and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printout {
    /// The row of the total.
    pub row: usize,
    /// Total and rows, each labelled with its project's name.
    pub table: Table,
    /// Where the rows stand, by their labels.
    pub places: BTreeMap<String, usize>,
}

/// Every total of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Totals {
    pub(crate) printouts: Vec<Printout>,
    /// Rows of totals that were not checked, and why.
    pub(crate) unchecked: Vec<(usize, Question)>,
}

/// Every total of a table with its pages, and its percentages.
pub(crate) fn totals(grid: &Grid, pages: &[Header], lines: &[Line]) -> Totals {
    let sheet = Sheet { grid, pages };
    let mut found = Totals::default();
    let percents = sheet.percents();
    let mut are_told = percents.is_empty();
    for (at, line) in lines.iter().enumerate() {
        let (sum, scope) = match &line.kind {
            Kind::Total(sum) => (sum, sheet.whole(line, sum, lines)),
            Kind::Part(depth, sum) => (sum, below(&lines[at + 1..], *depth)),
            Kind::Subtotal(sum) => (sum, around(lines, at)),
            _ => continue,
        };
        let Some(mut table) = sheet.table(line, sum, &scope, &mut found.unchecked) else {
            continue;
        };
        // a row's percentage is told once, below the total of all; nobody adds them up
        table.percents.clone_from(&percents);
        if are_told || !matches!(line.kind, Kind::Total(_)) {
            sheet.strip_percents(&mut table.rows);
        } else {
            are_told = true;
        }
        if percents.is_empty() {
            sheet.strip_percents(table.stated.as_mut_slice());
        }
        found.printouts.push(Printout {
            row: line.row,
            table,
            places: sheet.places(&scope),
        });
    }
    if !are_told {
        let rows = all(lines);
        let table = Table {
            id: grid.name.clone(),
            rows: rows
                .iter()
                .filter_map(|line| sheet.project(line, None))
                .collect(),
            percents,
            ..Table::default()
        };
        found.printouts.push(Printout {
            row: pages.first().map_or(0, |page| page.body.saturating_sub(1)),
            table,
            places: sheet.places(&rows),
        });
    }
    found
}

/// The rows that a total is about: projects, and rows that could not be read.
fn all(lines: &[Line]) -> Vec<&Line> {
    let is_addend = |line: &&Line| line.kind == Kind::Project || line.kind.is_unread();
    lines.iter().filter(is_addend).collect()
}

/// Those up to the next part that is no part of this one.
fn below(lines: &[Line], depth: usize) -> Vec<&Line> {
    let ends = |line: &&Line| matches!(line.kind, Kind::Part(next, _) if next <= depth);
    let end = lines
        .iter()
        .position(|line| ends(&line))
        .unwrap_or(lines.len());
    all(&lines[..end])
}

/// Those since the last subtotal or head of a part; if there is none, those up to the next.
fn around(lines: &[Line], at: usize) -> Vec<&Line> {
    let is_bound = |line: &Line| matches!(line.kind, Kind::Part(..) | Kind::Subtotal(_));
    let start = lines[..at]
        .iter()
        .rposition(is_bound)
        .map_or(0, |before| before + 1);
    let before = all(&lines[start..at]);
    if !before.is_empty() {
        return before;
    }
    let after = &lines[at + 1..];
    let end = after.iter().position(is_bound).unwrap_or(after.len());
    all(&after[..end])
}

struct Sheet<'a> {
    grid: &'a Grid,
    pages: &'a [Header],
}

impl<'a> Sheet<'a> {
    /// The rows of all pages; those of its own page if the total is exactly theirs.
    fn whole<'l>(&self, line: &Line, sum: &Sum, lines: &'l [Line]) -> Vec<&'l Line> {
        let whole = all(lines);
        let own: Vec<&Line> = (whole.iter().copied())
            .filter(|other| other.page == line.page)
            .collect();
        if own.len() == whole.len() {
            return whole;
        }
        let table = self.table(line, sum, &own, &mut Vec::new());
        let is_own = table.is_some_and(|table| {
            let mut checks = foot(&table)
                .into_iter()
                .filter(|check| check.stated.is_some());
            checks.all(|check| check.verdict == Verdict::Exact)
        });
        if is_own { own } else { whole }
    }

    /// `None` if the row prints no total, or none that can be checked.
    fn table(
        &self,
        line: &Line,
        sum: &Sum,
        scope: &[&Line],
        unchecked: &mut Vec<(usize, Question)>,
    ) -> Option<Table> {
        let mut stated = self.stated(line, sum, unchecked);
        if stated.figures.is_empty() {
            return None;
        }
        let unread: Vec<usize> = (scope.iter())
            .filter(|line| line.kind.is_unread())
            .map(|line| line.row)
            .collect();
        if !unread.is_empty() {
            unchecked.push((line.row, rows_unread(&sum.label, &unread)));
            return None;
        }
        let one = sum.count.map(|_| 1);
        let rows: Vec<Row> = (scope.iter())
            .filter_map(|line| self.project(line, one))
            .collect();
        for column in self.measures() {
            let is_stated = |stated: &Row| stated.figures.get(&column.label).copied();
            let Some(total) = is_stated(&stated) else {
                continue;
            };
            let has_addend = rows
                .iter()
                .any(|row| row.figures.contains_key(&column.label));
            let why = self
                .unreadable(column, scope)
                .or_else(|| (!has_addend && !total.value.is_zero()).then(nothing_to_add));
            if let Some(why) = why {
                stated.figures.remove(&column.label);
                unchecked.push((line.row, measure_unchecked(&sum.label, &column.label, why)));
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

    /// What the row of a total prints; cells that are no figures are said to be unchecked.
    fn stated(&self, line: &Line, sum: &Sum, unchecked: &mut Vec<(usize, Question)>) -> Row {
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            match self.figure(measure, line) {
                Ok(Some(printed)) => {
                    figures.insert(measure.label.clone(), printed);
                }
                Ok(None) => {}
                Err(text) => {
                    let why = no_figure(line.row, &text);
                    let question = measure_unchecked(&sum.label, &measure.label, why);
                    unchecked.push((line.row, question));
                }
            }
        }
        self.take_percent(line, &mut figures);
        take_count(sum.count, &mut figures);
        Row {
            label: sum.label.clone(),
            figures,
        }
    }

    /// A project's figures, as far as they are some.
    fn project(&self, line: &Line, count: Option<u32>) -> Option<Row> {
        if line.kind != Kind::Project {
            return None;
        }
        let mut figures = BTreeMap::new();
        for measure in self.measures() {
            if let Ok(Some(printed)) = self.figure(measure, line) {
                figures.insert(measure.label.clone(), printed);
            }
        }
        self.take_percent(line, &mut figures);
        take_count(count, &mut figures);
        Some(Row {
            label: self.name(line),
            figures,
        })
    }

    fn take_percent(&self, line: &Line, figures: &mut BTreeMap<String, Printed>) {
        let own = self.column(Target::Percent, line);
        let measure = self.first(Target::Percent);
        if let Some((own, measure)) = own.zip(measure)
            && let Some(printed) = percentage(self.grid.cell(line.row, own.at))
        {
            figures.insert(measure.label.clone(), printed);
        }
    }

    fn strip_percents(&self, rows: &mut [Row]) {
        if let Some(percent) = self.first(Target::Percent) {
            for row in rows {
                row.figures.remove(&percent.label);
            }
        }
    }

    /// The figure of a measure, in the unit that its first page has.
    fn figure(&self, measure: &Column, line: &Line) -> Result<Option<Printed>, String> {
        let Some(own) = self.column(measure.target, line) else {
            return Ok(None);
        };
        let cell = self.grid.cell(line.row, own.at);
        if self.grid.uncalculated.contains(&(line.row, own.at)) {
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

    /// Why the rows of a measure do not add up to anything: a cell holds words, or a page lacks the
    /// column.
    fn unreadable(&self, measure: &Column, scope: &[&Line]) -> Option<Question> {
        scope.iter().find_map(|line| {
            if self.column(measure.target, line).is_none() {
                return Some(no_column(line.row));
            }
            self.figure(measure, line)
                .err()
                .map(|text| no_figure(line.row, &text))
        })
    }

    fn places(&self, scope: &[&Line]) -> BTreeMap<String, usize> {
        let projects = scope.iter().filter(|line| line.kind == Kind::Project);
        projects.map(|line| (self.name(line), line.row)).collect()
    }

    fn name(&self, line: &Line) -> String {
        let column = self.column(Target::Plan(PlanPart::Name), line);
        column.map_or_else(String::new, |column| {
            name(&self.grid.cell(line.row, column.at).text())
        })
    }

    fn column(&self, target: Target, line: &Line) -> Option<&'a Column> {
        self.pages.get(line.page)?.column(target)
    }

    /// The column of the first page that has it.
    fn first(&self, target: Target) -> Option<&'a Column> {
        self.pages.iter().find_map(|page| page.column(target))
    }

    /// Every amount of any page, once.
    fn measures(&self) -> impl Iterator<Item = &'a Column> {
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
    fn percents(&self) -> Vec<Percent> {
        let year = self.first(Target::Report(Field::YearToDate));
        let annual = self.first(Target::Plan(PlanPart::AnnualPlan));
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

fn take_count(count: Option<u32>, figures: &mut BTreeMap<String, Printed>) {
    if let Some(count) = count {
        let value = Decimal::from(count);
        figures.insert("count".to_owned(), Printed { value });
    }
}

fn rows_unread(label: &str, rows: &[usize]) -> Question {
    let list: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
    (
        format!("“{label}”没有核对：第 {} 行没有读出", list.join("、")),
        format!(
            "“{label}” was not checked: row {} could not be read",
            list.join(", ")
        ),
    )
}

fn measure_unchecked(label: &str, measure: &str, (zh, en): Question) -> Question {
    (
        format!("“{label}”的“{measure}”没有核对：{zh}"),
        format!("“{measure}” of “{label}” was not checked: {en}"),
    )
}

fn no_figure(row: usize, text: &str) -> Question {
    let row = row + 1;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (
        format!("第 {row} 行的“{text}”不是一个数"),
        format!("“{text}” in row {row} is not one figure"),
    )
}

fn no_column(row: usize) -> Question {
    let row = row + 1;
    (
        format!("第 {row} 行所在的一页没有这一列"),
        format!("the page of row {row} has no such column"),
    )
}

fn nothing_to_add() -> Question {
    (
        "没有可以相加的行".to_owned(),
        "no row has anything to add".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use yuebao_domain::check::check_table;
    use yuebao_domain::profile::builtin;
    use yuebao_domain::text::Lang;

    use super::super::choose::{Choosing, choose};
    use super::super::columns::Columns;
    use super::super::{csv_text, lines, pages};
    use super::*;

    const HEAD: &str = "序号,项目名称,项目代码,年度计划投资,1-5月完成,完成年度计划%\n";

    fn of(text: &str) -> Totals {
        let names = Columns::load([]).unwrap();
        let grid = csv_text::read(text.as_bytes()).unwrap();
        let table = pages::tables(&grid, &names).remove(0);
        let (mut headers, mut found) = (Vec::new(), Vec::new());
        for (number, page) in table.pages.iter().enumerate() {
            let rows = page.heads.body..page.end;
            let with = Choosing {
                grid: &grid,
                rows: &rows,
                month: None,
                unit: None,
            };
            let header = choose(&page.heads, with);
            let is_group = |word: &str| word == "新开工";
            found.extend(lines::read(
                &grid,
                &header,
                (number, rows.clone()),
                &names,
                is_group,
            ));
            headers.push(header);
        }
        totals(&grid, &headers, &found)
    }

    fn unchecked(text: &str) -> Vec<String> {
        let unchecked = of(text).unchecked.into_iter();
        unchecked
            .map(|(row, (zh, _))| format!("{row} {zh}"))
            .collect()
    }

    fn messages(body: &str) -> Vec<String> {
        told(&format!("{HEAD}{body}"))
    }

    fn told(text: &str) -> Vec<String> {
        let profile = builtin("qinzhou-2022").unwrap();
        let mut messages = Vec::new();
        for Printout { row, table, .. } in of(text).printouts {
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
        let body = "合计,,,99,5,\n1,甲,,约 10,5,\n";
        assert_eq!(messages(body), Vec::<String>::new());
        assert_eq!(
            unchecked(&format!("{HEAD}{body}")),
            ["1 “合计”的“年度计划投资”没有核对：第 3 行的“约 10”不是一个数"]
        );
    }

    #[test]
    fn a_total_over_a_row_that_was_not_read_is_said_to_be_unchecked() {
        for (body, part) in [
            (
                "合计,,,99,5,\n1,甲,,10,5,\n2,乙,,1,800,4,9\n",
                "1 “合计”没有核对：第 4 行没有读出",
            ),
            (
                "合计,,,99,5,\n1,甲,,10,5,\n,,,89,\n",
                "1 “合计”没有核对：第 4 行没有读出",
            ),
            ("合计,,,约 99,,\n1,甲,,10,5,\n", "“约 99”不是一个数"),
            ("合计,,,99,,\n1,甲,,,5,\n", "没有可以相加的行"),
            (
                "1,甲,,10,5,\n,小计,,10,5,\n1,乙,,9,9,9,9\n,小计,,5,,\n",
                "4 “小计”没有核对",
            ),
        ] {
            let found = unchecked(&format!("{HEAD}{body}"));
            assert!(
                found.len() == 1 && found[0].contains(part),
                "{body}: {found:?}"
            );
            assert!(told(&format!("{HEAD}{body}")).is_empty(), "{body}");
        }
    }

    #[test]
    fn a_header_that_is_repeated_does_not_switch_checking_off() {
        let first = "1,甲,,8600,5,\n";
        let second = "2,乙,,6400,5,\n";
        let expected = "X702 表 合计 的年度计划投资合计 15900 ≠ 2 行之和 15000，相差 900";
        let turned = "项目名称,完成年度计划%,1-5月完成,序号,年度计划投资\n乙,,5,2,6400\n";
        let in_yuan = "项目名称,年度计划投资（元）,1-5月完成\n乙,64000000,5\n";
        for text in [
            format!("{HEAD}合计,,,15900,10,\n{first}{HEAD}{second}"),
            format!("{HEAD}{first}{HEAD}{second}合计,,,15900,10,\n"),
            format!("{HEAD}{first}合计,,,15900,10,\n{HEAD}{second}"),
            format!("{HEAD}合计,,,15900,10,\n{first}\n{turned}"),
            format!("{HEAD}合计,,,15900,10,\n{first}{in_yuan}"),
        ] {
            let found = told(&text);
            assert!(
                found.len() == 1 && found[0].contains(expected),
                "{text}: {found:?}"
            );
            assert_eq!(unchecked(&text), Vec::<String>::new(), "{text}");
        }
        // each page with its own
        let pages = format!("{HEAD}{first}合计,,,8600,5,\n{HEAD}{second}合计,,,6400,5,\n");
        assert_eq!(told(&pages), Vec::<String>::new());
    }

    #[test]
    fn rows_that_restate_are_no_addends() {
        let body = "合计：,,,30,10,\n1,甲,,10,5,\n,其中：一期,,4,2,\n2,乙,,20,5,\n\
                    ,#其中：民间,,20,5,\n,占比,,66,50,\n,上年同期,,25,9,\n";
        assert_eq!(messages(body), Vec::<String>::new());
        let found = messages(&body.replace("合计：,,,30", "合计：,,,35"));
        assert!(
            found.len() == 1 && found[0].contains("35 ≠ 2 行之和 30"),
            "{found:?}"
        );
    }

    #[test]
    fn negative_figures_lower_the_total() {
        for minus in ["-5", "△5", "（5）", "5-", "−5"] {
            let body = format!("合计,,,5,,\n1,甲,,10,5,\n2,乙,,{minus},5,\n");
            assert_eq!(messages(&body), Vec::<String>::new(), "{minus}");
        }
    }

    #[test]
    fn percentages_are_never_added_up() {
        let body = "合计,,,30,15,50%\n一,新开工项目（2个）,,30,15,50%\n1,甲,,10,5,50%\n2,乙,,20,10,50.00%\n\
                    ,小计,,30,15,50\n";
        assert_eq!(messages(body), Vec::<String>::new());
        let found = messages(&body.replace("（2个）,,30,15,50%", "（2个）,,30,15,60%"));
        assert!(found.len() == 1 && found[0].contains("X704"), "{found:?}");
        let two_units = HEAD.replace("1-5月完成", "1-5月完成（亿元）");
        assert_eq!(told(&format!("{two_units}{body}")), Vec::<String>::new());
    }

    #[test]
    fn percentages_without_a_total_row_are_checked_too() {
        let found = messages("1,甲,,10,5,60%\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("X704"), "{found:?}");
    }
}
