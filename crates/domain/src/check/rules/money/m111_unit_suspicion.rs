//! M111: a figure that is ten thousand times too large or too small was typed in another unit.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::money::round;
use crate::progress::by_time;

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
    params: &[
        ("window", "0.1"),
        ("far", "40"),
        ("nothing", "500"),
        ("least", "1"),
    ],
    missing: Missing::SkipIfAll,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本月完成、本年累计或自开工累计，与上月月报、计划表或本年以前各月平均数所提示的数相差 10⁴ 或 10⁸ 倍（大或小），\
         偏离不超过 window（默认 0.1，即 10%）；或本月完成与上月数、本年以前各月平均数、年度计划月均数中的两个相差 far（默认 40）倍以上\
         （小数点错位、差 100 或 1,000 倍，各月本身又有多有少），或不到其中一个的 nothing（默认 500）分之一；竣工后的尾款不作后一项比较。\
         所提示的数不到 least 万元（默认 1）的不作比较。",
        "The month, the year to date or since start is 10⁴ or 10⁸ times what last month's report, \
         the plan or the mean of the year's earlier months suggests, or that part of it, within a \
         window of 0.1 (10 %); or the month is far, 40 times, from two of last month's figure, the mean of \
         the year's earlier months and a twelfth of the annual plan (a factor of 100 or 1,000, while months \
         differ by themselves), or less than one part in nothing, 500, of one of them; bills after completion \
         are not held against these. What suggests less than least, 1 万元, is not compared with.",
    ),
    why: words(
        "万元、元、亿元混用是最常见也最大的填报差错，一个项目就能使全市的合计失真；小数点错位、把千元当万元，差一百倍、一千倍。",
        "万元, 元 and 亿元 mixed up is the most frequent and the largest error: one project spoils \
         the whole city's total. A point in the wrong place or thousands taken for 万元 make a factor of \
         a hundred or a thousand.",
    ),
    source: "统计审核惯例（计量单位审核）",
    fires: words(
        "年度计划 3,000，5 月本年累计填 12,500,000（应为 1,250 万元，按元填报）；1 月完成 250，2 月填 2.5。",
        "Annual plan 3,000; in May the year to date is given as 12,500,000 (1,250 万元 typed in 元). 250 \
         in January, 2.5 in February.",
    ),
    silent: words(
        "年度计划 3,000，5 月本年累计填 1,250；1 月完成 250，2 月完成 30。",
        "Annual plan 3,000; in May the year to date is 1,250. 250 in January, 30 in February.",
    ),
};

