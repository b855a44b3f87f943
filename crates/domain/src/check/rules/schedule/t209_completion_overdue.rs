//! T209: a completion that was missed has a reason.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T209"),
    severity: Severity::Verify,
    title: words("逾期未竣工", "completion overdue"),
    message: words(
        "计划 {planned} 竣工，至 {month} 未竣工",
        "The completion was planned for {planned}; by {month} it is not completed",
    ),
    variants: &[],
    advice: words(
        "已竣工的请填实际竣工日期；未竣工的请说明原因、剩余工程和预计竣工时间。",
        "Give the actual completion; if it is not completed, say why, what is left and until when.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划竣工月份已过（早于报告月），未填实际竣工日期。预备项目不审核。提交时审核。",
        "The planned month of completion lies before the reported month and no actual \
         completion is given. 预备 projects are not judged. Judged at submission.",
    ),
    why: words(
        "逾期未竣工影响竣工率，应说明剩余工程和新的时间。",
        "A missed completion lowers the rate of completions; what is left and until when is \
         to be said.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是；柳政办〔2022〕5号 一（竣工项目确保基本建成）",
    fires: words(
        "计划 3 月竣工，5 月月报未竣工。",
        "Planned for March; not completed in the report of May.",
    ),
    silent: words(
        "计划 6 月竣工，5 月月报未竣工。",
        "Planned for June; not completed in the report of May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let plan = subject.plan();
    let Some(planned) = plan.planned_completion else {
        return;
    };
    let month = subject.context.month;
    let is_overdue = planned < month
        && plan.nature.is_implementing()
        && subject.report.actual_completion.is_none()
        && !subject.is_unread(Field::ActualCompletion);
    if is_overdue {
        let args = [("planned", planned.into()), ("month", month.into())];
        sink.fire([Field::ActualCompletion.into()], args);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let planned = |month: &str| {
        let month = month.parse().unwrap();
        case().plan(|plan| plan.planned_completion = Some(month))
    };
    Cases::of(&RULE)
        .fires(
            "计划 2022-03 竣工，至 2022-05 未竣工",
            "The completion was planned for 2022-03; by 2022-05 it is not completed",
            planned("2022-03"),
        )
        .silent("planned for this month", planned("2022-05"))
        .silent("planned for later", planned("2022-06"))
        .silent(
            "completed",
            planned("2022-03").draft(&[("actual_completion", "2022-05-08")]),
        )
        .silent("预备", planned("2022-03").nature(Nature::Preparatory))
        .silent("still typing", planned("2022-03").typing())
}
