//! C008: each project is reported once a month.

use std::collections::{BTreeMap, BTreeSet};

use super::super::plan_prelude::*;
use crate::codes::project::normalise;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C008"),
    severity: Severity::Mandatory,
    title: words("同月重复填报", "reported twice in one month"),
    message: words(
        "“{project}”与“{other}”的项目代码同为 {project_code}，{month} 各有月报",
        "“{project}” and “{other}” have the same code {project_code} and both have a report for \
         {month}",
    ),
    variants: &[words(
        "“{project}”{month} 有不止一份月报",
        "“{project}” has more than one report for {month}",
    )],
    advice: words(
        "同一项目的，由牵头单位保留一份，其余退回；分期项目共用一个立项代码的，说明情况。",
        "If it is one project, keep the lead unit's report and return the others; if these are phases \
         under one approval, say so.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "同一月份有两份月报属于同一计划行（强制性）；或两个计划行的项目代码相同（全半角、空格、短横线不计），\
         可能是分期项目共用立项代码（核实性）。",
        "Two reports of one month belong to one plan row (to be corrected), or to two rows with the same \
         project code whatever its width, blanks and dashes, which may be phases under one approval (to \
         be explained).",
    ),
    why: words(
        "县区和市直部门都收月报，同一项目报两次，合计就多算一次。",
        "Both counties and city departments collect; a project reported twice is counted twice.",
    ),
    source: "钦政办〔2022〕12号 二（一）（县区和责任部门同时收集）",
    fires: words(
        "“甲路”由住建局、乙县各报一份，项目代码相同。",
        "“甲路” is reported by the housing bureau and by the county under one code.",
    ),
    silent: words("两个项目代码不同。", "Two projects with two codes."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let mut by_code: BTreeMap<(Month, String), usize> = BTreeMap::new();
    let mut seen: BTreeSet<(Month, usize)> = BTreeSet::new();
    for (row, filed) in subject.filed() {
        let plan = subject.row(row);
        if !seen.insert((filed.month, row)) {
            sink.fire(
                [row],
                [
                    ("project", plan.name.as_str().into()),
                    ("month", filed.month.into()),
                ],
            );
            continue;
        }
        let code = filed
            .report
            .project_code
            .as_deref()
            .or(plan.code.as_deref());
        let Some(code) = code.map(normalise).filter(|code| !code.is_empty()) else {
            continue;
        };
        match by_code.get(&(filed.month, code.clone())) {
            None => {
                by_code.insert((filed.month, code), row);
            }
            Some(first) => sink.fire_as(
                Severity::Verify,
                [row, *first],
                [
                    ("project", plan.name.as_str().into()),
                    ("other", subject.row(*first).name.as_str().into()),
                    ("project_code", Arg::Text(code)),
                    ("month", filed.month.into()),
                ],
            ),
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let code = "2410-451421-04-01-627218";
    let twice = |other: &'static str| {
        plan_case()
            .row(|row| row.name("甲路").code(code))
            .row(|row| row.name("甲路（县报）").code(other))
            .month("2022-05")
            .report(0, "2022-05", &[])
    };
    Cases::of(&RULE)
        .fires_as(
            Severity::Verify,
            "“甲路（县报）”与“甲路”的项目代码同为 2410-451421-04-01-627218，2022-05 各有月报",
            "“甲路（县报）” and “甲路” have the same code 2410-451421-04-01-627218 and both have a \
             report for 2022-05",
            twice("２４１０ 451421 04 01 627218").report(1, "2022-05", &[]),
        )
        .fires_as(
            Severity::Verify,
            "“甲路（县报）”与“甲路”的项目代码同为 2410-451421-04-01-627218，2022-05 各有月报",
            "“甲路（县报）” and “甲路” have the same code 2410-451421-04-01-627218 and both have a \
             report for 2022-05",
            twice("2603-141124-89-05-346948").report(1, "2022-05", &[("project_code", code)]),
        )
        .fires(
            "“甲路”2022-05 有不止一份月报",
            "“甲路” has more than one report for 2022-05",
            twice("").report(0, "2022-05", &[]),
        )
        .silent(
            "two codes",
            twice("2603-141124-89-05-346948").report(1, "2022-05", &[]),
        )
        .silent("two months", twice(code).report(1, "2022-04", &[]))
        .silent(
            "only one of them reports: C013 looks at the plan",
            twice(code),
        )
        .silent(
            "neither has a code",
            plan_case()
                .row(|row| row.name("甲路"))
                .row(|row| row.name("乙路"))
                .report(0, "2022-05", &[])
                .report(1, "2022-05", &[]),
        )
}
