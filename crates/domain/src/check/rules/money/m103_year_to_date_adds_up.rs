//! M103: within one year, year to date = last month's year to date + the month.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M103"),
    severity: Severity::Mandatory,
    title: words("本年累计不衔接", "year to date does not add up"),
    message: words(
        "本年累计 {year_to_date} 万元 ≠ 上月累计 {previous} 万元 + 本月完成 {month} 万元，相差 {difference} 万元",
        "Year to date {year_to_date} 万元 ≠ last month's {previous} 万元 + the month's {month} 万元; \
         the difference is {difference} 万元",
    ),
    variants: &[words(
        "1 月份本年累计 {year_to_date} 万元 ≠ 本月完成 {month} 万元，相差 {difference} 万元",
        "In January the year to date {year_to_date} 万元 ≠ the month's {month} 万元; \
         the difference is {difference} 万元",
    )],
    advice: words(
        "请核对本月完成和本年累计；以前月份报错的，在本月完成中冲减或补报并说明。",
        "Check both figures; an error of earlier months is put right in the month's figure, with a reason.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本年累计 ≠ 上月本年累计 + 本月完成；1 月份本年累计 ≠ 本月完成。上月没有报告时不审核。",
        "The year to date is not last month's year to date plus the month; in January, not the \
         month itself. Not judged when there is no report of last month.",
    ),
    why: words(
        "月报逐月累加，前后衔接不上时，至少有一个月的数是错的。",
        "Monthly reports add up month by month; where they do not, at least one of them is wrong.",
    ),
    source: "统计审核惯例（累计数衔接）；钦政办〔2022〕12号 二（三）一是",
    fires: words(
        "上月累计 1,000，本月完成 200，本年累计填 1,250。",
        "Last month 1,000, the month 200, year to date given as 1,250.",
    ),
    silent: words(
        "上月累计 1,000，本月完成 200，本年累计 1,200。",
        "Last month 1,000, the month 200, year to date 1,200.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(month), Some(year_to_date)) = (report.month_investment, report.year_to_date) else {
        return;
    };
    let fields = [Field::YearToDate.into(), Field::MonthInvestment.into()];
    if subject.context.month.is_january() {
        if year_to_date != month {
            sink.fire(
                fields,
                [
                    ("year_to_date", year_to_date.into()),
                    ("month", month.into()),
                    ("difference", (year_to_date - month).abs().into()),
                ],
            );
        }
        return;
    }
    let Some(previous) = subject.previous(sink).and_then(|past| past.year_to_date) else {
        return;
    };
    if year_to_date != previous + month {
        sink.fire(
            fields,
            [
                ("year_to_date", year_to_date.into()),
                ("previous", previous.into()),
                ("month", month.into()),
                (
                    "difference",
                    (year_to_date - (previous + month)).abs().into(),
                ),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let april =
        |case: crate::check::testing::Case| case.past("2022-04", &[("year_to_date", "1000")]);
    Cases::of(&RULE)
        .fires(
            "本年累计 1,250.00 万元 ≠ 上月累计 1,000.00 万元 + 本月完成 200.00 万元，相差 50.00 万元",
            "Year to date 1,250.00 万元 ≠ last month's 1,000.00 万元 + the month's 200.00 万元; \
             the difference is 50.00 万元",
            april(case().draft(&[("month_investment", "200"), ("year_to_date", "1250")])),
        )
        .fires(
            "1 月份本年累计 120.00 万元 ≠ 本月完成 100.00 万元，相差 20.00 万元",
            "In January the year to date 120.00 万元 ≠ the month's 100.00 万元; \
             the difference is 20.00 万元",
            case()
                .month("2022-01")
                .draft(&[("month_investment", "100"), ("year_to_date", "120")]),
        )
        .silent(
            "the figures add up",
            april(case().draft(&[("month_investment", "200"), ("year_to_date", "1200")])),
        )
        .silent(
            "there was no report last month",
            case().draft(&[("month_investment", "200"), ("year_to_date", "1250")]),
        )
        .silent(
            "the first report after the project entered, whatever is at hand",
            case()
                .nothing_known()
                .plan(|plan| plan.entered = "2022-05".parse().unwrap())
                .draft(&[("month_investment", "200"), ("year_to_date", "1250")]),
        )
        .not_evaluated(
            case()
                .nothing_known()
                .draft(&[("month_investment", "200"), ("year_to_date", "1250")]),
        )
}
