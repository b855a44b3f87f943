//! T211: a project that is carried on or to be completed was started at some time.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T211"),
    severity: Severity::Mandatory,
    title: words(
        "续建、竣工项目缺开工日期",
        "carried-on project without a start",
    ),
    message: words(
        "{nature}项目未填实际开工日期",
        "A {nature} project gives no actual start",
    ),
    variants: &[],
    advice: words(
        "请填实际开工日期；尚未开工的，请联系重点办调整项目性质。",
        "Give the actual start; if it has not started, ask the city office to change its nature.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "性质为续建或竣工的项目没有实际开工日期。提交时审核。",
        "A 续建 or 竣工 project gives no actual start. Judged at submission.",
    ),
    why: words(
        "续建、竣工项目以已开工为前提；没有开工的应调整为新开工或预备。",
        "Both natures presuppose a start; a project that has not started belongs under 新开工 or 预备.",
    ),
    source: "柳政办〔2022〕5号 二（一）至（四）（按性质分类）",
    fires: words(
        "续建项目，实际开工日期空白。",
        "A 续建 project with an empty actual start.",
    ),
    silent: words(
        "续建项目，实际开工 2020-09-01。",
        "A 续建 project started on 2020-09-01.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let nature = subject.plan().nature;
    if matches!(nature, Nature::Continuing | Nature::Completing)
        && !subject.report.is_started()
        && !subject.is_unread(Field::ActualStart)
    {
        sink.fire(
            [Field::ActualStart.into()],
            [("nature", subject.nature_label())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "竣工项目未填实际开工日期",
            "A completing project gives no actual start",
            case().nature(Nature::Completing),
        )
        .silent("started", case().draft(&[("actual_start", "2020-09-01")]))
        .silent(
            "新开工 may not have started",
            case().nature(Nature::NewStart),
        )
        .silent("still typing", case().typing())
}