/// What a figure is held against: what it stands for, and how that reads.
type Name = (&'static str, Words);

const LAST_MONTH: Name = ("last_month", words("上月数", "last month's figure"));
const MEAN: Name = (
    "mean",
    words(
        "本年以前各月平均数",
        "the mean of the year's earlier months",
    ),
);
const PLAN_MONTH: Name = (
    "plan_month",
    words("年度计划的月均数", "a twelfth of the annual plan"),
);
const PLAN_PATH: Name = (
    "plan_path",
    words("年度计划的序时数", "the annual plan by time"),
);
const PLAN_YEAR: Name = ("plan_year", words("年度计划", "the annual plan"));
const TOTAL: Name = ("total", words("总投资", "the total investment"));
const CARRIED: Name = (
    "carried",
    words(
        "至上年底累计加本年累计",
        "the plan's 至上年底累计 plus the year to date",
    ),
);

type Reference = (Name, Option<Expected>);

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
    let limits = Limits {
        window: subject.param("window"),
        far: subject.param("far"),
        nothing: subject.param("nothing"),
        least: Money::from_wan(subject.param("least")),
    };
    // bills that come in later are as small as they are
    let this = subject.context.month.first_day();
    let was_completed = report.actual_completion.is_some_and(|day| day < this);
    let mut is_silent = true;
    let is_filled = boxes.iter().any(|(_, amount, _)| amount.is_some());
    for (field, amount, references) in boxes {
        let Some(amount) = amount else { continue };
        let mixed_up = limits.mixed_up(amount, references);
        let found = mixed_up.or_else(|| {
            let of_the_month = field == Field::MonthInvestment && !was_completed;
            of_the_month.then(|| limits.slipped(amount, references))?
        });
        if let Some((name, expected, (how, factor))) = found {
            is_silent = false;
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("amount", amount.into()),
                    ("reference", Arg::phrase(name.0, name.1)),
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

/// How far a figure must be off, and from what.
#[derive(Clone, Copy)]
struct Limits {
    window: Decimal,
    far: Decimal,
    nothing: Decimal,
    least: Money,
}

/// Off from which reference, what it suggests, and how far: name and factor of the wording.
type Found = (Name, Money, (&'static str, Decimal));

impl Limits {
    /// 万元, 元 and 亿元 mixed up: 10⁴ or 10⁸ times one of the references.
    fn mixed_up(self, amount: Money, references: &[Reference]) -> Option<Found> {
        let factors = [Decimal::from(10_000), Decimal::from(100_000_000)];
        self.far(amount, references, factors[0], self.window)
            .find_map(|(name, expected)| {
                let off = |factor| off_by(amount, expected, factor, self.window);
                Some((name, expected, factors.into_iter().find_map(off)?))
            })
    }

    /// A point in the wrong place, thousands taken for 万元: far off two of the references, as a
    /// month may well be that much smaller or larger than one of them, or next to nothing of one.
    fn slipped(self, amount: Money, references: &[Reference]) -> Option<Found> {
        let mut off = self
            .far(amount, references, self.far, Decimal::ZERO)
            .filter_map(|(name, expected)| Some((name, expected, times(amount, expected)?)))
            .filter(|(_, _, (_, times))| *times >= self.far);
        let (name, expected, (how, times)) = off.next()?;
        let is_nothing = how == "part" && times >= self.nothing;
        let agrees = is_nothing || off.any(|(_, _, (other, _))| other == how);
        agrees.then(|| (name, expected, (how, round(times, 0))))
    }

    /// The references that `amount` is nearly `factor` or more off from.
    fn far(
        self,
        amount: Money,
        references: &[Reference],
        factor: Decimal,
        window: Decimal,
    ) -> impl Iterator<Item = (Name, Money)> {
        (references.iter())
            .filter_map(|(name, expected)| Some((*name, (*expected)?)))
            .filter(move |(_, expected)| expected.is_far_from(amount, factor, window))
            .filter_map(|(name, expected)| Some((name, expected.amount()?)))
            .filter(move |(_, expected)| *expected >= self.least)
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
            Self::Twelfths(whole, months) => Some(by_time(whole, months)),
            Self::Mean(sum, of) => sum.wan().checked_div(of).map(Money::from_wan),
        }
    }

    /// False where `amount` is nearer than `factor` within `window`, with some room, so that
    /// [`off_by`] would say no.
    fn is_far_from(self, amount: Money, factor: Decimal, window: Decimal) -> bool {
        let (whole, times, of) = match self {
            Self::Figure(amount) => (amount, Decimal::ONE, Decimal::ONE),
            Self::Twelfths(whole, months) => (whole, months, Decimal::from(12)),
            Self::Mean(sum, of) => (sum, Decimal::ONE, of),
        };
        let least = factor
            .saturating_mul(Decimal::ONE.saturating_sub(window))
            .saturating_sub(Decimal::ONE);
        let expected = whole.wan().saturating_mul(times);
        let amount = amount.wan().saturating_mul(of);
        amount >= expected.saturating_mul(least) || expected >= amount.saturating_mul(least)
    }
}

/// The name and the factor of the wording: how many times or which part of `expected` an amount is.
fn times(amount: Money, expected: Money) -> Option<(&'static str, Decimal)> {
    if amount <= Money::ZERO || expected <= Money::ZERO {
        return None;
    }
    let (amount, expected) = (amount.wan(), expected.wan());
    let (how, times) = if amount > expected {
        ("times", amount.checked_div(expected)?)
    } else {
        ("part", expected.checked_div(amount)?)
    };
    Some((how, times))
}

/// The name and the factor of the wording, if `amount` is that far from `expected`.
fn off_by(
    amount: Money,
    expected: Money,
    factor: Decimal,
    window: Decimal,
) -> Option<(&'static str, Decimal)> {
    if amount <= Money::ZERO {
        return None;
    }
    let (amount, expected) = (amount.wan(), expected.wan());
    let near = |amount: Option<Decimal>, of: Option<Decimal>| {
        let times = amount
            .zip(of)
            .and_then(|(amount, of)| amount.checked_div(of));
        times.is_some_and(|times| (times - Decimal::ONE).abs() <= window)
    };
    if near(Some(amount), expected.checked_mul(factor)) {
        Some(("times", factor))
    } else if near(amount.checked_mul(factor), Some(expected)) {
        Some(("part", factor))
    } else {
        None
    }
}

#[cfg(test)]
mod examples;
#[cfg(test)]
pub(in crate::check) use examples::cases;
