//! M107: more completed since start than the whole project was to cost.

use rust_decimal::Decimal;

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M107"),
    severity: Severity::Verify,
    title: words("自开工累计超总投资", "since start above total investment"),
    message: words(
        "自开工累计 {since_start} 万元超过总投资 {total} 万元，超出 {excess} 万元",
        "Since start {since_start} 万元 is above the total investment {total} 万元 by {excess} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对单位和数字；确属超概算的，说明原因和调整概算的情况。",
        "Check the unit and the digits; if the budget is exceeded, say why and what is done about it.",
    ),
    params: &[("tolerance", "0")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "自开工累计 > 总投资 ×（1 + tolerance）；tolerance 默认 0，即一超过就须说明。",
        "Since start is above total investment × (1 + tolerance); the tolerance is 0 by default, \
         so anything above is to be explained.",
    ),
    why: words(
        "超出总投资要么是超概算，要么是填错（如万元、元混用），都要说清楚。",
        "Either the budget is exceeded or the figure is wrong (万元 and 元 mixed up); both must be said.",
    ),
    source: "统计审核惯例（完成投资与计划总投资比较）",
    fires: words(
        "总投资 10,000，自开工累计 10,500。",
        "Total 10,000, since start 10,500.",
    ),
    silent: words(
        "总投资 10,000，自开工累计 10,000。",
        "Total 10,000, since start 10,000.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (Some(since_start), Some(total)) =
        (subject.report.since_start, subject.plan().total_investment)
    else {
        return;
    };
    let limit = total.times(Decimal::ONE.saturating_add(subject.param("tolerance")));
    if since_start > limit {
        sink.fire(
            [Field::SinceStart.into()],
            [
                ("since_start", since_start.into()),
                ("total", total.into()),
                ("excess", (since_start - total).into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "自开工累计 10,500.00 万元超过总投资 10,000.00 万元，超出 500.00 万元",
            "Since start 10,500.00 万元 is above the total investment 10,000.00 万元 by 500.00 万元",
            case().draft(&[("since_start", "10500")]),
        )
        .silent("at the total", case().draft(&[("since_start", "10000")]))
        .silent(
            "within the tolerance that the profile allows",
            case()
                .param("M107", "tolerance", "0.1")
                .draft(&[("since_start", "10500")]),
        )
        .silent(
            "the plan states no total",
            case()
                .plan(|plan| plan.total_investment = None)
                .draft(&[("since_start", "10500")]),
        )
}
