//! X707: a total's rate comes from sums, not from the rates of its rows.

use super::super::prelude::*;
use super::measure_arg;
#[cfg(test)]
use crate::check::testing::rated;
use crate::crossfoot::{Table, averaged};
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X707"),
    severity: Severity::Verify,
    title: words("百分比取了平均数", "percentage averaged"),
    message: words(
        "表 {table} 的合计{measure} {stated}% 是 {rows} 行的平均数，按合计的分子、分母应为 {recomputed}%",
        "Table {table}: the total of {measure}, {stated} %, is the mean of {rows} rows; the totals \
         give {recomputed} %",
    ),
    variants: &[],
    advice: words(
        "请用合计的分子除以合计的分母重新计算。",
        "Divide the total numerator by the total denominator.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::WholeTable(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "合计行的百分比等于各行百分比的算术平均数，而按合计的分子、分母算出的不是它。\
         合计行没有印分子、分母的，用各行之和。",
        "The total row's percentage is the arithmetic mean of its rows' percentages and not what \
         the totals give. Where the total row has no numerator or denominator, the sums of the rows \
         stand for them.",
    ),
    why: words(
        "大县小县同权平均，会掩盖大头没有完成。",
        "An average gives a small county the weight of a large one and hides that most is not done.",
    ),
    source: "统计审核惯例（相对数不得直接平均）",
    fires: words(
        "甲县 90/100、乙县 100/900，合计完成率印 50.6（应为 19.0）。",
        "90 of 100 and 100 of 900, the total printed as 50.6 % (19.0 %).",
    ),
    silent: words("合计完成率印 19.0。", "The total printed as 19.0 %."),
};

fn evaluate(table: &Table, sink: &mut Sink<'_>) {
    for found in averaged(table) {
        let places = found.printed.scale().max(1);
        sink.fire(
            [],
            [
                ("table", table.id.as_str().into()),
                ("measure", measure_arg(&found.percent.measure)),
                ("stated", Arg::Number(found.printed)),
                ("rows", Arg::Number(found.rows.into())),
                ("recomputed", Arg::Number(round(found.recomputed, places))),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let rows: &[(&str, &str, &str, &str)] = &[
        ("甲县", "90", "100", "90.0"),
        ("乙县", "100", "900", "11.1"),
    ];
    Cases::of(&RULE)
        .fires(
            "表 demo 的合计完成率 50.6% 是 2 行的平均数，按合计的分子、分母应为 19%",
            "Table demo: the total of completion rate, 50.6 %, is the mean of 2 rows; the totals \
             give 19 %",
            rated("completed", Some(("190", "1000", "50.6")), rows),
        )
        .fires(
            "表 demo 的合计完成率 50.6% 是 2 行的平均数，按合计的分子、分母应为 19%",
            "Table demo: the total of completion rate, 50.6 %, is the mean of 2 rows; the totals \
             give 19 %",
            rated("completed", Some(("", "", "50.6")), rows),
        )
        .silent(
            "from the sums",
            rated("completed", Some(("190", "1000", "19.0")), rows),
        )
        .silent(
            "neither: X704",
            rated("completed", Some(("190", "1000", "50.0")), rows),
        )
        .silent(
            "mean and sums agree",
            rated(
                "completed",
                Some(("30", "60", "50")),
                &[("甲县", "10", "20", "50"), ("乙县", "20", "40", "50")],
            ),
        )
        .silent(
            "one row",
            rated("completed", Some(("190", "1000", "90.0")), &rows[..1]),
        )
        .silent("no total", rated("completed", None, rows))
        .silent(
            "a row without its figures, and none stated",
            rated(
                "completed",
                Some(("", "", "50.6")),
                &[rows[0], ("乙县", "", "900", "11.1")],
            ),
        )
}
