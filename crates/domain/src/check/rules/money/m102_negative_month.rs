//! M102: a month's figure below zero is a downward correction and wants a reason.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M102"),
    severity: Severity::Verify,
    title: words("本月完成投资为负", "negative figure of the month"),
    message: words(
        "本月完成投资 {month} 万元小于 0（冲减）",
        "The month's investment is {month} 万元, below 0 (a downward correction)",
    ),
    variants: &[],
    advice: words(
        "确属冲减的，请说明冲减哪个月的投资、什么原因；误填的请改正。",
        "If it is a correction, say which month it corrects and why; otherwise correct the figure.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words("本月完成投资小于 0。", "The month's figure is below 0."),
    why: words(
        "负数表示冲减以前月份多报的投资，会改变已公布的累计数，应有说明。",
        "A negative figure takes back investment reported earlier and changes published totals, \
         so it needs a reason on record.",
    ),
    source: "统计审核惯例（冲减须说明）",
    fires: words("本月完成 -20 万元。", "The month is -20 万元."),
    silent: words("本月完成 0 万元。", "The month is 0 万元."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(month) = subject.report.month_investment else {
        return;
    };
    if month.is_negative() {
        sink.fire([Field::MonthInvestment.into()], [("month", month.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本月完成投资 -20.00 万元小于 0（冲减）",
            "The month's investment is -20.00 万元, below 0 (a downward correction)",
            case().draft(&[("month_investment", "-20")]),
        )
        .silent("zero", case().draft(&[("month_investment", "0")]))
        .silent("not filled", case())
}
