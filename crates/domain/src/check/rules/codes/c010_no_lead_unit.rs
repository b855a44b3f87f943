//! C010: every project has a unit that answers for it.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C010"),
    severity: Severity::Mandatory,
    title: words("无牵头单位", "no lead unit"),
    message: words("计划表中没有牵头单位", "The plan names no lead unit"),
    variants: &[],
    advice: words(
        "计划表由重点办维护，请联系重点办补充牵头单位后再提交。",
        "The plan is kept by the city office: ask them to name the lead unit, then submit.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划表没有责任单位，或第一个责任单位（牵头单位）空白。",
        "The plan row names no responsible unit, or the first of them (the lead) is blank.",
    ),
    why: words(
        "牵头单位负责填报；没有牵头单位的项目不进任何单位的通报。",
        "The lead unit reports; a project without one appears in nobody's ranking.",
    ),
    source: "柳政办〔2022〕5号 三（二）（排名第一的单位为牵头单位）",
    fires: words("责任单位空白。", "No responsible unit."),
    silent: words(
        "责任单位“市交通局、某区政府”。",
        "Units “市交通局、某区政府”.",
    ),
};

// Shown at the head of 项目信息: the plan has no box of its own on the report.
fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let lead = subject.plan().lead_unit();
    if lead.is_none_or(|unit| unit.trim().is_empty()) {
        sink.fire([Field::ProjectCode.into()], []);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "计划表中没有牵头单位",
            "The plan names no lead unit",
            case().plan(|plan| plan.units.clear()),
        )
        .silent("a lead unit", case())
}
