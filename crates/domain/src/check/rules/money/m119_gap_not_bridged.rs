//! M119: after months without a report the figures go on from the last one.

use super::super::prelude::*;
use super::m104_since_start_adds_up::is_as_settled;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M119"),
    severity: Severity::Verify,
    title: words("断月不衔接", "gap not bridged"),
    message: words(
        "{last} 月报至上年底累计为 {was} 万元（自开工累计 − 本年累计），本月为 {is} 万元",
        "By the report of {last} the end of last year stood at {was} 万元 (since start less year to date), by this one at {is} 万元",
    ),
    variants: &[
        words(
            "本年累计扣除本月完成为 {rest} 万元，小于 {last} 月报的本年累计 {year_to_date} 万元",
            "The year to date without the month is {rest} 万元, below the {year_to_date} 万元 that {last} reported",
        ),
        words(
            "至上年底累计为 {now} 万元（自开工累计 − 本年累计），小于 {last} 月报的自开工累计 {since_start} 万元",
            "The end of last year stands at {now} 万元 (since start less year to date), below the {since_start} 万元 that {last} reported",
        ),
    ],
    advice: words(
        "请与上一份月报核对累计数；中间月份有冲减、或上年数已核定的，说明情况。",
        "Hold the figures against the last report; if a month in between took something back, or last year was settled otherwise, say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "上月没有月报（或不在手头）时，与最近一份月报 L（不论隔几个月）比较：同一年的，自开工累计 − 本年累计 ≠ L 的自开工累计 − 本年累计，或本月完成 ≥ 0 而本年累计 − 本月完成 < L 的本年累计；L 在以前年度的，自开工累计 − 本年累计 < L 的自开工累计。等于计划表至上年底累计 + 本年累计的，前一项不审核。按季填报的由本关系衔接。",
        "When there is no report of last month, or it is not at hand, against the last report L, whatever its month: within one year since start less year to date is not what it was in L, or the month is not below 0 and the year to date less the month is below that of L; across years since start less year to date is below the since-start figure of L. The first is not judged when the figure is the plan's 至上年底累计 plus the year to date. Who reports by the quarter is judged by this.",
    ),
    why: words(
        "M103、M104 只看上月；漏报一个月或按季填报，累计数就没有人核对。",
        "M103 and M104 look at last month alone: after a month that nobody reported, or by the quarter, nothing else checks the cumulative figures.",
    ),
    source: "统计审核惯例（累计数衔接）",
    fires: words(
        "3 月本年累计 1,300、自开工累计 5,300；4 月没有月报；5 月本月 50、本年累计 600、自开工累计 4,600。",
        "March: year to date 1,300, since start 5,300. No report of April. May: 50 in the month, year to date 600, since start 4,600.",
    ),
    silent: words(
        "同上，5 月本月 300、本年累计 1,900、自开工累计 5,900。",
        "The same, May with 300, 1,900 and 5,900.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, this) = (subject.report, subject.context.month);
    let Some(year_to_date) = report.year_to_date else {
        return;
    };
    let Some((at, last)) = subject.last_at_hand(sink) else {
        return;
    };
    if at == this.previous() {
        return;
    }
    let before = report.since_start.map(|since| since - year_to_date);
    if at.year() != this.year() {
        let fell = before.zip(last.since_start);
        if let Some((now, since_start)) = fell.filter(|(now, since_start)| now < since_start) {
            let args = [
                ("last", at.into()),
                ("now", now.into()),
                ("since_start", since_start.into()),
            ];
            sink.fire([Field::SinceStart.into(), Field::YearToDate.into()], args);
        }
        return;
    }
    let was = last.since_start.zip(last.year_to_date);
    let moved = before.zip(was.map(|(since, year)| since - year));
    let moved = moved.filter(|(is, was)| is != was && !is_as_settled(subject));
    let rest = report.month_investment.filter(|month| !month.is_negative());
    let fell = rest
        .map(|month| year_to_date - month)
        .zip(last.year_to_date);
    if let Some((rest, year)) = fell.filter(|(rest, year)| rest < year) {
        let args = [
            ("last", at.into()),
            ("rest", rest.into()),
            ("year_to_date", year.into()),
        ];
        sink.fire(
            [Field::YearToDate.into(), Field::MonthInvestment.into()],
            args,
        );
    }
    if let Some((is, was)) = moved {
        let args = [("last", at.into()), ("was", was.into()), ("is", is.into())];
        sink.fire([Field::SinceStart.into(), Field::YearToDate.into()], args);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let may = |month, year, since| {
        case().plan(|plan| plan.before_year = None).draft(&[
            ("month_investment", month),
            ("year_to_date", year),
            ("since_start", since),
        ])
    };
    let march = [("year_to_date", "1300"), ("since_start", "5300")];
    Cases::of(&RULE)
        .fires(
            "本年累计扣除本月完成为 550.00 万元，小于 2022-03 月报的本年累计 1,300.00 万元",
            "The year to date without the month is 550.00 万元, below the 1,300.00 万元 that 2022-03 \
             reported",
            may("50", "600", "4600").past("2022-03", &march),
        )
        .fires(
            "2022-03 月报至上年底累计为 4,000.00 万元（自开工累计 − 本年累计），本月为 4,100.00 万元",
            "By the report of 2022-03 the end of last year stood at 4,000.00 万元 (since start less year to \
             date), by this one at 4,100.00 万元",
            may("300", "1900", "6000").past("2022-03", &march),
        )
        .fires(
            "至上年底累计为 5,000.00 万元（自开工累计 − 本年累计），小于 2021-11 月报的自开工累计 5,300.00 万元",
            "The end of last year stands at 5,000.00 万元 (since start less year to date), below the \
             5,300.00 万元 that 2021-11 reported",
            may("300", "900", "5900").past("2021-11", &march),
        )
        .silent(
            "it goes on from March",
            may("300", "1900", "5900").past("2022-03", &march),
        )
        .fires(
            "本年累计扣除本月完成为 550.00 万元，小于 2022-03 月报的本年累计 1,300.00 万元",
            "The year to date without the month is 550.00 万元, below the 1,300.00 万元 that 2022-03 \
             reported",
            may("50", "600", "4600")
                .past("2022-03", &march)
                .nothing_known(),
        )
        .silent(
            "nothing in April either",
            may("0", "1300", "5300").past("2022-03", &march),
        )
        .silent(
            "a correction",
            may("-50", "600", "4600").past("2022-03", &march),
        )
        .silent(
            "last year was settled otherwise",
            may("300", "1900", "6000")
                .plan(|plan| plan.before_year = Some(Money::from_wan(4100.into())))
                .past("2022-03", &march),
        )
        .silent(
            "it goes on across the turn of the year",
            may("300", "600", "5900").past("2021-11", &march),
        )
        .silent(
            "last month has a report: M103 and M104",
            may("50", "600", "4600").past("2022-04", &march),
        )
        .silent("the first report: M117", may("50", "600", "4600"))
        .silent(
            "the year to date is not filled",
            case().nothing_known().draft(&[("since_start", "4600")]),
        )
        .not_evaluated(may("300", "1900", "5900").nothing_known())
}
