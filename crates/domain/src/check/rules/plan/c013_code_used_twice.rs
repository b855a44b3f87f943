//! C013: a project code stands for one project.

use super::super::plan_prelude::*;
use crate::codes::project::normalise;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C013"),
    severity: Severity::Verify,
    title: words("计划内项目代码重复", "project code used twice in the plan"),
    message: words(
        "“{project}”与“{other}”的项目代码同为 {project_code}",
        "“{project}” and “{other}” have the same project code {project_code}",
    ),
    variants: &[],
    advice: words(
        "请核对代码；同一项目的退出一个，分期共用代码的说明情况。",
        "Check the code; if they are one project let one exit, if they are phases under one approval \
         say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划内同一时期两个项目的项目代码相同（全半角、空格、短横线不计），不论是否已填报。",
        "Two rows of the plan, at the same time, have the same project code whatever its width, \
         blanks and dashes, reported or not.",
    ),
    why: words(
        "一项一码；两个项目同码，多为重复入库或代码填串。分期项目共用立项代码的，可以说明。",
        "One project, one code: two rows with one code are usually one project entered twice or a \
         code copied from the row above. Phases under one approval can be explained.",
    ),
    source: "GB/T 40058-2021（一项一码）",
    fires: words(
        "两个项目代码都是 2410-451421-04-01-627218。",
        "Two rows with 2410-451421-04-01-627218.",
    ),
    silent: words("两个项目代码不同，或都没有代码。", "Two codes, or none."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let keys = subject.rows().map(|(row, plan)| {
        let code = plan.code.as_deref().map(normalise);
        (row, code.filter(|code| !code.is_empty()))
    });
    for (row, first) in subject.at_the_same_time(keys) {
        let plan = subject.row(row);
        let code = plan.code.as_deref().map(normalise).unwrap_or_default();
        sink.fire(
            [row, first],
            [
                ("project", plan.name.as_str().into()),
                ("other", subject.row(first).name.as_str().into()),
                ("project_code", Arg::Text(code)),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let code = "2410-451421-04-01-627218";
    let two = |second: &'static str| {
        plan_case()
            .row(|row| row.name("甲路").code(code))
            .row(|row| row.name("乙路").code(second))
    };
    Cases::of(&RULE)
        .fires(
            "“乙路”与“甲路”的项目代码同为 2410-451421-04-01-627218",
            "“乙路” and “甲路” have the same project code 2410-451421-04-01-627218",
            two("2410 451421 04 01 627218"),
        )
        .silent("two codes", two("2603-141124-89-05-346948"))
        .silent("no code", two(" "))
        .silent(
            "one after the other",
            two(code)
                .change(0, |row| row.exited = "2022-03".parse().ok())
                .change(1, |row| row.entered = "2022-04".parse().unwrap()),
        )
}
