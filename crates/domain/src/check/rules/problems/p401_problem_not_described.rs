//! P401: a problem has a type and a description.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P401"),
    severity: Severity::Mandatory,
    title: words("问题填写不全", "problem not described"),
    message: words("存在问题未填{missing}", "A problem lacks its {missing}"),
    variants: &[],
    advice: words(
        "请补充；没有问题的，删除这一条。",
        "Fill it in; if there is no problem, remove the entry.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "存在问题缺类型或缺描述。提交时审核。",
        "A problem lacks its type or its description. Judged at submission.",
    ),
    why: words(
        "问题按类型汇总、分级协调；没有类型和描述无法分办。",
        "Problems are sorted by type and assigned for coordination; without both nobody can take it up.",
    ),
    source: "贵政办发〔2021〕15号 三（五）；钦政办〔2022〕12号 二（三）二是",
    fires: words(
        "新增一条问题，只选类型“用地”。",
        "A problem of type 用地 without a description.",
    ),
    silent: words(
        "类型“用地”，描述“尚有 12 亩未完成报批”。",
        "Type 用地, described as 12 mu still awaiting approval.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for problem in &subject.report.problems {
        let (missing, words): (&[&str], _) = match (problem.kind, &problem.description) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => (&["type"], words("问题类型", "type")),
            (Some(_), None) => (&["description"], words("问题描述", "description")),
            (None, None) => (
                &["type", "description"],
                words("问题类型和问题描述", "type and description"),
            ),
        };
        if let Some(key) = FieldKey::problem(&problem.id) {
            let words = Arg::phrase(missing.join("+"), words);
            sink.fire_within(key, missing, [("missing", words)]);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "存在问题未填问题描述",
            "A problem lacks its description",
            case().entry("problem.a", &[("type", "land")]),
        )
        .fires(
            "存在问题未填问题类型和问题描述",
            "A problem lacks its type and description",
            case().entry("problem.a", &[("owner", "某单位")]),
        )
        .silent(
            "type and description",
            case().entry(
                "problem.a",
                &[("type", "land"), ("description", "尚有 12 亩未完成报批")],
            ),
        )
        .silent("no problem", case())
}
