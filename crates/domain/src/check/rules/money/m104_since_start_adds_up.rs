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
        "自开工累计 ≠ 上月自开工累计 + 本月完成（跨年连续计算）。等于计划表至上年底累计 + 本年累计的（上年数已核定）不审核；\
         其余在 1 月份为核实性。上月没有报告时不审核（见 M119）。",
        "The since-start figure is not last month's plus the month, across the turn of the year. Not \
         judged when it is the plan's 至上年底累计 plus the year to date (last year's figure was settled \
         otherwise), and to be explained in January. Not judged when there is no report of last month \
         (see M119).",
    ),
    why: words(
        "自开工累计不随年份清零，是与总投资比较的唯一依据。年初核定上年数后，以核定的数为起点。",
        "It never starts anew, and is the only figure that can be held against the total investment. \
         When last year's figure is settled in the new year, the settled one is where it goes on.",
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
    if since_start == previous + month || is_as_settled(subject) {
        return;
    }
    let severity = if subject.context.month.is_january() {
        Severity::Verify
    } else {
        Severity::Mandatory
    };
    sink.fire_as(
        severity,
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

/// 上年数核定: the figure goes on from what the plan says of the end of last year.
pub(in crate::check::rules) fn is_as_settled(subject: &Subject<'_>) -> bool {
    let before = subject.plan().before_year;
    let settled = before.zip(subject.report.year_to_date);
    let settled = settled.map(|(before, year)| before + year);
    settled.is_some() && settled == subject.report.since_start
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
        .fires_as(
            Severity::Verify,
            "自开工累计 3,150.00 万元 ≠ 上月自开工累计 3,000.00 万元 + 本月完成 200.00 万元，相差 50.00 万元",
            "Since start 3,150.00 万元 ≠ last month's 3,000.00 万元 + the month's 200.00 万元; \
             the difference is 50.00 万元",
            case()
                .month("2022-01")
                .draft(&[
                    ("month_investment", "200"),
                    ("year_to_date", "200"),
                    ("since_start", "3150"),
                ])
                .past("2021-12", &[("since_start", "3000")]),
        )
        .silent(
            "last year's figure was settled: 2,000 by the plan",
            case()
                .draft(&[
                    ("month_investment", "200"),
                    ("year_to_date", "600"),
                    ("since_start", "2600"),
                ])
                .past("2022-04", &[("since_start", "2500")]),
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
