//! C015: where words are asked for, words that say nothing do not count.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::check::empty_talk::is_empty_talk;
use crate::report::{InvestmentBasis, Problem};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C015"),
    severity: Severity::Mandatory,
    title: words("空话", "empty talk"),
    message: words(
        "“{field}”填的是“{text}”，没有说明情况",
        "“{field}” says “{text}”, which tells nothing",
    ),
    variants: &[words(
        "存在问题的{part}填的是“{text}”，没有说明情况",
        "The {part} of a problem says “{text}”, which tells nothing",
    )],
    advice: words(
        "请写明具体情况；没有问题的，删除这一条问题，没有需协调事项的清空该栏。",
        "Say what the matter is; if there is no problem remove the entry, if nothing is asked for empty the box.",
    ),
    params: &[("min", "4")],
    missing: Missing::SkipIfAny,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "停工原因、复工计划（停工时）、采用财务支出法的理由（采用时）、未办结问题的描述和需协调事项填了，但有效文字不足 min 个（默认 4），或只是“无”“暂无问题”“同上月”一类的话、重复的字、数字。提交时审核。",
        "The reason of the halt or the resumption plan (when halted), the reason for 财务支出法 (when chosen), or the description or request of an open problem is filled, but has fewer than min letters (4 by default), or is only a phrase such as 无, 暂无问题 or 同上月, repeated characters or digits. Judged at submission.",
    ),
    why: words(
        "为了提交填的“无”占着位置，停工、问题看上去都有了说明；空的问题还会让进度滞后不再提示。",
        "A 无 typed to get the report in stands where a reason belongs, and an empty problem would keep T210 silent.",
    ),
    source: "月报审核惯例（说明要有实际内容）",
    fires: words("停工原因填“暂无”。", "The reason of the halt is 暂无."),
    silent: words(
        "停工原因填“征地未完成，无施工面”。",
        "The reason of the halt is that the land is not acquired.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let min = subject.param("min").to_usize().unwrap_or(4);
    let report = subject.report;
    let by_expenditure = report.basis == Some(InvestmentBasis::Expenditure);
    let boxes = [
        (Field::BasisReason, &report.basis_reason, by_expenditure),
        (Field::HaltReason, &report.halt_reason, report.is_halted()),
        (Field::ResumePlan, &report.resume_plan, report.is_halted()),
    ];
    for (field, text, is_asked) in boxes {
        let said = text.as_deref().filter(|_| is_asked);
        if let Some(text) = said.filter(|text| is_empty_talk(text, min)) {
            sink.fire(
                [field.into()],
                [("field", field.into()), ("text", text.into())],
            );
        }
    }
    for problem in report.problems.iter().filter(|one| one.closed.is_none()) {
        let key = FieldKey::problem(&problem.id);
        if let Some((key, (field, words, text))) = key.zip(empty_field(problem, min)) {
            let part = Arg::phrase(field, words);
            sink.fire_within(key, &[field], [("part", part), ("text", text.into())]);
        }
    }
}

fn empty_field(problem: &Problem, min: usize) -> Option<(&'static str, Words, &str)> {
    let fields = [
        (
            "description",
            words("描述", "description"),
            &problem.description,
        ),
        ("request", words("需协调事项", "request"), &problem.request),
    ];
    let mut filled = fields
        .into_iter()
        .filter_map(|(field, words, text)| Some((field, words, text.as_deref()?)));
    filled.find(|(_, _, text)| is_empty_talk(text, min))
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let halted = |reason| case().draft(&[("status", "halted"), ("halt_reason", reason)]);
    let problem = |parts: &[(&str, &str)]| case().entry("problem.a", parts);
    Cases::of(&RULE)
        .fires(
            "“停工原因”填的是“暂无”，没有说明情况",
            "“Reason of the halt” says “暂无”, which tells nothing",
            halted("暂无"),
        )
        .fires(
            "“复工计划”填的是“按计划推进”，没有说明情况",
            "“Resumption plan” says “按计划推进”, which tells nothing",
            halted("征地未完成，无施工面").draft(&[("resume_plan", "按计划推进")]),
        )
        .fires(
            "“采用财务支出法的理由”填的是“同上月”，没有说明情况",
            "“Why by expenditure” says “同上月”, which tells nothing",
            case().draft(&[("basis", "expenditure"), ("basis_reason", "同上月")]),
        )
        .fires(
            "存在问题的描述填的是“暂无问题”，没有说明情况",
            "The description of a problem says “暂无问题”, which tells nothing",
            problem(&[("type", "land"), ("description", "暂无问题")]),
        )
        .fires(
            "存在问题的需协调事项填的是“无”，没有说明情况",
            "The request of a problem says “无”, which tells nothing",
            problem(&[("description", "尚有 12 亩未完成报批"), ("request", "无")]),
        )
        .silent("a reason", halted("缺少资金"))
        .silent(
            "the profile asks for more",
            halted("征地未完成，无施工面").param("C015", "min", "9"),
        )
        .fires(
            "“停工原因”填的是“缺少资金”，没有说明情况",
            "“Reason of the halt” says “缺少资金”, which tells nothing",
            halted("缺少资金").param("C015", "min", "5"),
        )
        .silent("empty: H301 speaks of it", halted(""))
        .silent(
            "not halted",
            halted("无").draft(&[("status", "under_construction")]),
        )
        .silent(
            "by visual progress",
            case().draft(&[("basis", "visual_progress"), ("basis_reason", "无")]),
        )
        .silent(
            "a problem with words",
            problem(&[
                ("description", "尚有 12 亩未完成报批"),
                ("request", "请协调林地报批"),
            ]),
        )
        .silent(
            "closed",
            problem(&[("description", "已解决"), ("closed", "2022-05-20")]),
        )
        .silent("still typing", halted("无").typing())
}
