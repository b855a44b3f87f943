//! C004: a project without a code cannot be found on the approval platform.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C004"),
    severity: Severity::Hint,
    title: words("无项目代码", "no project code"),
    message: words(
        "{nature}项目没有项目代码",
        "The project ({nature}) has no project code",
    ),
    variants: &[],
    advice: words(
        "请填在线审批监管平台赋予的代码；涉密项目可不填。",
        "Give the code of the approval platform; classified projects need none.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "月报和计划表都没有项目代码。预备项目和涉密项目可以没有。提交时提示。",
        "Neither the report nor the plan row has a project code. 预备 and classified projects \
         may lack one. Said at submission.",
    ),
    why: words(
        "没有代码就不能与在线审批监管平台对上。",
        "Without it the project cannot be matched with the approval platform.",
    ),
    source: "GB/T 40058-2021",
    fires: words("续建项目没有代码。", "A 续建 project without a code."),
    silent: words("预备项目没有代码。", "A 预备 project without a code."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.plan().nature.is_implementing() && subject.project_code().is_none() {
        sink.fire(
            [Field::ProjectCode.into()],
            [("nature", subject.nature_label())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "续建项目没有项目代码",
            "The project (continuing) has no project code",
            case(),
        )
        .silent("预备", case().nature(Nature::Preparatory))
        .silent(
            "in the plan",
            case().plan(|plan| plan.code = Some("2410-451421-04-01-627218".to_owned())),
        )
        .silent(
            "in the report",
            case().draft(&[("project_code", "2410-451421-04-01-627218")]),
        )
        .silent("still typing", case().typing())
}
