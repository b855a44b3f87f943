//! X702: amounts add up, but for what rounding explains.

use super::super::prelude::*;
#[cfg(test)]
use crate::check::testing::table;
use crate::crossfoot::{MeasureCheck, Verdict, is_count};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X702"),
    severity: Severity::Mandatory,
    title: words("金额合计不符", "amount total does not add up"),
    message: words(
        "表 {table} 的{measure}合计 {stated} ≠ {rows} 行之和 {sum}，相差 {difference}",
        "Table {table}: the total of {measure} is {stated}, the {rows} rows add up to {sum}; \
         the difference is {difference}",
    ),
    variants: &[],
    advice: words(
        "请核对合计和各行的数字、单位；原始数据相符的，重新汇总后再印。",
        "Check the digits and the unit of the total and of each row; if the data agree, total them again.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Table(fires),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "金额合计与各行之和之差超过四舍五入所能造成的最大值（n·u + v）÷ 2：n 为行数，u 为该列最小的印刷单位，v 为合计的印刷单位。",
        "The total differs from the sum of its rows by more than rounding can explain, (n·u + v) ÷ 2: \
         n rows, u the finest place printed in the column, v the last place of the total.",
    ),
    why: words(
        "超出尾差的差额说明有一行或合计是错的，不能以“四舍五入”解释。",
        "Beyond rounding a row or the total is wrong.",
    ),
    source: "钦政办〔2022〕12号 一；柳政办〔2022〕5号 二（四处差 0.01 亿元）；2020年第一批自治区层面统筹推进重大项目建设实施方案 二（差 0.1、0.2 亿元）；公布的金额均在此界限之内",
    fires: words(
        "172 + 277 + 188，合计印 640。",
        "172 + 277 + 188 with a printed total of 640.",
    ),
    silent: words(
        "1407.74 + 3182.43 + 638.10 = 5228.27，合计印 5228.28（尾差，见 X703）。",
        "1407.74 + 3182.43 + 638.10 = 5228.27 with a printed 5228.28 (rounding, see X703).",
    ),
};

fn fires(check: &MeasureCheck) -> bool {
    check.verdict == Verdict::Error && !is_count(&check.measure)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "表 demo 的年度计划投资合计 640 ≠ 3 行之和 637，相差 3",
            "Table demo: the total of annual plan is 640, the 3 rows add up to 637; the difference is 3",
            table("annual_plan", "640", &["172", "277", "188"]),
        )
        .silent(
            "within rounding",
            table("total_investment", "5228.28", &["1407.74", "3182.43", "638.10"]),
        )
        .silent("a count", table("count", "546", &["238", "203", "104"]))
}
