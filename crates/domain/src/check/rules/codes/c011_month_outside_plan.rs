//! C011: a project reports while it is in the plan.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C011"),
    severity: Severity::Mandatory,
    title: words("报告月不在计划期内", "month outside the plan"),
    message: words(
        "项目自 {entered} 起列入计划，不需填报 {month} 月报",
        "The project is in the plan from {entered}; no report of {month} is due",
    ),
    variants: &[words(
        "项目已退出计划，最后填报 {exited}，不需填报 {month} 月报",
        "The project has left the plan, {exited} being its last month; no report of {month} is due",
    )],
    advice: words(
        "请核对月份；计划期有误的，请联系重点办更正。",
        "Check the month; if the plan is wrong, ask the city office to correct it.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "报告月早于项目进入计划的月份，或晚于退出计划的月份。",
        "The reported month lies before the project entered the plan or after it left.",
    ),
    why: words(
        "计划期外的月报不参加汇总。",
        "A report outside that time is in no total.",
    ),
    source: "柳政办〔2022〕5号 三（七）（强化动态管理）",
    fires: words(
        "项目 6 月进入计划，填了 5 月月报。",
        "Entered in June, a report of May.",
    ),
    silent: words(
        "项目 1 月进入计划，5 月月报。",
        "Entered in January, a report of May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (plan, month) = (subject.plan(), subject.context.month);
    let field = FieldKey::from(Field::ProjectCode);
    if month < plan.entered {
        let args = [("entered", plan.entered.into()), ("month", month.into())];
        sink.fire([field], args);
    } else if let Some(exited) = plan.exited.filter(|last| month > *last) {
        sink.fire(
            [field],
            [("exited", exited.into()), ("month", month.into())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
    .fires(
        "项目自 2022-06 起列入计划，不需填报 2022-05 月报",
        "The project is in the plan from 2022-06; no report of 2022-05 is due",
        case().plan(|plan| plan.entered = "2022-06".parse().unwrap()),
    )
    .fires(
        "项目已退出计划，最后填报 2022-04，不需填报 2022-05 月报",
        "The project has left the plan, 2022-04 being its last month; no report of 2022-05 is due",
        case().plan(|plan| plan.exited = Some("2022-04".parse().unwrap())),
    )
    .silent("in the plan", case())
    .silent(
        "the first month",
        case().plan(|plan| plan.entered = "2022-05".parse().unwrap()),
    )
    .silent(
        "the last month",
        case().plan(|plan| plan.exited = Some("2022-05".parse().unwrap())),
    )
}
