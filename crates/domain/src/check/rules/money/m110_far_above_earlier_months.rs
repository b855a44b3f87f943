//! M110: a month far above the others of its year wants a word.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M110"),
    severity: Severity::Verify,
    title: words("本月投资突增", "month far above earlier months"),
    message: words(
        "本月完成投资 {month} 万元，是本年前 {months} 个有投资月份平均数 {mean} 万元的 {times} 倍",
        "The month's {month} 万元 is {times} times the mean of {months} earlier months of the \
         year, {mean} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对单位和数字；属实的，说明集中完成的内容。",
        "Check the unit and the digits; if it is right, say what was completed at once.",
    ),
    params: &[("factor", "5"), ("months", "3"), ("share", "0.05")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本月完成 > factor 倍（默认 5）本年以前各月有投资月份的平均数；有投资的月份不足 months 个（默认 3），或本月完成不到年度计划 × share（默认 0.05）的不审核。",
        "The month is above factor times (5 by default) the mean of the earlier months of \
         the year with investment; not judged with fewer than months of them (3 by default), nor when it \
         is below the annual plan × share (0.05 by default).",
    ),
    why: words(
        "突增可能是集中结算、设备到货，也可能是单位填错。",
        "It may be a settlement or a delivery of equipment, or the wrong unit.",
    ),
    source: "统计审核惯例（环比异常）",
    fires: words(
        "1 至 4 月各 100，5 月 600。",
        "100 in each of January to April, 600 in May.",
    ),
    silent: words(
        "1 至 4 月各 100，5 月 500。",
        "100 in each of January to April, 500 in May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let this = subject.context.month;
    let investment = subject.report.month_investment;
    let Some(month) = investment.filter(|month| *month > Money::ZERO) else {
        return;
    };
    let share = subject.param("share");
    let least = subject.plan().annual_plan.map(|annual| annual.times(share));
    if least.is_some_and(|least| month < least) {
        return;
    }
    let (mut sum, mut months) = (Money::ZERO, 0_u32);
    for back in 1..i32::from(this.number()) {
        match subject.past(this.plus(-back)) {
            Past::Report(report) => {
                let worked = report.month_investment.filter(|past| *past > Money::ZERO);
                if let Some(worked) = worked {
                    sum = sum + worked;
                    months += 1;
                }
            }
            Past::NoReport => {}
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    if months == 0 || Decimal::from(months) < subject.param("months") {
        return;
    }
    let mean = sum.wan() / Decimal::from(months);
    let times = month.wan().checked_div(mean).unwrap_or_default();
    if times > subject.param("factor") {
        sink.fire(
            [Field::MonthInvestment.into()],
            [
                ("month", month.into()),
                ("months", Arg::Number(months.into())),
                ("mean", Arg::Amount(Money::from_wan(round(mean, 2)))),
                ("times", Arg::Number(round(times, 1))),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let after = |months: &[&str], this| {
        let start = case().draft(&[("month_investment", this)]);
        months.iter().fold(start, |case, month| {
            case.past(month, &[("month_investment", "100")])
        })
    };
    let four = ["2022-01", "2022-02", "2022-03", "2022-04"];
    Cases::of(&RULE)
    .fires(
        "本月完成投资 600.00 万元，是本年前 4 个有投资月份平均数 100.00 万元的 6 倍",
        "The month's 600.00 万元 is 6 times the mean of 4 earlier months of the year, 100.00 万元",
        after(&four, "600"),
    )
    .fires(
        "本月完成投资 600.00 万元，是本年前 3 个有投资月份平均数 100.00 万元的 6 倍",
        "The month's 600.00 万元 is 6 times the mean of 3 earlier months of the year, 100.00 万元",
        after(&four[1..], "600").past("2022-01", &[("month_investment", "0")]),
    )
    .fires(
        "本月完成投资 600.00 万元，是本年前 4 个有投资月份平均数 100.00 万元的 6 倍",
        "The month's 600.00 万元 is 6 times the mean of 4 earlier months of the year, 100.00 万元",
        after(&four, "600").plan(|plan| plan.annual_plan = Some(Money::from_wan(12_000.into()))),
    )
    .silent(
        "little beside the annual plan",
        after(&four, "600").plan(|plan| plan.annual_plan = Some(Money::from_wan(12_001.into()))),
    )
    .fires(
        "本月完成投资 600.00 万元，是本年前 4 个有投资月份平均数 100.00 万元的 6 倍",
        "The month's 600.00 万元 is 6 times the mean of 4 earlier months of the year, 100.00 万元",
        after(&four, "600").plan(|plan| plan.annual_plan = None),
    )
    .silent("five times", after(&four, "500"))
    .silent("nothing completed", case().nothing_known().draft(&[("month_investment", "0")]))
    .silent(
        "nothing completed, without a plan either",
        case()
            .nothing_known()
            .plan(|plan| plan.annual_plan = None)
            .draft(&[("month_investment", "0")]),
    )
    .silent("two months only", after(&four[..2], "600"))
    .silent("last year's months do not count", after(&["2021-10", "2021-11", "2021-12"], "600"))
    .not_evaluated(case().nothing_known().draft(&[("month_investment", "600")]))
}
