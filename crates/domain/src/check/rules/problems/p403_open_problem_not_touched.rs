//! P403: an open problem moves, or somebody says that it does not.

use super::super::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("P403"),
    severity: Severity::Hint,
    title: words("未办结问题未更新", "open problem not touched"),
    message: words(
        "上月未办结的问题“{problem}”本月没有更新",
        "The problem “{problem}”, open last month, was not updated",
    ),
    variants: &[words(
        "上月未办结的问题“{gone}”本月没有填报，也没有办结日期",
        "The problem “{gone}”, open last month, is gone without a day of closure",
    )],
    advice: words(
        "请更新进展；已解决的，填办结日期。",
        "Say how it stands; if it is solved, give the day of closure.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "上月未办结的问题，本月逐项相同，或本月没有了而未填办结日期。提交时审核。",
        "A problem open last month is the same in every part, or is gone without a day of \
         closure. Judged at submission.",
    ),
    why: words(
        "问题要跟踪到办结；没有更新，多为复制上月。",
        "Problems are tracked until they are closed; no change usually means a copied report.",
    ),
    source: "贵政办发〔2021〕15号 三（五）；钦政办〔2022〕12号 二（三）二是",
    fires: words(
        "上月“12 亩未报批”，本月原样。",
        "“12 亩未报批” last month and this month.",
    ),
    silent: words("本月改为“剩 3 亩未报批”。", "This month “剩 3 亩未报批”."),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(past) = subject.previous(sink) else {
        return;
    };
    for before in past
        .problems
        .iter()
        .filter(|problem| problem.closed.is_none())
    {
        let mut problems = subject.report.problems.iter();
        let now = problems.find(|problem| problem.id == before.id);
        let Some(key) = FieldKey::problem(&before.id) else {
            continue;
        };
        let name = match (&before.description, before.kind) {
            (Some(description), _) => description.as_str().into(),
            (None, Some(kind)) => Arg::phrase(kind.key(), kind.label()),
            (None, None) => before.id.as_str().into(),
        };
        match now {
            Some(now) if now == before => sink.fire([key], [("problem", name)]),
            None => sink.fire([key], [("gone", name)]),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let before = || case().past_entry("2022-04", "problem.a", &[("description", "12 亩未报批")]);
    Cases::of(&RULE)
        .fires(
            "上月未办结的问题“12 亩未报批”本月没有更新",
            "The problem “12 亩未报批”, open last month, was not updated",
            before().entry("problem.a", &[("description", "12 亩未报批")]),
        )
        .fires(
            "上月未办结的问题“12 亩未报批”本月没有填报，也没有办结日期",
            "The problem “12 亩未报批”, open last month, is gone without a day of closure",
            before(),
        )
        .silent(
            "updated",
            before().entry("problem.a", &[("description", "剩 3 亩未报批")]),
        )
        .silent(
            "closed",
            before().entry(
                "problem.a",
                &[("description", "12 亩未报批"), ("closed", "2022-05-20")],
            ),
        )
        .silent(
            "closed before",
            case().past_entry("2022-04", "problem.a", &[("closed", "2022-04-20")]),
        )
        .not_evaluated(case().nothing_known())
}
