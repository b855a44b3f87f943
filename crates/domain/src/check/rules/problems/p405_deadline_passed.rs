//! P405: a problem whose time is up is solved, or somebody says why not.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P405"),
    severity: Severity::Verify,
    title: words("问题逾期未办结", "deadline of a problem passed"),
    message: words(
        "问题“{problem}”要求 {deadline} 前解决，至本月末未办结",
        "The problem “{problem}” was to be solved by {deadline} and is still open",
    ),
    variants: &[words(
        "问题“{problem}”办结日期 {closed} 晚于报告月末 {month_end}",
        "The problem “{problem}” is closed on {closed}, after the end of the reported month, {month_end}",
    )],
    advice: words(
        "已解决的填办结日期；未解决的说明原因并填新的时限，或提请上一级协调。办结日期只填已经发生的。",
        "Give the day if it is solved; otherwise say why not, set a new deadline or ask the next level. A day of closure has happened.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "未办结的问题，要求解决时限早于报告月末（核实性）；或办结日期晚于报告月末（强制性）。",
        "An open problem has a deadline before the end of the reported month (to be explained); or a day of closure lies after it (to be corrected).",
    ),
    why: words(
        "时限过了没有下文的问题，要么已解决未填，要么该升级协调。",
        "A problem whose deadline went by in silence is either solved already or due for the next level.",
    ),
    source: "钦政办〔2022〕12号 二（三）二是（限期协调解决）；贵政办发〔2021〕15号 三（五）",
    fires: words(
        "5 月月报，时限 2022-05-15，未办结。",
        "Open in the report of May, the deadline being 2022-05-15.",
    ),
    silent: words(
        "时限 2022-06-30；或 2022-05-12 办结。",
        "The deadline is 2022-06-30; or it was closed on 2022-05-12.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let month_end = subject.context.month.last_day();
    for problem in &subject.report.problems {
        let Some(key) = FieldKey::problem(&problem.id) else {
            continue;
        };
        let name = problem.description.as_deref().unwrap_or(&problem.id);
        let name = ("problem", name.into());
        match (problem.closed, problem.deadline) {
            (Some(closed), _) if closed > month_end => sink.fire_as(
                Severity::Mandatory,
                [key],
                [
                    name,
                    ("closed", closed.into()),
                    ("month_end", month_end.into()),
                ],
            ),
            (None, Some(deadline)) if deadline < month_end => {
                sink.fire([key], [name, ("deadline", deadline.into())]);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let problem = |deadline, closed| {
        case().entry(
            "problem.a",
            &[
                ("description", "尚有 12 亩未完成报批"),
                ("deadline", deadline),
                ("closed", closed),
            ],
        )
    };
    Cases::of(&RULE)
        .fires(
            "问题“尚有 12 亩未完成报批”要求 2022-05-15 前解决，至本月末未办结",
            "The problem “尚有 12 亩未完成报批” was to be solved by 2022-05-15 and is still open",
            problem("2022-05-15", ""),
        )
        .fires_as(
            Severity::Mandatory,
            "问题“尚有 12 亩未完成报批”办结日期 2022-06-01 晚于报告月末 2022-05-31",
            "The problem “尚有 12 亩未完成报批” is closed on 2022-06-01, after the end of the reported \
             month, 2022-05-31",
            problem("2022-05-15", "2022-06-01"),
        )
        .silent("the deadline is the end of the month", problem("2022-05-31", ""))
        .silent("closed late", problem("2022-04-15", "2022-05-31"))
        .silent("no deadline", problem("", ""))
        .silent("no problem", case())
}
