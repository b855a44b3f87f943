//! H301: whoever reports a halt says why.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H301"),
    severity: Severity::Verify,
    title: words("停工无原因", "halted without a reason"),
    message: words(
        "建设状态为停工，未填停工原因",
        "The project is halted; no reason is given",
    ),
    variants: &[],
    advice: words(
        "请填停工原因；没有停工的，改正建设状态。",
        "Give the reason; if work goes on, correct the status.",
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
    source: "停工项目管理的惯例，核实性；钦州市关于扩大有效投资十条措施（征求意见稿）（三十四）（逐条分析原因），qinzhou-ten-2022 据此定为强制性",
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
