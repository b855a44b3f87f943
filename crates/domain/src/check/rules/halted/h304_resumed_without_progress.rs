//! H304: a project that resumed shows work.

use super::super::prelude::*;
use crate::report::Status;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H304"),
    severity: Severity::Verify,
    title: words("复工无进展", "resumed without progress"),
    message: words(
        "上月停工，本月状态改为在建，但没有完成投资，也没有形象进度",
        "Halted last month and under construction now, but neither investment nor progress is reported",
    ),
    variants: &[],
    advice: words(
        "已复工的请填本月完成投资或形象进度；未复工的，将状态改回停工。",
        "Report what was done since; if work has not resumed, set the status back to halted.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "上月停工、本月状态为在建（或以前的“正常”），而本月完成为 0 或未填，形象进度也未填。提交时审核。",
        "Halted last month, under construction (or, as earlier forms said, normal) now, but the month is 0 \
         or empty and so is the progress text. Judged at submission.",
    ),
    why: words(
        "复工要有实际施工；只改状态会使停工清单失真。",
        "Resumption means work; a changed status alone falsifies the list of halted projects.",
    ),
    source: "月报审核惯例（复工要有实际施工）；钦州市关于扩大有效投资十条措施（征求意见稿）（三十五）",
    fires: words(
        "上月停工，本月在建，完成 0，无形象进度。",
        "Halted last month; under construction now, 0, no text.",
    ),
    silent: words(
        "上月停工，本月在建，完成 120。",
        "Halted last month; under construction now, 120.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let shows_work = report
        .month_investment
        .is_some_and(|month| !month.is_zero())
        || report.visual_progress.is_some()
        || subject.is_unread(Field::MonthInvestment);
    let goes_on = matches!(
        report.status,
        Some(Status::UnderConstruction | Status::Normal)
    );
    if !goes_on || shows_work {
        return;
    }
    if subject.previous(sink).is_some_and(Report::is_halted) {
        sink.fire([Field::Status.into(), Field::MonthInvestment.into()], []);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let resumed = || {
        case()
            .draft(&[("status", "under_construction"), ("month_investment", "0")])
            .past("2022-04", &[("status", "halted")])
    };
    Cases::of(&RULE)
        .fires(
            "上月停工，本月状态改为在建，但没有完成投资，也没有形象进度",
            "Halted last month and under construction now, but neither investment nor progress is reported",
            resumed(),
        )
        .fires(
            "上月停工，本月状态改为在建，但没有完成投资，也没有形象进度",
            "Halted last month and under construction now, but neither investment nor progress is reported",
            resumed().draft(&[("status", "normal")]),
        )
        .silent("completed", resumed().draft(&[("status", "completed")]))
        .silent(
            "investment",
            resumed().draft(&[("month_investment", "120")]),
        )
        .silent(
            "progress",
            resumed().draft(&[("visual_progress", "恢复基坑支护施工")]),
        )
        .silent(
            "was not halted",
            resumed().past("2022-04", &[("status", "normal")]),
        )
        .silent("still halted", resumed().draft(&[("status", "halted")]))
        .not_evaluated(case().nothing_known().draft(&[("status", "normal")]))
}
