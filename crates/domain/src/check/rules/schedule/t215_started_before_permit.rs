//! T215: a project that has started holds its land and its construction permit.

use super::super::prelude::*;
use crate::report::MilestoneKind;

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T215"),
    severity: Severity::Verify,
    title: words("未批先建风险", "started before permit"),
    message: words(
        "项目已于 {start} 开工，{milestone}尚未完成",
        "The project started on {start}; {milestone} is not done",
    ),
    variants: &[],
    advice: words(
        "已办理的请填完成日期；未办理的请说明情况和办理时间。",
        "Give the day if it is done; otherwise say how matters stand and until when.",
    ),
    params: &[],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "已填实际开工日期，而前期工作中列出的用地预审或施工许可尚未完成。没有列出的不审核。",
        "An actual start is given while a listed milestone, land pre-review or construction \
         permit, is not done. Not judged where it is not listed.",
    ),
    why: words(
        "手续不全即开工有未批先建风险，须如实说明。",
        "Building without them is unlawful; what is going on must be said.",
    ),
    source: "《中华人民共和国建筑法》第七条；钦政办〔2022〕12号 二（二）三是（关键前期工作审批）",
    fires: words(
        "实际开工 2022-03-10，施工许可只有计划日期。",
        "Started 2022-03-10, the permit has a planned day only.",
    ),
    silent: words(
        "实际开工 2022-03-10，施工许可 2022-03-01 完成。",
        "Started 2022-03-10, the permit is of 2022-03-01.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(start) = subject.report.actual_start else {
        return;
    };
    for kind in [MilestoneKind::LandPreReview, MilestoneKind::Permit] {
        let listed = subject.report.milestones.get(&kind);
        if listed.is_some_and(|milestone| milestone.planned.is_some() && milestone.done.is_none()) {
            sink.fire(
                [FieldKey::milestone(kind), Field::ActualStart.into()],
                [("start", start.into()), ("milestone", kind.label().into())],
            );
        }
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let started = || case().draft(&[("actual_start", "2022-03-10")]);
    Cases::of(&RULE)
        .fires(
            "项目已于 2022-03-10 开工，施工许可尚未完成",
            "The project started on 2022-03-10; construction permit is not done",
            started().entry("milestone.permit", &[("planned", "2022-06-30")]),
        )
        .silent(
            "done",
            started().entry("milestone.permit", &[("done", "2022-03-01")]),
        )
        .silent(
            "planned and done",
            started().entry(
                "milestone.permit",
                &[("planned", "2022-02-01"), ("done", "2022-03-01")],
            ),
        )
        .silent("not listed", started())
        .silent(
            "another milestone",
            started().entry("milestone.energy", &[("planned", "2022-06-30")]),
        )
        .silent(
            "not started",
            case().entry("milestone.permit", &[("planned", "2022-06-30")]),
        )
}
