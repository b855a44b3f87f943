//! M111: a figure that is ten thousand times too large or too small was typed in another unit.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M111"),
    severity: Severity::Verify,
    title: words("疑似单位填错", "unit suspicion"),
    message: words(
        "{field} {amount} 万元约为{reference} {expected} 万元的 {times} 倍，疑似单位填错",
        "{field} {amount} 万元 is about {times} times {reference}, {expected} 万元; the unit may \
         be wrong",
    ),
    variants: &[words(
        "{field} {amount} 万元约为{reference} {expected} 万元的 {part} 分之一，疑似单位填错",
        "{field} {amount} 万元 is about one part in {part} of {reference}, {expected} 万元; the \
         unit may be wrong",
    )],
    advice: words(
        "金额一律以万元填报：1 亿元 = 10,000 万元，1 万元 = 10,000 元。请核对单位；确无差错的，说明原因。",
        "Amounts are in 万元: 1 亿元 is 10,000 万元, 1 万元 is 10,000 元. Check the unit; if it is \
         right, say why.",
    ),
    params: &[("window", "0.1")],
    missing: Missing::SkipIfAll,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本月完成、本年累计或自开工累计，与上月月报、计划表或本年以前各月平均数所提示的数相差 10⁴ 或 10⁸ 倍（大或小），\
         偏离不超过 window（默认 0.1，即 10%）。",
        "The month, the year to date or since start is 10⁴ or 10⁸ times what last month's report, \
         the plan or the mean of the year's earlier months suggests, or that part of it, within a \
         window of 0.1 (10 %).",
    ),
    why: words(
        "万元、元、亿元混用是最常见也最大的填报差错，一个项目就能使全市的合计失真。",
        "万元, 元 and 亿元 mixed up is the most frequent and the largest error: one project spoils \
         the whole city's total.",
    ),
    source: "统计审核惯例（计量单位审核）",
    fires: words(
        "年度计划 3,000，5 月本年累计填 12,500,000（应为 1,250 万元，按元填报）。",
        "Annual plan 3,000; in May the year to date is given as 12,500,000 (1,250 万元 typed in 元).",
    ),
    silent: words(
        "年度计划 3,000，5 月本年累计填 1,250。",
        "Annual plan 3,000; in May the year to date is 1,250.",
    ),
};

const LAST_MONTH: Words = words("上月数", "last month's figure");
const MEAN: Words = words(
    "本年以前各月平均数",
    "the mean of the year's earlier months",
);
const PLAN_MONTH: Words = words("年度计划的月均数", "a twelfth of the annual plan");
const PLAN_PATH: Words = words("年度计划的序时数", "the annual plan by time");
const PLAN_YEAR: Words = words("年度计划", "the annual plan");
const TOTAL: Words = words("总投资", "the total investment");
const CARRIED: Words = words(
    "至上年底累计加本年累计",
    "the plan's 至上年底累计 plus the year to date",
);

type Reference = (Words, Option<Expected>);

/// A figure that suggests how large another should be. It is worked out only where the two are
/// far enough apart: hardly ever, and dividing is what would take the time.
#[derive(Clone, Copy)]
enum Expected {
    /// The figure itself.
    Figure(Money),
    /// So many twelfths of it.
    Twelfths(Money, Decimal),
    /// Its share of so many.
    Mean(Money, Decimal),
}

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, plan) = (subject.report, subject.plan());
    let (last, mean, is_complete) = look_back(subject);
    let number = subject.context.month.number();
    let share = |months: Decimal| {
        let annual = plan.annual_plan?;
        Some(Expected::Twelfths(annual, months))
    };
    let figure = |amount: Option<Money>| amount.map(Expected::Figure);
    let year = last.filter(|_| !subject.context.month.is_january());
    let carried = plan.before_year.zip(report.year_to_date);
    let boxes: [(Field, Option<Money>, &[Reference]); 3] = [
        (
            Field::MonthInvestment,
            report.month_investment,
            &[
                (
                    LAST_MONTH,
                    figure(last.and_then(|last| last.month_investment)),
                ),
                (MEAN, mean),
                (PLAN_MONTH, share(Decimal::ONE)),
            ],
        ),
        (
            Field::YearToDate,
            report.year_to_date,
            &[
                (LAST_MONTH, figure(year.and_then(|last| last.year_to_date))),
                (PLAN_PATH, share(number.into())),
                (PLAN_YEAR, figure(plan.annual_plan)),
            ],
        ),
        (
            Field::SinceStart,
            report.since_start,
            &[
                (LAST_MONTH, figure(last.and_then(|last| last.since_start))),
                (CARRIED, figure(carried.map(|(before, year)| before + year))),
                (TOTAL, figure(plan.total_investment)),
            ],
        ),
    ];
    let window = subject.param("window");
    let mut is_silent = true;
    let is_filled = boxes.iter().any(|(_, amount, _)| amount.is_some());
    for (field, amount, references) in boxes {
        let Some(amount) = amount else { continue };
        let found = (references.iter())
            .filter_map(|(name, expected)| Some((*name, (*expected)?)))
            .filter(|(_, expected)| expected.is_far_from(amount, window))
            .filter_map(|(name, expected)| Some((name, expected.amount()?)))
            .find_map(|(name, expected)| Some((name, expected, off_by(amount, expected, window)?)));
        if let Some((name, expected, (how, factor))) = found {
            is_silent = false;
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("amount", amount.into()),
                    ("reference", name.into()),
                    ("expected", Money::from_wan(round(expected.wan(), 2)).into()),
                    (how, Arg::Number(factor)),
                ],
            );
        }
    }
    if is_silent && is_filled && !is_complete {
        sink.not_evaluated();
    }
}

