//! H303: a project that stands still spends no money, or says on what.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H303"),
    severity: Severity::Verify,
    title: words("停工仍有投资", "halted with investment"),
    message: words(
        "项目停工，本月完成投资 {month} 万元",
        "The project is halted, but {month} 万元 were invested this month",
    ),
    variants: &[],
    advice: words(
        "请核对建设状态和本月完成；属实的，说明投资内容和停工日期。",
        "Check the status and the figure; if both are right, say what was paid for and since \
         when work has stopped.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "状态为停工，而本月完成大于 0。",
        "The status is 停工 and the month is above 0.",
    ),
    why: words(
        "停工当月可能先施工后停工，也可能支付设备、征地款，应说明。",
        "Work may have stopped within the month, or equipment or land was paid for; it is to \
         be said.",
    ),
    source: "统计审核惯例（停工与投资核对）",
    fires: words("停工，本月完成 200。", "Halted, the month is 200."),
    silent: words("停工，本月完成 0。", "Halted, the month is 0."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let month = subject.report.month_investment.filter(|m| *m > Money::ZERO);
    if let (true, Some(month)) = (subject.report.is_halted(), month) {
        sink.fire(
            [Field::MonthInvestment.into(), Field::Status.into()],
            [("month", month.into())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |status, month| case().draft(&[("status", status), ("month_investment", month)]);
    Cases::of(&RULE)
        .fires(
            "项目停工，本月完成投资 200.00 万元",
            "The project is halted, but 200.00 万元 were invested this month",
            with("halted", "200"),
        )
        .silent("nothing invested", with("halted", "0"))
        .silent("not halted", with("normal", "200"))
}
