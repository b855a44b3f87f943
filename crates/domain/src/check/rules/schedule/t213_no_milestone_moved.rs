//! T213: preliminary work that stands still is worth a look.

use rust_decimal::prelude::ToPrimitive;

use super::super::prelude::*;
use crate::report::MilestoneKind;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T213"),
    severity: Severity::Hint,
    title: words("前期工作无进展", "no milestone moved"),
    message: words(
        "{months} 个月以来没有新办结的前期工作事项，尚未办结：{open}",
        "No milestone was done for {months} months; still open: {open}",
    ),
    variants: &[],
    advice: words(
        "请更新前期工作；确无进展的，在存在问题中说明卡在哪一环。",
        "Bring the milestones up to date; if nothing moved, say in the problems what holds it up.",
    ),
    params: &[("months", "3")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "预备项目 months 个月（默认 3）以来没有新办结的前期工作事项，且仍有未办结的。按季填报的，与 months 个月前的月报比较。\
         提交时审核。",
        "A 预备 project has had no milestone newly done for months months (3 by default) while some \
         are still open. Where it reports by the quarter, the report of that many months ago \
         counts. Judged at submission.",
    ),
    why: words(
        "预备项目年内要有实质性前期进展；长期不动的要调度。",
        "A 预备 project is to make real progress within the year; one that stands still needs help.",
    ),
    source: "柳政办〔2022〕5号 一（预备项目前期工作有实质进展）、三（八）（前期工作进展）；三个月为调度惯例",
    fires: words(
        "2 月至 5 月都只办结立项。",
        "From February to May only the approval is done.",
    ),
    silent: words(
        "5 月新办结环评。",
        "The environmental review was done in May.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    if subject.plan().nature != Nature::Preparatory {
        return;
    }
    let Some(open) = next_open(subject.report) else {
        return;
    };
    let months = subject.param("months").to_i32().unwrap_or(3).clamp(1, 24);
    for back in 1..=months {
        match subject.past(subject.context.month.plus(-back)) {
            Past::Report(report) if done(report).eq(done(subject.report)) => {}
            Past::NoReport if back < months => {}
            Past::Report(_) | Past::NoReport => return,
            Past::NotHere => return sink.not_evaluated(),
        }
    }
    let label = Arg::phrase(open.key(), open.label());
    sink.fire(
        [FieldKey::milestone(open)],
        [("months", Arg::Number(months.into())), ("open", label)],
    );
}

fn done(report: &Report) -> impl Iterator<Item = MilestoneKind> {
    let done = report
        .milestones
        .iter()
        .filter(|(_, entry)| entry.done.is_some());
    done.map(|(kind, _)| *kind)
}

/// The first milestone that is not done: one that has a plan before one that nobody mentions.
fn next_open(report: &Report) -> Option<MilestoneKind> {
    let mut planned = report.milestones.iter();
    let planned = planned.find(|(_, entry)| entry.done.is_none() && entry.planned.is_some());
    let unplanned = || {
        let mut kinds = MilestoneKind::ALL.iter();
        kinds.find(|kind| {
            report
                .milestones
                .get(kind)
                .is_none_or(|entry| entry.done.is_none())
        })
    };
    planned.map(|(kind, _)| kind).or_else(unplanned).copied()
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let approved: &[(&str, &str)] = &[("done", "2022-01-10")];
    let key = "milestone.approval";
    let still = |months: &[&str]| {
        let start = case().nature(Nature::Preparatory).entry(key, approved);
        months
            .iter()
            .fold(start, |case, month| case.past_entry(month, key, approved))
    };
    let three = ["2022-02", "2022-03", "2022-04"];
    Cases::of(&RULE)
        .fires(
            "3 个月以来没有新办结的前期工作事项，尚未办结：用地预审",
            "No milestone was done for 3 months; still open: land pre-review",
            still(&three),
        )
        .fires(
            "3 个月以来没有新办结的前期工作事项，尚未办结：环评",
            "No milestone was done for 3 months; still open: environmental review",
            still(&three).entry("milestone.environment", &[("planned", "2022-09-01")]),
        )
        .fires(
            "3 个月以来没有新办结的前期工作事项，尚未办结：用地预审",
            "No milestone was done for 3 months; still open: land pre-review",
            still(&three[..1]),
        )
        .fires(
            "3 个月以来没有新办结的前期工作事项，尚未办结：用地预审",
            "No milestone was done for 3 months; still open: land pre-review",
            still(&three).entry(key, &[("planned", "2021-12-31"), ("done", "2022-01-10")]),
        )
        .silent(
            "another one was done",
            still(&three).entry("milestone.environment", &[("done", "2022-05-09")]),
        )
        .silent(
            "one was done two months ago",
            still(&["2022-02", "2022-04"]).past_entry("2022-03", key, &[]),
        )
        .silent("not three months yet", still(&three[1..]))
        .silent(
            "under construction",
            still(&three).nature(Nature::Continuing),
        )
        .silent(
            "the profile waits for four months",
            still(&three).param("T213", "months", "4"),
        )
        .silent(
            "everything is done",
            MilestoneKind::ALL.iter().fold(still(&three), |case, kind| {
                let key = FieldKey::milestone(*kind);
                let case = case.entry(key.as_str(), approved);
                three.iter().fold(case, |case, month| {
                    case.past_entry(month, key.as_str(), approved)
                })
            }),
        )
        .silent("still typing", still(&three).typing())
        .not_evaluated(still(&[]).nothing_known())
}
