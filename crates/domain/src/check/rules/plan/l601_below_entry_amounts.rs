//! L601: a project is large enough for the plan.

use super::super::plan_prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("L601"),
    severity: Severity::Verify,
    title: words("未达入库标准", "below the entry amounts"),
    message: words(
        "“{project}”总投资 {total} 万元，低于入库标准 {least} 万元",
        "“{project}” has a total investment of {total} 万元, below the {least} 万元 asked",
    ),
    variants: &[words(
        "“{project}”年度计划 {annual} 万元，低于入库标准 {least} 万元",
        "“{project}” has an annual plan of {annual} 万元, below the {least} 万元 asked",
    )],
    advice: words(
        "请核对金额、单位和是否工业项目；确需纳入的说明依据。",
        "Check the amount, its unit and whether the project is industrial; if it is to stay, say why.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "总投资或年度计划低于本地入库标准（工业项目和其他项目的总投资标准不同）。本地没有标准或该数未填的不审核；预备项目没有年度计划。",
        "The total investment or the annual plan is below the profile's entry amounts, which differ \
         for industrial and other projects. Not judged without such amounts or where the figure is \
         missing; 预备 projects have no annual plan.",
    ),
    why: words(
        "入库标准保证重大项目的“重大”；低于标准的应说明为何纳入。",
        "The amounts keep major projects major; a smaller one needs a reason.",
    ),
    source: "钦政办〔2022〕12号 一（入库标准）",
    fires: words(
        "工业项目总投资 4,000，标准为 5,000。",
        "An industrial project of 4,000 where 5,000 is asked.",
    ),
    silent: words(
        "非工业项目总投资 4,000，标准为 1,000。",
        "Any other of 4,000 where 1,000 is asked.",
    ),
};

// One finding a row: the total first.
fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let Some(entry) = subject.profile().entry else {
        return sink.skip();
    };
    for (row, plan) in subject.rows() {
        let least = if plan.is_industrial {
            entry.industrial_total
        } else {
            entry.other_total
        };
        let total = plan.total_investment.filter(|total| *total < least);
        let annual = plan.annual_plan.filter(|annual| *annual < entry.annual);
        let name = ("project", plan.name.as_str().into());
        if let Some(total) = total {
            sink.fire(
                [row],
                [name, ("total", total.into()), ("least", least.into())],
            );
        } else if let Some(annual) = annual {
            let args = [
                name,
                ("annual", annual.into()),
                ("least", entry.annual.into()),
            ];
            sink.fire([row], args);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let of = |total: &'static str, annual: &'static str, is_industrial| {
        plan_case().entry(false).row(move |row| {
            let row = row.name("甲厂").total(total).annual(annual);
            row.set(move |plan| plan.is_industrial = is_industrial)
        })
    };
    Cases::of(&RULE)
        .fires(
            "“甲厂”总投资 4,999.00 万元，低于入库标准 5,000.00 万元",
            "“甲厂” has a total investment of 4,999.00 万元, below the 5,000.00 万元 asked",
            of("4999", "600", true),
        )
        .fires(
            "“甲厂”总投资 999.00 万元，低于入库标准 1,000.00 万元",
            "“甲厂” has a total investment of 999.00 万元, below the 1,000.00 万元 asked",
            of("999", "600", false),
        )
        .fires(
            "“甲厂”年度计划 499.00 万元，低于入库标准 500.00 万元",
            "“甲厂” has an annual plan of 499.00 万元, below the 500.00 万元 asked",
            of("5000", "499", true),
        )
        .silent("at the amounts", of("5000", "500", true))
        .silent("not industrial", of("1000", "500", false))
        .silent(
            "nothing given",
            of("999", "499", false).change(0, |row| {
                row.total_investment = None;
                row.annual_plan = None;
            }),
        )
        .silent(
            "the notice states no amounts",
            plan_case().row(|row| row.total("1").annual("1")),
        )
}
