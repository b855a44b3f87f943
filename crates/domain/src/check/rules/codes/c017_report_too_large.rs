//! C017: a report as a whole can be sent.

use super::super::prelude::*;
use crate::report::limits::{MAX_BOXES, MAX_BYTES};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C017"),
    severity: Severity::Mandatory,
    title: words("整份月报过大", "report too large"),
    message: words(
        "整份月报填了 {boxes} 项，最多 {most} 项",
        "The report has {boxes} boxes and entries; at most {most} are taken",
    ),
    variants: &[words(
        "整份月报的文字约 {kilobytes} KB，最多 {room} KB",
        "The texts of the report come to about {kilobytes} KB; at most {room} KB are taken",
    )],
    advice: words(
        "请删除已办结的、合并相近的存在问题，压缩过长的文字。",
        "Remove problems that are closed, put similar ones together, and shorten long texts.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "一份月报的栏目、问题、前期事项和情况说明合计超过 300 项，或文字合计超过 300 KB。",
        "Boxes, problems, milestones and explanations of one report come to more than 300, or its \
         texts to more than 300 KB.",
    ),
    why: words(
        "再大就不能一次传到服务器。",
        "A larger report cannot be sent to the server at once.",
    ),
    source: "填报通用要求",
    fires: words("存在问题 301 条。", "301 problems."),
    silent: words("存在问题 20 条。", "20 problems."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let extent = &subject.report.extent;
    if extent.boxes > MAX_BOXES {
        sink.fire_within(
            Field::Remarks.into(),
            &["boxes"],
            [
                ("boxes", Arg::Number(extent.boxes.into())),
                ("most", Arg::Number(MAX_BOXES.into())),
            ],
        );
    }
    if extent.bytes > MAX_BYTES {
        sink.fire_within(
            Field::Remarks.into(),
            &["bytes"],
            [
                ("kilobytes", Arg::Number((extent.bytes / 1_000).into())),
                ("room", Arg::Number((MAX_BYTES / 1_000).into())),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let problems = |n: usize, chars: usize| {
        (0..n).fold(case(), |case, number| {
            let words = "地".repeat(chars);
            let parts = [("type", "land"), ("description", words.as_str())];
            case.entry(&format!("problem.{number}"), &parts)
        })
    };
    Cases::of(&RULE)
        .fires(
            "整份月报填了 301 项，最多 300 项",
            "The report has 301 boxes and entries; at most 300 are taken",
            problems(MAX_BOXES + 1, 1),
        )
        .fires(
            "整份月报的文字约 330 KB，最多 300 KB",
            "The texts of the report come to about 330 KB; at most 300 KB are taken",
            problems(11, 10_000),
        )
        .silent("as many as there may be", problems(MAX_BOXES, 1))
        .silent("as much as there may be", problems(9, 10_000))
}
