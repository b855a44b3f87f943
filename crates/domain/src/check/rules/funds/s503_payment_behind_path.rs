//! S503: central-budget money is paid out in step with the year.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::money::round;
use crate::progress::elapsed_since;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S503"),
    severity: Severity::Hint,
    title: words("中央资金支付滞后", "payment behind its path"),
    message: words(
        "中央预算内投资支付率 {rate}%，低于序时要求 {path}%（年底 {target}%）",
        "{rate} % of the central budget is paid; by now it should be {path} % ({target} % by \
         December)",
    ),
    variants: &[],
    advice: words(
        "请加快支付，或核对下达额、支付额。",
        "Pay faster, or check the amounts issued and paid.",
    ),
    params: &[("target", "85")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "中央预算内投资支付率（支付额 ÷ 下达额）低于到年底 target%（默认 85）的序时要求。本年下达的自下达月次月起按月均摊，\
         以前年度下达或未填下达日期的自年初起均摊。",
        "The rate paid ÷ issued is below the path to target % (85 by default) by December: even \
         steps from the month after the issue, or from the beginning of the year if it was issued \
         earlier or no day is given.",
    ),
    why: words(
        "年底支付率要达到 85%，集中到年底支付往往来不及，还影响下一年度安排。",
        "85 % is to be paid by the end of the year; what is left to December is rarely paid in time.",
    ),
    source: "中央预算内投资支付调度的惯例；85% 见钦州市关于扩大有效投资十条措施（征求意见稿）（七），qinzhou-ten-2022 据此，其余按惯例",
    fires: words(
        "2021 年下达 1,000，2022 年 6 月支付 400：支付率 40%，序时要求 42.5%。",
        "1,000 issued in 2021, 400 paid by June 2022: 40 % against 42.5 %.",
    ),
    silent: words("同上，支付 425。", "The same with 425 paid."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, month) = (subject.report, subject.context.month);
    let rate = report
        .central_paid
        .zip(report.central_issued)
        .and_then(|(paid, issued)| paid.percent_of(issued));
    let Some(rate) = rate else { return };
    let issued = report
        .central_issued_on
        .map(|day| (day.year(), day.month()));
    let begin = match issued {
        Some((year, _)) if year > month.year() => return,
        Some((year, begin)) if year == month.year() => begin,
        _ => 0,
    };
    let Some(elapsed) = elapsed_since(begin, month) else {
        return;
    };
    let target = subject.param("target");
    let path = target.saturating_mul(elapsed) / Decimal::ONE_HUNDRED;
    if rate < path {
        sink.fire(
            [Field::CentralPaid.into(), Field::CentralIssued.into()],
            [
                ("rate", Arg::Number(round(rate, 1))),
                ("path", Arg::Number(round(path, 1))),
                ("target", Arg::Number(target)),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let paid = |paid, on| {
        case().month("2022-06").draft(&[
            ("central_issued", "1000"),
            ("central_paid", paid),
            ("central_issued_on", on),
        ])
    };
    Cases::of(&RULE)
        .fires(
            "中央预算内投资支付率 40%，低于序时要求 42.5%（年底 85%）",
            "40 % of the central budget is paid; by now it should be 42.5 % (85 % by December)",
            paid("400", "2021-09-01"),
        )
        .fires(
            "中央预算内投资支付率 40%，低于序时要求 42.5%（年底 85%）",
            "40 % of the central budget is paid; by now it should be 42.5 % (85 % by December)",
            paid("400", ""),
        )
        // five of nine steps since March
        .fires(
            "中央预算内投资支付率 28.3%，低于序时要求 28.3%（年底 85%）",
            "28.3 % of the central budget is paid; by now it should be 28.3 % (85 % by December)",
            paid("283.3", "2022-03-20"),
        )
        .silent("on its path", paid("425", "2021-09-01"))
        .silent("issued in March", paid("283.4", "2022-03-20"))
        .silent("issued this month", paid("0", "2022-06-20"))
        .silent(
            "a day that is yet to come is T202's or nobody's",
            paid("0", "2023-01-20"),
        )
        .silent(
            "issued this month; a negative payment is M101's",
            paid("-5", "2022-06-20"),
        )
        .silent(
            "issued later in the year; a negative payment is M101's",
            paid("-1000", "2022-08-20"),
        )
        .silent(
            "issued in December",
            paid("0", "2022-12-20").month("2022-12"),
        )
        .silent(
            "the profile asks for less",
            paid("400", "2021-09-01").param("S503", "target", "80"),
        )
        .silent(
            "nothing issued",
            case().draft(&[("central_issued", "0"), ("central_paid", "0")]),
        )
}
