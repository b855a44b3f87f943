//! L602: kinds of projects that the notice keeps out stay out.

use super::super::plan_prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("L602"),
    severity: Severity::Mandatory,
    title: words("不予纳入的项目类型", "excluded kind"),
    message: words(
        "“{project}”是房地产项目，本地不予纳入",
        "“{project}” is a real-estate project, which this jurisdiction excludes",
    ),
    variants: &[],
    advice: words(
        "请办理退出，或更正项目类型。",
        "Let it exit, or correct what kind of project it is.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划内有房地产项目，而本地规定房地产不纳入。",
        "The plan holds a real-estate project where the profile excludes real estate.",
    ),
    why: words(
        "房地产投资另有统计，纳入会虚增重大项目完成投资。",
        "Real estate is counted elsewhere; here it would inflate what major projects completed.",
    ),
    source: "钦政办〔2022〕12号 一（房地产项目除外）",
    fires: words("标为房地产的项目在计划内。", "A row marked as real estate."),
    silent: words("本地没有排除房地产。", "The notice does not exclude it."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let is_excluded = (subject.profile().entry).is_some_and(|entry| entry.excludes_real_estate);
    for (row, plan) in subject.rows() {
        if is_excluded && plan.is_real_estate && plan.exited.is_none() {
            sink.fire([row], [("project", plan.name.as_str().into())]);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let of = |excludes, is_real_estate| {
        plan_case().entry(excludes).row(move |row| {
            row.name("甲城")
                .set(move |plan| plan.is_real_estate = is_real_estate)
        })
    };
    Cases::of(&RULE)
        .fires(
            "“甲城”是房地产项目，本地不予纳入",
            "“甲城” is a real-estate project, which this jurisdiction excludes",
            of(true, true),
        )
        .silent("not real estate", of(true, false))
        .silent("not excluded here", of(false, true))
        .silent("no entry standard", of(true, true).no_entry())
        .silent(
            "it has left already",
            of(true, true).change(0, |row| row.exited = "2022-06".parse().ok()),
        )
}
