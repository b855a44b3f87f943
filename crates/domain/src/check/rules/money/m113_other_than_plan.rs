//! M113: amounts that a report repeats from the plan agree with it.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M113"),
    severity: Severity::Verify,
    title: words("与计划表不一致", "other than the plan"),
    message: words(
        "月报的{field} {amount} 万元与计划表的 {planned} 万元不一致",
        "{field} in the report is {amount} 万元, in the plan {planned} 万元",
    ),
    variants: &[],
    advice: words(
        "请按计划表更正；计划已调整的，说明批准文件并告知重点办。",
        "Put the plan's figure; if the plan was changed, name the decision and tell the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "月报中给出的总投资、年度计划投资与计划表不相等。月报或计划表没有的，不审核。",
        "The total investment or the annual plan that the report gives is not the plan row's. Not \
         judged where the report or the plan gives none.",
    ),
    why: words(
        "汇总以计划表为准；数字不同，要么是计划调整未办手续，要么是单位填错。",
        "Totals go by the plan: a different figure is either a change nobody decided or a wrong unit.",
    ),
    source: "月报审核惯例（月报与下达的计划核对）；月报表“总投资”“年度计划投资”栏",
    fires: words(
        "计划表总投资 10,000，导入的月报填 12,000。",
        "The plan's total is 10,000, the imported report says 12,000.",
    ),
    silent: words(
        "月报填 10,000，或未填。",
        "The report says 10,000, or nothing.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, plan) = (subject.report, subject.plan());
    let pairs = [
        (
            Field::TotalInvestment,
            report.total_investment,
            plan.total_investment,
        ),
        (Field::AnnualPlan, report.annual_plan, plan.annual_plan),
    ];
    for (field, given, planned) in pairs {
        let Some((amount, planned)) = given.zip(planned) else {
            continue;
        };
        if amount != planned {
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("amount", amount.into()),
                    ("planned", planned.into()),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "月报的总投资 12,000.00 万元与计划表的 10,000.00 万元不一致",
            "Total investment in the report is 12,000.00 万元, in the plan 10,000.00 万元",
            case().draft(&[("total_investment", "12000")]),
        )
        .fires(
            "月报的年度计划投资 2,999.00 万元与计划表的 3,000.00 万元不一致",
            "Annual plan in the report is 2,999.00 万元, in the plan 3,000.00 万元",
            case().draft(&[("total_investment", "10000"), ("annual_plan", "2999")]),
        )
        .silent(
            "the plan's own figures",
            case().draft(&[("total_investment", "10000.00"), ("annual_plan", "3000")]),
        )
        .silent("not given", case())
        .silent(
            "the plan gives none",
            case()
                .plan(|plan| plan.total_investment = None)
                .draft(&[("total_investment", "12000")]),
        )
}
