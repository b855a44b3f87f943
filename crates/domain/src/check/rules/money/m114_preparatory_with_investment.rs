//! M114: a 预备 project has neither an annual plan nor investment of the year.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M114"),
    severity: Severity::Mandatory,
    title: words(
        "预备项目有计划或投资",
        "preparatory project with plan or investment",
    ),
    message: words(
        "{nature}项目不应有年度计划，计划表为 {annual} 万元",
        "A project of nature “{nature}” has no annual plan, but the plan gives {annual} 万元",
    ),
    variants: &[words(
        "{nature}项目不应有完成投资，{field}为 {amount} 万元",
        "A project of nature “{nature}” has no investment, but {field} is {amount} 万元",
    )],
    advice: words(
        "已开工的，请联系重点办调整项目性质；误填的，清空投资数。",
        "If it has started, ask the city office to change its nature; otherwise empty the figures.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "预备项目的计划表有年度计划，或月报的本月完成、本年累计大于 0。",
        "A 预备 project has an annual plan in its plan row, or its report gives a month or a year to date above 0.",
    ),
    why: words(
        "预备项目只做前期工作，没有年度计划（空白，不是 0）；有投资的应转为新开工。",
        "It does preliminary work only and has no annual plan (absent, not 0); with \
         investment it belongs under 新开工.",
    ),
    source: "柳政办〔2022〕5号 二（四）（预备项目）",
    fires: words(
        "预备项目本年累计 50。",
        "A 预备 project with a year to date of 50.",
    ),
    silent: words(
        "预备项目只填前期工作。",
        "A 预备 project that reports milestones only.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, plan) = (subject.report, subject.plan());
    if plan.nature.is_implementing() {
        return;
    }
    if let Some(annual) = plan.annual_plan {
        sink.fire(
            [Field::ProjectCode.into()],
            [
                ("nature", subject.nature_label()),
                ("annual", annual.into()),
            ],
        );
    }
    let amounts = [
        (Field::MonthInvestment, report.month_investment),
        (Field::YearToDate, report.year_to_date),
    ];
    for (field, amount) in amounts {
        if let Some(amount) = amount.filter(|amount| *amount > Money::ZERO) {
            sink.fire(
                [field.into()],
                [
                    ("nature", subject.nature_label()),
                    ("field", field.into()),
                    ("amount", amount.into()),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let preparatory = || case().nature(Nature::Preparatory);
    Cases::of(&RULE)
    .fires(
        "预备项目不应有完成投资，本年累计完成投资为 50.00 万元",
        "A project of nature “preparatory” has no investment, but Year to date is 50.00 万元",
        preparatory().draft(&[("year_to_date", "50")]),
    )
    .fires(
        "预备项目不应有年度计划，计划表为 3,000.00 万元",
        "A project of nature “preparatory” has no annual plan, but the plan gives 3,000.00 万元",
        case().plan(|plan| plan.nature = Nature::Preparatory),
    )
    .silent("nothing, or zero", preparatory().draft(&[("month_investment", "0")]))
    .silent("续建", case().draft(&[("year_to_date", "50")]))
}
