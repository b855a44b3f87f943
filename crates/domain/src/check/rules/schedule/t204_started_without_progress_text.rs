//! T204: a project under construction says what stands on the site.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T204"),
    severity: Severity::Verify,
    title: words("缺形象进度", "started without progress text"),
    message: words(
        "项目已于 {start} 开工，未填形象进度",
        "The project started on {start}; its progress on site is not described",
    ),
    variants: &[],
    advice: words(
        "请简要填写本月完成的工程部位和数量；确无进展的请说明原因。",
        "Say briefly what was built this month; if nothing was, say why.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "已填实际开工日期、未竣工、未停工的项目没有形象进度。提交时审核。",
        "A project that has started, is neither completed nor halted, and says nothing of \
         its progress on site. Judged at submission.",
    ),
    why: words(
        "投资数要有工程进展印证；形象进度法是首选填报依据。",
        "Figures are borne out by what was built; visual progress is the preferred basis of \
         reporting.",
    ),
    source: "月报审核惯例（投资与形象进度互相印证）；月报表“形象进度”栏",
    fires: words(
        "实际开工 2021-03-01，形象进度空白。",
        "Started 2021-03-01, progress text empty.",
    ),
    silent: words(
        "形象进度填“主体结构完成三层”。",
        "The progress text says that three storeys stand.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let Some(start) = report.actual_start else {
        return;
    };
    if report.visual_progress.is_none() && !report.is_completed() && !report.is_halted() {
        sink.fire([Field::VisualProgress.into()], [("start", start.into())]);
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let started = || case().draft(&[("actual_start", "2021-03-01")]);
    Cases::of(&RULE)
        .fires(
            "项目已于 2021-03-01 开工，未填形象进度",
            "The project started on 2021-03-01; its progress on site is not described",
            started(),
        )
        .silent(
            "described",
            started().draft(&[("visual_progress", "主体结构完成三层")]),
        )
        .silent("halted", started().draft(&[("status", "halted")]))
        .silent(
            "completed",
            started().draft(&[("actual_completion", "2022-04-01")]),
        )
        .silent("not started", case())
        .silent("still typing", started().typing())
}
