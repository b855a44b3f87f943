//! M101: a cumulative figure is never below zero.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M101"),
    severity: Severity::Mandatory,
    title: words("累计数为负", "negative cumulative figure"),
    message: words(
        "{field} {amount} 万元小于 0",
        "{field} is {amount} 万元, below 0",
    ),
    variants: &[],
    advice: words(
        "请核对正负号和数字；冲减以前月份的，负数填在“本月完成投资”。",
        "Check the sign and the digits; a correction of earlier months goes into the month's own figure.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "除“本月完成投资”以外的任一金额小于 0。",
        "Any amount other than the month's own is below 0.",
    ),
    why: words(
        "累计数从 0 起算，冲减只能减到 0；负数多为误填负号或数字错位。",
        "A cumulative figure starts at 0 and a correction can bring it down to 0 at most; \
         below that a minus sign or a digit has slipped.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是（每月报投资完成情况）；累计数不为负是统计审核惯例",
    fires: words("本年累计填 -20 万元。", "Year to date is -20 万元."),
    silent: words(
        "本年累计 0 万元；本月完成 -20 万元（冲减，见 M102）。",
        "Year to date is 0 万元; the month is -20 万元 (a correction, see M102).",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (field, amount) in subject.amounts() {
        if field != Field::MonthInvestment && amount.is_negative() {
            sink.fire(
                [field.into()],
                [("field", field.into()), ("amount", amount.into())],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本年累计完成投资 -20.00 万元小于 0",
            "Year to date is -20.00 万元, below 0",
            case().draft(&[("year_to_date", "-20")]),
        )
        .silent("zero is allowed", case().draft(&[("year_to_date", "0")]))
        .silent(
            "the month's own figure may be a correction",
            case().draft(&[("month_investment", "-20")]),
        )
}
