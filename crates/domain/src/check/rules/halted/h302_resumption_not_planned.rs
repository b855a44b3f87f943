//! H302: who expects to resume this year says when and how.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("H302"),
    severity: Severity::Verify,
    title: words("复工无时间或计划", "resumption not planned"),
    message: words(
        "年内能复工，未填{missing}",
        "The project can resume this year, but its {missing} is empty",
    ),
    variants: &[],
    advice: words(
        "请填计划复工日期和复工计划；年内不能复工的，改选“不能”。",
        "Give the day and the plan; if it cannot resume this year, choose “no”.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "停工且年内能复工，未填计划复工日期或复工计划。提交时审核。",
        "Halted, able to resume within the year, and the planned day or the plan of \
         resumption is empty. Judged at submission.",
    ),
    why: words(
        "有希望年内复工的项目要明确复工时间、复工计划。",
        "A project that may resume within the year has to name the time and the plan.",
    ),
    source: "停工项目管理的惯例，核实性；钦州市关于扩大有效投资十条措施（征求意见稿）（三十五）（明确复工时间、复工计划），qinzhou-ten-2022 据此定为强制性",
    fires: words(
        "停工、年内能复工，只填了计划复工日期。",
        "Halted, can resume this year, only the day is given.",
    ),
    silent: words("日期和计划都填了。", "Both the day and the plan are given."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    if !report.is_halted() || report.resume_this_year != Some(true) {
        return;
    }
    let boxes = [
        (
            Field::ResumeDate,
            report.resume_date.is_some() || subject.is_unread(Field::ResumeDate),
        ),
        (Field::ResumePlan, report.resume_plan.is_some()),
    ];
    for (field, is_filled) in boxes {
        if !is_filled {
            sink.fire([field.into()], [("missing", field.into())]);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let halted = || case().draft(&[("status", "halted"), ("resume_this_year", "yes")]);
    Cases::of(&RULE)
        .fires(
            "年内能复工，未填复工计划",
            "The project can resume this year, but its Resumption plan is empty",
            halted().draft(&[("resume_date", "2022-09-01")]),
        )
        .silent(
            "both given",
            halted().draft(&[
                ("resume_date", "2022-09-01"),
                ("resume_plan", "八月完成征地"),
            ]),
        )
        .silent(
            "cannot resume",
            halted().draft(&[("resume_this_year", "no")]),
        )
        .silent("not halted", halted().draft(&[("status", "normal")]))
        .silent("still typing", halted().typing())
}
