//! C001: what every report of this nature must say.

use super::super::prelude::*;
use crate::report::{MilestoneKind, Status};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("C001"),
    severity: Severity::Mandatory,
    title: words("必填项未填", "required box empty"),
    message: words("“{field}”未填", "“{field}” is empty"),
    variants: &[
        words(
            "{nature}项目未填任何前期工作进展",
            "A {nature} project reports no preliminary work at all",
        ),
        words(
            "建设状态为{status}，“{needed}”未填",
            "The status is “{status}”, but “{needed}” is empty",
        ),
    ],
    advice: words(
        "请填写；本月没有投资的填 0，前期工作没有进展的在备注中说明；没有开工的，建设状态选“未开工”。",
        "Fill it in; where nothing was invested type 0, where nothing moved say so in the remarks; where \
         work has not begun choose the status “not started”.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "提交时：实施项目（新开工、续建、竣工）未填本月完成、本年累计、自开工累计或建设状态；\
         建设状态为在建而没有实际开工日期，为已竣工而没有实际开工或实际竣工日期（停工的见 H301；以前填的“正常”不要求日期）；\
         预备项目既没有任何前期工作日期，也没有备注。没有投资应填 0，空白不等于 0。",
        "At submission: an implementing project lacks the month, the year to date, the since-start \
         figure or the status; the status is 在建 without an actual start, or 已竣工 without an actual start \
         or completion (停工: see H301; what earlier forms called 正常 asks for no day); a 预备 project has neither a day at any milestone nor remarks. \
         Where nothing was invested the figure is 0: an empty box is not 0.",
    ),
    why: words(
        "缺一格就无法汇总；开竣工要有日期才算数；预备项目不填投资，报的是前期工作进展。",
        "A report with a gap cannot be totalled, and a start or completion without its day does not \
         count; a 预备 project reports its preliminary work instead of investment.",
    ),
    source: "钦政办〔2022〕12号 二（三）一是；柳政办〔2022〕5号 三（八）（投资完成情况、前期工作进展）",
    fires: words(
        "续建项目只填本月完成就提交。",
        "A 续建 project is submitted with the month's figure only.",
    ),
    silent: words(
        "预备项目填“环评 2022-05-10 完成”。",
        "A 预备 project reports its environmental review done on 2022-05-10.",
    ),
};

/// The boxes that a report of this nature may not leave empty.
pub const fn required(nature: Nature) -> &'static [Field] {
    if nature.is_implementing() {
        &[
            Field::MonthInvestment,
            Field::YearToDate,
            Field::SinceStart,
            Field::Status,
        ]
    } else {
        &[]
    }
}

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let report = subject.report;
    let nature = subject.plan().nature;
    for field in required(nature) {
        let is_filled = match field {
            Field::MonthInvestment => report.month_investment.is_some(),
            Field::YearToDate => report.year_to_date.is_some(),
            Field::SinceStart => report.since_start.is_some(),
            _ => report.status.is_some(),
        };
        if !is_filled && !subject.is_unread(*field) {
            sink.fire([(*field).into()], [("field", (*field).into())]);
        }
    }
    if let Some(status) = report.status {
        for field in needed(status) {
            let is_filled = match field {
                Field::ActualStart => report.actual_start.is_some(),
                _ => report.actual_completion.is_some(),
            };
            if !is_filled && !subject.is_unread(*field) {
                let args = [
                    ("status", Arg::phrase(status.key(), status.label())),
                    ("needed", (*field).into()),
                ];
                sink.fire([(*field).into(), Field::Status.into()], args);
            }
        }
    }
    if nature == Nature::Preparatory && says_nothing(report) {
        sink.fire(
            [
                FieldKey::milestone(MilestoneKind::Approval),
                Field::Remarks.into(),
            ],
            [("nature", subject.nature_label())],
        );
    }
}

/// The days that follow from a status.
const fn needed(status: Status) -> &'static [Field] {
    match status {
        Status::UnderConstruction => &[Field::ActualStart],
        Status::Completed => &[Field::ActualStart, Field::ActualCompletion],
        Status::NotStarted | Status::Halted | Status::Normal => &[],
    }
}

fn says_nothing(report: &Report) -> bool {
    let mut milestones = report.milestones.values();
    report.remarks.is_none()
        && !milestones.any(|entry| entry.planned.is_some() || entry.done.is_some())
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let preparatory = || case().nature(Nature::Preparatory);
    let filled = [
        ("month_investment", "0"),
        ("year_to_date", "0"),
        ("since_start", "0"),
    ];
    let with_status = |status| case().draft(&filled).draft(&[("status", status)]);
    Cases::of(&RULE)
        .fires("“建设状态”未填", "“Status” is empty", case().draft(&filled))
        .fires(
            "预备项目未填任何前期工作进展",
            "A preparatory project reports no preliminary work at all",
            preparatory().entry("milestone.environment", &[("planned", "某日")]),
        )
        .fires(
            "建设状态为在建，“实际开工日期”未填",
            "The status is “under construction”, but “Actual start” is empty",
            with_status("under_construction"),
        )
        .fires(
            "建设状态为已竣工，“实际竣工日期”未填",
            "The status is “completed”, but “Actual completion” is empty",
            with_status("completed").draft(&[("actual_start", "2021-03-01")]),
        )
        .fires(
            "建设状态为已竣工，“实际开工日期”未填",
            "The status is “completed”, but “Actual start” is empty",
            with_status("completed").draft(&[("actual_completion", "2022-05-20")]),
        )
        .silent("not started: nothing follows", with_status("not_started"))
        .silent(
            "under construction since a day",
            with_status("under_construction").draft(&[("actual_start", "2021-03-01")]),
        )
        .silent(
            "the day is filled, though not understood: C012 speaks of it",
            with_status("under_construction").draft(&[("actual_start", "三月")]),
        )
        .silent("halted: H301 asks for the reason", with_status("halted"))
        .silent(
            "as earlier forms said of whatever was not halted",
            with_status("normal"),
        )
        .silent(
            "a 预备 project has no status to give",
            preparatory().draft(&[("remarks", "本月前期工作无进展")]),
        )
        .silent(
            "filled, though not understood: C012 speaks of it",
            case().draft(&filled).draft(&[("status", "好")]),
        )
        .silent(
            "a milestone",
            preparatory().entry("milestone.environment", &[("done", "2022-05-10")]),
        )
        .silent(
            "remarks",
            preparatory().draft(&[("remarks", "本月前期工作无进展")]),
        )
        .silent("still typing", case().typing())
}
