//! T220: a project that has newly started is filed with the statistics by its day.

use super::super::prelude::*;
use crate::statistics_entry::{Standing, StatisticsEntry};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T220"),
    severity: Severity::Verify,
    title: words("逾期未申报入库", "not filed with the statistics"),
    message: words(
        "项目于 {start} 开工，应于 {last_day} 前申报入库，至 {month_end} 未填申报日期",
        "The project started on {start} and was to be filed with the statistics by {last_day}; at \
         {month_end} no day of filing is given",
    ),
    variants: &[],
    advice: words(
        "已申报的请填申报入库日期；不符合入库条件的，入统类别选“暂不符合入库条件”；未申报的，请说明原因和办理时间。",
        "If it was filed give the day; if it does not meet the conditions choose so; else say why, and \
         until when it will be.",
    ),
    params: &[],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "地区配置有 statistics_entry 的，新开工项目过了开工次月的申报日（新企业新项目、老企业新项目各有一天，没选类别的按较晚的一天），\
         到报告月末仍没有申报入库日期，也没有选“暂不符合入库条件”。自开工起问到申报日所在年底。提交时审核。",
        "Where the profile has statistics_entry: the day by which a project is to be filed has passed (of \
         the month after the start, one for new enterprises and one for others, the later where no kind \
         is chosen), by the end of the reported month no day of filing is given, and it is not said that \
         the conditions are not met. Asked from the start to the end of the year of that day. Judged at \
         submission.",
    ),
    why: words(
        "未入统的项目完成的投资不进统计；符合条件未申报的，要督促及时申报。",
        "What a project invests is in no statistics before it is entered; whoever has not filed is urged \
         to.",
    ),
    source: "钦州市关于扩大有效投资十条措施（征求意见稿）（三）（新企业新项目 8 日前、老企业新项目 15 日前申报入库；发现符合入统条件未申报的，督促申报）",
    fires: words(
        "6 月月报：新企业新项目 2022-05-20 开工，没有申报入库日期。",
        "In June: a new project of a new enterprise started on 2022-05-20, no day of filing.",
    ),
    silent: words(
        "5 月月报：同一项目，申报日未到。",
        "In May: the same, the day has not come.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (profile, month) = (subject.context.profile, subject.context.month);
    let Some(entry) = StatisticsEntry::of(subject.report, profile, month) else {
        return;
    };
    let is_overdue = matches!(entry.standing, Standing::Overdue(_));
    // a day that is not understood, or lies ahead, is spoken of by others
    let is_told = subject.report.entry_filed.is_some() || subject.is_unread(Field::EntryFiled);
    if let Some(last_day) = entry.last_day.filter(|_| is_overdue && !is_told) {
        sink.fire(
            [Field::EntryFiled.into(), Field::ActualStart.into()],
            [
                ("start", entry.started.into()),
                ("last_day", last_day.into()),
                ("month_end", month.last_day().into()),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    use crate::profile::EntryDays;
    let started = |kind: &'static str| {
        let case = case().month("2022-06").profile(|profile| {
            profile.statistics_entry = Some(EntryDays {
                matching_day: Some(5),
                new_enterprise_day: 8,
                existing_enterprise_day: 15,
            });
        });
        case.draft(&[("actual_start", "2022-05-20"), ("entry_kind", kind)])
    };
    let filed = |day: &'static str| started("new_enterprise").draft(&[("entry_filed", day)]);
    Cases::of(&RULE)
        .fires(
            "项目于 2022-05-20 开工，应于 2022-06-08 前申报入库，至 2022-06-30 未填申报日期",
            "The project started on 2022-05-20 and was to be filed with the statistics by 2022-06-08; at \
             2022-06-30 no day of filing is given",
            started("new_enterprise"),
        )
        .fires(
            "项目于 2022-05-20 开工，应于 2022-06-15 前申报入库，至 2022-06-30 未填申报日期",
            "The project started on 2022-05-20 and was to be filed with the statistics by 2022-06-15; at \
             2022-06-30 no day of filing is given",
            started("existing_enterprise"),
        )
        .fires(
            "项目于 2022-05-20 开工，应于 2022-06-15 前申报入库，至 2022-06-30 未填申报日期",
            "The project started on 2022-05-20 and was to be filed with the statistics by 2022-06-15; at \
             2022-06-30 no day of filing is given",
            started(""),
        )
        .silent("filed in time", filed("2022-06-08"))
        .silent("filed late: that is told in the lists", filed("2022-06-20"))
        .silent("a day that lies ahead is told by T202", filed("2022-07-01"))
        .silent("a day that nobody understands", filed("六月"))
        .silent("does not meet the conditions", started("not_eligible"))
        .silent("the day has not come", started("new_enterprise").month("2022-05"))
        .silent("started the year before", started("").month("2023-01"))
        .silent("not started", started("").draft(&[("actual_start", "")]))
        .silent("still typing", started("").typing())
        .silent(
            "the profile does not ask",
            started("").profile(|profile| profile.statistics_entry = None),
        )
}
