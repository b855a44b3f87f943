//! L605: nobody plans more for the year than is left to do.

use super::super::plan_prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("L605"),
    severity: Severity::Verify,
    title: words("年度计划超剩余投资", "annual plan beyond what is left"),
    message: words(
        "“{project}”年度计划 {annual} 万元大于剩余投资 {left} 万元（总投资 {total} 万元）",
        "“{project}” has an annual plan of {annual} 万元; {left} 万元 of its total {total} 万元 is left",
    ),
    variants: &[],
    advice: words(
        "请核对总投资、至上年底累计和年度计划；概算已调整的说明。",
        "Check the three figures; if the budget was changed, say so.",
    ),
    params: &[],
    missing: Missing::Zero,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "年度计划 > 总投资 − 至上年底累计；未填至上年底累计的，与总投资比较。",
        "The annual plan is above the total investment less what was completed by last year; where \
         the latter is missing it counts as 0.",
    ),
    why: words(
        "计划超过剩余投资的项目永远完不成计划，或说明总投资、累计数有误。",
        "Such a plan can never be met, or one of the figures is wrong.",
    ),
    source: "统计审核惯例（计划与总投资、累计比较）",
    fires: words(
        "总投资 10,000，至上年底 8,000，年度计划 3,000。",
        "Total 10,000, 8,000 by last year, annual plan 3,000.",
    ),
    silent: words("同上，年度计划 2,000。", "The same with 2,000."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    for (row, plan) in subject.rows() {
        let (Some(annual), Some(total)) = (plan.annual_plan, plan.total_investment) else {
            continue;
        };
        let left = total - plan.before_year.unwrap_or_default();
        if annual > left {
            sink.fire(
                [row],
                [
                    ("project", plan.name.as_str().into()),
                    ("annual", annual.into()),
                    ("left", left.into()),
                    ("total", total.into()),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    // the total is 10,000, 2,000 of it by last year
    let planned =
        |annual: &'static str| plan_case().row(move |row| row.name("甲路").annual(annual));
    Cases::of(&RULE)
        .fires(
            "“甲路”年度计划 8,001.00 万元大于剩余投资 8,000.00 万元（总投资 10,000.00 万元）",
            "“甲路” has an annual plan of 8,001.00 万元; 8,000.00 万元 of its total 10,000.00 万元 is left",
            planned("8001"),
        )
        .fires(
            "“甲路”年度计划 10,001.00 万元大于剩余投资 10,000.00 万元（总投资 10,000.00 万元）",
            "“甲路” has an annual plan of 10,001.00 万元; 10,000.00 万元 of its total 10,000.00 万元 is left",
            planned("10001").change(0, |row| row.before_year = None),
        )
        .silent("all that is left", planned("8000"))
        .silent("no total", planned("8001").change(0, |row| row.total_investment = None))
}
