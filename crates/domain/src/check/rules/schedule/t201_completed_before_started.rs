//! T201: a project is not completed before it was started.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T201"),
    severity: Severity::Mandatory,
    title: words("竣工早于开工", "completed before started"),
    message: words(
        "实际竣工日期 {completion} 早于实际开工日期 {start}",
        "The actual completion {completion} lies before the actual start {start}",
    ),
    variants: &[],
    advice: words(
        "请核对两个日期，注意年份。",
        "Check both days, the year in particular.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "实际竣工日期早于实际开工日期。",
        "The actual completion lies before the actual start.",
    ),
    why: words(
        "两个日期必有一个填错，会影响开工率、竣工率。",
        "One of the two is wrong, and the rates of starts and completions are made from both.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是（每月报实际开竣工情况）",
    fires: words(
        "开工 2022-03-10，竣工 2022-02-28。",
        "Started 2022-03-10, completed 2022-02-28.",
    ),
    silent: words(
        "开工 2021-03-10，竣工 2022-02-28。",
        "Started 2021-03-10, completed 2022-02-28.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    if let (Some(start), Some(completion)) = (report.actual_start, report.actual_completion)
        && completion < start
    {
        sink.fire(
            [Field::ActualCompletion.into(), Field::ActualStart.into()],
            [("start", start.into()), ("completion", completion.into())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "实际竣工日期 2022-02-28 早于实际开工日期 2022-03-10",
            "The actual completion 2022-02-28 lies before the actual start 2022-03-10",
            case().draft(&[
                ("actual_start", "2022-03-10"),
                ("actual_completion", "2022-02-28"),
            ]),
        )
        .silent(
            "in order",
            case().draft(&[
                ("actual_start", "2021-03-10"),
                ("actual_completion", "2022-02-28"),
            ]),
        )
        .silent(
            "on one day",
            case().draft(&[
                ("actual_start", "2022-02-28"),
                ("actual_completion", "2022-02-28"),
            ]),
        )
        .silent(
            "no start yet",
            case().draft(&[("actual_completion", "2022-02-28")]),
        )
}
