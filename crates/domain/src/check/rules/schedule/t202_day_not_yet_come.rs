//! T202: a report speaks of what has happened by the end of its month, and by today.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T202"),
    severity: Severity::Mandatory,
    title: words("实际日期尚未到", "actual day not yet come"),
    message: words(
        "{field} {day} 晚于报告月末 {month_end}",
        "{field} {day} lies after the end of the reported month, {month_end}",
    ),
    variants: &[words(
        "{field} {day} 晚于今天 {today}",
        "{field} {day} lies after today, {today}",
    )],
    advice: words(
        "只填已经发生的日期；之后发生的，在下月月报中填。",
        "Give only what has happened; what comes later belongs into a later month's report.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "实际开工、实际竣工、申报入库、入统日期晚于报告月的最后一天，或晚于今天（知道今天日期时）。",
        "The actual start or completion, the filing with the statistics or the entry into them lies after \
         the last day of the reported month, or after today where today is known.",
    ),
    why: words(
        "实际日期只能是已发生的；计划日期在计划表中。",
        "An actual day has happened; planned days belong into the plan.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是（报上个月实际开竣工情况）",
    fires: words(
        "5 月月报填实际开工 2022-06-10。",
        "The report of May gives an actual start on 2022-06-10.",
    ),
    silent: words(
        "5 月月报填实际开工 2022-05-31。",
        "The report of May gives an actual start on 2022-05-31.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let month_end = subject.context.month.last_day();
    let days = [
        (Field::ActualStart, subject.report.actual_start),
        (Field::ActualCompletion, subject.report.actual_completion),
        (Field::EntryFiled, subject.report.entry_filed),
        (Field::EntryDone, subject.report.entry_done),
    ];
    for (field, day) in days {
        let Some(day) = day else { continue };
        if day > month_end {
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("day", day.into()),
                    ("month_end", month_end.into()),
                ],
            );
        } else if let Some(today) = subject.context.today.filter(|today| day > *today) {
            sink.fire(
                [field.into()],
                [
                    ("field", field.into()),
                    ("day", day.into()),
                    ("today", today.into()),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    Cases::of(&RULE)
        .fires(
            "实际开工日期 2022-06-10 晚于报告月末 2022-05-31",
            "Actual start 2022-06-10 lies after the end of the reported month, 2022-05-31",
            case().draft(&[("actual_start", "2022-06-10")]),
        )
        .fires(
            "实际竣工日期 2022-05-30 晚于今天 2022-05-25",
            "Actual completion 2022-05-30 lies after today, 2022-05-25",
            case()
                .today("2022-05-25")
                .draft(&[("actual_completion", "2022-05-30")]),
        )
        .fires(
            "申报入库日期 2022-06-08 晚于报告月末 2022-05-31",
            "Filed with the statistics 2022-06-08 lies after the end of the reported month, 2022-05-31",
            case().draft(&[("entry_filed", "2022-06-08")]),
        )
        .fires(
            "入统日期 2022-06-28 晚于报告月末 2022-05-31",
            "Entered into the statistics 2022-06-28 lies after the end of the reported month, 2022-05-31",
            case().draft(&[("entry_done", "2022-06-28")]),
        )
        .silent(
            "today",
            case()
                .today("2022-05-25")
                .draft(&[("actual_start", "2022-05-25")]),
        )
        .silent(
            "the last day of the month",
            case()
                .today("2022-06-01")
                .draft(&[("actual_start", "2022-05-31")]),
        )
}
