//! M108: more completed this year than the annual plan foresees.

use rust_decimal::Decimal;

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M108"),
    severity: Severity::Verify,
    title: words("本年累计超年度计划", "year to date above annual plan"),
    message: words(
        "本年累计 {year_to_date} 万元超过年度计划 {annual} 万元，超出 {excess} 万元",
        "Year to date {year_to_date} 万元 is above the annual plan {annual} 万元 by {excess} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对单位和数字；确属超计划完成的，说明原因。",
        "Check the unit and the digits; if more was completed than planned, say why.",
    ),
    params: &[("tolerance", "0.1"), ("year_end", "0.2")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "本年累计 > 年度计划 ×（1 + tolerance）；tolerance 默认 0.1，即超过计划一成须说明；12 月用 year_end（默认 0.2）。\
         预备项目没有年度计划，不审核；年度计划为 0、报告月以前已竣工的（付尾款）不审核。",
        "The year to date is above the annual plan × (1 + tolerance); the tolerance is 0.1 by default, \
         so a tenth above the plan is to be explained, and year_end, 0.2 by default, in December. 预备 \
         projects have no annual plan and are not judged, nor is a plan of 0 when the project was \
         completed before the month (final payments).",
    ),
    why: words(
        "略超计划是好事；超出较多，要么计划需调整，要么填错（如把自开工累计填到本年累计）。年底集中结算，超一点很常见。",
        "A little more than planned is welcome; much more means that the plan is to be adjusted or that \
         the figure is wrong (the since-start figure in the wrong box). At the end of the year accounts \
         are settled, and a little more is usual.",
    ),
    source: "统计审核惯例（完成投资与年度计划比较）",
    fires: words(
        "年度计划 3,000，本年累计 3,600。",
        "Annual plan 3,000, year to date 3,600.",
    ),
    silent: words(
        "年度计划 3,000，本年累计 3,200。",
        "Annual plan 3,000, year to date 3,200.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (Some(year_to_date), Some(annual)) =
        (subject.report.year_to_date, subject.plan().annual_plan)
    else {
        return;
    };
    let month = subject.context.month;
    let completion = subject.report.actual_completion;
    if annual.is_zero() && completion.is_some_and(|day| day < month.first_day()) {
        return;
    }
    let tolerance = subject.param(match month.number() {
        12 => "year_end",
        _ => "tolerance",
    });
    let limit = annual.times(Decimal::ONE.saturating_add(tolerance));
    if year_to_date > limit {
        sink.fire(
            [Field::YearToDate.into()],
            [
                ("year_to_date", year_to_date.into()),
                ("annual", annual.into()),
                ("excess", (year_to_date - annual).into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "本年累计 3,600.00 万元超过年度计划 3,000.00 万元，超出 600.00 万元",
            "Year to date 3,600.00 万元 is above the annual plan 3,000.00 万元 by 600.00 万元",
            case().draft(&[("year_to_date", "3600")]),
        )
        .fires(
            "本年累计 3,600.01 万元超过年度计划 3,000.00 万元，超出 600.01 万元",
            "Year to date 3,600.01 万元 is above the annual plan 3,000.00 万元 by 600.01 万元",
            case()
                .month("2022-12")
                .draft(&[("year_to_date", "3600.01")]),
        )
        .fires(
            "本年累计 50.00 万元超过年度计划 0.00 万元，超出 50.00 万元",
            "Year to date 50.00 万元 is above the annual plan 0.00 万元 by 50.00 万元",
            case()
                .plan(|plan| plan.annual_plan = Some(Money::ZERO))
                .draft(&[("year_to_date", "50"), ("actual_completion", "2022-05-01")]),
        )
        .silent(
            "a final payment",
            case()
                .plan(|plan| plan.annual_plan = Some(Money::ZERO))
                .draft(&[("year_to_date", "50"), ("actual_completion", "2022-04-30")]),
        )
        .silent(
            "settled at the end of the year",
            case().month("2022-12").draft(&[("year_to_date", "3600")]),
        )
        .silent(
            "within the tolerance",
            case().draft(&[("year_to_date", "3300")]),
        )
        .silent(
            "预备 projects have no annual plan",
            case()
                .nature(Nature::Preparatory)
                .draft(&[("year_to_date", "3600")]),
        )
}
