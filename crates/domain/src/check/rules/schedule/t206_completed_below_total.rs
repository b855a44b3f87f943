//! T206: a completed project has spent most of its total.

use super::super::prelude::*;
use crate::money::round;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T206"),
    severity: Severity::Verify,
    title: words(
        "竣工而投资不足",
        "completed with investment far below total",
    ),
    message: words(
        "项目已于 {completion} 竣工，自开工累计 {since_start} 万元仅为总投资 {total} 万元的 {percent}%",
        "The project was completed on {completion}, but {since_start} 万元 since start is only \
         {percent}% of the total investment {total} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对竣工日期和累计投资；属实的，说明结余或未结算的情况。",
        "Check the completion and the figures; if they are right, say what was saved or is \
         not yet settled.",
    ),
    params: &[("share", "0.8")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "已填实际竣工日期，自开工累计 < 总投资 × share（share 默认 0.8）。",
        "An actual completion is given and the since-start figure is below total investment \
         × share (0.8 by default).",
    ),
    why: words(
        "竣工时投资应基本完成；差得多，要么竣工日期填早了，要么投资少报，要么总投资需调整。",
        "At completion the money is mostly spent; otherwise the day is early, figures are \
         missing or the total is to be adjusted.",
    ),
    source: "柳政办〔2022〕5号 一（竣工项目确保基本建成）；统计审核惯例",
    fires: words(
        "总投资 10,000，自开工累计 7,000，已填竣工日期。",
        "Total 10,000, since start 7,000, completion given.",
    ),
    silent: words(
        "总投资 10,000，自开工累计 8,000，已填竣工日期。",
        "Total 10,000, since start 8,000, completion given.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let (Some(completion), Some(since_start), Some(total)) = (
        report.actual_completion,
        report.since_start,
        subject.plan().total_investment,
    ) else {
        return;
    };
    let Some(percent) = since_start.percent_of(total) else {
        return;
    };
    if since_start < total.times(subject.param("share")) {
        sink.fire(
            [Field::ActualCompletion.into(), Field::SinceStart.into()],
            [
                ("completion", completion.into()),
                ("since_start", since_start.into()),
                ("total", total.into()),
                ("percent", Arg::Number(round(percent, 1))),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |since_start| {
        case().draft(&[
            ("actual_completion", "2022-05-20"),
            ("since_start", since_start),
        ])
    };
    Cases::of(&RULE)
    .fires(
        "项目已于 2022-05-20 竣工，自开工累计 7,000.00 万元仅为总投资 10,000.00 万元的 70%",
        "The project was completed on 2022-05-20, but 7,000.00 万元 since start is only 70% of the \
         total investment 10,000.00 万元",
        with("7000"),
    )
    .silent("at the share", with("8000"))
    .silent("not completed", case().draft(&[("since_start", "7000")]))
    .silent("the profile asks for less", with("7000").param("T206", "share", "0.6"))
}
