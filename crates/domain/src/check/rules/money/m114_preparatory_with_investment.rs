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
        "{nature}项目填有完成投资，{field}为 {amount} 万元",
        "A project of nature “{nature}” reports investment: {field} is {amount} 万元",
    )],
    advice: words(
        "年度计划请联系重点办清空或调整项目性质。完成投资属征地、前期费，或由实施项目调整而来的，请说明；误填的清空。",
        "Ask the city office to empty the annual plan or to change the nature. If money went into land or \
         preliminary work, or the project was put back from another nature, say so; else empty the figures.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "预备项目的计划表有年度计划（强制性），或月报的本月完成大于 0，或本年累计大于 0（核实性）。",
        "A 预备 project has an annual plan in its plan row (to be corrected); or its report gives a month \
         or a year to date above 0 (to be explained).",
    ),
    why: words(
        "预备项目没有年度计划（空白，不是 0），投资不计入实施项目合计。征地、前期费确可发生，要说明；已开工的应转为新开工。",
        "It has no annual plan (absent, not 0), and its investment is in no total. Land and preliminary \
         work do cost money, which is to be said; a project that has started belongs under 新开工.",
    ),
    source: "柳政办〔2022〕5号 二（预备项目列总投资，不列年度计划投资）；完成投资须说明是月报审核惯例",
    fires: words(
        "预备项目本月完成 50。",
        "A 预备 project with 50 in the month.",
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
    // one question, not one a box
    let mut filled = amounts
        .into_iter()
        .filter_map(|(field, amount)| Some((field, amount?)));
    if let Some((field, amount)) = filled.find(|(_, amount)| *amount > Money::ZERO) {
        sink.fire_as(
            Severity::Verify,
            [field.into()],
            [
                ("nature", subject.nature_label()),
                ("field", field.into()),
                ("amount", amount.into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let preparatory = || case().nature(Nature::Preparatory);
    Cases::of(&RULE)
        .fires(
            "预备项目不应有年度计划，计划表为 3,000.00 万元",
            "A project of nature “preparatory” has no annual plan, but the plan gives 3,000.00 万元",
            case().plan(|plan| plan.nature = Nature::Preparatory),
        )
        .fires_as(
            Severity::Verify,
            "预备项目填有完成投资，本月完成投资为 50.00 万元",
            "A project of nature “preparatory” reports investment: Completed this month is 50.00 万元",
            preparatory().draft(&[("month_investment", "50"), ("year_to_date", "80")]),
        )
        .fires_as(
            Severity::Verify,
            "预备项目填有完成投资，本年累计完成投资为 50.00 万元",
            "A project of nature “preparatory” reports investment: Year to date is 50.00 万元",
            preparatory().draft(&[("year_to_date", "50")]),
        )
        .silent(
            "nothing, or zero",
            preparatory().draft(&[("month_investment", "0"), ("year_to_date", "0")]),
        )
        .silent("续建", case().draft(&[("year_to_date", "50")]))
}
