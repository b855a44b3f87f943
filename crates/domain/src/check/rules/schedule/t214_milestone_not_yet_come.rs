//! T214: a milestone that is done was done by the end of the month.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T214"),
    severity: Severity::Mandatory,
    title: words("前期工作完成日期尚未到", "milestone day not yet come"),
    message: words(
        "{milestone}完成日期 {day} 晚于报告月末 {month_end}",
        "{milestone}: done on {day}, after the end of the reported month, {month_end}",
    ),
    variants: &[words(
        "{milestone}完成日期 {day} 晚于今天 {today}",
        "{milestone}: done on {day}, after today, {today}",
    )],
    advice: words(
        "只填已经完成的日期；预计日期填在“计划完成”。",
        "Give only what is done; an expected day goes into the planned date.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "前期工作的完成日期晚于报告月的最后一天，或晚于今天（知道今天日期时）。",
        "A milestone's done-date lies after the last day of the reported month, or after \
         today where today is known.",
    ),
    why: words(
        "完成日期只能是已发生的；预计日期填在计划完成。",
        "What is done has happened; an expected day belongs into the planned date.",
    ),
    source: "柳政办〔2022〕5号 三（八）（前期工作进展）",
    fires: words(
        "5 月月报填环评完成 2022-06-10。",
        "The report of May has the environmental review done on 2022-06-10.",
    ),
    silent: words(
        "5 月月报填环评完成 2022-05-10。",
        "The report of May has it done on 2022-05-10.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let month_end = subject.context.month.last_day();
    for (kind, milestone) in &subject.report.milestones {
        let Some(day) = milestone.done else { continue };
        let key = FieldKey::milestone(*kind);
        let known = [
            ("milestone", Arg::phrase(kind.key(), kind.label())),
            ("day", day.into()),
        ];
        let [milestone, day_arg] = known;
        if day > month_end {
            sink.fire([key], [milestone, day_arg, ("month_end", month_end.into())]);
        } else if let Some(today) = subject.context.today.filter(|today| day > *today) {
            sink.fire([key], [milestone, day_arg, ("today", today.into())]);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let done = |day| case().entry("milestone.environment", &[("done", day)]);
    Cases::of(&RULE)
    .fires(
        "环评完成日期 2022-06-10 晚于报告月末 2022-05-31",
        "environmental review: done on 2022-06-10, after the end of the reported month, 2022-05-31",
        done("2022-06-10"),
    )
    .fires(
        "环评完成日期 2022-05-30 晚于今天 2022-05-25",
        "environmental review: done on 2022-05-30, after today, 2022-05-25",
        done("2022-05-30").today("2022-05-25"),
    )
    .silent("done in the month", done("2022-05-10").today("2022-05-25"))
    .silent("done today", done("2022-05-25").today("2022-05-25"))
    .silent("done on the last day of the month", done("2022-05-31").today("2022-06-01"))
    .silent(
        "only planned",
        case().entry("milestone.environment", &[("planned", "2022-06-10")]),
    )
}
