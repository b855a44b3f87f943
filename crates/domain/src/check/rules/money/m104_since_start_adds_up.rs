//! M104: since start = last month's since start + the month, across years.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M104"),
    severity: Severity::Mandatory,
    title: words("自开工累计不衔接", "since-start figure does not add up"),
    message: words(
        "自开工累计 {since_start} 万元 ≠ 上月自开工累计 {previous} 万元 + 本月完成 {month} 万元，相差 {difference} 万元",
        "Since start {since_start} 万元 ≠ last month's {previous} 万元 + the month's {month} 万元; \
         the difference is {difference} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对本月完成和自开工累计；以前月份报错的，在本月完成中冲减或补报并说明。",
        "Check both figures; an error of earlier months is put right in the month's figure, with a reason.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "自开工累计 ≠ 上月自开工累计 + 本月完成（跨年连续计算）。上月没有报告时不审核。",
        "The since-start figure is not last month's plus the month, across the turn of the year. \
         Not judged when there is no report of last month.",
    ),
    why: words(
        "自开工累计不随年份清零，是与总投资比较的唯一依据。",
        "It never starts anew, and is the only figure that can be held against the total investment.",
    ),
    source: "统计审核惯例（累计数衔接）",
    fires: words(
        "上月自开工累计 3,000，本月完成 200，本月填 3,100。",
        "Last month 3,000, the month 200, given as 3,100.",
    ),
    silent: words(
        "上月自开工累计 3,000，本月完成 200，本月 3,200。",
        "Last month 3,000, the month 200, given as 3,200.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(month), Some(since_start)) = (report.month_investment, report.since_start) else {
        return;
    };
    let Some(previous) = subject.previous(sink).and_then(|past| past.since_start) else {
        return;
    };
    if since_start != previous + month {
        sink.fire(
            [Field::SinceStart.into(), Field::MonthInvestment.into()],
            [
                ("since_start", since_start.into()),
                ("previous", previous.into()),
                ("month", month.into()),
                (
                    "difference",
                    (since_start - (previous + month)).abs().into(),
                ),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "自开工累计 3,100.00 万元 ≠ 上月自开工累计 3,000.00 万元 + 本月完成 200.00 万元，相差 100.00 万元",
            "Since start 3,100.00 万元 ≠ last month's 3,000.00 万元 + the month's 200.00 万元; \
             the difference is 100.00 万元",
            case()
                .draft(&[("month_investment", "200"), ("since_start", "3100")])
                .past("2022-04", &[("since_start", "3000")]),
        )
        .silent(
            "the figures add up across the turn of the year",
            case()
                .month("2022-01")
                .plan(|plan| plan.entered = "2021-06".parse().unwrap())
                .draft(&[("month_investment", "200"), ("since_start", "3200")])
                .past("2021-12", &[("since_start", "3000")]),
        )
        .not_evaluated(
            case()
                .nothing_known()
                .draft(&[("month_investment", "200"), ("since_start", "3200")]),
        )
}
