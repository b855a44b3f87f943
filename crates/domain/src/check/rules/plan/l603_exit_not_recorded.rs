//! L603: who leaves the plan leaves with a reason, a day and a signature.

use super::super::plan_prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("L603"),
    severity: Severity::Mandatory,
    title: words("退出手续不全", "exit not recorded"),
    message: words(
        "“{project}”于 {exited} 退出，缺{missing}",
        "“{project}” left after {exited}; missing: {missing}",
    ),
    variants: &[],
    advice: words(
        "请在计划表补全退出原因、日期和批准人（单位）。",
        "Complete the reason, the day and the approver in the plan.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Typing,
    evaluate: Evaluate::Plan(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "项目已退出计划，但缺退出原因、退出日期或批准人（单位）。",
        "A project has left the plan without a reason, a day or who approved it.",
    ),
    why: words(
        "退出要分清客观（宏观调控、产业政策）和主观（责任单位、业主）原因，作为考核依据，并取消有关政策待遇。",
        "An exit is for objective reasons (macro policy) or subjective ones (unit, owner): scores \
         depend on which, and the project loses its privileges.",
    ),
    source: "柳政办〔2022〕5号 三（七）（项目退出机制）；原因、日期、批准人的登记是计划管理惯例",
    fires: words(
        "2022-06 退出，没有批准人。",
        "Left in 2022-06, nobody named who approved.",
    ),
    silent: words(
        "2022-06 退出，原因、日期、批准人齐全。",
        "Left in 2022-06 with all three.",
    ),
};

fn evaluate(subject: &PlanSubject<'_>, sink: &mut PlanSink<'_>) {
    let is_empty =
        |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    for (row, plan) in subject.rows() {
        let Some(exited) = plan.exited else { continue };
        let parts = [
            (is_empty(&plan.exit_reason), words("退出原因", "reason")),
            (plan.exit_day.is_none(), words("退出日期", "day")),
            (is_empty(&plan.exit_approver), words("批准人", "approver")),
        ];
        let missing = parts.into_iter().filter(|(is_missing, _)| *is_missing);
        let (zh, en): (Vec<_>, Vec<_>) = missing.map(|(_, name)| (name.zh, name.en)).unzip();
        if !zh.is_empty() {
            let missing = Arg::Phrase {
                key: String::new(),
                zh: zh.join("、"),
                en: en.join(", "),
            };
            sink.fire(
                [row],
                [
                    ("project", plan.name.as_str().into()),
                    ("exited", exited.into()),
                    ("missing", missing),
                ],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let exited = || {
        plan_case().row(|row| {
            row.name("甲路").set(|plan| {
                plan.exited = "2022-06".parse().ok();
                plan.exit_reason = Some("产业政策调整".to_owned());
                plan.exit_day = crate::period::parse_day("2022-06-20").ok();
                plan.exit_approver = Some("市重点办".to_owned());
            })
        })
    };
    Cases::of(&RULE)
        .fires(
            "“甲路”于 2022-06 退出，缺批准人",
            "“甲路” left after 2022-06; missing: approver",
            exited().change(0, |row| row.exit_approver = Some(" ".to_owned())),
        )
        .fires(
            "“甲路”于 2022-06 退出，缺退出原因、退出日期",
            "“甲路” left after 2022-06; missing: reason, day",
            exited().change(0, |row| {
                row.exit_reason = None;
                row.exit_day = None;
            }),
        )
        .silent("all there", exited())
        .silent("still in the plan", plan_case().row(|row| row))
}
