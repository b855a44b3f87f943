//! T215: a project that has started holds what must be granted before.

use rust_decimal::Decimal;

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
    variants: &[words(
        "项目已于 {start} 开工，{late}于 {done} 才完成",
        "The project started on {start}; {late} was done on {done} only",
    )],
    advice: words(
        "已办理的请核对日期；未办理或后补的，请说明情况和办理时间。",
        "Check the day if it was granted before; otherwise say how matters stand and until when.",
    ),
    params: &[
        ("permit", "1"),
        ("environment", "1"),
        ("energy", "1"),
        ("soil_water", "1"),
        ("land_pre_review", "1"),
        ("land_approval", "1"),
    ],
    missing: Missing::SkipIfAny,
    from: Stage::Typing,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "已填实际开工日期，而前期工作中列出的施工许可（permit）、环评（environment）、能评（energy）、水保（soil_water）、\
         用地预审（land_pre_review）或用地批复（land_approval）尚未完成，或完成日期晚于开工日期。没有列出的不审核。\
         参数 1（默认）为开工前应完成，0 为不审核，2 为民间投资项目可书面承诺后开工（承诺制），其余项目仍应完成。",
        "An actual start is given while a listed milestone is not done, or was done later: permit, \
         environment, energy, soil_water, land_pre_review or land_approval. Not judged where it is not \
         listed. A parameter of 1 (the default) asks for it before the start, 0 does not ask, and 2 \
         lets private projects start on a written promise (承诺制) while all others need it.",
    ),
    why: words(
        "手续不全即开工有未批先建风险，须如实说明；事后补办的，日期会留下来。",
        "Building without them is unlawful; what is going on must be said. One that was granted \
         afterwards leaves its day.",
    ),
    source: "《建筑法》第七条（施工许可）；《环境影响评价法》第二十五条；《固定资产投资项目节能审查办法》（国家发展改革委令 2016 年第 44 号）第三条；\
             《水土保持法》第二十五条；《土地管理法》第四十四条（用地）；承诺制见钦州市关于扩大有效投资十条措施（征求意见稿）（十七），只用于 qinzhou-ten-2022",
    fires: words(
        "实际开工 2022-03-10，施工许可只有计划日期，或 2022-04-01 才完成。",
        "Started 2022-03-10, the permit has a planned day only, or is of 2022-04-01.",
    ),
    silent: words(
        "实际开工 2022-03-10，施工许可 2022-03-01 完成。",
        "Started 2022-03-10, the permit is of 2022-03-01.",
    ),
};

/// What must be granted before a start; the profile's parameter has the milestone's key.
const NEEDED: [MilestoneKind; 6] = [
    MilestoneKind::LandPreReview,
    MilestoneKind::LandApproval,
    MilestoneKind::Environment,
    MilestoneKind::Energy,
    MilestoneKind::SoilWater,
    MilestoneKind::Permit,
];

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let Some(start) = subject.report.actual_start else {
        return;
    };
    for kind in NEEDED {
        let Some(listed) = subject.report.milestones.get(&kind) else {
            continue;
        };
        let name = match listed.done {
            None if listed.planned.is_some() => "milestone",
            Some(done) if done > start => "late",
            _ => continue,
        };
        if !is_needed(subject, kind) {
            continue;
        }
        let place = [FieldKey::milestone(kind), Field::ActualStart.into()];
        let known = [
            ("start", start.into()),
            (name, Arg::phrase(kind.key(), kind.label())),
        ];
        match listed.done {
            None => sink.fire(place, known),
            Some(done) => {
                let [start, label] = known;
                sink.fire(place, [start, label, ("done", done.into())]);
            }
        }
    }
}

/// Whether the profile asks for it before the start of this project.
fn is_needed(subject: &Subject<'_>, kind: MilestoneKind) -> bool {
    let asked = subject.param(kind.key());
    let may_promise = asked == Decimal::TWO && subject.plan().is_private;
    !asked.is_zero() && !may_promise
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let started = || case().draft(&[("actual_start", "2022-03-10")]);
    let planned = |kind: &str| started().entry(kind, &[("planned", "2022-06-30")]);
    Cases::of(&RULE)
        .fires(
            "项目已于 2022-03-10 开工，施工许可尚未完成",
            "The project started on 2022-03-10; construction permit is not done",
            planned("milestone.permit"),
        )
        .fires(
            "项目已于 2022-03-10 开工，环评尚未完成",
            "The project started on 2022-03-10; environmental review is not done",
            planned("milestone.environment"),
        )
        .fires(
            "项目已于 2022-03-10 开工，能评尚未完成",
            "The project started on 2022-03-10; energy review is not done",
            planned("milestone.energy"),
        )
        .fires(
            "项目已于 2022-03-10 开工，水保尚未完成",
            "The project started on 2022-03-10; soil and water conservation is not done",
            planned("milestone.soil_water"),
        )
        .fires(
            "项目已于 2022-03-10 开工，用地预审尚未完成",
            "The project started on 2022-03-10; land pre-review is not done",
            planned("milestone.land_pre_review"),
        )
        .fires(
            "项目已于 2022-03-10 开工，用地批复尚未完成",
            "The project started on 2022-03-10; land approval is not done",
            planned("milestone.land_approval"),
        )
        .fires(
            "项目已于 2022-03-10 开工，施工许可于 2022-03-11 才完成",
            "The project started on 2022-03-10; construction permit was done on 2022-03-11 only",
            started().entry("milestone.permit", &[("done", "2022-03-11")]),
        )
        .fires(
            "项目已于 2022-03-10 开工，施工许可尚未完成",
            "The project started on 2022-03-10; construction permit is not done",
            planned("milestone.permit").param("T215", "permit", "2"),
        )
        .silent(
            "a private project may promise it",
            planned("milestone.permit")
                .plan(|plan| plan.is_private = true)
                .param("T215", "permit", "2"),
        )
        .silent(
            "the profile does not ask for it",
            planned("milestone.permit").param("T215", "permit", "0"),
        )
        .silent(
            "done on the day",
            started().entry("milestone.permit", &[("done", "2022-03-10")]),
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
            "listed, with nothing said",
            started().entry("milestone.permit", &[]),
        )
        .silent("another milestone", planned("milestone.siting"))
        .silent(
            "not started",
            case().entry("milestone.permit", &[("planned", "2022-06-30")]),
        )
}
