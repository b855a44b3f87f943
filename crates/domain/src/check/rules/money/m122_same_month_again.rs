//! M122: three months hardly cost the same to the last digit.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M122"),
    severity: Severity::Hint,
    title: words("连续数月完成投资相同", "same figure month after month"),
    message: words(
        "连续 {months} 个月本月完成投资都是 {month} 万元",
        "For {months} months in a row the month is {month} 万元",
    ),
    variants: &[],
    advice: words(
        "请按实际完成填报，不要照抄上月或按月均摊。",
        "Report what was completed, not last month's figure or an even share.",
    ),
    params: &[("months", "3")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "连续 months 个月（默认 3，含本月）本月完成相等且不为 0。",
        "For months months in a row (3 by default, this one included) the month is the same and not 0.",
    ),
    why: words(
        "各月工程量不会分毫不差；相同的数多为照抄或均摊。",
        "No two months build the same to the last digit; equal figures were usually copied or shared out.",
    ),
    source: "统计审核惯例（疑似照抄、均摊）",
    fires: words("3、4、5 月都填 200。", "200 in March, April and May."),
    silent: words(
        "3 月 200，4 月 210，5 月 200。",
        "200 in March, 210 in April, 200 in May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let figure = subject.report.month_investment;
    let Some(month) = figure.filter(|month| !month.is_zero()) else {
        return;
    };
    let months = subject.param("months").to_i32().unwrap_or(3).clamp(2, 24);
    for back in 1..months {
        match subject.past(subject.context.month.plus(-back)) {
            Past::Report(report) if report.month_investment == figure => {}
            Past::Report(_) | Past::NoReport => return,
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    sink.fire(
        [Field::MonthInvestment.into()],
        [
            ("months", Arg::Number(months.into())),
            ("month", month.into()),
        ],
    );
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let three = |march, april, may| {
        case()
            .past("2022-03", &[("month_investment", march)])
            .past("2022-04", &[("month_investment", april)])
            .draft(&[("month_investment", may)])
    };
    Cases::of(&RULE)
        .fires(
            "连续 3 个月本月完成投资都是 200.00 万元",
            "For 3 months in a row the month is 200.00 万元",
            three("200", "200.00", "200"),
        )
        .silent("one differs", three("200", "210", "200"))
        .silent("the oldest differs", three("210", "200", "200"))
        .silent("nothing completed", three("0", "0", "0"))
        .silent(
            "a gap in the series",
            case()
                .past("2022-04", &[("month_investment", "200")])
                .draft(&[("month_investment", "200")]),
        )
        .silent(
            "the profile waits for four months",
            three("200", "200", "200").param("M122", "months", "4"),
        )
        .not_evaluated(case().nothing_known().draft(&[("month_investment", "200")]))
}
