//! H301: whoever reports a halt says why.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H301"),
    severity: Severity::Mandatory,
    title: words("停工无原因", "halted without a reason"),
    message: words(
        "建设状态为停工，未填停工原因",
        "The project is halted; no reason is given",
    ),
    variants: &[],
    advice: words(
        "请填停工原因；没有停工的，将建设状态改为正常。",
        "Give the reason; if work goes on, set the status to normal.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "建设状态为停工，停工原因空白。提交时审核。",
        "The status is 停工 and the reason is empty. Judged at submission.",
    ),
    why: words(
        "停工项目清单要逐条分析原因，分类施策推动复工。",
        "The list of halted projects is analysed reason by reason to get work resumed.",
    ),
    source: "钦州市扩大有效投资十条措施（征求意见稿）（三十四）",
    fires: words("状态停工，原因空白。", "Halted, with an empty reason."),
    silent: words(
        "状态停工，原因“征地未完成，无施工面”。",
        "Halted, the reason being that the land is not acquired.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.report.is_halted() && subject.report.halt_reason.is_none() {
        sink.fire([Field::HaltReason.into(), Field::Status.into()], []);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "建设状态为停工，未填停工原因",
            "The project is halted; no reason is given",
            case().draft(&[("status", "halted"), ("halt_reason", "  ")]),
        )
        .silent(
            "with a reason",
            case().draft(&[
                ("status", "halted"),
                ("halt_reason", "征地未完成，无施工面"),
            ]),
        )
        .silent("not halted", case().draft(&[("status", "normal")]))
}
