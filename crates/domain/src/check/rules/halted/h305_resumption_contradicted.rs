//! H305: what is said of a resumption agrees with the halt.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H305"),
    severity: Severity::Verify,
    title: words("停工与复工、竣工矛盾", "resumption contradicted"),
    message: words(
        "计划复工日期 {passed} 已过，项目仍为停工",
        "The planned resumption {passed} has passed, but the project is still halted",
    ),
    variants: &[
        words(
            "年内能复工，计划复工日期 {day} 却不在 {year} 年",
            "The project can resume this year, but the planned resumption {day} is not in {year}",
        ),
        words(
            "项目停工，又填实际竣工日期 {completion}",
            "The project is halted, but gives an actual completion on {completion}",
        ),
    ],
    advice: words(
        "已复工或已竣工的，改正建设状态；推迟复工的，填新的日期并说明原因；年内不能复工的，改选“不能”。",
        "Correct the status if work goes on or is completed; if it resumes later give the new day and say \
         why; if it cannot resume this year choose “no”.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "状态为停工，而计划复工日期不晚于报告月末；或年内能复工，计划复工日期却在别的年份；或填有实际竣工日期。",
        "The status is 停工, and the planned resumption does not lie after the end of the reported month; \
         or the project can resume this year and the planned resumption lies in another; or an actual \
         completion is given.",
    ),
    why: words(
        "停工清单按复工时间调度；过了时间没有复工、又没有新时间的，没有人会再去问。",
        "Halted projects are followed up by the day on which they resume: one whose day has passed is \
         followed up by nobody.",
    ),
    source: "停工项目调度的惯例；做法见钦州市关于扩大有效投资十条措施（征求意见稿）（三十五）",
    fires: words(
        "5 月月报停工，计划复工日期 2022-05-10。",
        "Halted in the report of May, to resume on 2022-05-10.",
    ),
    silent: words(
        "5 月月报停工，计划复工日期 2022-09-01。",
        "Halted in the report of May, to resume on 2022-09-01.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (report, month) = (subject.report, subject.context.month);
    if !report.is_halted() {
        return;
    }
    if let Some(day) = report.resume_date {
        let field = [Field::ResumeDate.into(), Field::Status.into()];
        if day <= month.last_day() {
            sink.fire(field, [("passed", day.into())]);
        } else if report.resume_this_year == Some(true) && day.year() != month.year() {
            let year = Arg::Number(month.year().into());
            sink.fire(field, [("day", day.into()), ("year", year)]);
        }
    }
    if let Some(completion) = report.actual_completion {
        sink.fire(
            [Field::Status.into(), Field::ActualCompletion.into()],
            [("completion", completion.into())],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let halted = |day| case().draft(&[("status", "halted"), ("resume_date", day)]);
    Cases::of(&RULE)
        .fires(
            "计划复工日期 2022-05-31 已过，项目仍为停工",
            "The planned resumption 2022-05-31 has passed, but the project is still halted",
            halted("2022-05-31"),
        )
        .fires(
            "计划复工日期 2022-04-10 已过，项目仍为停工",
            "The planned resumption 2022-04-10 has passed, but the project is still halted",
            halted("2022-04-10"),
        )
        .fires(
            "年内能复工，计划复工日期 2023-03-01 却不在 2022 年",
            "The project can resume this year, but the planned resumption 2023-03-01 is not in 2022",
            halted("2023-03-01").draft(&[("resume_this_year", "yes")]),
        )
        .fires(
            "项目停工，又填实际竣工日期 2022-05-20",
            "The project is halted, but gives an actual completion on 2022-05-20",
            halted("").draft(&[("actual_completion", "2022-05-20")]),
        )
        .silent(
            "to resume this year",
            halted("2022-06-01").draft(&[("resume_this_year", "yes")]),
        )
        .silent(
            "cannot resume this year",
            halted("2023-03-01").draft(&[("resume_this_year", "no")]),
        )
        .silent("no day yet", halted(""))
        .silent(
            "not halted",
            halted("2022-05-10").draft(&[
                ("status", "completed"),
                ("actual_completion", "2022-05-20"),
            ]),
        )
}
