//! L604: a project is planned to start before it is planned to be completed.

use super::super::plan_prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("L604"),
    severity: Severity::Mandatory,
    title: words("计划开竣工倒置", "planned schedule reversed"),
    message: words(
        "“{project}”计划竣工 {completion} 早于计划开工 {start}",
        "“{project}” is to be completed in {completion}, before its start in {start}",
    ),
    variants: &[words(
        "“{project}”退出 {exited} 早于进入 {entered}",
        "“{project}” leaves in {exited}, before it enters in {entered}",
    )],
    advice: words("请核对并更正计划表。", "Correct the plan."),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划竣工早于计划开工，或退出早于进入。",
        "The planned completion lies before the planned start, or the exit before the entry.",
    ),
    why: words(
        "逾期未开工（T208）、逾期未竣工（T209）都以计划月份为准，填反了全部误判。",
        "Overdue starts (T208) and completions (T209) go by these months; reversed they are all wrong.",
    ),
    source: "统计审核惯例（起止时间）",
    fires: words(
        "计划 2023-06 开工、2022-06 竣工。",
        "Start 2023-06, completion 2022-06.",
    ),
    silent: words("同月开工竣工。", "Both in one month."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    for (row, plan) in subject.rows() {
        let schedule = plan.planned_start.zip(plan.planned_completion);
        let name = ("project", plan.name.as_str().into());
        if let Some((start, completion)) = schedule.filter(|(start, end)| end < start) {
            let args = [
                name,
                ("start", start.into()),
                ("completion", completion.into()),
            ];
            sink.fire([row], args);
        } else if let Some(exited) = plan.exited.filter(|last| *last < plan.entered) {
            let args = [
                name,
                ("exited", exited.into()),
                ("entered", plan.entered.into()),
            ];
            sink.fire([row], args);
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let of = |start: &str, completion: &str| {
        let (start, completion) = (start.parse().ok(), completion.parse().ok());
        plan_case().row(move |row| {
            row.name("甲路").set(move |plan| {
                plan.planned_start = start;
                plan.planned_completion = completion;
            })
        })
    };
    Cases::of(&RULE)
        .fires(
            "“甲路”计划竣工 2022-06 早于计划开工 2023-06",
            "“甲路” is to be completed in 2022-06, before its start in 2023-06",
            of("2023-06", "2022-06"),
        )
        .fires(
            "“甲路”退出 2021-12 早于进入 2022-01",
            "“甲路” leaves in 2021-12, before it enters in 2022-01",
            of("", "").change(0, |row| row.exited = "2021-12".parse().ok()),
        )
        .silent("one month", of("2022-06", "2022-06"))
        .silent("no start", of("", "2022-06"))
        .silent(
            "it leaves in the month in which it entered",
            of("", "").change(0, |row| row.exited = "2022-01".parse().ok()),
        )
}