/// Last month's report, the mean of the year's earlier months with investment, and whether all
/// of these months are at hand.
fn look_back<'a>(subject: &'a Subject<'_>) -> (Option<&'a Report>, Option<Expected>, bool) {
    let this = subject.context.month;
    let (mut last, mut is_complete) = (None, true);
    let (mut sum, mut months) = (Money::ZERO, 0_u32);
    for back in 1..i32::from(this.number()).max(2) {
        let month = this.plus(-back);
        match subject.past(month) {
            Past::Report(report) => {
                last = last.or(Some(report).filter(|_| back == 1));
                let worked = report.month_investment.filter(|past| *past > Money::ZERO);
                if let Some(worked) = worked.filter(|_| month.year() == this.year()) {
                    sum = sum + worked;
                    months += 1;
                }
            }
            Past::NoReport => {}
            Past::NotHere => is_complete = false,
        }
    }
    let mean = (months > 0).then(|| Expected::Mean(sum, months.into()));
    (last, mean, is_complete)
}

impl Expected {
    /// The figure worked out.
    fn amount(self) -> Option<Money> {
        match self {
            Self::Figure(amount) => Some(amount),
            Self::Twelfths(whole, months) => {
                let part = months.checked_div(Decimal::from(12)).unwrap_or_default();
                Some(whole.times(part))
            }
            Self::Mean(sum, of) => sum.wan().checked_div(of).map(Money::from_wan),
        }
    }

    /// False where `amount` is nearer than any of the factors within `window`, with some room, so
    /// that [`off_by`] would say no.
    fn is_far_from(self, amount: Money, window: Decimal) -> bool {
        let (whole, times, of) = match self {
            Self::Figure(amount) => (amount, Decimal::ONE, Decimal::ONE),
            Self::Twelfths(whole, months) => (whole, months, Decimal::from(12)),
            Self::Mean(sum, of) => (sum, Decimal::ONE, of),
        };
        let least = Decimal::from(10_000)
            .saturating_mul(Decimal::ONE.saturating_sub(window))
            .saturating_sub(Decimal::ONE);
        let expected = whole.wan().saturating_mul(times);
        let amount = amount.wan().saturating_mul(of);
        amount >= expected.saturating_mul(least) || expected >= amount.saturating_mul(least)
    }
}

