//! X706: a cross table adds up both ways.

use super::super::prelude::*;
use super::measure_arg;
#[cfg(test)]
use crate::check::testing::cross;
use crate::crossfoot::{Table, Verdict, across};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X706"),
    severity: Severity::Mandatory,
    title: words("交叉表行列合计不符", "row and column totals disagree"),
    message: words(
        "表 {table} 的“{row}”行：{measure} {stated} ≠ {columns} 列之和 {sum}，相差 {difference}",
        "Table {table}, row “{row}”: {measure} is {stated}, its {columns} columns add up to {sum}; \
         the difference is {difference}",
    ),
    variants: &[words(
        "表 {table}：各行{measure}之和 {row_totals} ≠ 各列合计之和 {column_totals}，相差 {difference}",
        "Table {table}: the row totals of {measure} add up to {row_totals}, the column totals to \
         {column_totals}; the difference is {difference}",
    )],
    advice: words(
        "请逐格核对该行和各列，查找归错类的项目。",
        "Go through the row and the columns cell by cell and look for a project in the wrong class.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::WholeTable(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "交叉表某行的合计与该行各列之和之差超过尾差界限（每个数按其印刷单位留半个单位，个数须完全相等）；\
         没有印总计的，各行合计之和与合计行各列之和比较。",
        "A row's total differs from the sum of its columns by more than rounding: half a unit of \
         the last place for each figure, nothing for counts. Where no grand total is printed, the \
         row totals are held against the column totals.",
    ),
    why: words(
        "行列两个方向合计不一致，说明有一格填错或有项目归错了类。",
        "If both directions disagree, a cell is wrong or a project stands in the wrong class.",
    ),
    source: "统计审核惯例（交叉表平衡关系）；柳政办〔2022〕5号 二（性质 × 行业）",
    fires: words(
        "“新开工”行：40 + 112 + 24 + 7，合计印 184。",
        "Row “新开工”: 40 + 112 + 24 + 7 with a printed total of 184.",
    ),
    silent: words(
        "“新开工”行：40 + 112 + 24 + 7，合计印 183。",
        "Row “新开工”: 40 + 112 + 24 + 7 with a printed total of 183.",
    ),
};

fn evaluate(table: &Table, sink: &mut Sink<'_>) {
    for check in across(table) {
        if check.verdict != Verdict::Error {
            continue;
        }
        let name = ("table", table.id.as_str().into());
        let measure = ("measure", measure_arg(check.total));
        let difference = ("difference", Arg::Number(check.difference.abs()));
        if check.is_corner {
            let totals = [
                ("row_totals", Arg::Number(check.stated)),
                ("column_totals", Arg::Number(check.sum)),
            ];
            let [rows, columns] = totals;
            sink.fire([], [name, measure, rows, columns, difference]);
        } else {
            sink.fire(
                [],
                [
                    name,
                    measure,
                    ("row", check.row.into()),
                    ("stated", Arg::Number(check.stated)),
                    ("sum", Arg::Number(check.sum)),
                    ("columns", Arg::Number(check.addends.into())),
                    difference,
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "表 demo 的“新开工”行：个数 184 ≠ 4 列之和 183，相差 1",
            "Table demo, row “新开工”: count is 184, its 4 columns add up to 183; the difference is 1",
            cross("count", None, &[("新开工", "184", &["40", "112", "24", "7"])]),
        )
        .fires(
            "表 demo 的“合计”行：年度计划投资 5 ≠ 2 列之和 10，相差 5",
            "Table demo, row “合计”: annual plan is 5, its 2 columns add up to 10; the difference is 5",
            cross("annual_plan", Some(("5", &["4", "6"])), &[("甲", "10", &["4", "6"])]),
        )
        .fires(
            "表 demo：各行个数之和 11 ≠ 各列合计之和 10，相差 1",
            "Table demo: the row totals of count add up to 11, the column totals to 10; the \
             difference is 1",
            cross("count", Some(("", &["4", "6"])), &[("甲", "5", &["2", "3"]), ("乙", "6", &["2", "4"])]),
        )
        // two parts and the total are each off by 0.05 at most
        .fires(
            "表 demo 的“甲”行：年度计划投资 10.2 ≠ 2 列之和 10，相差 0.2",
            "Table demo, row “甲”: annual plan is 10.2, its 2 columns add up to 10; the difference is 0.2",
            cross("annual_plan", None, &[("甲", "10.2", &["4.0", "6.0"])]),
        )
        .silent("it adds up", cross("count", None, &[("新开工", "183", &["40", "112", "24", "7"])]))
        .silent("rounding", cross("annual_plan", None, &[("甲", "10.1", &["4.0", "6.0"])]))
        .silent(
            "the corner meets",
            cross("count", Some(("", &["4", "6"])), &[("甲", "5", &["2", "3"]), ("乙", "5", &["2", "3"])]),
        )
        .silent("no parts", cross("count", None, &[("甲", "5", &["", ""])]))
        .silent("a row without a total", cross("count", None, &[("甲", "", &["2", "3"])]))
        .silent("no row total at all", cross("count", Some(("", &["4", "6"])), &[("甲", "", &["4", "6"])]))
}
