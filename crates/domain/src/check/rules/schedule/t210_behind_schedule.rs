//! T210: a project far behind 序时进度 says what holds it up.

use rust_decimal::Decimal;

use super::super::prelude::*;
use crate::money::round;
use crate::progress::{Progress, path, planned};

pub(in crate::check) static RULE: Rule = Rule {
    code: RuleCode::new("T210"),
    severity: Severity::Verify,
    title: words("滞后序时进度", "behind schedule"),
    message: words(
        "完成年度计划 {completion}%，按本项目的计划工期应达 {elapsed}%，滞后 {behind} 个百分点，未填存在问题",
        "{completion}% of the annual plan is completed against {elapsed}% by the project's own \
         schedule, {behind} points behind, and no problem is stated",
    ),
    variants: &[],
    advice: words(
        "请在存在问题中填报影响进度的问题，或说明原因和追赶措施。",
        "State the problem that holds it up, or explain why and how the lag is made up.",
    ),
    params: &[("points", "15"), ("from", "4")],
    missing: Missing::IsTheFinding,
    from: Stage::Submitting,
    evaluate: Evaluate::Report(evaluate),
};

pub(in crate::check) static PAGE: RulePage = RulePage {
    what: words(
        "自 from 月（默认 4）起，完成率（本年累计 ÷ 年度计划）低于本项目应达进度超过 points 个百分点（默认 15），\
         且没有填报未办结、有实际内容的问题。应达进度按本项目当年的工期均摊到月中：自计划开工（或列入计划）月 b 至计划竣工月 e\
         （不在当年的按全年），为（月份 − b + 0.5）÷（e − b + 1）；b 以前为 0，e 以后为 100%。已竣工、停工、预备项目不审核。提交时审核。",
        "From month from (4 by default) on, completion (year to date ÷ annual plan) is more than points \
         points (15 by default) below the project's own path, and no open problem is stated in words \
         that say something. The path goes in even steps from the month b of the planned start (or of \
         entry) to the month e of the planned completion, as far as they lie in the year, counted to the \
         middle of the month: (month − b + 0.5) ÷ (e − b + 1), 0 before b and 100 % after e. Completed, \
         halted and 预备 projects are not judged. Judged at submission.",
    ),
    why: words(
        "滞后的项目要有问题可协调；没有问题的应说明后几个月如何补上。8 月才计划开工的项目，不能拿全年序时进度去比；\
         年初受春节、雨季影响，也不宜按月数硬比。",
        "A project that lags has a problem to be solved; else it is to be said how the months to come \
         make up for it. A project planned to start in August is not held against the calendar, and \
         the first months of a year are slow for everybody.",
    ),
    source: "各地按序时进度调度、通报的惯例（通知未定百分点，由各地配置写明）；钦政办〔2022〕12号 二（三）",
    fires: words(
        "全年施工的项目，5 月底完成率 20%，应达 37.5%，无问题。",
        "A project built all year: at the end of May 20% against 37.5%, and no problem stated.",
    ),
    silent: words(
        "同上，完成率 25%；或计划 8 月开工。",
        "The same with 25%; or planned to start in August.",
    ),
};

fn evaluate(subject: &Subject<'_>, sink: &mut Sink<'_>) {
    let (plan, report, month) = (subject.plan(), subject.report, subject.context.month);
    let is_due = Decimal::from(month.number()) >= subject.param("from")
        && !report.is_halted()
        && !report.is_completed();
    let progress = Progress::at(month, report.year_to_date, planned(plan));
    let Some(completion) = progress.completion.filter(|_| is_due) else {
        return;
    };
    let path = path(plan, month);
    let behind = path.saturating_sub(completion);
    if behind > subject.param("points") && !subject.has_open_problem() {
        sink.fire(
            [Field::YearToDate.into()],
            [
                ("completion", Arg::Number(round(completion, 1))),
                ("elapsed", Arg::Number(round(path, 1))),
                ("behind", Arg::Number(round(behind, 1))),
            ],
        );
    }
}

#[cfg(test)]
pub(in crate::check) fn cases() -> Cases {
    let with = |year| case().draft(&[("year_to_date", year)]);
    let stated = |words| with("600").entry("problem.a", &[("description", words)]);
    let starting = |month: &str| {
        let month = month.parse().unwrap();
        with("0").plan(|plan| plan.planned_start = Some(month))
    };
    Cases::of(&RULE)
        .fires(
            "完成年度计划 20%，按本项目的计划工期应达 37.5%，滞后 17.5 个百分点，未填存在问题",
            "20% of the annual plan is completed against 37.5% by the project's own schedule, 17.5 points \
             behind, and no problem is stated",
            with("600"),
        )
        .fires(
            "完成年度计划 20%，按本项目的计划工期应达 37.5%，滞后 17.5 个百分点，未填存在问题",
            "20% of the annual plan is completed against 37.5% by the project's own schedule, 17.5 points \
             behind, and no problem is stated",
            stated("暂无问题"),
        )
        .fires(
            "完成年度计划 0%，按本项目的计划工期应达 16.7%，滞后 16.7 个百分点，未填存在问题",
            "0% of the annual plan is completed against 16.7% by the project's own schedule, 16.7 points \
             behind, and no problem is stated",
            starting("2022-04"),
        )
        .fires(
            "完成年度计划 60%，按本项目的计划工期应达 100%，滞后 40 个百分点，未填存在问题",
            "60% of the annual plan is completed against 100% by the project's own schedule, 40 points \
             behind, and no problem is stated",
            with("1800").plan(|plan| plan.planned_completion = "2022-04".parse().ok()),
        )
        .fires(
            "完成年度计划 0%，按本项目的计划工期应达 29.2%，滞后 29.2 个百分点，未填存在问题",
            "0% of the annual plan is completed against 29.2% by the project's own schedule, 29.2 points \
             behind, and no problem is stated",
            with("0").month("2022-04"),
        )
        .silent("by fifteen points", with("675"))
        .silent("planned to start this month", starting("2022-05"))
        .silent("planned to start in August", starting("2022-08"))
        .silent("March is too early to tell", with("0").month("2022-03"))
        .silent("halted", with("600").draft(&[("status", "halted")]))
        .silent("completed", with("600").draft(&[("status", "completed")]))
        .silent(
            "completed on a day",
            with("600").draft(&[("actual_completion", "2022-04-20")]),
        )
        .silent("a problem is stated", stated("红线内尚有 12 户未签约"))
        .silent(
            "the profile allows more",
            with("600").param("T210", "points", "30"),
        )
        .silent(
            "the profile looks from June on",
            with("600").param("T210", "from", "6"),
        )
        .silent("no annual plan", with("600").nature(Nature::Preparatory))
        .silent("still typing", with("600").typing())
}