/// The name and the factor of the wording, if `amount` is that far from `expected`.
fn off_by(amount: Money, expected: Money, window: Decimal) -> Option<(&'static str, Decimal)> {
    if amount <= Money::ZERO || expected <= Money::ZERO {
        return None;
    }
    let (amount, expected) = (amount.wan(), expected.wan());
    let near = |part: Decimal, whole: Decimal, factor: Decimal| {
        let times = part
            .checked_mul(factor)
            .and_then(|part| whole.checked_div(part));
        times.is_some_and(|times| (times - Decimal::ONE).abs() <= window)
    };
    [Decimal::from(10_000), Decimal::from(100_000_000)]
        .into_iter()
        .find_map(|factor| {
            if near(expected, amount, factor) {
                Some(("times", factor))
            } else if near(amount, expected, factor) {
                Some(("part", factor))
            } else {
                None
            }
        })
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let year = |amount| case().draft(&[("year_to_date", amount)]);
    let month = |amount| {
        case()
            .plan(|plan| plan.annual_plan = None)
            .draft(&[("month_investment", amount)])
    };
    let since = |amount| case().draft(&[("since_start", amount)]);
    Cases::of(&RULE)
        .fires(
            "本年累计完成投资 12,500,000.00 万元约为年度计划的序时数 1,250.00 万元的 10000 倍，疑似单位填错",
            "Year to date 12,500,000.00 万元 is about 10000 times the annual plan by time, 1,250.00 \
             万元; the unit may be wrong",
            year("12500000"),
        )
        .fires(
            "本年累计完成投资 0.30 万元约为年度计划 3,000.00 万元的 10000 分之一，疑似单位填错",
            "Year to date 0.30 万元 is about one part in 10000 of the annual plan, 3,000.00 万元; \
             the unit may be wrong",
            year("0.3"),
        )
        .fires(
            "本月完成投资 1,100,000.00 万元约为上月数 100.00 万元的 10000 倍，疑似单位填错",
            "Completed this month 1,100,000.00 万元 is about 10000 times last month's figure, \
             100.00 万元; the unit may be wrong",
            month("1100000").past("2022-04", &[("month_investment", "100")]),
        )
        .fires(
            "本月完成投资 2,000,000.00 万元约为本年以前各月平均数 200.00 万元的 10000 倍，疑似单位填错",
            "Completed this month 2,000,000.00 万元 is about 10000 times the mean of the year's \
             earlier months, 200.00 万元; the unit may be wrong",
            month("2000000")
                .past("2021-12", &[("month_investment", "7000")])
                .past("2022-01", &[("month_investment", "300")])
                .past("2022-02", &[("month_investment", "100")])
                .past("2022-03", &[("month_investment", "0")]),
        )
        .fires(
            "本月完成投资 0.0245 万元约为年度计划的月均数 250.00 万元的 10000 分之一，疑似单位填错",
            "Completed this month 0.0245 万元 is about one part in 10000 of a twelfth of the annual \
             plan, 250.00 万元; the unit may be wrong",
            case().draft(&[("month_investment", "0.0245")]),
        )
        .fires(
            "自开工累计完成投资 310,000,000,000.00 万元约为上月数 3,000.00 万元的 100000000 倍，疑似单位填错",
            "Since start 310,000,000,000.00 万元 is about 100000000 times last month's figure, \
             3,000.00 万元; the unit may be wrong",
            since("310000000000").past("2022-04", &[("since_start", "3000")]),
        )
        .fires(
            "自开工累计完成投资 0.25 万元约为至上年底累计加本年累计 2,500.00 万元的 10000 分之一，疑似单位填错",
            "Since start 0.25 万元 is about one part in 10000 of the plan's 至上年底累计 plus the \
             year to date, 2,500.00 万元; the unit may be wrong",
            since("0.25").draft(&[("year_to_date", "500")]),
        )
        .fires(
            "自开工累计完成投资 90,000,000.00 万元约为总投资 10,000.00 万元的 10000 倍，疑似单位填错",
            "Since start 90,000,000.00 万元 is about 10000 times the total investment, 10,000.00 \
             万元; the unit may be wrong",
            since("90000000"),
        )
        .silent("the plan's own pace", year("1250"))
        .silent("ten times is another matter", year("12500"))
        .silent("just outside the window", since("89999999"))
        .silent("nothing completed", year("0"))
        .silent("nothing completed, however wide the window", year("0").param("M111", "window", "1"))
        .silent("a correction", month("-1000000").past("2022-04", &[("month_investment", "100")]))
        .silent(
            "a correction, however wide the window",
            month("-1000000")
                .past("2022-04", &[("month_investment", "100")])
                .param("M111", "window", "3"),
        )
        .silent(
            "after a correction, however wide the window",
            month("1000000")
                .past("2022-04", &[("month_investment", "-100")])
                .param("M111", "window", "3"),
        )
        .silent(
            "after nothing, however wide the window",
            month("100")
                .past("2022-04", &[("month_investment", "0")])
                .param("M111", "window", "1"),
        )
        .silent(
            "a narrower window of the profile",
            since("90000000").param("M111", "window", "0.05"),
        )
        .silent(
            "last year's year to date says nothing of January's",
            case()
                .plan(|plan| plan.annual_plan = None)
                .month("2022-01")
                .draft(&[("year_to_date", "20000000")])
                .past("2021-12", &[("year_to_date", "2000")]),
        )
        .silent("nothing is filled", case().nothing_known())
        .not_evaluated(year("1250").nothing_known())
}
