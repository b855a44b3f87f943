//! M121: long after completion little is left to pay.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::period::Month;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M121"),
    severity: Severity::Verify,
    title: words("竣工后投资较多", "much invested after completion"),
    message: words(
        "项目已于 {completion} 竣工，本月完成投资 {month} 万元，超过总投资 {total} 万元的 {percent}%",
        "The project was completed on {completion}, but {month} 万元 were invested this month, above {percent} % of the total {total} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对本月完成和竣工日期；属结算、尾款的，说明内容。",
        "Check the figure and the completion; if it is a settlement or a final payment, say of what.",
    ),
    params: &[("share", "0.02"), ("months", "3")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "实际竣工已满 months 个月（默认 3，按月份计），本月完成 > 总投资 × share（默认 0.02）。",
        "The actual completion lies months months back or more (3 by default, month by month), and the month is above total investment × share (0.02 by default).",
    ),
    why: words(
        "竣工后只有尾款；数额大的，要么竣工日期填早了，要么填错项目或单位。",
        "After completion only final payments are left; a large one means an early completion, or a figure of another project or in another unit.",
    ),
    source: "统计审核惯例（竣工与投资核对）",
    fires: words(
        "1 月竣工，总投资 10,000，5 月完成 300。",
        "Completed in January, total 10,000, 300 in May.",
    ),
    silent: words(
        "同上，5 月完成 200；或 3 月竣工。",
        "The same with 200; or completed in March.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(completion), Some(month), Some(total)) = (
        report.actual_completion,
        report.month_investment,
        subject.plan().total_investment,
    ) else {
        return;
    };
    let since = Month::of(completion).map(|end| subject.context.month.since(end));
    let is_long_ago = since.is_some_and(|since| Decimal::from(since) >= subject.param("months"));
    let share = subject.param("share");
    if is_long_ago && month > total.times(share) {
        sink.fire(
            [
                Field::MonthInvestment.into(),
                Field::ActualCompletion.into(),
            ],
            [
                ("completion", completion.into()),
                ("month", month.into()),
                ("total", total.into()),
                ("percent", Arg::Number(share * Decimal::ONE_HUNDRED)),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let completed =
        |day, month| case().draft(&[("actual_completion", day), ("month_investment", month)]);
    Cases::of(&RULE)
        .fires(
            "项目已于 2022-02-28 竣工，本月完成投资 300.00 万元，超过总投资 10,000.00 万元的 2%",
            "The project was completed on 2022-02-28, but 300.00 万元 were invested this month, above 2 % \
             of the total 10,000.00 万元",
            completed("2022-02-28", "300"),
        )
        .fires(
            "项目已于 2021-06-30 竣工，本月完成投资 300.00 万元，超过总投资 10,000.00 万元的 2%",
            "The project was completed on 2021-06-30, but 300.00 万元 were invested this month, above 2 % \
             of the total 10,000.00 万元",
            completed("2021-06-30", "300"),
        )
        .silent("a final payment", completed("2022-02-28", "200"))
        .silent("completed a short while ago", completed("2022-03-01", "300"))
        .silent(
            "the profile allows more",
            completed("2022-02-28", "300").param("M121", "share", "0.03"),
        )
        .silent(
            "the profile waits for longer",
            completed("2022-02-28", "300").param("M121", "months", "4"),
        )
        .silent("not completed", case().draft(&[("month_investment", "300")]))
}
