//! C009: one project stands in the plan once, however its name is written.

use super::super::plan_prelude::*;
use crate::codes::names;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C009"),
    severity: Severity::Verify,
    title: words("疑似重复项目", "same name and owner"),
    message: words(
        "“{project}”与“{other}”名称和业主相同，疑似重复入库",
        "“{project}” and “{other}” have the same name and owner; the project may have entered twice",
    ),
    variants: &[],
    advice: words(
        "请核对是否同一项目；是的，退出一个，不是的，在名称中写明区别。",
        "See whether they are one project; if so let one exit, if not say in the name how they differ.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "计划内同一时期两个项目的名称和业主相同。比较前统一全半角、空格、括号和标点，期、标段、批、阶段的序号统一为数字：\
         “（一期）”与“1期”相同，“一期”与“二期”不同。",
        "Two rows of the plan, at the same time, have the same name and owner once width, blanks, \
         brackets and punctuation are put aside and the numbers of phases and lots are written \
         alike: “（一期）” is “1期”, “一期” is not “二期”.",
    ),
    why: words(
        "各县区、部门分别申报，同一项目可能入库两次，个数和投资都会重复。",
        "Counties and departments apply separately; one project may enter twice and be counted twice.",
    ),
    source: "钦政办〔2022〕12号 二（一）；柳政办〔2022〕5号 三（七）（分批增补）",
    fires: words(
        "“甲路（一期）工程”和“甲路1期工程”，业主相同。",
        "“甲路（一期）工程” and “甲路1期工程” of one owner.",
    ),
    silent: words(
        "“甲路一期工程”和“甲路二期工程”。",
        "“甲路一期工程” and “甲路二期工程”.",
    ),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let keys = subject.rows().map(|(row, plan)| {
        let name = names::normalise(&plan.name);
        (
            row,
            (!name.is_empty()).then(|| (name, names::normalise(&plan.owner))),
        )
    });
    for (row, first) in subject.at_the_same_time(keys) {
        sink.fire(
            [row, first],
            [
                ("project", subject.row(row).name.as_str().into()),
                ("other", subject.row(first).name.as_str().into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let two = |first: &'static str, second: &'static str| {
        plan_case()
            .row(|row| row.name(first))
            .row(|row| row.name(second))
    };
    Cases::of(&RULE)
        .fires(
            "“甲路1期工程”与“甲路（一期）工程”名称和业主相同，疑似重复入库",
            "“甲路1期工程” and “甲路（一期）工程” have the same name and owner; the project may have \
             entered twice",
            two("甲路（一期）工程", "甲路1期工程"),
        )
        .silent("two phases", two("甲路一期工程", "甲路二期工程"))
        .silent("two lots", two("甲路（1标段）", "甲路（2标段）"))
        .silent(
            "two owners",
            two("甲路", "甲路").change(1, |row| row.owner = "另一业主".to_owned()),
        )
        .silent(
            "one after the other",
            two("甲路", "甲路")
                .change(0, |row| row.exited = "2022-03".parse().ok())
                .change(1, |row| row.entered = "2022-04".parse().unwrap()),
        )
        .silent("no name at all", two("", "（）"))
}
