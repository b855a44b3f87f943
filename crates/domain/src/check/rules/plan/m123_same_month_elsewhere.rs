//! M123: several projects of one unit hardly complete the same to the last digit.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::super::plan_prelude::*;
use crate::money::Money;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("M123"),
    severity: Severity::Hint,
    title: words(
        "同一单位多个项目完成投资相同",
        "same figure in several projects",
    ),
    message: words(
        "“{unit}”牵头的 {projects} 个项目 {at} 本月完成投资都是 {amount} 万元，其中有“{project}”",
        "{projects} projects led by “{unit}” all have {amount} 万元 for {at}, “{project}” among them",
    ),
    variants: &[],
    advice: words(
        "请逐个核对是否照抄；属实的不用处理。",
        "See whether the figure was copied from one to the next; if all are right, nothing is to be done.",
    ),
    params: &[("projects", "3")],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "同一月份、同一牵头单位的月报中，有 projects 个或更多项目（默认 3）本月完成相等且不为 0。",
        "In one month, among the reports of one lead unit, projects or more projects (3 by default) have the same month that is not 0.",
    ),
    why: words(
        "一个人填几个项目，容易把一个数填到每一行。",
        "Who fills in several projects easily types one figure into every row.",
    ),
    source: "统计审核惯例（疑似照抄）",
    fires: words(
        "某局牵头的三个项目 5 月都填 200。",
        "Three projects of one bureau have 200 in May.",
    ),
    silent: words("其中一个填 210。", "One of them has 210."),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let least = subject.param("projects").to_usize().unwrap_or(3).max(2);
    let mut alike: BTreeMap<(Month, &str, Money), Vec<usize>> = BTreeMap::new();
    for (row, filed) in subject.filed() {
        let figure = filed.report.month_investment;
        let unit = subject.row(row).lead_unit();
        let Some((unit, month)) = unit.zip(figure.filter(|month| !month.is_zero())) else {
            continue;
        };
        let rows = alike.entry((filed.month, unit, month)).or_default();
        // a report handed in twice is C008's
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    for ((at, unit, amount), rows) in alike {
        let Some(first) = rows.first().filter(|_| rows.len() >= least) else {
            continue;
        };
        sink.fire(
            [*first],
            [
                ("unit", unit.into()),
                ("projects", Arg::Number(rows.len().into())),
                ("at", at.into()),
                ("amount", amount.into()),
                ("project", subject.row(*first).name.as_str().into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let case = |months: &[&str]| {
        let plan = months
            .iter()
            .fold(plan_case(), |plan, _| plan.row(|row| row.name("甲路")));
        (months.iter().enumerate()).fold(plan, |plan, (row, month)| {
            plan.report(row, "2022-05", &[("month_investment", month)])
        })
    };
    Cases::of(&RULE)
        .fires(
            "“u1”牵头的 3 个项目 2022-05 本月完成投资都是 200.00 万元，其中有“甲路”",
            "3 projects led by “u1” all have 200.00 万元 for 2022-05, “甲路” among them",
            case(&["200", "200.00", "200"]),
        )
        .fires(
            "“u1”牵头的 4 个项目 2022-05 本月完成投资都是 200.00 万元，其中有“甲路”",
            "4 projects led by “u1” all have 200.00 万元 for 2022-05, “甲路” among them",
            case(&["200", "200", "200", "200"]),
        )
        .silent("two projects", case(&["200", "200", "210"]))
        .silent("nothing completed", case(&["0", "0", "0"]))
        .silent(
            "of two units",
            case(&["200", "200", "200"]).change(2, |row| row.units = vec!["u2".to_owned()]),
        )
        .silent(
            "in two months",
            case(&["200", "200", "0"]).report(2, "2022-04", &[("month_investment", "200")]),
        )
        .silent(
            "handed in twice",
            case(&["200", "200"]).report(1, "2022-05", &[("month_investment", "200")]),
        )
}
