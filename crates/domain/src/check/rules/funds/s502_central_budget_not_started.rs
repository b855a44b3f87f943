//! S502: a project with central-budget money starts within three months.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::period::months_after;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("S502"),
    severity: Severity::Verify,
    title: words(
        "中央投资下达逾期未开工",
        "central budget issued, not started",
    ),
    message: words(
        "中央预算内投资计划于 {issued} 下达，至 {month_end} 已超过 {months} 个月，未开工",
        "The central budget was issued on {issued}; by {month_end}, more than {months} \
         months later, work has not started",
    ),
    variants: &[],
    advice: words(
        "已开工的请填实际开工日期；未开工的请说明原因和预计开工时间。",
        "Give the actual start; if it has not started, say why and until when.",
    ),
    params: &[("months", "3")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "中央预算内投资计划下达超过 months 个月（默认 3），未填实际开工日期。提交时审核。",
        "The central budget was issued more than months months ago (3 by default) and no \
         actual start is given. Judged at submission.",
    ),
    why: words(
        "下达后 3 个月内要开工建设，逾期影响后续安排。",
        "Work is to start within three months; later allocations depend on it.",
    ),
    source: "中央预算内投资管理的惯例；3 个月见钦州市关于扩大有效投资十条措施（征求意见稿）（七），qinzhou-ten-2022 据此，其余按惯例",
    fires: words(
        "2022-01-20 下达，5 月月报未开工。",
        "Issued on 2022-01-20, not started in the report of May.",
    ),
    silent: words(
        "2022-03-01 下达，5 月月报未开工。",
        "Issued on 2022-03-01, not started in the report of May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let Some(issued) = report.central_issued_on else {
        return;
    };
    if report.is_started() || subject.is_unread(Field::ActualStart) {
        return;
    }
    let months = subject.param("months").to_i32().unwrap_or(3).clamp(0, 120);
    let month_end = subject.context.month.last_day();
    if months_after(issued, months) < month_end {
        sink.fire(
            [Field::CentralIssuedOn.into(), Field::ActualStart.into()],
            [
                ("issued", issued.into()),
                ("month_end", month_end.into()),
                ("months", Arg::Number(months.into())),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let issued = |day| case().draft(&[("central_issued_on", day)]);
    Cases::of(&RULE)
    .fires(
        "中央预算内投资计划于 2022-01-20 下达，至 2022-05-31 已超过 3 个月，未开工",
        "The central budget was issued on 2022-01-20; by 2022-05-31, more than 3 months later, work \
         has not started",
        issued("2022-01-20"),
    )
    .silent("not yet three months", issued("2022-03-01"))
    .silent("three months to the day",
            issued("2022-03-30").month("2022-06"))
    .silent("started", issued("2022-01-20").draft(&[("actual_start", "2022-05-08")]))
    .silent("no central budget", case())
}
