//! T219: a project is started, filed with the statistics and entered, in this order.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T219"),
    severity: Severity::Mandatory,
    title: words("入统日期先后颠倒", "entered before filed"),
    message: words(
        "入统日期 {done} 早于申报入库日期 {filed}",
        "The entry into the statistics {done} lies before the filing {filed}",
    ),
    variants: &[words(
        "申报入库日期 {filed} 早于实际开工日期 {start}",
        "The filing with the statistics {filed} lies before the actual start {start}",
    )],
    advice: words(
        "请核对日期，注意年份；确在开工前申报的，请说明。",
        "Check the days, the year in particular; if it was filed before the start, say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "入统日期早于申报入库日期；申报入库日期早于实际开工日期的，为核实性。",
        "The entry into the statistics lies before the filing; a filing before the actual start needs \
         an explanation only.",
    ),
    why: words(
        "先申报后入统，两个日期必有一个填错；未开工的项目一般不符合入库条件。",
        "What is entered was filed before, so one of the two is wrong; what has not started does as a \
         rule not meet the conditions.",
    ),
    source: "钦州市关于扩大有效投资十条措施（征求意见稿）（三）（新开工项目申报入库）",
    fires: words(
        "申报入库 2022-06-08，入统 2022-05-30。",
        "Filed on 2022-06-08, entered on 2022-05-30.",
    ),
    silent: words(
        "开工 2022-05-08，申报入库 2022-06-08，入统 2022-06-28。",
        "Started on 2022-05-08, filed on 2022-06-08, entered on 2022-06-28.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let Some(filed) = report.entry_filed else {
        return;
    };
    if let Some(done) = report.entry_done.filter(|done| *done < filed) {
        sink.fire(
            [Field::EntryDone.into(), Field::EntryFiled.into()],
            [("filed", filed.into()), ("done", done.into())],
        );
    }
    if let Some(start) = report.actual_start.filter(|start| filed < *start) {
        sink.fire_as(
            Severity::Verify,
            [Field::EntryFiled.into(), Field::ActualStart.into()],
            [("filed", filed.into()), ("start", start.into())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let filed = |done: &'static str| {
        let case = case().month("2022-06");
        case.draft(&[("entry_filed", "2022-06-08"), ("entry_done", done)])
    };
    Cases::of(&RULE)
        .fires(
            "入统日期 2022-06-07 早于申报入库日期 2022-06-08",
            "The entry into the statistics 2022-06-07 lies before the filing 2022-06-08",
            filed("2022-06-07"),
        )
        .fires_as(
            Severity::Verify,
            "申报入库日期 2022-06-08 早于实际开工日期 2022-06-09",
            "The filing with the statistics 2022-06-08 lies before the actual start 2022-06-09",
            filed("").draft(&[("actual_start", "2022-06-09")]),
        )
        .silent("on one day", filed("2022-06-08"))
        .silent(
            "filed on the day of the start",
            filed("").draft(&[("actual_start", "2022-06-08")]),
        )
        .silent(
            "not filed",
            case().draft(&[("actual_start", "2022-05-08"), ("entry_done", "2022-05-01")]),
        )
}
