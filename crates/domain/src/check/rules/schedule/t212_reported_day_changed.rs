//! T212: a start or completion once reported does not move without a word.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T212"),
    severity: Severity::Verify,
    title: words("已报日期变动", "reported day changed"),
    message: words(
        "{field}上月报 {before}，本月改为 {now}",
        "{field}: {before} last month, {now} now",
    ),
    variants: &[words(
        "{field}上月报 {before}，本月未填",
        "{field}: {before} last month, empty now",
    )],
    advice: words(
        "误改的请改回；上月报错的，请说明更正原因。",
        "Put it back if it was changed by mistake; if last month's was wrong, say why.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "上月已报的实际开工、实际竣工日期，本月改了；或本月没有了（提交时审核）。",
        "An actual start or completion reported last month is another now, or is gone \
         (judged at submission).",
    ),
    why: words(
        "已报的日期已进入开竣工通报，变动要有说明。",
        "It has entered published lists of starts and completions; a change needs a reason.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是、三是（通报实际开竣工）",
    fires: words(
        "上月实际开工 2022-03-10，本月 2022-04-10。",
        "Start 2022-03-10 last month, 2022-04-10 now.",
    ),
    silent: words("两个月都是 2022-03-10。", "2022-03-10 in both."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(past) = subject.previous(sink) else {
        return;
    };
    let report = subject.report;
    let days = [
        (Field::ActualStart, past.actual_start, report.actual_start),
        (
            Field::ActualCompletion,
            past.actual_completion,
            report.actual_completion,
        ),
    ];
    for (field, before, now) in days {
        let Some(before) = before else { continue };
        match now {
            Some(now) if now != before => sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("before", before.into()),
                    ("now", now.into()),
                ],
            ),
            None if subject.is_submitting() && !subject.is_unread(field) => sink.fire(
                [field.into()],
                [("field", field.into()), ("before", before.into())],
            ),
            _ => {}
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let before = || case().past("2022-04", &[("actual_start", "2022-03-10")]);
    Cases::of(&RULE)
        .fires(
            "实际开工日期上月报 2022-03-10，本月改为 2022-04-10",
            "Actual start: 2022-03-10 last month, 2022-04-10 now",
            before().draft(&[("actual_start", "2022-04-10")]),
        )
        .fires(
            "实际开工日期上月报 2022-03-10，本月未填",
            "Actual start: 2022-03-10 last month, empty now",
            before(),
        )
        .silent(
            "the same",
            before().draft(&[("actual_start", "2022-03-10")]),
        )
        .silent("still typing", before().typing())
        .silent(
            "not reported before",
            case().draft(&[("actual_start", "2022-03-10")]),
        )
        .not_evaluated(case().nothing_known())
}
