//! X703: a total that differs, but only as far as rounding explains (尾差).

use super::super::prelude::*;
#[cfg(test)]
use crate::check::testing::table;
use crate::crossfoot::{MeasureCheck, Verdict};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X703"),
    severity: Severity::Hint,
    title: words("尾差", "rounding difference"),
    message: words(
        "表 {table} 的{measure}合计 {stated} 与 {rows} 行之和 {sum} 相差 {difference}，为四舍五入的尾差",
        "Table {table}: the total of {measure} is {stated}, the {rows} rows add up to {sum}; \
         the difference {difference} is due to rounding",
    ),
    variants: &[],
    advice: words(
        "不需处理；印发时可注“因四舍五入，合计与分项之和略有差异”。",
        "Nothing needs to be done; a note under the table may mention rounding.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Table(fires),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "金额合计与各行之和不等，但差额不超过（n·u + v）÷ 2（见 X702）。",
        "The total differs from the sum of its rows by no more than (n·u + v) ÷ 2 (see X702).",
    ),
    why: words(
        "各行先四舍五入再印，合计按原始数据计算，差一两个末位是正常的；写明差额，免得反复核对。",
        "Rows are rounded before they are printed, the total is not; a unit or two of the last place \
         is normal, and naming it saves checking it again.",
    ),
    source: "柳政办〔2022〕5号 二（四处差 0.01 亿元）；2020年第一批自治区层面统筹推进重大项目建设实施方案 二（差 0.1、0.2 亿元）",
    fires: words(
        "1407.74 + 3182.43 + 638.10 = 5228.27，合计印 5228.28。",
        "1407.74 + 3182.43 + 638.10 = 5228.27 with a printed total of 5228.28.",
    ),
    silent: words(
        "172 + 277 + 188，合计印 637。",
        "172 + 277 + 188 with a printed total of 637.",
    ),
};

fn fires(check: &MeasureCheck) -> bool {
    check.verdict == Verdict::Rounding
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "表 demo 的总投资合计 5228.28 与 3 行之和 5228.27 相差 0.01，为四舍五入的尾差",
            "Table demo: the total of total investment is 5228.28, the 3 rows add up to 5228.27; \
             the difference 0.01 is due to rounding",
            table(
                "total_investment",
                "5228.28",
                &["1407.74", "3182.43", "638.10"],
            ),
        )
        .silent("exact", table("annual_plan", "637", &["172", "277", "188"]))
        .silent(
            "beyond rounding",
            table("annual_plan", "640", &["172", "277", "188"]),
        )
}
