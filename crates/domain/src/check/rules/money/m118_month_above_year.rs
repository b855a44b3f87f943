//! M118: a part is no larger than the whole.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M118"),
    severity: Severity::Verify,
    title: words("本月完成大于本年累计", "month above year to date"),
    message: words(
        "本月完成 {month} 万元大于本年累计 {year_to_date} 万元",
        "The month's {month} 万元 is above the year to date {year_to_date} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对两栏是否填反；以前月份有冲减的，说明冲减情况。",
        "See whether the boxes were mixed up; if earlier months were corrected downwards, say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本月完成 > 本年累计。1 月份不审核（见 M103）。",
        "The month is above the year to date. Not judged in January (see M103).",
    ),
    why: words(
        "本月是本年累计的一部分；除非以前月份有冲减，不应大于累计。没有上月数可比时，只有本关系能发现两栏填反。",
        "The month is part of the year to date; unless earlier months were corrected downwards it \
         is not larger. Without last month's report nothing else finds two boxes filled the wrong \
         way round.",
    ),
    source: "统计审核惯例（本月数与累计数）",
    fires: words(
        "本月完成 1,250，本年累计 250。",
        "The month is 1,250, the year to date 250.",
    ),
    silent: words(
        "本月完成 250，本年累计 1,250。",
        "The month is 250, the year to date 1,250.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(month), Some(year_to_date)) = (report.month_investment, report.year_to_date) else {
        return;
    };
    if month > year_to_date && !subject.context.month.is_january() {
        sink.fire(
            [Field::MonthInvestment.into(), Field::YearToDate.into()],
            [
                ("month", month.into()),
                ("year_to_date", year_to_date.into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |month, year| case().draft(&[("month_investment", month), ("year_to_date", year)]);
    Cases::of(&RULE)
        .fires(
            "本月完成 1,250.00 万元大于本年累计 250.00 万元",
            "The month's 1,250.00 万元 is above the year to date 250.00 万元",
            with("1250", "250"),
        )
        .silent("a part of the whole", with("250", "1250"))
        .silent("the first month with work", with("250", "250"))
        .silent("January is M103's", with("1250", "250").month("2022-01"))
        .silent("not filled", case().draft(&[("month_investment", "1250")]))
}
