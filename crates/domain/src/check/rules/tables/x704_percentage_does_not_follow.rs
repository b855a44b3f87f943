//! X704: a printed percentage follows from what is printed beside it.

use super::super::prelude::*;
use super::measure_arg;
#[cfg(test)]
use crate::check::testing::rated;
use crate::crossfoot::{Table, percents};
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X704"),
    severity: Severity::Mandatory,
    title: words("百分比与分子分母不符", "percentage does not follow"),
    message: words(
        "表 {table} 的“{row}”行：{measure}印 {stated}%，按 {part} ÷ {whole} 应为 {recomputed}%",
        "Table {table}, row “{row}”: {measure} is printed as {stated} %; {part} ÷ {whole} gives \
         {recomputed} %",
    ),
    variants: &[],
    advice: words(
        "请按分子、分母的原始数据重新计算，最后四舍五入。",
        "Compute it again from the unrounded figures and round last.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::WholeTable(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "印出的百分比，凡是四舍五入后等于所印分子、分母的数都算不出它（各按印刷位数留半个单位的余地，个数不留）。\
         分母可能为 0 的不审核。",
        "No numerator and denominator that round to the printed ones give the printed percentage: \
         half a unit of the last place is allowed for each, none for counts. Not judged where the \
         denominator may be 0.",
    ),
    why: words(
        "完成率、开工率是排名和通报的依据，与旁边的数对不上，整张表都不可信。",
        "Rates decide ranks and bulletins; one that does not fit its neighbours discredits the table.",
    ),
    source: "钦政办〔2022〕12号 二（三）三是（通报）；统计审核惯例（相对数审核）",
    fires: words(
        "完成 100，计划 300，完成率印 33.7。",
        "100 of 300 with a printed 33.7 %.",
    ),
    silent: words(
        "完成 100，计划 300，完成率印 33.3。",
        "100 of 300 with a printed 33.3 %.",
    ),
};

fn evaluate(table: &Table, sink: &mut Sink<'_>) {
    for check in percents(table) {
        if check.follows {
            continue;
        }
        let places = check.printed.scale();
        sink.fire(
            [],
            [
                ("table", table.id.as_str().into()),
                ("row", check.row.into()),
                ("measure", measure_arg(&check.percent.measure)),
                ("stated", Arg::Number(check.printed)),
                ("part", Arg::Number(check.part)),
                ("whole", Arg::Number(check.whole)),
                (
                    "recomputed",
                    Arg::Number(round(check.recomputed, places.max(1))),
                ),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "表 demo 的“甲县”行：完成率印 33.7%，按 100 ÷ 300 应为 33.3%",
            "Table demo, row “甲县”: completion rate is printed as 33.7 %; 100 ÷ 300 gives 33.3 %",
            rated("completed", None, &[("甲县", "100", "300", "33.7")]),
        )
        .fires(
            "表 demo 的“合计”行：完成率印 34%，按 100 ÷ 300 应为 33.3%",
            "Table demo, row “合计”: completion rate is printed as 34 %; 100 ÷ 300 gives 33.3 %",
            rated(
                "started_count",
                Some(("100", "300", "34")),
                &[("甲县", "100", "300", "33")],
            ),
        )
        // 99.5 to 100.5 of 299.5 to 300.5: 33.11 to 33.56, and half of 0.1 on either side
        .fires(
            "表 demo 的“甲县”行：完成率印 33%，按 100 ÷ 300 应为 33.3%",
            "Table demo, row “甲县”: completion rate is printed as 33 %; 100 ÷ 300 gives 33.3 %",
            rated("completed", None, &[("甲县", "100", "300", "33.0")]),
        )
        .silent(
            "what the figures give",
            rated("completed", None, &[("甲县", "100", "300", "33.3")]),
        )
        .silent(
            "what figures that round to these give",
            rated("completed", None, &[("甲县", "100", "300", "33.6")]),
        )
        .silent(
            "the column is printed in tenths, this row without its zero",
            rated(
                "started_count",
                None,
                &[("甲县", "1", "2", "50"), ("乙县", "1", "3", "33.3")],
            ),
        )
        .silent(
            "nothing to divide by",
            rated("completed", None, &[("甲县", "0", "0", "12")]),
        )
        .silent(
            "no percentage",
            rated("completed", None, &[("甲县", "100", "300", "—")]),
        )
        .silent(
            "a decrease",
            rated("completed", None, &[("甲县", "-100", "300", "-33.3")]),
        )
}
