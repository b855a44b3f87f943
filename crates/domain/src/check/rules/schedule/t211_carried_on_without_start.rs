//! T211: a project that is carried on or to be completed was started at some time.

use super::super::prelude::*;
use super::t208_start_overdue::overdue_start;
use crate::report::Status;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T211"),
    severity: Severity::Verify,
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
        "已开工的请填实际开工日期；确未开工的，说明原因，并联系重点办调整项目性质。",
        "Give the actual start; if it really has not started, say why and ask the city office to change \
         its nature.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "性质为续建或竣工的项目没有实际开工日期。T208 已提示逾期未开工、C001 已要求日期的，不再提示。提交时审核。",
        "A 续建 or 竣工 project gives no actual start. Says nothing beside T208, nor where C001 asks for \
         the day. Judged at submission.",
    ),
    why: words(
        "续建、竣工项目以已开工为前提。确未开工的不能为了提交编一个日期，说明后可以上报，性质由重点办调整。",
        "Both natures presuppose a start. Where there was none nobody shall invent a day to hand in the \
         report: it is explained, and the city office changes the nature.",
    ),
    source: "月报审核惯例（性质与开工日期核对）；柳政办〔2022〕5号 二（按性质分类）",
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
        && overdue_start(subject).is_none()
        && !says_so(subject.report.status)
    {
        sink.fire(
            [Field::ActualStart.into()],
            [("nature", subject.nature_label())],
        );
    }
}

/// Whether the status claims a start: C001 asks for its day then.
fn says_so(status: Option<Status>) -> bool {
    matches!(status, Some(Status::UnderConstruction | Status::Completed))
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
        .fires(
            "续建项目未填实际开工日期",
            "A continuing project gives no actual start",
            case()
                .plan(|plan| plan.planned_start = "2022-03".parse().ok())
                .entry("problem.a", &[("description", "红线内尚有 12 户未签约")]),
        )
        .silent(
            "T208 asks already",
            case().plan(|plan| plan.planned_start = "2022-03".parse().ok()),
        )
        .fires(
            "续建项目未填实际开工日期",
            "A continuing project gives no actual start",
            case().draft(&[("status", "not_started")]),
        )
        .silent(
            "C001 asks for the day",
            case().draft(&[("status", "under_construction")]),
        )
        .silent("still typing", case().typing())
}
