//! M112: amounts are entered to the places that the jurisdiction asks for.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M112"),
    severity: Severity::Mandatory,
    title: words("小数位数过多", "too many decimal places"),
    message: words(
        "{field} {amount} 万元有 {decimals} 位小数，最多 {allowed} 位",
        "{field} {amount} 万元 has {decimals} decimal places; at most {allowed} are accepted",
    ),
    variants: &[],
    advice: words(
        "请按规定的小数位数四舍五入后填写。",
        "Round it to the accepted places.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "任一金额的小数位数多于本地规定（不超过 6 位，1 分 = 0.000001 万元）。末尾的 0 不计。",
        "An amount has more decimal places than the profile accepts (6 at most: 1 分 is \
         0.000001 万元). Trailing zeros do not count.",
    ),
    why: words(
        "位数不一，各级汇总就会出现尾差。",
        "Where places differ, totals of different levels differ by rounding.",
    ),
    source: "统计审核惯例（计量单位和小数位数统一）",
    fires: words(
        "规定 2 位，本月完成填 12.345。",
        "Two places are accepted and the month is 12.345.",
    ),
    silent: words(
        "规定 2 位，本月完成填 12.30。",
        "Two places are accepted and the month is 12.30.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let allowed = subject.context.profile.decimals.entry;
    for (field, amount) in subject.amounts() {
        let decimals = amount.decimals();
        if decimals > allowed {
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("amount", amount.into()),
                    ("decimals", Arg::Number(decimals.into())),
                    ("allowed", Arg::Number(allowed.into())),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本月完成投资 12.345 万元有 3 位小数，最多 2 位",
            "Completed this month 12.345 万元 has 3 decimal places; at most 2 are accepted",
            case().draft(&[("month_investment", "12.345")]),
        )
        .silent(
            "as many as allowed",
            case().draft(&[("month_investment", "1.25")]),
        )
        .silent(
            "trailing zeros",
            case().draft(&[("month_investment", "12.3000")]),
        )
        .silent(
            "a jurisdiction that counts in 分",
            case()
                .profile(|profile| profile.decimals.entry = 6)
                .draft(&[("month_investment", "1212.68008")]),
        )
}
