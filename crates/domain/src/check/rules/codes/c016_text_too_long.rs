//! C016: a text has room in its box.

use super::super::prelude::*;
use crate::report::limits::MAX_TEXT;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C016"),
    severity: Severity::Mandatory,
    title: words("文字过长", "text too long"),
    message: words(
        "{field}有 {chars} 字，最多 {most} 字",
        "{field} has {chars} characters; at most {most} are taken",
    ),
    variants: &[],
    advice: words(
        "请压缩文字，保留要点；详细材料另行报送。超长的内容只保存在本机，不会上传。",
        "Shorten it to the main points and send the details by another way. As it is it stays on this device and is not sent.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "一个栏目（或问题、情况说明的一项）超过 10000 字。",
        "A box, or one part of a problem or of an explanation, has more than 10,000 characters.",
    ),
    why: words(
        "服务器不接受更长的文字；月报写要点，材料另附。",
        "The server takes no longer text; a report states the main points.",
    ),
    source: "填报通用要求",
    fires: words("形象进度 10001 字。", "Progress of 10,001 characters."),
    silent: words("形象进度 10000 字。", "Progress of 10,000 characters."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    for (key, chars) in &subject.report.extent.too_long {
        sink.fire(
            [key.clone()],
            [
                ("field", key.clone().into()),
                ("chars", Arg::Number((*chars).into())),
                ("most", Arg::Number(MAX_TEXT.into())),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let progress = |chars: usize| case().draft(&[("visual_progress", &*"进".repeat(chars))]);
    Cases::of(&RULE)
        .fires(
            "形象进度有 10001 字，最多 10000 字",
            "Progress on site has 10001 characters; at most 10000 are taken",
            progress(MAX_TEXT + 1),
        )
        .fires(
            "存在问题有 10002 字，最多 10000 字",
            "Problem has 10002 characters; at most 10000 are taken",
            case().entry(
                "problem.a",
                &[
                    ("type", "land"),
                    ("description", &*"地".repeat(MAX_TEXT + 2)),
                ],
            ),
        )
        .silent("as long as it may be", progress(MAX_TEXT))
        .silent(
            "two parts of an entry, each with its own room",
            case().entry(
                "problem.a",
                &[
                    ("description", &*"地".repeat(MAX_TEXT)),
                    ("request", &*"请".repeat(MAX_TEXT)),
                ],
            ),
        )
}
