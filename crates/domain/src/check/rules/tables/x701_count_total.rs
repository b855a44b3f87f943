//! X701: counts add up exactly.

use super::super::prelude::*;
#[cfg(test)]
use crate::check::testing::table;
use crate::crossfoot::{MeasureCheck, Verdict, is_count};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X701"),
    severity: Severity::Mandatory,
    title: words("个数合计不符", "count total does not add up"),
    message: words(
        "表 {table} 的{measure}合计 {stated} ≠ {rows} 行之和 {sum}，相差 {difference}",
        "Table {table}: the total of {measure} is {stated}, the {rows} rows add up to {sum}; \
         the difference is {difference}",
    ),
    variants: &[],
    advice: words(
        "请逐行核对，查找漏计或重复计数的项目。",
        "Go through the rows and look for a project left out or counted twice.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Table(fires),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "个数的合计 ≠ 各行之和，差一个也算。没有合计或各行都没有这一列的不审核。",
        "The total of a count is not the sum of its rows, be it by one. Not judged without a \
         total or where no row carries the column.",
    ),
    why: words(
        "个数不存在四舍五入，不符就是漏了或重了项目。",
        "Counts are not rounded: a difference means a project lost or counted twice.",
    ),
    source: "钦政办〔2022〕12号 一；柳政办〔2022〕5号 二；2020年第一批自治区层面统筹推进重大项目建设实施方案 二（个数按性质、行业、市相加，均与合计相符）",
    fires: words(
        "238 + 203 + 104，合计印 546。",
        "238 + 203 + 104 with a printed total of 546.",
    ),
    silent: words(
        "238 + 203 + 104，合计印 545。",
        "238 + 203 + 104 with a printed total of 545.",
    ),
};

fn fires(check: &MeasureCheck) -> bool {
    check.verdict == Verdict::Error && is_count(&check.measure)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "表 demo 的个数合计 546 ≠ 3 行之和 545，相差 1",
            "Table demo: the total of count is 546, the 3 rows add up to 545; the difference is 1",
            table("count", "546", &["238", "203", "104"]),
        )
        .silent("it adds up", table("count", "545", &["238", "203", "104"]))
        .silent(
            "an amount",
            table("annual_plan", "700", &["172", "277", "188"]),
        )
}
