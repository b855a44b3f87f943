//! M120: the first report of a year goes on from where the plan says the last one ended.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M120"),
    severity: Severity::Verify,
    title: words("年初结转不符", "year not carried over"),
    message: words(
        "自开工累计 − 本年累计为 {carried} 万元，计划表至上年底累计为 {before_year} 万元，相差 {difference} 万元",
        "Since start less year to date is {carried} 万元, the plan's 至上年底累计 {before_year} 万元; the difference is {difference} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对以前年度的累计数；与计划表口径不同或上年数未核定的，说明情况并告知重点办。",
        "Check the figure of the years before; if the plan counts otherwise or last year is not settled yet, say so and tell the city office.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "以前年度有月报的项目，本年第一份月报的自开工累计 − 本年累计 ≠ 计划表的至上年底累计。项目的第一份月报由 M117 审核。",
        "In the first report of a year, for a project that was reported in earlier years, since start less year to date is not the plan's 至上年底累计. The first report of a project is judged by M117.",
    ),
    why: words(
        "年初接错，全年的自开工累计都错；计划表与月报各说各的，总投资完成率就有两个数。",
        "What is wrong in January stays wrong all year; and where plan and report differ the share of the total has two answers.",
    ),
    source: "统计审核惯例（跨年累计衔接）",
    fires: words(
        "计划表至上年底累计 2,000；1 月本年累计 100，自开工累计 2,400。",
        "2,000 by the plan; in January 100 year to date and 2,400 since start.",
    ),
    silent: words(
        "同上，自开工累计 2,100。",
        "The same with 2,100 since start.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, this) = (subject.report, subject.context.month);
    let (Some(since_start), Some(year_to_date), Some(before_year)) = (
        report.since_start,
        report.year_to_date,
        subject.plan().before_year,
    ) else {
        return;
    };
    let carried = since_start - year_to_date;
    if carried == before_year {
        return;
    }
    let last = subject.last_report(sink).map(|(month, _)| month.year());
    if last.is_some_and(|year| year < this.year()) {
        sink.fire(
            [Field::SinceStart.into(), Field::YearToDate.into()],
            [
                ("carried", carried.into()),
                ("before_year", before_year.into()),
                ("difference", (carried - before_year).abs().into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let january = |since| {
        case()
            .month("2022-01")
            .draft(&[("year_to_date", "100"), ("since_start", since)])
            .past("2021-12", &[("since_start", "2300")])
    };
    let later = || {
        case()
            .draft(&[("year_to_date", "500"), ("since_start", "2800")])
            .past("2021-12", &[("since_start", "2300")])
    };
    Cases::of(&RULE)
        .fires(
            "自开工累计 − 本年累计为 2,300.00 万元，计划表至上年底累计为 2,000.00 万元，相差 300.00 万元",
            "Since start less year to date is 2,300.00 万元, the plan's 至上年底累计 2,000.00 万元; the \
             difference is 300.00 万元",
            january("2400"),
        )
        .fires(
            "自开工累计 − 本年累计为 2,300.00 万元，计划表至上年底累计为 2,000.00 万元，相差 300.00 万元",
            "Since start less year to date is 2,300.00 万元, the plan's 至上年底累计 2,000.00 万元; the \
             difference is 300.00 万元",
            later(),
        )
        .silent("carried over", january("2100"))
        .silent(
            "an earlier report of the year was asked",
            later().past("2022-03", &[("since_start", "2500")]),
        )
        .silent(
            "the project's first report: M117",
            case().draft(&[("year_to_date", "100"), ("since_start", "2400")]),
        )
        .silent(
            "the plan gives none",
            january("2400").plan(|plan| plan.before_year = None),
        )
        .not_evaluated(
            case()
                .nothing_known()
                .draft(&[("year_to_date", "100"), ("since_start", "2400")]),
        )
}
