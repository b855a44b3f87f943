//! X705: totals say who is not in them.

use super::super::plan_prelude::*;
use crate::calendar::is_due;
use crate::order::Gather;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("X705"),
    severity: Severity::Verify,
    title: words("未报", "report missing"),
    message: words(
        "“{project}”{month} 未报（牵头单位：{unit}）",
        "“{project}” has no report for {month} (lead unit: {unit})",
    ),
    variants: &[],
    advice: words(
        "请催报；确不能报的，汇总时注明本月不含该项目、累计按其最近一次月报结转，并说明原因。",
        "Ask for it; if it cannot be had, note under the total that the month leaves it out and \
         the year to date is carried from its latest report, and why.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "汇总的月份中，计划内应报的项目没有月报。按季填报的性质只在季末月应报。",
        "In a month that is totalled, a project of the plan that is due has no report. Natures that \
         report by the quarter are due at its end only.",
    ),
    why: words(
        "缺报的项目使本月合计偏小，累计只能按其最近一次月报结转，通报和考核都要点名；汇总必须说明缺了谁。",
        "What is missing makes the month's total too small and leaves the year to date at its \
         latest report, and counts in the assessment; a total has to say who is not in it.",
    ),
    source: "柳政办〔2022〕5号 三（八）（迟报、漏报纳入考核）；钦政办〔2022〕12号 二（三）一是",
    fires: words(
        "5 月汇总时“甲路”没有 5 月月报。",
        "“甲路” has no report for May when May is totalled.",
    ),
    silent: words("“甲路”4 月已退出计划。", "“甲路” left the plan in April."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let filed = subject
        .filed()
        .map(|(row, filed)| (row, filed.month))
        .distinct();
    for (row, plan) in subject.rows() {
        for month in subject.months() {
            let is_expected =
                plan.is_in_plan(*month) && is_due(&subject.profile().calendar, *month, plan.nature);
            if is_expected && filed.binary_search(&(row, *month)).is_err() {
                sink.fire(
                    [row],
                    [
                        ("project", plan.name.as_str().into()),
                        ("month", (*month).into()),
                        ("unit", plan.lead_unit().unwrap_or("—").into()),
                    ],
                );
            }
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let may = || plan_case().row(|row| row.name("甲路")).month("2022-05");
    let preparatory = |month| {
        plan_case()
            .row(|row| {
                row.name("甲路")
                    .set(|plan| plan.nature = Nature::Preparatory)
            })
            .quarterly(Nature::Preparatory)
            .month(month)
    };
    Cases::of(&RULE)
        .fires(
            "“甲路”2022-05 未报（牵头单位：u1）",
            "“甲路” has no report for 2022-05 (lead unit: u1)",
            may().report(0, "2022-04", &[]),
        )
        .fires(
            "“甲路”2022-06 未报（牵头单位：u1）",
            "“甲路” has no report for 2022-06 (lead unit: u1)",
            preparatory("2022-06"),
        )
        .silent("it is there", may().report(0, "2022-05", &[]))
        .silent(
            "left the plan",
            may().change(0, |row| row.exited = "2022-04".parse().ok()),
        )
        .silent(
            "not in the plan yet",
            may().change(0, |row| row.entered = "2022-06".parse().unwrap()),
        )
        .silent("reports by the quarter", preparatory("2022-05"))
        .silent("no month is totalled", plan_case().row(|row| row))
}
