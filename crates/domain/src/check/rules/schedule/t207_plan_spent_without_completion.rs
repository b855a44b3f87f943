//! T207: a project to be completed this year has spent its plan.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T207"),
    severity: Severity::Verify,
    title: words("投资完成而未竣工", "plan spent without completion"),
    message: words(
        "竣工项目本年累计 {year_to_date} 万元已达年度计划 {annual} 万元，未填实际竣工日期",
        "A completing project has spent {year_to_date} 万元 of its annual plan {annual} 万元, \
         but gives no actual completion",
    ),
    variants: &[],
    advice: words(
        "已竣工的请填实际竣工日期；未竣工的请说明剩余工程和预计竣工时间。",
        "Give the actual completion; if it is not completed, say what is left and until when.",
    ),
    params: &[("share", "1")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划表没有计划竣工月份的竣工项目，本年累计 ≥ 年度计划 × share（share 默认 1），没有实际竣工日期。有计划竣工月份的由 T209 审核。提交时审核。",
        "A 竣工 project whose plan names no month of completion has completed the annual plan × share \
         (1 by default) or more and gives no actual completion. Where the plan names one T209 judges. \
         Judged at submission.",
    ),
    why: words(
        "竣工项目的年度计划就是竣工所需投资；投完未竣工，应说明还差什么。",
        "The annual plan of a 竣工 project is what completion takes; when it is spent, \
         something else is missing.",
    ),
    source: "柳政办〔2022〕5号 一（竣工项目确保基本建成，力争投入使用）",
    fires: words(
        "年度计划 3,000，本年累计 3,000，竣工日期空白。",
        "Plan 3,000, year to date 3,000, completion empty.",
    ),
    silent: words(
        "同上，竣工日期 2022-05-20。",
        "The same with a completion on 2022-05-20.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, plan) = (subject.report, subject.plan());
    if plan.nature != Nature::Completing
        || plan.planned_completion.is_some()
        || report.actual_completion.is_some()
        || subject.is_unread(Field::ActualCompletion)
    {
        return;
    }
    if let (Some(year_to_date), Some(annual)) = (report.year_to_date, plan.annual_plan)
        && annual > Money::ZERO
        && year_to_date >= annual.times(subject.param("share"))
    {
        sink.fire(
            [Field::ActualCompletion.into(), Field::YearToDate.into()],
            [
                ("year_to_date", year_to_date.into()),
                ("annual", annual.into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let completing = |year| {
        case()
            .nature(Nature::Completing)
            .draft(&[("year_to_date", year)])
    };
    Cases::of(&RULE)
    .fires(
        "竣工项目本年累计 3,000.00 万元已达年度计划 3,000.00 万元，未填实际竣工日期",
        "A completing project has spent 3,000.00 万元 of its annual plan 3,000.00 万元, but gives no \
         actual completion",
        completing("3000"),
    )
    .fires(
        "竣工项目本年累计 3,200.00 万元已达年度计划 3,000.00 万元，未填实际竣工日期",
        "A completing project has spent 3,200.00 万元 of its annual plan 3,000.00 万元, but gives no \
         actual completion",
        completing("3200"),
    )
    .silent("nothing is planned", completing("0").plan(|plan| plan.annual_plan = Some(Money::ZERO)))
    .silent("completed", completing("3000").draft(&[("actual_completion", "2022-05-20")]))
    .silent(
        "planned for later in the year: T209 will ask",
        completing("3000").plan(|plan| plan.planned_completion = "2022-11".parse().ok()),
    )
    .silent("not yet spent", completing("2999.99"))
    .silent("续建", case().draft(&[("year_to_date", "3000")]))
    .silent("still typing", completing("3000").typing())
}
