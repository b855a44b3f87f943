//! M116: a year to date that follows the calendar to the last digit was computed, not reported.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::money::round;
use crate::period::Month;
use crate::progress::by_time;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M116"),
    severity: Severity::Hint,
    title: words("疑似按计划推算", "figures computed from the plan"),
    message: words(
        "连续 {months} 个月本年累计恰为年度计划的 {month}/12，本月为 {year_to_date} 万元",
        "For {months} months in a row the year to date is exactly the annual plan by time; this \
         month {month}/12, {year_to_date} 万元",
    ),
    variants: &[],
    advice: words(
        "请按形象进度或财务支出据实填报。",
        "Report by what stands on site or was spent.",
    ),
    params: &[("months", "3")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "连续 months 个月（默认 3，含本月）本年累计恰为年度计划 × 月份 ÷ 12（按所填小数位四舍五入）。",
        "For months months in a row (3 by default, this one included) the year to date is the \
         annual plan × month ÷ 12, rounded as typed.",
    ),
    why: words(
        "投资应按形象进度据实填报；月月恰好等于序时进度，多为按计划推算。",
        "Investment is reported by what stands on site; figures that follow the calendar exactly \
         were usually computed.",
    ),
    source: "统计审核惯例（据实填报，不得按计划推算）",
    fires: words(
        "年度计划 3,000，3、4、5 月本年累计为 750、1,000、1,250。",
        "Annual plan 3,000; year to date 750, 1,000 and 1,250 in March, April and May.",
    ),
    silent: words("同上，4 月为 1,012。", "The same with 1,012 in April."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let this = subject.context.month;
    let Some(annual) = subject
        .plan()
        .annual_plan
        .filter(|annual| *annual > Money::ZERO)
    else {
        return;
    };
    let Some(year_to_date) = on_the_dot(subject.report, annual, this) else {
        return;
    };
    let months = subject.param("months").to_i32().unwrap_or(3).clamp(1, 12);
    if months > i32::from(this.number()) {
        return;
    }
    for back in 1..months {
        let month = this.plus(-back);
        match subject.past(month) {
            Past::Report(report) if on_the_dot(report, annual, month).is_some() => {}
            Past::Report(_) | Past::NoReport => return,
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    sink.fire(
        [Field::YearToDate.into()],
        [
            ("months", Arg::Number(months.into())),
            ("month", Arg::Number(this.number().into())),
            ("year_to_date", year_to_date.into()),
        ],
    );
}

/// The year to date, if it is what the calendar alone would give.
fn on_the_dot(report: &Report, annual: Money, month: Month) -> Option<Money> {
    let year_to_date = report.year_to_date?;
    let by_time = by_time(annual, month.number().into());
    let computed = Money::from_wan(round(by_time.wan(), year_to_date.decimals()));
    (year_to_date == computed).then_some(year_to_date)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let after = |march, april, may| {
        case()
            .past("2022-03", &[("year_to_date", march)])
            .past("2022-04", &[("year_to_date", april)])
            .draft(&[("year_to_date", may)])
    };
    Cases::of(&RULE)
        .fires(
            "连续 3 个月本年累计恰为年度计划的 5/12，本月为 1,250.00 万元",
            "For 3 months in a row the year to date is exactly the annual plan by time; this month \
             5/12, 1,250.00 万元",
            after("750", "1000", "1250"),
        )
        .fires(
            "连续 3 个月本年累计恰为年度计划的 5/12，本月为 416.67 万元",
            "For 3 months in a row the year to date is exactly the annual plan by time; this month \
             5/12, 416.67 万元",
            after("250", "333", "416.67")
                .plan(|plan| plan.annual_plan = Money::from_wan(1000.into()).into()),
        )
        .fires(
            "连续 3 个月本年累计恰为年度计划的 3/12，本月为 750.00 万元",
            "For 3 months in a row the year to date is exactly the annual plan by time; this month \
             3/12, 750.00 万元",
            case()
                .month("2022-03")
                .past("2022-01", &[("year_to_date", "250")])
                .past("2022-02", &[("year_to_date", "500")])
                .draft(&[("year_to_date", "750")]),
        )
        .silent("one month off", after("750", "1012", "1250"))
        .silent("the oldest month off", after("751", "1000", "1250"))
        .silent("this month off", after("750", "1000", "1250.1"))
        .silent(
            "the third month of the year would be the first to tell",
            case()
                .month("2022-02")
                .past("2021-12", &[("year_to_date", "3000")])
                .past("2022-01", &[("year_to_date", "250")])
                .draft(&[("year_to_date", "500")]),
        )
        .silent(
            "a gap in the series",
            case()
                .past("2022-04", &[("year_to_date", "1000")])
                .draft(&[("year_to_date", "1250")]),
        )
        .silent(
            "the profile waits for four months",
            after("750", "1000", "1250")
                .param("M116", "months", "4")
                .past("2022-02", &[("year_to_date", "1")]),
        )
        .silent(
            "nothing planned, nothing done",
            after("0", "0", "0").plan(|plan| plan.annual_plan = Some(Money::ZERO)),
        )
        .not_evaluated(case().draft(&[("year_to_date", "1250")]).nothing_known())
}
