//! T217: what was spent before the start is little, or has a reason.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::period::{Date, Month};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T217"),
    severity: Severity::Verify,
    title: words("开工晚于投资", "invested before the start"),
    message: words(
        "实际开工 {start}，开工月份以前已完成投资 {before} 万元，超过总投资 {total} 万元的 {percent}%",
        "The project started on {start}; {before} 万元 were completed before that month, above {percent} % of the total {total} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对实际开工日期；确系开工前的征地、前期、设备预付等投资，说明内容。",
        "Check the day of the start; if land, preliminary work or equipment was paid for before, say what.",
    ),
    params: &[("share", "0.05")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "实际开工在报告年度的项目，开工月份以前的完成投资（开工当月月报的自开工累计 − 本月完成，或开工前一月月报的自开工累计，或计划表的至上年底累计，取其中最大的）> 总投资 × share（默认 0.05）。",
        "A project that started in the reported year completed, before the month of its start, more than total investment × share (0.05 by default): by the report of that month its since-start figure less the month, by the report before it its since-start figure, or the plan's 至上年底累计, whichever is largest.",
    ),
    why: words(
        "投资在开工以前大量发生，多为开工日期填晚了（或推迟上报以凑当年开工）。",
        "Much money before the start usually means that the day is late, or was moved into this year.",
    ),
    source: "统计审核惯例（开工日期与投资核对）",
    fires: words(
        "总投资 10,000，5 月开工，4 月自开工累计已 800。",
        "Total 10,000, started in May, 800 since start by April.",
    ),
    silent: words("同上，4 月自开工累计 500。", "The same with 500 by April."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (Some(start), Some(total)) = (subject.report.actual_start, subject.plan().total_investment)
    else {
        return;
    };
    let is_of_this_year = start.year() == subject.context.month.year();
    let Some(month) = Month::of(start).filter(|_| is_of_this_year) else {
        return;
    };
    let share = subject.param("share");
    let Some(before) = invested_before(subject, month, sink) else {
        return;
    };
    if before > total.times(share) {
        sink.fire(
            [Field::ActualStart.into(), Field::SinceStart.into()],
            args(start, before, total, share),
        );
    }
}

fn args(start: Date, before: Money, total: Money, share: Decimal) -> [(&'static str, Arg); 4] {
    [
        ("start", start.into()),
        ("before", before.into()),
        ("total", total.into()),
        ("percent", Arg::Number(share * Decimal::ONE_HUNDRED)),
    ]
}

/// What is known to have been completed before the month of the start.
fn invested_before(subject: &Subject<'_>, month: Month, sink: &mut Sink<'_>) -> Option<Money> {
    let by_report = if month == subject.context.month {
        let report = subject.report;
        let sums = report.since_start.zip(report.month_investment);
        sums.map(|(since, month)| since - month)
    } else {
        match subject.past(month.previous()) {
            Past::Report(report) => report.since_start,
            Past::NoReport => None,
            Past::NotHere => {
                sink.not_evaluated();
                return None;
            }
        }
    };
    by_report.max(subject.plan().before_year)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let new = || {
        case()
            .nature(Nature::NewStart)
            .plan(|plan| plan.before_year = None)
    };
    let in_may = |since| {
        new().draft(&[
            ("actual_start", "2022-05-08"),
            ("month_investment", "200"),
            ("since_start", since),
        ])
    };
    let in_april = |march| {
        new()
            .draft(&[("actual_start", "2022-04-08"), ("since_start", "5000")])
            .past("2022-03", &[("since_start", march)])
    };
    Cases::of(&RULE)
        .fires(
            "实际开工 2022-05-08，开工月份以前已完成投资 800.00 万元，超过总投资 10,000.00 万元的 5%",
            "The project started on 2022-05-08; 800.00 万元 were completed before that month, above 5 % \
             of the total 10,000.00 万元",
            in_may("1000"),
        )
        .fires(
            "实际开工 2022-04-08，开工月份以前已完成投资 501.00 万元，超过总投资 10,000.00 万元的 5%",
            "The project started on 2022-04-08; 501.00 万元 were completed before that month, above 5 % \
             of the total 10,000.00 万元",
            in_april("501"),
        )
        .fires(
            "实际开工 2022-01-08，开工月份以前已完成投资 600.00 万元，超过总投资 10,000.00 万元的 5%",
            "The project started on 2022-01-08; 600.00 万元 were completed before that month, above 5 % \
             of the total 10,000.00 万元",
            new()
                .plan(|plan| plan.before_year = Some(Money::from_wan(600.into())))
                .draft(&[("actual_start", "2022-01-08")]),
        )
        .silent("a little before", in_may("700"))
        .silent("a little by the month before", in_april("500"))
        .silent(
            "the profile allows more",
            in_may("1000").param("T217", "share", "0.1"),
        )
        .silent("no report of the month before, none at all", in_may(""))
        .silent(
            "started in an earlier year",
            case().draft(&[("actual_start", "2021-04-08"), ("since_start", "5000")]),
        )
        .silent("not started", case())
        .not_evaluated(
            new()
                .nothing_known()
                .draft(&[("actual_start", "2022-04-08")]),
        )
}
