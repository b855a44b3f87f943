//! T208: a start that was missed has a reason.

use super::super::prelude::*;
use crate::period::Month;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T208"),
    severity: Severity::Verify,
    title: words("逾期未开工", "start overdue"),
    message: words(
        "计划 {planned} 开工，至 {month} 未开工，未填存在问题",
        "The start was planned for {planned}; by {month} it has not started, and no problem \
         is stated",
    ),
    variants: &[],
    advice: words(
        "请在存在问题中填报影响开工的问题，或说明原因和预计开工时间。",
        "State the problem that holds it up, or explain why and until when.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划开工月份已过（早于报告月），未填实际开工日期，也没有填报未办结的问题。提交时审核。",
        "The planned month of start lies before the reported month, no actual start is given \
         and no open problem is stated. Judged at submission.",
    ),
    why: words(
        "逾期未开工的要么有问题需要协调，要么应说明原因。",
        "A missed start has either a problem that needs help or a reason.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是、二是；柳政办〔2022〕5号 一（新开工项目确保年内开工建设）",
    fires: words(
        "计划 3 月开工，5 月月报未开工、无问题。",
        "Planned for March; not started in the report of May, and no problem stated.",
    ),
    silent: words(
        "计划 5 月开工，5 月月报未开工。",
        "Planned for May; not started in the report of May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if let Some(planned) = overdue_start(subject) {
        let month = subject.context.month;
        let args = [("planned", planned.into()), ("month", month.into())];
        sink.fire([Field::ActualStart.into()], args);
    }
}

/// The planned month of a start that was missed and that nobody says a word about.
pub(super) fn overdue_start(subject: &Subject<'_>) -> Option<Month> {
    let planned = subject.plan().planned_start?;
    let is_overdue = planned < subject.context.month
        && !subject.report.is_started()
        && !subject.is_unread(Field::ActualStart)
        && !subject.has_open_problem();
    is_overdue.then_some(planned)
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let planned = |month: &str| {
        let month = month.parse().unwrap();
        case()
            .nature(Nature::NewStart)
            .plan(|plan| plan.planned_start = Some(month))
    };
    Cases::of(&RULE)
        .fires(
            "计划 2022-03 开工，至 2022-05 未开工，未填存在问题",
            "The start was planned for 2022-03; by 2022-05 it has not started, and no problem is \
         stated",
            planned("2022-03"),
        )
        .fires(
            "计划 2022-03 开工，至 2022-05 未开工，未填存在问题",
            "The start was planned for 2022-03; by 2022-05 it has not started, and no problem is \
         stated",
            planned("2022-03").entry(
                "problem.a",
                &[
                    ("description", "红线内尚有 12 户未签约"),
                    ("closed", "2022-04-01"),
                ],
            ),
        )
        .fires(
            "计划 2022-03 开工，至 2022-05 未开工，未填存在问题",
            "The start was planned for 2022-03; by 2022-05 it has not started, and no problem is \
         stated",
            planned("2022-03").entry(
                "problem.a",
                &[("type", "land"), ("description", "暂无问题")],
            ),
        )
        .silent("planned for this month", planned("2022-05"))
        .silent(
            "started",
            planned("2022-03").draft(&[("actual_start", "2022-05-08")]),
        )
        .silent(
            "a problem is stated",
            planned("2022-03").entry("problem.a", &[("description", "红线内尚有 12 户未签约")]),
        )
        .silent("no plan", case().nature(Nature::NewStart))
}
