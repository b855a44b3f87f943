//! M105: what was completed since start includes this year.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M105"),
    severity: Severity::Mandatory,
    title: words("自开工累计小于本年累计", "since start below year to date"),
    message: words(
        "自开工累计 {since_start} 万元小于本年累计 {year_to_date} 万元",
        "Since start {since_start} 万元 is below the year to date {year_to_date} 万元",
    ),
    variants: &[],
    advice: words(
        "请核对两个累计数是否填反，以前年度的投资是否漏加。",
        "Check whether the two figures are swapped or earlier years are left out.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "自开工累计 < 本年累计。",
        "The since-start figure is below the year to date.",
    ),
    why: words(
        "自开工累计包含本年，不可能更小；多为两格填反或漏加以前年度。",
        "It includes this year; usually the two boxes were swapped or earlier years left out.",
    ),
    source: "统计审核惯例（累计数包含关系）",
    fires: words(
        "自开工累计 900，本年累计 1,200。",
        "Since start 900, year to date 1,200.",
    ),
    silent: words(
        "当年开工的项目两者都是 1,200。",
        "Both are 1,200 for a project started this year.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    if let (Some(since_start), Some(year_to_date)) = (report.since_start, report.year_to_date)
        && since_start < year_to_date
    {
        sink.fire(
            [Field::SinceStart.into(), Field::YearToDate.into()],
            [
                ("since_start", since_start.into()),
                ("year_to_date", year_to_date.into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "自开工累计 900.00 万元小于本年累计 1,200.00 万元",
            "Since start 900.00 万元 is below the year to date 1,200.00 万元",
            case().draft(&[("since_start", "900"), ("year_to_date", "1200")]),
        )
        .silent(
            "equal",
            case().draft(&[("since_start", "1200"), ("year_to_date", "1200")]),
        )
        .silent("one missing", case().draft(&[("year_to_date", "1200")]))
}
